import Crypto
import Testing
import TransparencyLog

@testable import Ledger

/// Each refusal has its error, and nothing is appended.
@Suite struct AppendRefusalTests {
  private let fixture: LedgerFixture
  private let head: TreeHead

  init() throws {
    fixture = try LedgerFixture()
    head = try fixture.ledger.head()
  }

  private func refused(
    _ error: LedgerError, _ proposals: [Proposal], request: AppendRequest? = nil,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    #expect(throws: error, sourceLocation: sourceLocation) {
      try fixture.ledger.append(
        request ?? fixture.request(), isSame: { _ in true }, decide: { _ in proposals })
    }
    #expect(try fixture.ledger.head() == head, sourceLocation: sourceLocation)
  }

  private func refused(
    _ defect: ProposalDefect, _ proposals: [Proposal],
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    try refused(
      .invalidProposal(index: proposals.count - 1, defect), proposals,
      sourceLocation: sourceLocation)
  }

  @Test func `signers are one to four, enrolled, with the key in force`() throws {
    let some = [fixture.clear()]
    try refused(.signerCount(0), some, request: fixture.request(by: []))
    try refused(
      .signerCount(5), some, request: fixture.request(by: fixture.people + [fixture.nurse]))
    try refused(
      .signerTwice(actor: 2), some, request: fixture.request(by: [fixture.nurse, fixture.nurse]))
    let stranger = try Identity.generate(
      ledger: fixture.ledger.id, actor: 9, handle: "stranger", enrolment: 1)
    try refused(.unknownActor(9), some, request: fixture.request(by: [stranger]))
    let impostor = try Identity.generate(
      ledger: fixture.ledger.id, actor: 2, handle: "impostor", enrolment: 2)
    try refused(.keyMismatch(actor: 2), some, request: fixture.request(by: [impostor]))
    try refused(
      .keyMismatch(actor: 2), some, request: fixture.request(by: [fixture.witness, impostor]))
    try refused(
      .enrolmentNotInForce(actor: 2, given: 3, inForce: 2), some,
      request: fixture.request(by: [try fixture.nurse.enrolled(at: 3)]))
  }

  @Test func `a key of another ledger is no enrolment here`() throws {
    let other = try LedgerFixture()
    try refused(
      .keyMismatch(actor: 2), [fixture.clear()], request: fixture.request(by: [other.nurse]))
    let foreign = try Identity.generate(
      ledger: other.ledger.id, actor: 5, handle: "foreign", enrolment: 0)
    try refused(
      .proofOfPossession(actor: 5),
      [try .enrolment(of: foreign, occurred: LedgerFixture.occurred)])
  }

  @Test func `an append has an id, entries, and not too many`() throws {
    let zeros = try #require(AppendID(bytes: [UInt8](repeating: 0, count: 16)))
    try refused(.appendIDZero, [fixture.clear()], request: fixture.request(id: zeros))
    try refused(.emptyAppend, [])
    try refused(
      .tooManyEntries(65_536), [Proposal](repeating: fixture.clear(), count: 65_536))
    let large = fixture.clear(byteCount: 65_000)
    let each = 88 + 32 + large.body.count
    let most = (64 << 20) / each
    try refused(
      .appendTooLarge(byteCount: (most + 1) * each),
      [Proposal](repeating: large, count: most + 2))
  }

  @Test func `an entry has at most 65,535 bytes, signatures and all`() throws {
    // Header, stamp, signatures of one, and 4 bytes before the payload.
    let most = 65_535 - 88 - 32 - 129 - 4
    try refused(
      .entryTooLarge(index: 0, byteCount: 65_536), [fixture.clear(byteCount: most + 1)])
    #expect(try fixture.append([fixture.clear(byteCount: most)]).positions.count == 1)
  }

  @Test func `expected revisions must still be so`() throws {
    let stream = fixture.visitStream(0)
    try refused(
      .revisionConflict(stream: stream, expected: 0, found: nil), [fixture.sealed(0)],
      request: fixture.request(expecting: [stream: 0]))
    try fixture.append([fixture.sealed(0), fixture.sealed(0)], expecting: [stream: nil])
    for expected in [nil, 0, 2] as [UInt32?] {
      #expect(
        throws: LedgerError.revisionConflict(stream: stream, expected: expected, found: 1)
      ) {
        try fixture.append([fixture.sealed(0)], expecting: [stream: expected])
      }
    }
    try fixture.append([fixture.sealed(0)], expecting: [stream: 1])
  }

  @Test func `a data key must be introduced, the same, and of the same subject`() throws {
    let subject = fixture.charts[0].subject
    var proposal = fixture.sealed(0)
    proposal.dataKey = try DataKey(
      bytes: [UInt8](repeating: 7, count: 32), subject: subject, number: 2)
    try refused(.dataKeyNotIntroduced(number: 2), [proposal])
    proposal.dataKey = try DataKey(
      bytes: [UInt8](repeating: 7, count: 32), subject: subject, number: 1)
    try refused(.dataKeyDiffers(number: 1), [proposal])
    proposal.dataKey = fixture.charts[1]
    try refused(.dataKeyOfOtherSubject, [proposal])
    try refused(
      .dataKeyIntroducedBefore(number: 1),
      [
        .introduction(
          of: fixture.charts[0], in: fixture.ledger.id, occurred: LedgerFixture.occurred)
      ]
    )
    let new = try DataKey(
      bytes: [UInt8](repeating: 7, count: 32), subject: subject, number: 2)
    proposal.dataKey = new
    let introduction = try Proposal.introduction(
      of: new, in: fixture.ledger.id, occurred: LedgerFixture.occurred)
    try refused(.dataKeyIntroducedBefore(number: 2), [introduction, introduction])
    try refused(
      .invalidProposal(index: 0, .dataKeyNotIntroduced(number: 2)), [proposal, introduction])
  }

  @Test func `a proposal keeps to the format`() throws {
    func with(_ change: (inout Proposal) -> Void) -> [Proposal] {
      var proposal = fixture.clear()
      change(&proposal)
      return [proposal]
    }
    try refused(.unknownStreamType(0), with { $0.stream.type = StreamType(rawValue: 0) })
    try refused(.unknownStreamType(11), with { $0.stream.type = StreamType(rawValue: 11) })
    try refused(.format(.bodyKind(2)), with { $0.kind = 2 })
    try refused(.format(.bodyKind(1)), with { $0.body = [] })
    try refused(.format(.bodyKind(1)), with { $0.body += [0xFF] })
    try refused(
      .format(.kind(0)),
      with {
        $0.stream.type = .maintenance; $0.kind = 0
      })
    try refused(.format(.utcOffset(1_081)), with { $0.occurred.utcOffsetMinutes = 1_081 })
  }

  @Test func `the ledger's own events keep to their streams`() throws {
    let occurred = LedgerFixture.occurred
    let creation = try fixture.ledger.entry(at: 0)
    try refused(
      .ledgerCreatedAgain,
      [
        Proposal(
          stream: creation.header.stream, kind: 1, occurred: occurred, body: creation.body)
      ])
    let new = try Identity.generate(
      ledger: fixture.ledger.id, actor: 5, handle: "new", enrolment: 0)
    var enrolment = try Proposal.enrolment(of: new, occurred: occurred)
    enrolment.stream.number = 6
    try refused(.streamOfOtherEvent, [enrolment])
    var unknown = fixture.clear(kind: 77)
    unknown.stream = StreamKey(type: .ledger, subject: .none, number: 0)
    try refused(.unknownLedgerEvent(kind: 77), [unknown])
    var sealed = try Proposal.introduction(
      of: DataKey(
        bytes: [UInt8](repeating: 7, count: 32), subject: fixture.charts[0].subject, number: 2),
      in: fixture.ledger.id, occurred: occurred)
    sealed.dataKey = fixture.charts[0]
    try refused(.sealedLedgerEvent, [sealed])
  }
}
