internal import Bytes
internal import Crypto
internal import LMDB
internal import TransparencyLog

extension Ledger {
  /// Prepares an append on the ledger as it is now: decided, sealed and anchored, and signed by
  /// nobody yet.
  ///
  /// Nothing is written. Throws what `decide` throws, and what an append's proposals and signers
  /// are refused for: ``LedgerError/invalidProposal(index:_:)``,
  /// ``LedgerError/unknownActor(_:)`` and the like.
  public func prepare(
    _ request: PrepareRequest, decide: (borrowing LedgerSnapshot) throws -> [Proposal]
  ) throws -> PreparedAppend {
    try request.check()
    return try read { snapshot in
      var statements = AppendStatements(
        AppendStatements.Frame(
          ledgerID: id, id: request.id, signers: request.signers.map(\.actor),
          isTraining: isTraining))
      try statements.add(try decide(snapshot), in: snapshot)
      var expected = request.expectedRevisions
      for stream in statements.streams where expected[stream] == nil {
        expected.updateValue(try snapshot.streamHead(stream)?.revision, forKey: stream)
      }
      let signers = try snapshot.signers(request.signers)
      do throws(PreparedDefect) {
        return try PreparedAppend(
          ledger: id, id: request.id, anchor: snapshot.head, signers: signers,
          expectedRevisions: expected, statements: try statements.prepared())
      } catch {
        throw LedgerError.preparedMalformed(error)
      }
    }
  }
}

extension LedgerSnapshot {
  /// Those who are asked, with the enrolments in force.
  fileprivate func signers(_ asked: [PrepareRequest.Signer]) throws(LedgerError) -> [PreparedSigner]
  {
    var signers: [PreparedSigner] = []
    for signer in asked {
      guard let (position, _) = try enrolment(of: signer.actor) else {
        throw .unknownActor(signer.actor)
      }
      signers.append(
        PreparedSigner(
          actor: signer.actor, enrolment: position, meaning: signer.meaning,
          signedAtMicroseconds: signer.signedAtMicroseconds))
    }
    return signers
  }
}

/// Who is to sign a prepared append, under which name it goes, and what must not change until it is
/// appended.
public struct PrepareRequest: Sendable {
  /// Someone who is asked to sign.
  public struct Signer: Hashable, Sendable {
    public var actor: UInt32
    public var meaning: SignatureMeaning
    /// By the signer's clock; nil for somebody who will state it when they look at it.
    public var signedAtMicroseconds: Int64?

    public init(actor: UInt32, meaning: SignatureMeaning, signedAtMicroseconds: Int64? = nil) {
      self.actor = actor
      self.meaning = meaning
      self.signedAtMicroseconds = signedAtMicroseconds
    }
  }

  public var id: AppendID
  /// One to four, no actor twice; the first is the entries' actor.
  public var signers: [Signer]
  /// Revisions that further streams must still have when it is appended; nil for one that must not
  /// exist yet. Those of the streams that it touches are added as they stand, where none is given.
  public var expectedRevisions: [StreamKey: UInt32?]

  public init(
    id: AppendID, signers: [Signer], expectedRevisions: [StreamKey: UInt32?] = [:]
  ) {
    self.id = id
    self.signers = signers
    self.expectedRevisions = expectedRevisions
  }

  /// What can be refused before anything is read.
  func check() throws(LedgerError) {
    try id.check(signers: signers.map(\.actor))
  }
}

