import Crypto
import LMDB
import Testing
import TransparencyLog

@testable import Ledger

@Suite struct AppendTests {
  @Test func `a new ledger holds its genesis and says who it is`() throws {
    let fixture = try LedgerFixture()
    let ledger = fixture.ledger
    #expect(ledger.isTraining && ledger.origin == "training.test.example/clinic")
    #expect(try ledger.entry(at: 0).leafHash == ledger.genesisLeafHash)
    #expect(ledger.id == fixture.administrator.ledger)
    for person in fixture.people {
      let found = try ledger.read { try $0.enrolment(of: person.actor) }
      #expect(found?.position == person.enrolment)
      #expect(found.map { [UInt8]($0.keys.signingPublicKey) } == person.signingPublicKey)
    }
    let creation = try #require(try ledger.entry(at: 4).signatures)
    #expect(creation.anchor == .empty && creation.signatures.map(\.enrolment) == [1])
  }

  @Test func `an append is whole, linked, signed, stamped and opens again`() throws {
    let fixture = try LedgerFixture()
    let before = try fixture.ledger.head()
    let appended = try fixture.append(
      [
        fixture.sealed(0, text: "first"), fixture.clear(), fixture.sealed(0, text: "second"),
        fixture.sealed(1, visit: 7),
      ], by: [fixture.nurse, fixture.witness, fixture.physician], now: LedgerFixture.now + 5)
    #expect(appended.positions == before.size..<before.size + 4)
    #expect(appended.recordedMicroseconds == LedgerFixture.now + 5)
    #expect(try fixture.ledger.head() == appended.head)
    let stream = try fixture.ledger.read { try $0.stream(fixture.visitStream(0)) }
    #expect(stream.map(\.stamp.revision) == [0, 1])
    #expect(stream.map(\.stamp.previous) == [nil, before.size])
    let texts = try stream.map { try $0.open(with: fixture.charts[0], in: fixture.ledger.id) }
    #expect(texts == ["first", "second"].map { message(14, Array($0.utf8)) })
    let last = try fixture.ledger.entry(at: before.size + 3)
    #expect(last.signatures?.signatures.map(\.actor) == [2, 3, 4])
    #expect(last.signatures?.anchor == before)
    #expect(try fixture.ledger.entry(at: before.size).signatures == nil)
  }

