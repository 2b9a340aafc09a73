internal import Bytes
public import Crypto
internal import LMDB
internal import Synchronization
public import TransparencyLog

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
        // What became of it is read from the disk, not guessed from the error.
        if let positions = try settle(id, after: error.cause) {
          return .appended(try appended(positions))
        }
        // It is not there. A full map is made larger and the append tried again.
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
    // One writer at a time, of all threads and processes: what is read from here on stays true
    // until the commit.
    let draft = try writableStore().draft()
    // A repeated request. Its first answer was lost, or its failed commit was settled meanwhile.
    if let positions = try draft.snapshot.append(request.id) {
      guard try isSame(try draft.snapshot.entries(positions)) else {
        throw LedgerError.appendIDReused(request.id)
      }
      return .alreadyAppended(try draft.snapshot.appended(positions))
    }
    // Both before `decide`: it must not decide on a state that the caller has not seen, nor for
    // somebody whose key was replaced.
    try draft.snapshot.check(request.signers)
    try draft.snapshot.check(request.expectedRevisions)
    var attempt = AppendAttempt(request, ledger: id, isTraining: isTraining)
    let appended = try attempt.write(try decide(draft.snapshot), to: draft)
    // Until here nothing has reached the file, and a crash leaves nothing. The commit writes the
    // entries, the heads, the tree and the append's row together and syncs them: a crash in it
    // leaves all or nothing, and the next opening shows which.
    try commit(draft)
    return .appended(appended)
  }

  /// Throws ``FailedCommit``, for ``appending(_:_:)`` to settle. Until then nobody writes: the
  /// environment takes nothing more after a commit that failed.
  func commit(_ draft: consuming LedgerDraft) throws {
    let tablesRead = draft.snapshot.tablesRead
    let transaction = draft.takeTransaction()
    do throws(LMDBError) {
      try transaction.commit()
    } catch {
      throw FailedCommit(cause: error)
    }
    tablesRead.committed()
  }

  func writableStore() throws(LedgerError) -> LogStore {
    let store = access.withLock { $0.isStopped ? nil : $0.store }
    guard let store else { throw .writesStopped }
    guard store.environment.inspection == .untouched else {
      try store.requireWritable()
      return store
    }
    return try openForWriting()
  }

  /// Refuses to go on with what must be recorded, where nothing can be.
  ///
  /// Throws ``LedgerError/readOnly(path:_:)``, ``LedgerError/writesStopped``.
  public func requireWritable() throws(LedgerError) { _ = try writableStore() }

  /// Nil where the ledger can be written; else why it is read and no more.
  public var readOnlyCause: ReadOnlyCause? {
    access.withLock { $0.store?.environment.inspection }.flatMap(ReadOnlyCause.init)
  }

  /// Opens a log anew that was only inspected because nobody had opened it here: from now on it has
  /// a lock file.
  private func openForWriting() throws(LedgerError) -> LogStore {
    try access.withLock { (access) throws(LedgerError) -> LogStore in
      // Another thread may have done it meanwhile.
      if let store = access.store, store.environment.inspection != .untouched { return store }
      access.store?.environment.close()
      access.store = nil
      access.configuration.inspectsUntouched = false
      let store = try LogStore(opening: access.configuration)
      guard store.ledgerID == id else {
        throw .inconsistent(what: "another ledger lies in this directory now")
      }
      access.store = store
      try store.requireWritable()
      return store
    }
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

/// Who appends, under which name, and what must not have changed since they looked.
public struct AppendRequest: Sendable {
  public var id: AppendID
  /// One to four, no actor twice; the first is the entries' actor.
  public var signers: [Signer]
  /// The raw clock: microseconds since 1970-01-01T00:00:00Z.
  public var nowMicroseconds: Int64
  /// Revisions that streams must still have; nil for one that must not exist yet.
  public var expectedRevisions: [StreamKey: UInt32?]

  public init(
    id: AppendID, signers: [Signer], nowMicroseconds: Int64,
    expectedRevisions: [StreamKey: UInt32?] = [:]
  ) {
    self.id = id
    self.signers = signers
    self.nowMicroseconds = nowMicroseconds
    self.expectedRevisions = expectedRevisions
  }

  /// What can be refused before any transaction.
  func check() throws(LedgerError) {
    try id.check(signers: signers.map(\.actor))
  }
}

extension AppendID {
  /// What every append must have, prepared or not: a name, and one to four signers.
  func check(signers: [UInt32]) throws(LedgerError) {
    guard !fixedBytes.isZero else { throw .appendIDZero }
    guard SignatureBlock.signerCounts.contains(signers.count) else {
      throw .signerCount(signers.count)
    }
    var actors: Set<UInt32> = []
    for signer in signers {
      guard actors.insert(signer).inserted else { throw .signerTwice(actor: signer) }
    }
  }
}

/// What came of an append. Either way the entries are on disk.
public enum AppendOutcome: Hashable, Sendable {
  case appended(Appended)
  /// The append id was there with the same entries: the first result again.
  case alreadyAppended(Appended)

  public var appended: Appended {
    switch self {
    case .appended(let appended), .alreadyAppended(let appended): appended
    }
  }
}

/// An append as it lies in the ledger.
public struct Appended: Hashable, Sendable {
  public var positions: Range<UInt64>
  /// The tree right after the append.
  public var head: TreeHead
  /// When the ledger took it: microseconds since 1970-01-01T00:00:00Z.
  public var recordedMicroseconds: Int64
}

/// Someone who signs an append, with the key that signs it.
public struct Signer: Sendable {
  public var actor: UInt32
  /// Position of the entry that enrolled the key.
  public var enrolment: UInt64
  public var privateKey: Curve25519.Signing.PrivateKey
  public var meaning: SignatureMeaning

  public init(
    actor: UInt32, enrolment: UInt64, privateKey: Curve25519.Signing.PrivateKey,
    meaning: SignatureMeaning
  ) {
    self.actor = actor
    self.enrolment = enrolment
    self.privateKey = privateKey
    self.meaning = meaning
  }

  /// A signer from an identity.
  public init(_ identity: Identity, meaning: SignatureMeaning = .recorded) {
    self.init(
      actor: identity.actor, enrolment: identity.enrolment, privateKey: identity.signing,
      meaning: meaning)
  }
}

/// One append inside its write transaction, from proposals to rows; nothing is kept until commit.
struct AppendAttempt {
  private let request: AppendRequest
  private var statements: AppendStatements

  init(
    _ request: AppendRequest, ledger: LedgerID, isTraining: Bool, isGenesis: Bool = false
  ) {
    self.request = request
    statements = AppendStatements(
      AppendStatements.Frame(
        ledgerID: ledger, id: request.id, signers: request.signers.map(\.actor),
        isTraining: isTraining, isGenesis: isGenesis))
  }

  /// Seals, signs, stamps and writes the proposals to the draft's transaction.
  mutating func write(
    _ proposals: [Proposal], to draft: borrowing LedgerDraft
  ) throws(LedgerError) -> Appended {
    try statements.add(proposals, in: draft.snapshot)
    try sign(in: draft.snapshot)
    return try statements.writeRows(to: draft, nowMicroseconds: request.nowMicroseconds)
  }

  private mutating func sign(in snapshot: borrowing LedgerSnapshot) throws(LedgerError) {
    var block = SignatureBlock(
      anchor: snapshot.head,
      signatures: request.signers.map { signer in
        Signature(
          actor: signer.actor, enrolment: signer.enrolment, meaning: signer.meaning,
          signedAtMicroseconds: request.nowMicroseconds, bytes: [])
      })
    let message = SignedMessage.bytes(
      ledger: snapshot.ledgerID, append: request.id, statements: statements.batch.statementHashes,
      block: block)
    for (index, signer) in request.signers.enumerated() {
      guard let signature = try? signer.privateKey.signature(for: message) else {
        throw .keyMismatch(actor: signer.actor)
      }
      block.signatures[index].bytes = signature.bytes
    }
    statements.end(with: block)
  }
}
