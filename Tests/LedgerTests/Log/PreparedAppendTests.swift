import Crypto
import Testing
import TransparencyLog

@testable import Ledger

/// Appends prepared on one state of the ledger and taken on a later one.
@Suite struct PreparedAppendTests {
  private let fixture: LedgerFixture
  private static let now = LedgerFixture.now

  init() throws { fixture = try LedgerFixture() }

  private func prepare(
    _ proposals: [Proposal], signers: Int = 1, id: AppendID = .random(),
    expecting: [StreamKey: UInt32?] = [:]
  ) throws -> PreparedAppend {
    var asked = [
      PrepareRequest.Signer(
        actor: fixture.nurse.actor, meaning: .recorded, signedAtMicroseconds: Self.now)
    ]
    if signers > 1 {
      asked.append(PrepareRequest.Signer(actor: fixture.witness.actor, meaning: .secondSigner))
    }
    return try fixture.ledger.prepare(
      PrepareRequest(id: id, signers: asked, expectedRevisions: expecting),
      decide: { _ in proposals })
  }

  private func signed(
    _ proposals: [Proposal], id: AppendID = .random(), expecting: [StreamKey: UInt32?] = [:]
  ) throws -> PreparedAppend {
    var prepared = try prepare(proposals, id: id, expecting: expecting)
    try prepared.sign(Signer(fixture.nurse))
    return prepared
  }

  private func signedByTwo(_ proposals: [Proposal]) throws -> PreparedAppend {
    var prepared = try prepare(proposals, signers: 2)
    try prepared.state(signedAtMicroseconds: Self.now + 7, by: fixture.witness.actor)
    try prepared.sign(Signer(fixture.witness, meaning: .secondSigner))
    try prepared.sign(Signer(fixture.nurse))
    return prepared
  }

  /// Appends and holds the whole ledger against its invariants.
  @discardableResult
  private func append(_ prepared: PreparedAppend, now: Int64 = now + 9) throws -> AppendOutcome {
    let outcome = try fixture.ledger.append(prepared, nowMicroseconds: now)
    try checkLedger(fixture.ledger)
    return outcome
  }

  @Test func `an append for training is not taken elsewhere, nor the other way round`() throws {
    let prepared = try prepare([fixture.clear()])
    let statements = try prepared.statements.map { statement in
      var bytes = statement.bytes
      bytes[2] ^= 1  // the flag of the header
      return try PreparedStatement(parsing: bytes)
    }
    var other = try PreparedAppend(
      ledger: prepared.ledger, id: prepared.id, anchor: prepared.anchor, signers: prepared.signers,
      expectedRevisions: prepared.expectedRevisions, statements: statements)
    try other.sign(Signer(fixture.nurse))
    try refused(.preparedElsewhere(prepared.ledger), other)
  }

