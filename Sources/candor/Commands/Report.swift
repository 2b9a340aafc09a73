internal import ArgumentParser

/// `candor report …`.
struct Report: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "Reports computed from the ledger.",
    discussion: """
      Examples:
        candor report compliance --from 2026-03-02 --to 2026-03-02
        candor report courses --from 2026-03-02
        candor report open
        candor report access MH-1001
        candor report verify march.json
      """,
    subcommands: [
      ReportCompliance.self, ReportCourses.self, ReportDrugs.self, ReportOpen.self,
      ReportLot.self,
      ReportAccess.self, ReportDisclosures.self, ReportSecurity.self, ReportVerify.self,
      ReportIssue.self,
    ])
}
