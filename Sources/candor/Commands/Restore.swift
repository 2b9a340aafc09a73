internal import ArgumentParser
internal import Clinic
internal import ClinicalRecord
internal import Ledger
internal import Reports

/// `candor restore`.
struct Restore: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "restore",
    abstract: "Make a new ledger of a backup, verified, and say how far it reaches.",
    discussion: """
      The directory that --ledger names must not exist. Every file is held against its digest, the log is verified with \
      all its signatures, and a backup that lies before a checkpoint known on this machine or given with --since is \
      refused as a rollback, unless --accept-rollback accepts the loss. Without --keyring an auditor's copy is made: \
      it can be verified and opens no chart. Exit code 1 also when the restored keyring lacks data keys.

      The checkpoint published last on this machine stays what it is, so that a drill takes nothing from the ledger in \
      use. A restored copy that lies before it is neither signed nor backed up until candor checkpoint \
      --accept-rollback says that it takes the ledger's place.

      A chart that was erased since the backup is erased again, by what this account has noted of erasures beside the \
      published checkpoint (checkpoints/LEDGER.erasures in its state folder). On another machine, bring that file of \
      whoever erased along first: without it an older backup opens the chart again.

      Examples:
        candor restore /media/log/2026-11-02 --keyring /media/keys/2026-11-02 --ledger ~/restored
        candor restore /media/log/2026-11-02 --ledger ~/copy --since monday.checkpoint
      """)

  @Argument(help: "The directory that holds the backup.", completion: .directory)
  var directory: String

  @Option(
    help: ArgumentHelp("The directory that holds the keyring's part.", valueName: "dir"),
    completion: .directory)
  var keyring: String?

  @Option(
    help: ArgumentHelp(
      "A checkpoint held elsewhere, which must not be lost.", valueName: "file"),
    completion: .file())
  var since: String?

  @Option(help: ArgumentHelp("The site's verifier key, pinned elsewhere.", valueName: "vkey"))
  var key: String?

  @Flag(help: "Accept that entries which a known checkpoint counts are lost.")
  var acceptRollback = false

  /// Reading a damaged log can end the process.
  @Flag(help: .hidden)
  var inThisProcess = false

  @OptionGroup(title: "Ledger and identity") var ledger: LedgerOptions

  func validate() throws { try VerifierKeyArgument.check(key) }

  func run() throws {
    let target = try ledger.directory()
    guard inThisProcess else {
      return try VerifyingChild(act: "restoring", format: try ledger.format).run()
    }
    let clock = try ledger.systemClock()
    let terminal = Terminal.current()
    let request = RestoreRequest(
      backup: directory, keyring: keyring, ledger: target,
      since: try since.map { (try FileInput.bytes(at: $0, .lines, of: "a checkpoint"), $0) },
      verifierKey: key,
      acceptsRollback: acceptRollback)
    var progress = Progress("Verifying", on: terminal)
    let answer = try Clinic.restore(request, clock: clock) { done, total in
      progress.update(Int(clamping: done), of: Int(clamping: total))
    }
    progress.finish()
    do {
      switch try ledger.format {
      case .text:
        let newest = answer.restored.manifest.lastRecordedMicroseconds
        let offset =
          answer.clinicClock.offsetMinutes(at: newest) ?? clock.localOffsetMinutes(at: newest)
        try Output.write(BackupText.restore(answer, utcOffsetMinutes: offset))
      case .json: try Output.write(json: try BackupJSON.restore(answer))
      }
    } catch let error as ProgramError where error.isUnwrittenAnswer {
      throw error.adding("; the ledger is restored all the same, in \(target)")
    }
    // The ledger is restored all the same; a drill must not pass for done.
    if !answer.restored.missingKeys.isEmpty { throw ExitCode(ExitStatus.no) }
  }
}