  private func refused(
    _ error: LedgerError, _ prepared: PreparedAppend,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let head = try fixture.ledger.head()
    #expect(throws: error, sourceLocation: sourceLocation) {
      try fixture.ledger.append(prepared, nowMicroseconds: Self.now)
    }
    #expect(try fixture.ledger.head() == head, sourceLocation: sourceLocation)
    try checkLedger(fixture.ledger, sourceLocation: sourceLocation)
  }

  @Test func `one signer's append is taken verbatim`() throws {
    let before = try fixture.ledger.head()
    let prepared = try signed([fixture.sealed(0, text: "one"), fixture.clear()])
    #expect(try fixture.ledger.head() == before)
    let appended = try append(prepared).appended
    #expect(appended.positions == before.size..<before.size + 2)
    #expect(appended.recordedMicroseconds == Self.now + 9)
    let entries = try appended.positions.map { try fixture.ledger.entry(at: $0) }
    #expect(entries.map(\.statement) == prepared.statements.map(\.bytes))
    #expect(entries[1].signatures == (try prepared.signatureBlock()))
    #expect(
      try entries[0].open(with: fixture.charts[0], in: fixture.ledger.id)
        == message(14, Array("one".utf8)))
  }

  @Test func `two sign one after the other, each with what the other reads`() throws {
    let prepared = try prepare([fixture.sealed(0, text: "waste")], signers: 2)
    // The second signer's process has the bytes alone.
    var theirs = try PreparedAppend(parsing: prepared.bytes)
    #expect(
      try theirs.statements[0].open(with: fixture.charts[0], in: fixture.ledger.id)
        == message(14, Array("waste".utf8)))
    try theirs.state(signedAtMicroseconds: Self.now + 3, by: fixture.witness.actor)
    try theirs.sign(Signer(fixture.witness, meaning: .secondSigner))
    var back = try PreparedAppend(parsing: theirs.bytes)
    #expect(prepared.isContinued(by: back))
    try refused(.signatureMissing(actor: fixture.nurse.actor), back)
    try back.sign(Signer(fixture.nurse))
    let position = try append(back).appended.positions.lowerBound
    let signatures = try #require(try fixture.ledger.entry(at: position).signatures).signatures
    #expect(signatures.map(\.actor) == [fixture.nurse.actor, fixture.witness.actor])
    #expect(signatures.map(\.meaning) == [.recorded, .secondSigner])
    #expect(signatures.map(\.signedAtMicroseconds) == [Self.now, Self.now + 3])
    #expect(
      try fixture.ledger.validSigners(ofAppendAt: position) == Set(signatures.map(\.actor)))
  }

  @Test func `it is appended after others have appended elsewhere, on an older anchor`() throws {
    try fixture.append([fixture.sealed(0)])
    let prepared = try signedByTwo([fixture.sealed(0), fixture.sealed(0)])
    try fixture.append((0..<300).map { fixture.sealed(1, text: "\($0)") })
    try fixture.append([fixture.clear()])
    let appended = try append(prepared).appended
    let entry = try fixture.ledger.entry(at: appended.positions.upperBound - 1)
    #expect(try #require(entry.signatures).anchor == prepared.anchor)
    #expect(prepared.anchor.size + 301 == appended.positions.lowerBound)
    #expect(entry.stamp.revision == 2)
  }

  @Test func `several wait together and are taken in order`() throws {
    let stream = fixture.visitStream(0)
    let first = try signed([fixture.sealed(0)])
    let second = try signed([fixture.sealed(0)], expecting: [stream: 0])
    try refused(.revisionConflict(stream: stream, expected: 0, found: nil), second)
    try append(first)
    try append(second)
    try refused(
      .revisionConflict(stream: stream, expected: nil, found: 1),
      try signed(
        [fixture.sealed(0)], expecting: [stream: nil]))
  }

  @Test func `it is refused when a stream has moved on, touched or expected`() throws {
    let touching = try signed([fixture.sealed(0)])
    let expecting = try signed([fixture.sealed(1)], expecting: [fixture.visitStream(0): nil])
    try fixture.append([fixture.sealed(0)])
    for prepared in [touching, expecting] {
      try refused(
        .revisionConflict(stream: fixture.visitStream(0), expected: nil, found: 0), prepared)
    }
  }

  @Test func `a caller who has decided again takes it though a stream has moved on`() throws {
    struct Undecided: Error {}
    let stream = fixture.visitStream(0)
    let prepared = try signed([fixture.sealed(0)])
    try fixture.append([fixture.sealed(0)])
    let head = try fixture.ledger.head()
    #expect(throws: Undecided.self) {
      try fixture.ledger.append(
        prepared, nowMicroseconds: Self.now, conflicting: { _, _ in throw Undecided() })
    }
    #expect(try fixture.ledger.head() == head)
    var conflicts: [LedgerError] = []
    let appended = try fixture.ledger.append(
      prepared, nowMicroseconds: Self.now,
      conflicting: { conflict, draft in
        #expect(draft.head == head)
        conflicts.append(conflict)
      }
    ).appended
    #expect(conflicts == [.revisionConflict(stream: stream, expected: nil, found: 0)])
    #expect(try fixture.ledger.entry(at: appended.positions.lowerBound).stamp.revision == 1)
    try checkLedger(fixture.ledger)
    // Nothing to decide where nothing has moved.
    _ = try fixture.ledger.append(
      try signed([fixture.sealed(0)]), nowMicroseconds: Self.now,
      conflicting: { _, _ in throw Undecided() })
  }

  @Test func `it is refused when a signer's key was replaced, whoever it is`() throws {
    let prepared = try signedByTwo([fixture.sealed(0)])
    let new = try Identity.generate(
      ledger: fixture.ledger.id, actor: fixture.witness.actor, handle: "person3", enrolment: 0)
    let position = try fixture.append(
      [try .enrolment(of: new, occurred: LedgerFixture.occurred)], by: [fixture.witness]
    ).positions.lowerBound
    try refused(
      .enrolmentNotInForce(
        actor: fixture.witness.actor, given: fixture.witness.enrolment, inForce: position),
      prepared)
  }

  @Test func `it is refused without a signature, and with another person's`() throws {
    var prepared = try prepare([fixture.sealed(0)], signers: 2)
    try refused(.signedAtNotStated(actor: fixture.witness.actor), prepared)
    try prepared.state(signedAtMicroseconds: Self.now, by: fixture.witness.actor)
    try prepared.sign(Signer(fixture.nurse))
    try refused(.signatureMissing(actor: fixture.witness.actor), prepared)
    try prepared.sign(
      Signer(
        actor: fixture.witness.actor, enrolment: fixture.witness.enrolment,
        privateKey: fixture.physician.signing, meaning: .secondSigner))
    try refused(.signatureInvalid(actor: fixture.witness.actor), prepared)
  }

  @Test func `nobody who is not enrolled is asked, and nobody twice`() throws {
    func prepare(_ actors: [UInt32]) throws {
      _ = try fixture.ledger.prepare(
        PrepareRequest(
          id: .random(),
          signers: actors.map { PrepareRequest.Signer(actor: $0, meaning: .recorded) }),
        decide: { _ in [fixture.clear()] })
    }
    #expect(throws: LedgerError.unknownActor(9)) { try prepare([9]) }
    #expect(throws: LedgerError.signerTwice(actor: 2)) { try prepare([2, 2]) }
    #expect(throws: LedgerError.signerCount(0)) { try prepare([]) }
    #expect(throws: LedgerError.signerCount(5)) { try prepare([1, 2, 3, 4, 5]) }
  }

  /// Every byte of the written form, flipped with and without its digest made to fit.
  @Test(arguments: 0..<8) func `it is refused when any byte was flipped`(bit: Int) throws {
    let stream = fixture.visitStream(0)
    try fixture.append([fixture.sealed(0)])
    let bytes = try signedByTwo([fixture.sealed(0), fixture.clear()]).bytes
    let head = try fixture.ledger.head()
    for offset in bytes.indices {
      var flipped = bytes
      flipped[offset] ^= 1 << bit
      #expect(throws: LedgerError.self) { try PreparedAppend(parsing: flipped) }
      guard offset < bytes.count - 32 else { continue }
      flipped.replaceSubrange((bytes.count - 32)..., with: sha256(Array(flipped.dropLast(32))))
      #expect(throws: LedgerError.self, "offset \(offset)") {
        try fixture.ledger.append(
          try PreparedAppend(parsing: flipped), nowMicroseconds: Self.now)
      }
    }
    #expect(try fixture.ledger.head() == head)
    #expect(try fixture.ledger.read { try $0.streamHead(stream)?.revision } == 0)
    try append(try PreparedAppend(parsing: bytes))
  }

  @Test func `it is for one ledger, and for a tree that this ledger has had`() throws {
    let other = try LedgerFixture()
    let foreign = try other.ledger.prepare(
      PrepareRequest(
        id: .random(),
        signers: [PrepareRequest.Signer(actor: 2, meaning: .recorded, signedAtMicroseconds: 1)]),
      decide: { _ in [other.clear()] })
    try refused(.preparedElsewhere(other.ledger.id), foreign)
    let copied = try fixture.directory.copy()
    let prepared = try signed([fixture.sealed(0)])
    let copy = try Ledger.open(at: copied.path, mapByteCount: 1 << 30)
    for anchor in [
      TreeHead(size: prepared.anchor.size + 1, root: prepared.anchor.root),
      TreeHead(size: prepared.anchor.size - 1, root: prepared.anchor.root),
    ] {
      var elsewhere = try PreparedAppend(
        ledger: prepared.ledger, id: prepared.id, anchor: anchor,
        signers: prepared.signers, expectedRevisions: prepared.expectedRevisions,
        statements: prepared.statements)
      try elsewhere.sign(Signer(fixture.nurse))
      try refused(.anchorElsewhere(size: anchor.size), elsewhere)
    }
    // A copy that stands where it was prepared takes it too: it is the same ledger still.
    _ = try copy.append(prepared, nowMicroseconds: Self.now)
    try checkLedger(copy)
  }

  @Test func `its statements pass what proposals pass`() throws {
    let key = try DataKey(
      bytes: [UInt8](repeating: 9, count: 32), subject: fixture.charts[0].subject, number: 2)
    var sealed = fixture.sealed(0)
    sealed.dataKey = key
    let introduction = try Proposal.introduction(
      of: key, in: fixture.ledger.id, occurred: LedgerFixture.occurred)
    #expect(throws: LedgerError.invalidProposal(index: 0, .dataKeyNotIntroduced(number: 2))) {
      try prepare([sealed])
    }
    let prepared = try signed([introduction, sealed])
    #expect(
      prepared.keyIntroduction(of: key.subject, number: 2) == key.commitment(in: fixture.ledger.id))
    // The statement alone, signed by someone whose program ignores the rule.
    let alone = try PreparedAppend(parsing: signed([fixture.sealed(0)]).bytes)
    let unintroduced = try resealed(alone, with: key)
    try refused(.invalidProposal(index: 0, .dataKeyNotIntroduced(number: 2)), unintroduced)
    try append(prepared)
    try refused(
      .revisionConflict(
        stream: introduction.stream, expected: nil, found: 0),
      try signed(
        [fixture.clear()], expecting: [introduction.stream: nil]))
    let new = try Identity.generate(
      ledger: fixture.ledger.id, actor: 4, handle: "person4", enrolment: 0)
    #expect(
      throws: LedgerError.invalidProposal(index: 0, .replacementNotWitnessed(actor: 4))
    ) {
      try prepare([try .enrolment(of: new, occurred: LedgerFixture.occurred)])
    }
  }

  /// The same statement under a data key that this ledger may not know, signed anew.
  private func resealed(_ prepared: PreparedAppend, with key: DataKey) throws -> PreparedAppend {
    var header = prepared.statements[0].header
    header.dataKeyNumber = key.number
    let sealed = try key.seal(
      Padding.pad(message(14, Array("x".utf8))), associated: fixture.ledger.id.bytes + header.bytes,
      nonce: header.nonce)
    var resealed = try PreparedAppend(
      ledger: prepared.ledger, id: prepared.id, anchor: prepared.anchor,
      signers: prepared.signers, expectedRevisions: prepared.expectedRevisions,
      statements: [try PreparedStatement(parsing: header.bytes + sealed)])
    try resealed.sign(Signer(fixture.nurse))
    return resealed
  }

  @Test func `a repeated append gives the first result, other statements are refused`() throws {
    let id = AppendID.random()
    let prepared = try signed([fixture.sealed(0)], id: id)
    let other = try signed([fixture.sealed(0)], id: id)
    let first = try append(prepared)
    try fixture.append([fixture.sealed(0)])
    #expect(try append(prepared) == .alreadyAppended(first.appended))
    try refused(.appendIDReused(id), other)
  }

  @Test func `what the caller demands is asked inside the transaction and leaves nothing`() throws {
    struct Rejection: Error {}
    let prepared = try signed([fixture.sealed(0)])
    let head = try fixture.ledger.head()
    var seen: TreeHead?
    #expect(throws: Rejection.self) {
      try fixture.ledger.append(prepared, nowMicroseconds: Self.now) { draft in
        seen = draft.head
        throw Rejection()
      }
    }
    #expect(try seen == head && fixture.ledger.head() == head)
    try append(prepared)
  }

  @Test func `a full map grows and the append goes on`() throws {
    let small = try LedgerFixture(mapByteCount: 1 << 20)
    var prepared = try small.ledger.prepare(
      PrepareRequest(
        id: .random(),
        signers: [PrepareRequest.Signer(actor: 2, meaning: .recorded, signedAtMicroseconds: 1)]),
      decide: { _ in (0..<50).map { _ in small.clear(byteCount: 40_000) } })
    try prepared.sign(Signer(small.nurse))
    _ = try small.ledger.append(prepared, nowMicroseconds: Self.now)
    try checkLedger(small.ledger)
  }
}
