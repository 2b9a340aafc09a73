internal import ArgumentParser
internal import Rehearsal

/// What breaks around the program, one thing at a time: whatever it is, nothing acknowledged is
/// lost, no answer is wrong, nothing ends in a signal, and the exit code is one of those promised.
@main
struct FaultCampaign: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "FaultCampaign",
    abstract: "Break one thing around the real candor, and see what it says and keeps.",
    subcommands: [
      ClosedStreams.self, RottenFiles.self, TableRows.self, SystemCallFaults.self, FullDisks.self,
      StoppedWriters.self, HostileInputs.self,
    ])
}