  @Test func `streams of a chart are found by its subject, in order`() throws {
    let fixture = try LedgerFixture()
    let chart = StreamKey(type: .chart, subject: fixture.charts[0].subject, number: 0)
    try fixture.append([fixture.sealed(0, visit: 300), fixture.sealed(0, visit: 2)])
    try fixture.append([
      Proposal(
        stream: chart, kind: 1, occurred: LedgerFixture.occurred, body: message(1, []),
        dataKey: fixture.charts[0])
    ])
    let streams = try fixture.ledger.read { try $0.streams(of: fixture.charts[0].subject) }
    #expect(
      streams == [
        StreamKey(type: .ledger, subject: fixture.charts[0].subject, number: 1), chart,
        fixture.visitStream(0, 2), fixture.visitStream(0, 300),
      ])
    let unknown = try fixture.ledger.read { try $0.stream(fixture.visitStream(0, 9)) }
    #expect(unknown.isEmpty)
  }

  @Test func `recorded never decreases, and says how far it was moved`() throws {
    let fixture = try LedgerFixture()
    let now = LedgerFixture.now
    let early = try fixture.append([fixture.clear()], now: now - 1_234_567)
    let stamp = try fixture.ledger.entry(at: early.positions.lowerBound).stamp
    #expect(stamp.recordedMicroseconds == now && stamp.clockLagMilliseconds == 1_235)
    let late = try fixture.append([fixture.clear()], now: now + 1)
    let next = try fixture.ledger.entry(at: late.positions.lowerBound).stamp
    #expect(next.recordedMicroseconds == now + 1 && next.clockLagMilliseconds == 0)
    try fixture.append([fixture.clear()], now: .min)
    let saturated = try fixture.ledger.entry(at: try fixture.ledger.head().size - 1).stamp
    #expect(saturated.clockLagMilliseconds == .max)
  }

  @Test func `the same append id with the same entries appends once`() throws {
    let fixture = try LedgerFixture()
    let id = AppendID.random()
    let first = try fixture.append([fixture.sealed(0), fixture.sealed(1)], id: id)
    try fixture.append([fixture.clear()])
    var shown: [Entry] = []
    let again = try fixture.ledger.append(
      fixture.request(id: id),
      isSame: {
        shown = $0
        return true
      },
      decide: { _ in
        Issue.record("decided although the append is there")
        return []
      })
    #expect(again == .alreadyAppended(first))
    #expect(shown.map(\.position) == Array(first.positions))
    #expect(try fixture.ledger.head().size == first.positions.upperBound + 1)
    #expect(throws: LedgerError.appendIDReused(id)) {
      try fixture.ledger.append(
        fixture.request(id: id), isSame: { _ in false }, decide: { _ in [fixture.clear()] })
    }
    try checkLedger(fixture.ledger)
  }

  @Test func `a decision that throws leaves nothing`() throws {
    struct Rejection: Error {}
    let fixture = try LedgerFixture()
    let head = try fixture.ledger.head()
    #expect(throws: Rejection.self) {
      try fixture.ledger.append(
        fixture.request(), isSame: { _ in false }, decide: { _ in throw Rejection() })
    }
    #expect(try fixture.ledger.head() == head)
  }

  @Test func `a decision sees the ledger as it is about to be changed`() throws {
    let fixture = try LedgerFixture()
    try fixture.append([fixture.sealed(2), fixture.sealed(2)])
    let head = try fixture.ledger.head()
    var seen: (head: TreeHead?, revision: UInt32?, count: Int?)
    _ = try fixture.ledger.append(fixture.request(), isSame: { _ in false }) { draft in
      seen.head = draft.head
      seen.revision = try draft.streamHead(fixture.visitStream(2))?.revision
      seen.count = try draft.stream(fixture.visitStream(2)).count
      return [fixture.sealed(2)]
    }
    #expect(seen.head == head && seen.revision == 1 && seen.count == 2)
    try checkLedger(fixture.ledger)
  }

  @Test func `a data key may be introduced by the append that uses it first`() throws {
    let fixture = try LedgerFixture()
    let key = try DataKey(
      bytes: [UInt8](repeating: 9, count: 32), subject: fixture.charts[0].subject, number: 2)
    var sealed = fixture.sealed(0)
    sealed.dataKey = key
    try fixture.append([
      .introduction(of: key, in: fixture.ledger.id, occurred: LedgerFixture.occurred), sealed,
    ])
    let found = try fixture.ledger.read { try $0.keyIntroduction(of: key.subject, number: 2) }
    #expect(found?.commitment == key.commitment(in: fixture.ledger.id))
  }

  @Test func `a key is replaced with the old key's or a second person's signature`() throws {
    let fixture = try LedgerFixture()
    let id = fixture.ledger.id
    func replacement() throws -> (Identity, Proposal) {
      let identity = try Identity.generate(ledger: id, actor: 2, handle: "person2", enrolment: 0)
      return (identity, try .enrolment(of: identity, occurred: LedgerFixture.occurred))
    }
    let (refused, proposal) = try replacement()
    #expect(
      throws: LedgerError.invalidProposal(index: 0, .replacementNotWitnessed(actor: 2))
    ) {
      try fixture.append([proposal], by: [fixture.administrator])
    }
    #expect(refused.actor == 2)
    let (second, byOldKey) = try replacement()
    let position = try fixture.append([byOldKey], by: [fixture.nurse]).positions.lowerBound
    #expect(
      throws: LedgerError.enrolmentNotInForce(actor: 2, given: 2, inForce: position)
    ) {
      try fixture.append([fixture.clear()], by: [fixture.nurse])
    }
    try fixture.append([fixture.clear()], by: [second.enrolled(at: position)])
    let (_, byTwo) = try replacement()
    try fixture.append([byTwo], by: [fixture.administrator, fixture.physician])
  }

  @Test func `entries of any allowed size are kept, overflow pages or not`() throws {
    let fixture = try LedgerFixture()
    for byteCount in [0, 1_500, 2_100, 5_000, 40_000, 65_000] {
      let appended = try fixture.append([fixture.clear(byteCount: byteCount), fixture.clear()])
      let entry = try fixture.ledger.entry(at: appended.positions.lowerBound)
      #expect(entry.body == message(1, [UInt8](repeating: 0x41, count: byteCount)))
    }
  }

  @Test func `hundreds of entries have nodes, proofs and walks`() throws {
    let fixture = try LedgerFixture()
    for round in 0..<4 {
      try fixture.append(
        (0..<150).map { fixture.sealed($0 % 3, visit: UInt32($0 % 7), text: "\(round) \($0)") })
    }
    try checkProofs(fixture.ledger)
    var outlines: [EntryOutline] = []
    try fixture.ledger.forEachOutline(from: 3, below: 500) {
      outlines.append($0)
      return true
    }
    #expect(outlines.map(\.position) == Array(3..<500))
    let entry = try fixture.ledger.entry(at: 499)
    #expect(outlines.last?.header == entry.header && outlines.last?.stamp == entry.stamp)
    #expect(outlines.last?.byteCount == entry.bytes.count)
    var walked: [UInt64] = []
    try fixture.ledger.forEachEntry(from: 600) {
      walked.append($0.position)
      return walked.count < 5
    }
    #expect(walked == Array(600..<605))
  }

  private func checkProofs(_ ledger: Ledger) throws {
    let head = try ledger.head()
    #expect(head.size == 608)
    for size in [UInt64(1), 2, 255, 256, 257, 511, 512, 513, 607, 608] {
      let tree = try ledger.treeHead(at: size)
      for position in Set([0, size / 2, size - 1]) {
        let proof = try ledger.inclusionProof(of: position, in: size)
        try proof.check(leaf: try ledger.entry(at: position).leafHash, head: tree)
      }
      try ledger.consistencyProof(from: size, to: head.size).check(old: tree, new: head)
    }
    #expect(throws: LedgerError.beyondHead(asked: 609, size: 608)) {
      try ledger.treeHead(at: 609)
    }
    #expect(throws: LedgerError.beyondHead(asked: 608, size: 608)) { try ledger.entry(at: 608) }
  }

  @Test func `a full map grows and the append goes on`() throws {
    let fixture = try LedgerFixture(mapByteCount: 1 << 20)
    for _ in 0..<4 {
      try fixture.append((0..<20).map { _ in fixture.clear(byteCount: 40_000) })
    }
    #expect(try fixture.ledger.head().size == 88)
  }

  @Test func `two threads append to one ledger, whole and gapless`() async throws {
    let fixture = try LedgerFixture()
    let before = try fixture.ledger.head().size
    try await withThrowingTaskGroup(of: Void.self) { group in
      for worker in 0..<2 {
        group.addTask {
          for _ in 0..<50 {
            _ = try fixture.ledger.append(
              fixture.request(by: [fixture.people[worker + 1]]), isSame: { _ in false },
              decide: { _ in [fixture.sealed(worker), fixture.clear()] })
          }
        }
      }
      try await group.waitForAll()
    }
    #expect(try fixture.ledger.head().size == before + 200)
    try checkLedger(fixture.ledger)
  }

  @Test func `a settled append is found, made certain, and writing goes on`() throws {
    let fixture = try LedgerFixture()
    let id = AppendID.random()
    let appended = try fixture.append([fixture.clear(), fixture.clear()], id: id)
    #expect(try settlements(of: fixture.ledger) == nil)
    #expect(try fixture.ledger.settle(id) == appended.positions)
    #expect(try settlements(of: fixture.ledger) == [1, 0, 0, 0, 0, 0, 0, 0])
    #expect(try fixture.ledger.settle(.random()) == nil)
    #expect(try settlements(of: fixture.ledger) == [1, 0, 0, 0, 0, 0, 0, 0])
    try fixture.append([fixture.clear()])
  }

  /// What is found again is committed anew before it is acknowledged: this is what was committed.
  private func settlements(of ledger: Ledger) throws -> [UInt8]? {
    try ledger.read { snapshot in
      try snapshot.transaction.value(snapshot.tables.meta, MetaKey.settlements)
    }
  }
}
