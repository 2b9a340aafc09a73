internal import ArgumentParser

/// `candor import …`.
struct Import: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Import what a device wrote.",
    discussion: """
      Example:
        candor import vitals monitor.csv --patient MH-1001
      """,
    subcommands: [ImportVitals.self])
}
