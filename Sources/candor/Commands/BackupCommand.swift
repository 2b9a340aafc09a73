internal import ArgumentParser
internal import Clinic
internal import Ledger
internal import Reports

/// `candor backup`.
struct BackupCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "backup",
    abstract: "Copy the ledger as it is now into a new directory, and verify the copy there.",
    discussion: """
      Others go on recording meanwhile. The directory holds a whole backup or nothing, and nothing is overwritten. The \
      keyring goes only where --keyring says, apart from the log: who has both can open every chart. Keep the two on \
      different disks, away from this machine. Exit code 1 when the keyring lacks data keys that the ledger needs.

      Example:
        candor backup /media/log/2026-11-02 --keyring /media/keys/2026-11-02
      """)

  @Argument(help: "A new directory for the log.", completion: .directory)
  var directory: String

  @Option(
    help: ArgumentHelp(
      "A new directory elsewhere, for the keyring and the program's identity.", valueName: "dir"),
    completion: .directory)
  var keyring: String?

  /// Reading a damaged log can end the process.
  @Flag(help: .hidden)
  var inThisProcess = false

  @OptionGroup(title: "Ledger and identity") var ledger: LedgerOptions

  func run() throws {
    guard inThisProcess else {
      _ = try ledger.directory()
      return try VerifyingChild(act: "backup", format: try ledger.format).run()
    }
    let context = try ledger.signIn()
    var progress = Progress("Verifying the copy", on: context.terminal)
    let answer = try context.person.backUp(to: directory, keyring: keyring) { done, total in
      progress.update(Int(clamping: done), of: Int(clamping: total))
    }
    progress.finish()
    let offset = context.clock.localOffsetMinutes(
      at: answer.taken.manifest.lastRecordedMicroseconds)
    let signed = try SignatureText(ofAppendWith: answer.recordedPosition, context: context).lines
    try context.answer(
      text: BackupText.backup(answer, utcOffsetMinutes: offset) + signed.joined(separator: "\n"),
      json: try BackupJSON.backup(answer))
    // Data keys that nobody erased and that are missing are an alarm, above all else.
    if !answer.taken.missingKeys.isEmpty { throw ExitCode(ExitStatus.no) }
    if answer.recordedPosition == nil { throw ExitCode(ExitStatus.io) }
  }
}