extension Ledger {
  /// Appends what was prepared and signed before, verbatim: all of it, durably, or nothing.
  ///
  /// One write transaction looks up the append id: there already with the same statements, it gives
  /// the first result again; with others, ``LedgerError/appendIDReused(_:)``. Then the expected
  /// revisions, the anchor, every signer's key in force and every signature are held against the
  /// ledger, `holding` adds what the caller demands of its state, and the statements pass what
  /// proposals pass. A failed commit is settled as ``append(_:isSame:decide:)`` does it.
  ///
  /// Throws ``LedgerError/preparedElsewhere(_:)``, ``LedgerError/anchorElsewhere(size:)``,
  /// ``LedgerError/revisionConflict(stream:expected:found:)``,
  /// ``LedgerError/enrolmentNotInForce(actor:given:inForce:)``,
  /// ``LedgerError/signatureMissing(actor:)``, ``LedgerError/signatureInvalid(actor:)``,
  /// ``LedgerError/invalidProposal(index:_:)``; what `holding` throws leaves nothing.
  ///
  /// - Parameters:
  ///   - nowMicroseconds: the raw clock, since 1970-01-01T00:00:00Z.
  ///   - conflicting: asked with the conflict when an expected revision does not hold; what it does
  ///     not refuse is appended all the same. For a caller who can tell from the ledger's state
  ///     that what has come between does not bear on the statements; as a rule it is refused.
  public func append(
    _ prepared: PreparedAppend, nowMicroseconds: Int64,
    holding: (borrowing LedgerSnapshot) throws -> Void = { _ in },
    conflicting: (LedgerError, borrowing LedgerSnapshot) throws -> Void = { error, _ in throw error
    }
  ) throws -> AppendOutcome {
    guard prepared.ledger == id, prepared.isTraining == isTraining else {
      throw LedgerError.preparedElsewhere(prepared.ledger)
    }
    return try appending(prepared.id) {
      try attempt(
        prepared, nowMicroseconds: nowMicroseconds, holding: holding, conflicting: conflicting)
    }
  }

  private func attempt(
    _ prepared: PreparedAppend, nowMicroseconds: Int64,
    holding: (borrowing LedgerSnapshot) throws -> Void,
    conflicting: (LedgerError, borrowing LedgerSnapshot) throws -> Void
  ) throws -> AppendOutcome {
    let draft = try writableStore().draft()
    if let positions = try draft.snapshot.append(prepared.id) {
      guard
        try draft.snapshot.entries(positions).map(\.statement) == prepared.statements.map(\.bytes)
      else { throw LedgerError.appendIDReused(prepared.id) }
      return .alreadyAppended(try draft.snapshot.appended(positions))
    }
    do throws(LedgerError) {
      try draft.snapshot.check(prepared.expectedRevisions)
    } catch {
      guard case .revisionConflict = error else { throw error }
      try conflicting(error, draft.snapshot)
    }
    // The signers built on this tree, with the keys that are in force, and signed these bytes.
    try draft.snapshot.check(prepared.anchor)
    try draft.snapshot.checkSignatures(of: prepared)
    try holding(draft.snapshot)
    var statements = AppendStatements(
      AppendStatements.Frame(
        ledgerID: id, id: prepared.id, signers: prepared.signers.map(\.actor),
        isTraining: isTraining))
    try statements.add(prepared.statements, in: draft.snapshot)
    statements.end(with: try prepared.signatureBlock())
    let appended = try statements.writeRows(to: draft, nowMicroseconds: nowMicroseconds)
    try commit(draft)
    return .appended(appended)
  }
}

extension LedgerSnapshot {
  /// The signers must have built on this tree, at whatever size.
  fileprivate func check(_ anchor: TreeHead) throws(LedgerError) {
    guard anchor.size <= frontier.size, try head(at: anchor.size) == anchor else {
      throw .anchorElsewhere(size: anchor.size)
    }
  }

  /// Every signer's key must be in force, and every signature must hold.
  fileprivate func checkSignatures(of prepared: PreparedAppend) throws(LedgerError) {
    let message = try prepared.signedMessage()
    for signature in try prepared.signatureBlock().signatures {
      let bytes = try publicKey(of: signature.actor, enrolledAt: signature.enrolment)
      guard let key = try? Curve25519.Signing.PublicKey(rawRepresentation: bytes),
        key.isValidSignature(signature.bytes, for: message)
      else { throw .signatureInvalid(actor: signature.actor) }
    }
  }
}
