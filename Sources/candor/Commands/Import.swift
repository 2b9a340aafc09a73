internal import ArgumentParser

/// `candor import …`.
struct Import: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Import what a device wrote.",
    discussion: """
      Examples:
        candor import vitals monitor.csv --patient MH-1001
        candor import vitals export.csv --profile philips-intellivue --patient MH-1001
        candor import profiles
      """,
    subcommands: [ImportVitals.self, ImportProfiles.self])
}
