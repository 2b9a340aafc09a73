import Crypto
import LMDB
import Testing
import TransparencyLog

@testable import Ledger

/// Rows beside the entries are deleted, set back and exchanged by somebody without keys.
@Suite struct AttestedHeadsTests {
  private let house: AttestedLedger
  private var ledger: Ledger { house.ledger }
  private var fixture: LedgerFixture { house.fixture }

  init() throws { house = try AttestedLedger() }

  /// Every stream's head is the newest of its entries, and no stream lacks.
  private func expectRightAnswers(sourceLocation: SourceLocation = #_sourceLocation) throws {
    var all: [StreamKey: [UInt64]] = [:]
    try ledger.forEachOutline { outline in
      all[outline.header.stream, default: []].append(outline.position)
      return true
    }
    try ledger.read { snapshot in
      for (stream, positions) in all {
        let entries = try snapshot.stream(stream)
        #expect(entries.map(\.position) == positions, sourceLocation: sourceLocation)
        #expect(
          try snapshot.streamHead(stream)?.position == positions.last,
          sourceLocation: sourceLocation)
      }
      for subject in Set(all.keys.map(\.subject)) {
        let streams = try snapshot.streams(of: subject)
        #expect(
          streams == all.keys.filter { $0.subject == subject }.sorted(by: StreamKey.isBefore),
          sourceLocation: sourceLocation)
      }
      let visits = Set(all.keys.filter { $0.type == .visit }.map(\.subject))
      #expect(Set(try snapshot.subjects(with: .visit)) == visits, sourceLocation: sourceLocation)
    }
  }

  private func head(of stream: StreamKey) throws -> StreamHead {
    try #require(try ledger.read { try $0.storedHead(of: stream) })
  }

  /// The head before its newest entry.
  private func older(_ stream: StreamKey) throws -> StreamHead? {
    let head = try head(of: stream)
    return try ledger.entry(at: head.position).stamp.previous.map {
      StreamHead(position: $0, revision: head.revision - 1)
    }
  }

  @Test func `who holds keys attests the tables as the log grows, and who holds none does not`()
    throws
  {
    let size = try #require(try house.attestedSize)
    #expect(size > 50)
    let head = try ledger.head()
    #expect(head.size - size < 8)
    let known = try ledger.read { try $0.knownTables() }
    #expect(known.attested?.size == size && known.scan.start == size && known.all == nil)
    try expectRightAnswers()
    #expect(house.told.isEmpty)
  }

  @Test(arguments: [true, false])
  func `a head that is deleted or set back changes no answer and is told`(attested: Bool) throws {
    if !attested { try ledger.rewrite { try $0.delete($1.meta, MetaKey.attestation) } }
    let streams = try ledger.read { snapshot in
      try snapshot.streams(of: fixture.charts[0].subject) + snapshot.streams(of: .none)
    }
    for stream in streams {
      let right = try head(of: stream)
      for wrong in [nil, try older(stream)] where wrong != right {
        house.forgetWhatWasTold()
        try house.put(wrong, of: stream)
        try expectRightAnswers()
        #expect(house.told.contains(.heads(count: 1)), "\(stream)")
        try house.put(right, of: stream)
      }
    }
    house.forgetWhatWasTold()
    try expectRightAnswers()
    #expect(house.told.isEmpty)
  }

  @Test func `an append on a head that was set back continues the stream and mends the row`() throws
  {
    let stream = fixture.visitStream(0)
    let right = try head(of: stream)
    try house.put(try older(stream), of: stream)
    let appended = try ledger.append(
      fixture.request(), isSame: { _ in false }, decide: { _ in [fixture.sealed(0)] }
    ).appended
    let entry = try ledger.entry(at: appended.positions.lowerBound)
    #expect(entry.stamp.previous == right.position)
    #expect(entry.stamp.revision == right.revision + 1)
    try checkLedger(ledger)
  }

  @Test func `an older attestation makes the scan longer and no answer wrong`() throws {
    let older = try #require(try house.attestationRow())
    let size = try #require(try house.attestedSize)
    for _ in 0..<12 { try fixture.append([fixture.sealed(0), fixture.sealed(1)]) }
    #expect(try #require(try house.attestedSize) > size)
    let stream = fixture.visitStream(0)
    let right = try head(of: stream)
    try ledger.rewrite { transaction, tables in
      try transaction.put(tables.meta, MetaKey.attestation, older)
    }
    // With the row of the stream as it was then: two rows set back together.
    try house.put(
      StreamHead(position: right.position - 10, revision: right.revision - 5), of: stream)
    #expect(try ledger.read { try $0.attestation()?.size } == size)
    try expectRightAnswers()
  }

  @Test func `an attestation under another key is computed from the entries`() throws {
    let other = TableAttestation(
      frontier: Frontier(), appendCount: 0, siteDigest: .emptyRoot,
      buckets: Array(repeating: .emptyRoot, count: 256)
    ).row(AttestationKey(SymmetricKey(size: .bits256)), in: ledger.id)
    try ledger.rewrite { try $0.put($1.meta, MetaKey.attestation, other) }
    try expectRightAnswers()
    try fixture.append([fixture.sealed(0)])
    #expect(try house.attestedSize == ledger.head().size)
  }

  @Test func `an append id whose row is gone is found in the entries and recorded once`() throws {
    for position: UInt64 in [6, 20, 58] {
      let id = try ledger.entry(at: position).header.appendID
      let right = try #require(try ledger.read { try $0.append(id) })
      try ledger.rewrite { try $0.delete($1.appends, id.bytes) }
      #expect(try ledger.read { try $0.append(id) } == right)
      let outcome = try ledger.append(
        fixture.request(id: id), isSame: { _ in true }, decide: { _ in [fixture.sealed(0)] })
      #expect(outcome.appended.positions == right)
      #expect(
        house.told.contains {
          if case .appends = $0 { true } else { false }
        })
      try ledger.rewrite {
        try $0.put(
          $1.appends, id.bytes, AppendRow(first: right.lowerBound, count: UInt32(right.count)).bytes
        )
      }
    }
  }

  @Test func `an append id whose row leads elsewhere is found in the entries`() throws {
    let id = try ledger.entry(at: 20).header.appendID
    let right = try #require(try ledger.read { try $0.append(id) })
    try ledger.rewrite { try $0.put($1.appends, id.bytes, AppendRow(first: 9, count: 1).bytes) }
    #expect(try ledger.read { try $0.append(id) } == right)
    #expect(house.told == [.appendRow(id)])
    let unused = AppendID.random()
    try ledger.rewrite { try $0.put($1.appends, unused.bytes, AppendRow(first: 9, count: 1).bytes) }
    #expect(try ledger.read { try $0.append(unused) } == nil)
    try fixture.ledger.rewrite {
      try $0.put(
        $1.appends, id.bytes, AppendRow(first: right.lowerBound, count: UInt32(right.count)).bytes)
    }
    try fixture.append([fixture.sealed(0)], id: unused)
  }

  @Test func `a header that was changed is refused where it is shown`() throws {
    try ledger.rewrite { transaction, tables in
      var value = try #require(try transaction.value(tables.entries, 20))
      value[32 + 6] ^= 1
      try transaction.put(tables.entries, 20, value)
    }
    #expect(throws: LedgerError.damaged(position: 20)) {
      try ledger.read { try $0.outline(at: 20) }
    }
    #expect(throws: LedgerError.damaged(position: 20)) { try ledger.forEachOutline { _ in true } }
    // Who reads other streams goes on.
    try ledger.rewrite { try $0.delete($1.meta, MetaKey.attestation) }
    let others = try ledger.read { try $0.streams(of: fixture.charts[2].subject) }
    #expect(!others.isEmpty)
  }

  @Test func `mending makes heads, append ids and nodes anew, and records what it did`() throws {
    try fixture.append((0..<220).map { _ in fixture.clear() })
    let stream = fixture.visitStream(0)
    let id = try ledger.entry(at: 20).header.appendID
    try house.put(nil, of: stream)
    try house.put(StreamHead(position: 3, revision: 0), of: fixture.visitStream(0, 99))
    try ledger.rewrite { transaction, tables in
      try transaction.delete(tables.appends, id.bytes)
      try transaction.put(
        tables.appends, AppendID.random().bytes, AppendRow(first: 9, count: 1).bytes)
    }
    #expect(try ledger.tableDefects() == [.heads(count: 2)])
    let request = fixture.request(by: [fixture.administrator])
    let result = try #require(
      try ledger.mend(request) { _, mended in
        #expect(mended.heads == 2 && mended.appends == 2)
        return [fixture.clear()]
      })
    #expect(result.appended.positions.count == 1)
    try checkLedger(ledger)
    #expect(try ledger.tableDefects().isEmpty)
    let again = try ledger.mend(fixture.request(by: [fixture.administrator])) { _, _ in [] }
    #expect(again?.appended == nil)
  }

  @Test(arguments: 0..<4)
  func `a tree that contradicts its entries is made anew before it is opened`(attack: Int) throws {
    try fixture.append((0..<220).map { _ in fixture.clear() })
    let nodes = NodeKey.key(level: 8, index: 0)
    let head = try ledger.head()
    try ledger.rewrite { transaction, tables in
      let frontier = try #require(try transaction.value(tables.meta, MetaKey.frontier))
      switch attack {
      case 0: try transaction.delete(tables.meta, MetaKey.frontier)
      case 1:
        try transaction.put(tables.meta, MetaKey.frontier, [frontier[0] ^ 1] + frontier.dropFirst())
      case 2: try transaction.delete(tables.nodes, nodes)
      default: try transaction.put(tables.nodes, nodes, Hash.emptyRoot.bytes)
      }
    }
    ledger.close()
    #expect(throws: LedgerError.self) { try Ledger.open(at: fixture.directory.path) }
    let mended = try Ledger.mendTree(at: fixture.directory.path, mapByteCount: 1 << 30)
    #expect(mended.frontier == (attack < 2) && mended.nodes == (attack < 2 ? 0 : 1))
    let again = try Ledger.open(at: fixture.directory.path, mapByteCount: 1 << 30)
    #expect(try again.head() == head)
    try checkLedger(again)
    again.close()
  }
}
