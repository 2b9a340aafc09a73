internal import ArgumentParser
internal import Clinic
internal import FoundationEssentials
internal import Ledger
internal import TransparencyLog

/// `candor verify`.
struct Verify: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Hold the whole ledger against itself, and against a checkpoint held elsewhere.",
    discussion: """
      Needs no identity and opens no body, and appends nothing unless --record is given. Exit code 1 when anything is \
      wrong, whether or not that could be recorded; every problem is named with its position. Pin the site key and a \
      checkpoint from outside: only they reveal a ledger that was exchanged or rolled back whole.

      Examples:
        candor verify
        candor verify --signatures --since monday.checkpoint \\
              --key "omaha.example/ketamine+12345678+AQ…"
        candor verify --signatures --record --as auditor.may
      """)

  @Flag(help: "Also check every signature, with the signer's key and role at that position.")
  var signatures = false

  @Option(
    help: ArgumentHelp(
      "A checkpoint held elsewhere, which the ledger must continue.", valueName: "file"),
    completion: .file())
  var since: String?

  @Option(help: ArgumentHelp("The site's verifier key, pinned elsewhere.", valueName: "vkey"))
  var key: String?

  @Flag(
    help: "Record the outcome in the ledger, signed by whoever is signed in; an auditor may.")
  var record = false

  /// LMDB checks no page, so the work is done by a child whose death is a verdict.
  @Flag(help: .hidden)
  var inThisProcess = false

  @OptionGroup(title: "Ledger and identity") var ledger: LedgerOptions

  func run() throws {
    guard inThisProcess else {
      // Wrong options and a ledger that is not there are told at once.
      _ = try ledger.directory()
      return try VerifyingChild(format: ledger.format).run()
    }
    let (desk, refusal) = try opened()
    if record, refusal == nil { try desk.person.requireAttesting() }
    let head = try since.map {
      try desk.clinic.openCheckpoint(FileInput.bytes(at: $0), verifierKey: key)
    }
    var verdict = VerdictText(desk: desk, since: head, checkedSignatures: signatures)
    if let key, try desk.clinic.verifierKey != key { verdict.isOtherSite = true }
    verdict.verification = try verify(desk, since: head)
    let failure = record ? refusal ?? attest(&verdict, at: desk) : nil
    try verdict.write()
    if !verdict.isSound {
      if let failure {
        Output.note("candor: the verdict was not recorded: \(Failure(failure).message)")
      }
      throw ExitCode(ExitStatus.no)
    }
    if let failure { throw failure }
  }

  /// Where the ledger itself keeps somebody from signing in, it is examined all the same.
  ///
  /// - Returns: why what is found cannot be recorded.
  private func opened() throws -> (desk: Desk, refusal: (any Error)?) {
    let desk: Desk
    do {
      desk = try ledger.open(examining: true)
    } catch let error as LedgerError {
      throw try verdict(on: error)
    }
    guard record else { return (desk, nil) }
    do {
      return (try ledger.signIn(at: desk), nil)
    } catch  where Failure(error).exitCode == ExitStatus.badData {
      return (desk, error)
    }
  }

  /// A verdict is shown even where it cannot be recorded.
  ///
  /// - Returns: why it could not be.
  private func attest(_ verdict: inout VerdictText, at desk: Desk) -> (any Error)? {
    guard let verification = verdict.verification else { return nil }
    do {
      verdict.recordedPosition = try desk.person.attest(
        verification, signatures: signatures, further: verdict.furtherProblems)
      return nil
    } catch {
      return error
    }
  }

  private func verify(_ desk: Desk, since head: TreeHead?) throws -> Verification {
    var progress = Progress("Verifying", on: desk.terminal)
    defer { progress.finish() }
    do {
      return try desk.clinic.verify(signatures: signatures, since: head) { done, total in
        progress.update(Int(clamping: done), of: Int(clamping: total))
      }
    } catch let error as LedgerError {
      throw try verdict(on: error)
    }
  }

  /// A ledger that is not there, or not ours to read, is no damage; one whose files are there but
  /// hold none is.
  private func verdict(on error: LedgerError) throws -> any Error {
    switch error {
    case .notALedger:
      // Below the ledger's directory: the log and the keyring that belong to it.
      let files = try ["/log/data.mdb", "/keyring/data.mdb"].map { try ledger.directory() + $0 }
      guard files.allSatisfy({ FileManager.default.fileExists(atPath: $0) }) else { return error }
    case .notPermitted, .newerFormat: return error
    default: break
    }
    try VerdictText.damagedStructure(error, format: ledger.format)
    return ExitCode(ExitStatus.no)
  }
}
