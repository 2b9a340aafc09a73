internal import ArgumentParser
internal import Rehearsal

/// Clinic days that nobody lived, at the size of years.
@main
struct Simulator: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "Simulator",
    abstract: "Rehearse years of clinic days against the real candor, and check every step.",
    subcommands: [
      MonitorYears.self, ClinicCommand.self, ClinicCheckCommand.self, TwoWriters.self,
      LongBatch.self, Tamper.self, AppendCommand.self,
    ])
}
