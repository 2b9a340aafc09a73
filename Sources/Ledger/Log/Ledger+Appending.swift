internal import Crypto
internal import LMDB
internal import Synchronization
internal import TransparencyLog

extension Ledger {
  /// Appends what `decide` proposes: all of it, durably, or nothing.
  ///
  /// One write transaction looks up the append id, then holds the expected revisions against the
  /// ledger, then asks `decide`, then seals, signs and writes. An append id that is there already
  /// is shown to `isSame` with its entries: true gives the first result again, false throws
  /// ``LedgerError/appendIDReused(_:)``. `decide` sees the ledger as nobody else can change it; it
  /// may be asked a second time when the map had to grow, and what it throws leaves nothing.
  ///
  /// After a failed commit the environment is opened anew and the append looked up: what was
  /// recorded is made certain by a fresh commit and acknowledged; otherwise
  /// ``LedgerError/notRecorded(_:cause:)`` or ``LedgerError/outcomeUnknown(_:cause:)`` is thrown.
  public func append(
    _ request: AppendRequest, isSame: ([Entry]) throws -> Bool,
    decide: (borrowing LedgerSnapshot) throws -> [Proposal]
  ) throws -> AppendOutcome {
    try request.check()
    return try appending(request.id) {
      try attempt(request, isSame: isSame, decide: decide)
    }
  }

  /// Runs attempts until one commits, or it is certain that none did.
  func appending(_ id: AppendID, _ attempt: () throws -> AppendOutcome) throws -> AppendOutcome {
    while true {
      do {
        return try attempt()
      } catch let error as FailedCommit {
        if let positions = try settle(id, after: error.cause) {
          return .appended(try appended(positions))
        }
        guard case .mapFull = error.cause else {
          throw LedgerError.notRecorded(id, cause: error.cause)
        }
        try growMap()
      } catch LedgerError.storage(.mapFull) {
        try growMap()
      }
    }
  }

  private func attempt(
    _ request: AppendRequest, isSame: ([Entry]) throws -> Bool,
    decide: (borrowing LedgerSnapshot) throws -> [Proposal]
  ) throws -> AppendOutcome {
    let draft = try writableStore().draft()
    if let positions = try draft.snapshot.append(request.id) {
      guard try isSame(try draft.snapshot.entries(positions)) else {
        throw LedgerError.appendIDReused(request.id)
      }
      return .alreadyAppended(try draft.snapshot.appended(positions))
    }
    try draft.snapshot.check(request.signers)
    try draft.snapshot.check(request.expectedRevisions)
    var attempt = AppendAttempt(request, ledger: id, isTraining: isTraining)
    let appended = try attempt.write(try decide(draft.snapshot), to: draft)
    try commit(draft.takeTransaction())
    return .appended(appended)
  }

  /// Throws ``FailedCommit``, for ``appending(_:_:)`` to settle.
  func commit(_ transaction: consuming WriteTransaction) throws {
    do throws(LMDBError) {
      try transaction.commit()
    } catch {
      access.withLock { $0.isStopped = true }
      throw FailedCommit(cause: error)
    }
  }

  func writableStore() throws(LedgerError) -> LogStore {
    let store = access.withLock { $0.isStopped ? nil : $0.store }
    guard let store else { throw .writesStopped }
    return store
  }

  private func appended(_ positions: Range<UInt64>) throws -> Appended {
    try read { snapshot in try snapshot.appended(positions) }
  }

  /// Doubles the address space; it costs neither memory nor disk.
  private func growMap() throws(LedgerError) {
    let environment = try writableStore().environment
    let byteCount = environment.info().mapSizeBytes * 2
    try storing { () throws(LMDBError) in try environment.grow(toBytes: byteCount) }
    access.withLock { $0.configuration.mapByteCount = byteCount }
  }
}

/// A commit that failed: what became of its append is open.
struct FailedCommit: Error {
  let cause: LMDBError
}

extension LedgerSnapshot {
  func entries(_ positions: Range<UInt64>) throws(LedgerError) -> [Entry] {
    var entries: [Entry] = []
    for position in positions { entries.append(try entry(at: position)) }
    return entries
  }

  /// What an append gave when it was made.
  public func appended(_ positions: Range<UInt64>) throws(LedgerError) -> Appended {
    Appended(
      positions: positions, head: try head(at: positions.upperBound),
      recordedMicroseconds: try entry(at: positions.lowerBound).stamp.recordedMicroseconds)
  }

  /// Every signer's key must be the enrolment in force.
  func check(_ signers: [Signer]) throws(LedgerError) {
    for signer in signers {
      let publicKey = try publicKey(of: signer.actor, enrolledAt: signer.enrolment)
      guard signer.privateKey.publicKey.rawRepresentation.bytes == publicKey else {
        throw .keyMismatch(actor: signer.actor)
      }
    }
  }

  /// The actor's Ed25519 key, 32 bytes, whose enrolment must be the one in force.
  func publicKey(of actor: UInt32, enrolledAt given: UInt64) throws(LedgerError) -> [UInt8] {
    guard let (position, keys) = try enrolment(of: actor) else { throw .unknownActor(actor) }
    guard position == given else {
      throw .enrolmentNotInForce(actor: actor, given: given, inForce: position)
    }
    return keys.signingPublicKey.bytes
  }

  func check(_ expectedRevisions: [StreamKey: UInt32?]) throws(LedgerError) {
    for (stream, expected) in expectedRevisions {
      let found = try head(of: stream)?.revision
      guard found == expected else {
        throw .revisionConflict(stream: stream, expected: expected, found: found)
      }
    }
  }
}
