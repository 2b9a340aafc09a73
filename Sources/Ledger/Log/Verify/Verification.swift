internal import LMDB
public import TransparencyLog

extension Ledger {
  private static let entriesPerBatch = 1_024
  private static let bytesPerBatch = 2 << 20
  private static let checksPerRun = 2_048

  /// Recomputes everything that the ledger says about itself, up to its head at the start, in short
  /// reads.
  ///
  /// Leaf hashes, the format, positions, back-links, revisions, recorded times, whole appends,
  /// append ids, anchors, enrolments, key introductions, and every table. With `signatures` also
  /// each signature. `observing` sees every undamaged entry in order, between the reads, and may
  /// return what else is wrong with it. Throws what `observing` throws and
  /// ``LedgerError/storage(_:)``; whatever is wrong with the entries is in the result.
  public func verify(
    _ options: VerifyOptions = VerifyOptions(),
    observing: ((Entry) throws -> (any ObservedDefect)?)? = nil,
    progress: (_ done: UInt64, _ of: UInt64) -> Void = { _, _ in }
  ) throws -> Verification {
    let claimed = try reading { (snapshot) throws(LedgerError) in snapshot.frontier }
    var verifier = LogVerifier(
      ledgerID: id, isTraining: isTraining, options: options, claimed: claimed)
    var next: UInt64 = 0
    while next < claimed.size {
      let examined = try check(from: next, with: &verifier)
      if let observing { try observe(examined, observing, &verifier) }
      if verifier.checks.count >= Self.checksPerRun { verifier.runChecks() }
      next += UInt64(examined.count)
      progress(next, claimed.size)
    }
    verifier.runChecks()
    try reading { (snapshot) throws(LedgerError) in try verifier.finish(in: snapshot) }
    return verifier.verification
  }

  /// One batch, in a read of its own.
  private func check(
    from first: UInt64, with verifier: inout LogVerifier
  ) throws(LedgerError) -> [ExaminedEntry] {
    try reading { (snapshot) throws(LedgerError) in
      let examined = try snapshot.examine(
        from: first, below: verifier.claimed.size, atMost: Self.entriesPerBatch,
        bytes: Self.bytesPerBatch)
      for (offset, entry) in examined.enumerated() {
        try verifier.check(entry, at: first + UInt64(offset), in: snapshot)
      }
      return examined
    }
  }

  private func observe(
    _ examined: [ExaminedEntry], _ observing: (Entry) throws -> (any ObservedDefect)?,
    _ verifier: inout LogVerifier
  ) throws {
    for case .whole(let entry) in examined {
      if let defect = try observing(entry) {
        verifier.problems.add(.observed(Observation(defect)), at: entry.position)
      }
    }
  }
}

extension LogVerifier {
  var verification: Verification {
    var verification = Verification(head: tree.head ?? claimed.head)
    verification.entryCount = claimed.size
    verification.appendCount = appendCount
    verification.signatureCount = signatureCount
    verification.problems = problems.listed
    verification.problemCount = problems.count
    return verification
  }
}

/// What a verification does beyond holding every byte against the tree.
public struct VerifyOptions: Sendable {
  /// Whether each signature is checked with the key in force at its position, on all cores.
  public var signatures: Bool
  /// An earlier head, held elsewhere, that this ledger must have grown from.
  public var since: TreeHead?
  /// How many problems of one sort are listed; all are counted.
  public var listedProblems: Int

  public init(signatures: Bool = false, since: TreeHead? = nil, listedProblems: Int = 100) {
    self.signatures = signatures
    self.since = since
    self.listedProblems = listedProblems
  }
}

/// What a verification found.
public struct Verification: Sendable {
  /// The tree that was verified: everything below its size was looked at.
  public internal(set) var head: TreeHead
  public internal(set) var entryCount: UInt64 = 0
  public internal(set) var appendCount: UInt64 = 0
  /// Signatures that were checked and hold.
  public internal(set) var signatureCount: UInt64 = 0
  /// In the order of their discovery; the first ones of each sort (`VerifyOptions.listedProblems`).
  public internal(set) var problems: [VerificationProblem] = []
  /// How many problems were found, listed or not.
  public internal(set) var problemCount = 0

  /// Whether nothing at all was found wrong.
  public var isSound: Bool { problemCount == 0 }

  /// Positions of entries whose bytes are not what they were when they were recorded.
  public var damagedPositions: [UInt64] {
    problems.filter { $0.kind == .damagedEntry }.compactMap(\.position)
  }

  init(head: TreeHead) { self.head = head }
}
