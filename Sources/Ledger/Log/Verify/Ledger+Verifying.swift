internal import LMDB
internal import TransparencyLog

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
    _ options: VerifyOptions = VerifyOptions(), observing: ((Entry) throws -> String?)? = nil,
    progress: (_ done: UInt64, _ of: UInt64) -> Void = { _, _ in }
  ) throws -> Verification {
    let claimed = try snapshot().frontier
    var verifier = LogVerifier(
      ledgerID: id, isTraining: isTraining, options: options, claimed: claimed)
    var next: UInt64 = 0
    while next < claimed.size {
      let examined = try take(from: next, into: &verifier)
      if let observing { try observe(examined, observing, &verifier) }
      if verifier.checks.count >= Self.checksPerRun { verifier.runChecks() }
      next += UInt64(examined.count)
      progress(next, claimed.size)
    }
    verifier.runChecks()
    try verifier.finish(in: try snapshot())
    return verifier.verification
  }

  /// One batch, in a read of its own.
  private func take(
    from first: UInt64, into verifier: inout LogVerifier
  ) throws(LedgerError) -> [ExaminedEntry] {
    let snapshot = try snapshot()
    let examined = try snapshot.examine(
      from: first, below: verifier.claimed.size, atMost: Self.entriesPerBatch,
      bytes: Self.bytesPerBatch)
    for (offset, entry) in examined.enumerated() {
      try verifier.take(entry, at: first + UInt64(offset), in: snapshot)
    }
    return examined
  }

  private func observe(
    _ examined: [ExaminedEntry], _ observing: (Entry) throws -> String?,
    _ verifier: inout LogVerifier
  ) throws {
    for case .whole(let entry) in examined {
      if let problem = try observing(entry) {
        verifier.problems.add(.observed, at: entry.position, problem)
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
