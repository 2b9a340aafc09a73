internal import ArgumentParser

/// `candor report …`.
struct Report: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "Reports computed from the ledger.",
    discussion: """
      Example:
        candor report compliance --from 2026-03-02 --to 2026-03-02
      """,
    subcommands: [ReportCompliance.self, ReportSecurity.self])
}
