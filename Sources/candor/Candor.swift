internal import ArgumentParser

/// `candor`: the clinical record and audit ledger of an infusion clinic, on the command line.
@main
struct Candor: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "candor",
    abstract: "The clinical record and audit ledger of an infusion clinic.",
    discussion: """
      Everything that happens to a patient is appended once, signed by whoever did it, and never changed.

      Begin with a training ledger:
        export CANDOR_LEDGER=~/training CANDOR_IDENTITY=admin
        candor init --site demo.example/clinic --training --administrator admin
        candor staff enroll nurse.lee --role nurse
        candor record intake-received --as nurse.lee

      No option takes a name, a birth date, a phone number or free text: those are asked for, or come as JSON on \
      standard input. Times are 10:05, -5m or 2026-03-02T10:05.

      Exit codes: 0 done, 1 the answer is no, 64 usage, 65 bad data, 66 not found, 69 unavailable, 70 internal, 74 I/O, \
      77 not permitted.
      """,
    version: versionAndCommit,
    subcommands: NamedCommand.only(of: [
      Initialize.self, StaffCommand.self, DeviceCommand.self, SignIn.self, Lock.self, Unlock.self,
      SignOut.self, WhoAmI.self, Record.self,
      Transcribe.self, Chair.self, Attach.self, DocumentsCommand.self, DocumentCommand.self,
      Amend.self,
      Retract.self, Reinstate.self, CoSign.self, Merge.self, Unmerge.self, Approve.self, Check.self,
      Patients.self, Today.self, BoardCommand.self, CourseCommand.self,
      TimelineCommand.self, Report.self, ReviewCommand.self, History.self, Show.self, Verify.self,
      CheckpointCommand.self, BackupCommand.self, Restore.self, DoctorCommand.self,
      MendCommand.self,
      PolicyCommand.self, HoldCommand.self, Erase.self,
      Import.self, CloseDay.self, ProjectionsCommand.self, SharedOptions.self,
    ]))

  static func main() {
    // Before anything is read, opened or drawn.
    ProgramStart.answerSignals()
    let arguments = AnswerFlags.spelledOut(
      in: LeadingOptions.moved(in: Array(ProgramArguments.all.dropFirst())))
    do {
      // Before anything else is opened.
      try Output.fillStandardStreams()
      try ProgramArguments.requireAny()
      try ProgramStart.check(ProgramArguments.all)
      try EventCommands.refuseUnknown(in: arguments)
      try UnknownCommand.refuse(in: arguments)
      var command = try parseAsRoot(arguments)
      try RepeatedOption.refuse(in: arguments, of: arguments.first)
      try command.run()
    } catch {
      RefusedCommand.record(error, arguments: arguments)
      Failure(AtTerminal.completing(error)).exit()
    }
  }
}
