import Crypto
import LMDB
import Testing
import TransparencyLog

@testable import Ledger

/// What a process knows of the tables after its own appends is what the entries say of them.
@Suite struct KnownTablesTests {
  private let fixture: LedgerFixture
  private var ledger: Ledger { fixture.ledger }

  init() throws { fixture = try LedgerFixture() }

  private func append(_ proposals: [Proposal]) throws {
    _ = try ledger.append(
      fixture.request(), isSame: { _ in false }, decide: { _ in proposals })
  }

  private var known: KnownTables? { get throws { try ledger.store().trust.known } }

  /// What somebody finds who reads the entries now, beginning where that began.
  private func read(from attested: TableAttestation?) throws -> HeadsScan {
    try ledger.read { snapshot in
      var scan = HeadsScan(from: attested)
      try snapshot.go(on: &scan)
      return scan
    }
  }

  private func expectKnownAsRead() throws {
    guard let known = try known else { return }
    let read = try read(from: known.all == nil ? known.attested : nil)
    #expect(known.scan.frontier == read.frontier && known.scan.site == read.site)
    #expect(known.scan.appendCount == read.appendCount)
    #expect(known.scan.streams.mapValues(\.head) == read.streams.mapValues(\.head))
    #expect(known.scan.streams.mapValues(\.before) == read.streams.mapValues(\.before))
    #expect(known.scan.isWhole && read.isWhole)
    guard known.all != nil else { return }
    for subject in Set(read.streams.keys.map(\.subject)) {
      let streams = read.streams.keys.filter { $0.subject == subject }
      #expect(known.streams(of: subject) == streams.sorted(by: StreamKey.isBefore))
    }
  }

  @Test(arguments: [true, false])
  func `what was appended is known as if it had been read`(isKeyed: Bool) throws {
    if isKeyed { try ledger.believeTables(by: AttestationKey(SymmetricKey(size: .bits256))) }
    try ledger.store().trust.entriesPerAttestation = 20
    for step in 0..<60 {
      try append([
        fixture.sealed(step % 3, visit: UInt32(step % 7), text: "step \(step)"),
        fixture.sealed((step + 1) % 3, kind: 900), fixture.clear(),
      ])
      try expectKnownAsRead()
      // It is of the state that was committed, so that nothing has to be read for the next.
      if let known = try known {
        #expect(known.state == (try ledger.read { $0.transaction.committedID }))
      }
    }
    #expect(try known != nil)
  }

  @Test func `what another process appends is read, and nothing of it twice`() throws {
    try append([fixture.clear()])
    let size = try ledger.head().size
    // As it was known before somebody else has committed.
    let before = try #require(try known)
    try append([fixture.sealed(0), fixture.clear()])
    try ledger.store().trust.known = before
    #expect(try ledger.read { try $0.knownTables().scan.end } == size + 2)
    try expectKnownAsRead()
  }

  @Test func `an append that did not come to be is not known`() throws {
    struct NoDecision: Error {}
    try append([fixture.clear()])
    let before = try #require(try known)
    #expect(throws: NoDecision.self) {
      _ = try ledger.append(
        fixture.request(), isSame: { _ in false }, decide: { _ in throw NoDecision() })
    }
    #expect(try known?.scan.end == before.scan.end)
    try expectKnownAsRead()
  }
}
