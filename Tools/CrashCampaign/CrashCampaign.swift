internal import ArgumentParser
internal import Rehearsal

/// Processes that die at any moment, and what the ledger holds afterwards.
@main
struct CrashCampaign: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "CrashCampaign",
    abstract: "kill -9 whoever is writing, again and again; what was acknowledged must be there.",
    subcommands: [KilledImports.self, KilledAppends.self, KilledBackups.self, AppendCommand.self])
}
