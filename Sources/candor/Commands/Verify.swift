internal import ArgumentParser
internal import Clinic
internal import Ledger
internal import TransparencyLog

/// `candor verify`.
struct Verify: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Hold the whole ledger against itself, and against a checkpoint held elsewhere.",
    discussion: """
      Needs no identity and opens no body but with --documents, and appends nothing unless --record is given: a ledger \
      on a disk mounted read-only is verified where it lies. Exit code 1 when anything is \
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

  @Flag(
    help:
      "Also hold every attached document against its digest: signed in, by who holds the charts' keys."
  )
  var documents = false

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

  func validate() throws { try VerifierKeyArgument.check(key) }

  func run() throws {
    guard inThisProcess else {
      // Wrong options and a ledger that is not there are told at once.
      _ = try ledger.directory()
      return try VerifyingChild(format: try ledger.format).run()
    }
    let (context, refusal) = try opened()
    if record, refusal == nil { try context.person.requireAttesting() }
    let head = try since.map {
      try context.clinic.openCheckpoint(
        FileInput.bytes(at: $0, .lines, of: "a checkpoint"), verifierKey: key)
    }
    var verdict = VerdictText(context: context, since: head, checkedSignatures: signatures)
    if let key, try context.clinic.verifierKey != key { verdict.isOtherSite = true }
    verdict.verification = try verify(context, since: head)
    if documents, refusal == nil { verdict.documents = try checkDocuments(in: context) }
    let failure = refusal ?? (record ? attest(&verdict, in: context) : nil)
    try verdict.write()
    if !verdict.isSound {
      if let failure {
        let missed = record ? "the verdict was not recorded" : "the documents were not checked"
        Output.note("candor: \(missed): \(Failure(failure).message)")
      }
      throw ExitCode(ExitStatus.no)
    }
    if let failure { throw failure }
  }

  /// Where the ledger itself keeps somebody from signing in, it is examined all the same.
  ///
  /// - Returns: why what is found cannot be recorded.
  private func opened() throws -> (context: CommandContext, refusal: (any Error)?) {
    let context: CommandContext
    do {
      context = try ledger.open(examining: true)
    } catch let error as LedgerError {
      throw try verdict(on: error)
    }
    guard record || documents else { return (context, nil) }
    do {
      return (try ledger.signIn(in: context), nil)
    } catch  where Failure(error).exitCode == ExitStatus.badData {
      return (context, error)
    }
  }

  /// A verdict is shown even where it cannot be recorded.
  ///
  /// - Returns: why it could not be.
  private func attest(_ verdict: inout VerdictText, in context: CommandContext) -> (any Error)? {
    guard let verification = verdict.verification else { return nil }
    do {
      verdict.recordedPosition = try context.person.attest(
        verification, signatures: signatures, further: verdict.furtherProblems)
      return nil
    } catch {
      return error
    }
  }

  private func checkDocuments(in context: CommandContext) throws -> CheckedDocuments {
    var progress = Progress("Documents", on: context.terminal)
    defer { progress.finish() }
    return try context.person.checkDocuments { progress.update($0, of: $1) }
  }

  private func verify(_ context: CommandContext, since head: TreeHead?) throws -> Verification {
    var progress = Progress("Verifying", on: context.terminal)
    defer { progress.finish() }
    do {
      return try context.clinic.verify(signatures: signatures, since: head) { done, total in
        progress.update(Int(clamping: done), of: Int(clamping: total))
      }
    } catch let error as LedgerError {
      throw try verdict(on: error)
    }
  }

  /// Damage is what was read of the ledger and is not what was written. Anything else says nothing
  /// of it: it is not there, not for this account or program, or the machine did not give it.
  private func verdict(on error: LedgerError) throws -> any Error {
    switch error.category {
    case .damaged:
      try VerdictText.damagedStructure(error, format: try ledger.format)
      return ExitCode(ExitStatus.no)
    case .io, .unavailable:
      return ProgramError(
        exitCode: error.category.exitCode,
        description: "the ledger could not be examined, and nothing is said of it: \(error)")
    case .usage, .badData, .notFound, .notPermitted, .unsound: return error
    }
  }
}

/// `--key`: a site's verifier key, which is pinned from outside and so must be one.
enum VerifierKeyArgument {
  /// - Throws: a usage error for what is no key at all; another site's key is a verdict.
  static func check(_ text: String?) throws {
    guard let text, (try? NoteVerifier(vkey: text)) == nil else { return }
    throw ProgramError.usage(
      "--key is no verifier key; give the site key as candor init has shown it, such as "
        + "omaha.example/ketamine+12345678+AQ…")
  }
}

/// What `verify` found, in words or as JSON.
struct VerdictText {
  var context: CommandContext
  /// The tree of the checkpoint held elsewhere.
  var since: TreeHead?
  var checkedSignatures: Bool
  /// The pinned key is not the one that this ledger names.
  var isOtherSite = false
  var verification: Verification?
  /// Nil when they were not opened.
  var documents: CheckedDocuments?
  /// Of the entry that says so; nil when it was not asked for.
  var recordedPosition: UInt64?

  init(context: CommandContext, since: TreeHead?, checkedSignatures: Bool) {
    self.context = context
    self.since = since
    self.checkedSignatures = checkedSignatures
  }

  private var isRolledBack: Bool {
    guard let since, let verification else { return false }
    return since.size > verification.head.size
  }

  private var documentProblems: [CheckedDocuments.Problem] { documents?.problems ?? [] }

  var isSound: Bool { furtherProblems == 0 && verification?.isSound == true }

  /// What is wrong beyond the ledger itself.
  var furtherProblems: Int {
    (isOtherSite ? 1 : 0) + (isRolledBack ? 1 : 0) + documentProblems.count
  }

  func write() throws {
    guard let verification else { return }
    try context.answer(
      text: lines(verification).joined(separator: "\n"), json: try json(verification).text())
  }

  private func lines(_ found: Verification) -> [String] {
    var lines = isSound ? ["No problem found."] : ["Verification failed."]
    if isOtherSite { lines.append("  other site: this ledger's site key is not the pinned one") }
    if let since, isRolledBack {
      lines.append(
        "  rolled back: the checkpoint counts \(since.size) entries, this ledger holds \(found.head.size)"
      )
    }
    lines += found.problems.map { "  \($0.description)" }
    let unlisted = found.problemCount - found.problems.count
    if unlisted > 0 { lines.append("  … and \(unlisted) more") }
    lines += documentProblems.map { "  entry \($0.position): \($0.text)" }
    let signatures =
      checkedSignatures ? "\(found.signatureCount) checked" : "not checked (--signatures)"
    lines += [
      "  ledger      \(context.clinic.origin)",
      "  entries     \(found.head.size) in \(found.appendCount) appends",
      "  signatures  \(signatures)",
      "  root        \(found.head.root.hex)",
    ]
    if let documents {
      lines.append("  documents   \(documents.count) held against their digests")
    }
    if let since, isSound { lines.append("  continues   the checkpoint of \(since.size) entries") }
    if let recordedPosition {
      lines.append("  recorded    as entry \(recordedPosition)")
      lines += (try? SignatureText(ofAppendWith: recordedPosition, context: context).lines) ?? []
    }
    return lines
  }

  private func json(_ found: Verification) -> JSONValue {
    .object([
      "sound": .bool(isSound), "origin": .string(context.clinic.origin),
      "size": .integer(Int64(found.head.size)), "root": .string(found.head.root.hex),
      "appends": .integer(Int64(found.appendCount)),
      "signatures_checked": .integer(Int64(found.signatureCount)),
      "other_site": .bool(isOtherSite), "rolled_back": .bool(isRolledBack),
      "structure_damaged": .bool(false),
      "problem_count": .integer(Int64(found.problemCount)),
      "problems": .array(found.problems.map(Self.json)),
      "documents_checked": documents.map { .integer(Int64($0.count)) } ?? .null,
      "document_problems": .array(
        documentProblems.map {
          .object(["position": .integer(Int64($0.position)), "text": .string($0.text)])
        }),
      "recorded_position": recordedPosition.map { .integer(Int64($0)) } ?? .null,
    ])
  }

  private static func json(_ problem: VerificationProblem) -> JSONValue {
    .object([
      "kind": .string(problem.kind.rawValue),
      "position": problem.position.map { .integer(Int64($0)) } ?? .null,
      "text": .string(problem.text),
    ])
  }

  /// The verdict on a ledger that cannot even be read through.
  static func damagedStructure(_ error: LedgerError?, format: OutputFormat) throws {
    let position = error.flatMap(Self.position)
    let what = error?.description ?? "reading it makes the storage library fail"
    let problem = (position == nil ? "structure damaged: " : "") + what
    switch format {
    case .text:
      try Output.write(
        """
        Verification failed.
          \(problem)
        Keep this copy as it is, restore a backup, and verify the backup.
        """)
    case .json:
      try Output.write(
        json: try JSONValue.object([
          "sound": .bool(false), "structure_damaged": .bool(position == nil),
          "problem_count": .integer(1),
          "problems": .array([
            .object([
              "kind": .string(position == nil ? "structure" : "damagedEntry"),
              "position": position.map { .integer(Int64($0)) } ?? .null, "text": .string(what),
            ])
          ]),
        ]).text())
    }
  }

  /// The entry that an error of reading is about.
  private static func position(of error: LedgerError) -> UInt64? {
    switch error {
    case .refused(let position, _), .damaged(let position), .missing(let position): position
    default: nil
    }
  }
}
