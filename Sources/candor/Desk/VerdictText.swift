internal import Clinic
internal import Ledger
internal import TransparencyLog

/// What `verify` found, in words or as JSON.
struct VerdictText {
  var desk: Desk
  /// The tree of the checkpoint held elsewhere.
  var since: TreeHead?
  var checkedSignatures: Bool
  /// The pinned key is not the one that this ledger names.
  var isOtherSite = false
  var verification: Verification?
  /// Of the entry that says so; nil when it was not asked for.
  var recordedPosition: UInt64?

  init(desk: Desk, since: TreeHead?, checkedSignatures: Bool) {
    self.desk = desk
    self.since = since
    self.checkedSignatures = checkedSignatures
  }

  private var isRolledBack: Bool {
    guard let since, let verification else { return false }
    return since.size > verification.head.size
  }

  var isSound: Bool { !isOtherSite && !isRolledBack && verification?.isSound == true }

  /// What is wrong beyond the ledger itself.
  var furtherProblems: Int { (isOtherSite ? 1 : 0) + (isRolledBack ? 1 : 0) }

  func write() throws {
    guard let verification else { return }
    try desk.answer(
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
    let signatures =
      checkedSignatures ? "\(found.signatureCount) checked" : "not checked (--signatures)"
    lines += [
      "  ledger      \(desk.clinic.origin)",
      "  entries     \(found.head.size) in \(found.appendCount) appends",
      "  signatures  \(signatures)",
      "  root        \(found.head.root.hex)",
    ]
    if let since, isSound { lines.append("  continues   the checkpoint of \(since.size) entries") }
    if let recordedPosition {
      lines.append("  recorded    as entry \(recordedPosition)")
      lines += (try? SignatureText(ofAppendWith: recordedPosition, desk: desk).lines) ?? []
    }
    return lines
  }

  private func json(_ found: Verification) -> JSONValue {
    .object([
      "sound": .bool(isSound), "origin": .string(desk.clinic.origin),
      "size": .integer(Int64(found.head.size)), "root": .string(found.head.root.hex),
      "appends": .integer(Int64(found.appendCount)),
      "signatures_checked": .integer(Int64(found.signatureCount)),
      "other_site": .bool(isOtherSite), "rolled_back": .bool(isRolledBack),
      "structure_damaged": .bool(false),
      "problem_count": .integer(Int64(found.problemCount)),
      "problems": .array(found.problems.map(Self.json)),
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
        try JSONValue.object([
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
