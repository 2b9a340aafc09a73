internal import Crypto
internal import FoundationEssentials
public import TransparencyLog

/// An append that is made before its write transaction: sealed, anchored, and signed by one person
/// after the other, on one machine after the other if need be.
///
/// The signed message covers every signer's fields. So there is an order: everybody states when
/// they sign (``state(signedAtMicroseconds:by:)``), then everybody signs (``sign(_:)``); nothing
/// can be stated any more once somebody has signed.
/// ``Ledger/append(_:nowMicroseconds:holding:conflicting:)`` takes it verbatim if what it was
/// prepared on still holds.
public struct PreparedAppend: Hashable, Sendable {
  public let ledger: LedgerID
  public let id: AppendID
  /// The tree that it was prepared on.
  public let anchor: TreeHead
  /// One to four; the first is the entries' actor.
  public private(set) var signers: [PreparedSigner]
  /// Revisions that streams must still have, every stream touched among them; nil for one that must
  /// not exist yet. They are held, not signed.
  public let expectedRevisions: [StreamKey: UInt32?]
  /// One to 65,535.
  public let statements: [PreparedStatement]

  /// Throws unless the parts fit each other.
  init(
    ledger: LedgerID, id: AppendID, anchor: TreeHead, signers: [PreparedSigner],
    expectedRevisions: [StreamKey: UInt32?], statements: [PreparedStatement]
  ) throws(PreparedDefect) {
    self.ledger = ledger
    self.id = id
    self.anchor = anchor
    self.signers = signers
    self.expectedRevisions = expectedRevisions
    self.statements = statements
    try check()
  }

  public var isTraining: Bool { statements[0].header.isTraining }

  /// Fixes when a signer signs, by their clock.
  ///
  /// Throws ``LedgerError/notAskedToSign(actor:)``, and ``LedgerError/signingBegun(actor:)`` when
  /// it was stated before.
  public mutating func state(
    signedAtMicroseconds: Int64, by actor: UInt32
  ) throws(LedgerError) {
    let index = try index(of: actor)
    // Nobody signs while anybody's time is open, so this is before the first signature.
    guard signers[index].signedAtMicroseconds == nil else { throw .signingBegun(actor: actor) }
    signers[index].signedAtMicroseconds = signedAtMicroseconds
  }

  /// Signs for one of the signers.
  ///
  /// Throws ``LedgerError/notAskedToSign(actor:)``, ``LedgerError/signedAtNotStated(actor:)`` while
  /// anybody's fields are open, ``LedgerError/enrolmentNotInForce(actor:given:inForce:)`` and
  /// ``LedgerError/meaningNotAsked(actor:_:)`` for other fields than those asked for.
  public mutating func sign(_ signer: Signer) throws(LedgerError) {
    let index = try index(of: signer.actor)
    let asked = signers[index]
    guard signer.enrolment == asked.enrolment else {
      throw .enrolmentNotInForce(
        actor: signer.actor, given: signer.enrolment, inForce: asked.enrolment)
    }
    guard signer.meaning == asked.meaning else {
      throw .meaningNotAsked(actor: signer.actor, signer.meaning)
    }
    let message = try signedMessage()
    guard let signature = try? signer.privateKey.signature(for: message) else {
      throw .keyMismatch(actor: signer.actor)
    }
    signers[index].signature = signature.bytes
  }

  /// Whether `other` is this append and has only come further: everything that is fixed here is the
  /// same there.
  public func isContinued(by other: PreparedAppend) -> Bool {
    guard ledger == other.ledger, id == other.id, anchor == other.anchor,
      expectedRevisions == other.expectedRevisions, statements == other.statements,
      signers.count == other.signers.count
    else { return false }
    return zip(signers, other.signers).allSatisfy { own, other in
      own.actor == other.actor && own.enrolment == other.enrolment
        && own.meaning == other.meaning
        && (own.signedAtMicroseconds == nil
          || own.signedAtMicroseconds == other.signedAtMicroseconds)
        && (own.signature == nil || own.signature == other.signature)
    }
  }

  /// The commitment (32 bytes) of a data key that the append itself introduces; nil when it does
  /// not.
  public func keyIntroduction(of subject: SubjectID, number: UInt32) -> [UInt8]? {
    let stream = LedgerStream.key(number, of: subject)
    for statement in statements where statement.header.stream == stream {
      if case .dataKeyIntroduced(let key)? = LedgerStream.event(
        kind: statement.header.kind, body: statement.body)
      {
        return key.commitment.bytes
      }
    }
    return nil
  }

  /// The signatures as they are stored. Throws ``LedgerError/signatureMissing(actor:)``.
  func signatureBlock() throws(LedgerError) -> SignatureBlock {
    var block = try openBlock()
    for (index, signer) in signers.enumerated() {
      guard let signature = signer.signature else { throw .signatureMissing(actor: signer.actor) }
      block.signatures[index].bytes = signature
    }
    return block
  }

  /// What every signer signs (`Schemas/entry.md`, Signatures).
  func signedMessage() throws(LedgerError) -> [UInt8] {
    SignedMessage.bytes(
      ledger: ledger, append: id, statements: statements.map(\.hash), block: try openBlock())
  }

  /// Every signer's fields, without signatures.
  private func openBlock() throws(LedgerError) -> SignatureBlock {
    var signatures: [Signature] = []
    for signer in signers {
      guard let signedAt = signer.signedAtMicroseconds else {
        throw .signedAtNotStated(actor: signer.actor)
      }
      signatures.append(
        Signature(
          actor: signer.actor, enrolment: signer.enrolment, meaning: signer.meaning,
          signedAtMicroseconds: signedAt, bytes: []))
    }
    return SignatureBlock(anchor: anchor, signatures: signatures)
  }

  private func index(of actor: UInt32) throws(LedgerError) -> Int {
    guard let index = signers.firstIndex(where: { $0.actor == actor }) else {
      throw .notAskedToSign(actor: actor)
    }
    return index
  }
}

extension PreparedAppend: CustomStringConvertible {
  /// Append id, size and signers; never a body.
  public var description: String {
    "prepared append \(id) of \(statements.count) entries for actors \(signers.map(\.actor))"
  }
}

extension PreparedAppend {
  /// The rules that need no ledger: the parts must be those of one append.
  func check() throws(PreparedDefect) {
    try checkSigners()
    guard anchor.size > 0 || anchor.root == .emptyRoot else { throw .signature(.anchorRoot) }
    guard expectedRevisions.count <= EntryBatch.maxCount else {
      throw .expectedCount(expectedRevisions.count)
    }
    guard (1...EntryBatch.maxCount).contains(statements.count) else {
      throw .statementCount(statements.count)
    }
    for (index, statement) in statements.enumerated() {
      let header = statement.header
      guard header.appendID == id, Int(header.index) == index,
        Int(header.lastIndex) == statements.count - 1, header.actor == signers[0].actor,
        header.isTraining == statements[0].header.isTraining
      else { throw .statementOfAnother(index: index) }
      guard expectedRevisions[header.stream] != nil else {
        throw .streamNotExpected(index: index)
      }
    }
  }

  private func checkSigners() throws(PreparedDefect) {
    guard SignatureBlock.signerCounts.contains(signers.count) else {
      throw .signature(.signatureCount(signers.count))
    }
    guard Set(signers.map(\.actor)).count == signers.count else { throw .signature(.signerTwice) }
    let isSigned = signers.contains { $0.signature != nil }
    guard !isSigned || signers.allSatisfy({ $0.signedAtMicroseconds != nil }) else {
      throw .signedBeforeStated
    }
  }
}
