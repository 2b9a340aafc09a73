import LMDB
import Synchronization
import Testing
import TransparencyLog

@testable import Ledger

/// Someone rewrites the tables so that each value is well-formed; verification still names it.
@Suite struct TamperedTableTests {
  private let fixture: LedgerFixture
  private var ledger: Ledger { fixture.ledger }

  init() throws {
    fixture = try LedgerFixture()
    try fixture.fillWithSixtyEntries()
  }

  private func problems(
    signatures: Bool = false, since: TreeHead? = nil
  ) throws -> [VerificationProblem] {
    try ledger.verify(VerifyOptions(signatures: signatures, since: since)).problems
  }

  private func has(
    _ kind: VerificationProblem.Kind, at position: UInt64?, in problems: [VerificationProblem]
  ) -> Bool {
    problems.contains { $0.kind == kind && $0.position == position }
  }

  @Test func `a rewritten body with a fitting leaf hash is named by its signers`() throws {
    let position: UInt64 = 20
    let append = try ledger.entry(at: position).header
    let last = position + UInt64(append.lastIndex - append.index)
    try ledger.rewriteEntry(position) { $0[90] ^= 1 }
    let found = try problems(signatures: true)
    #expect(has(.signature, at: last, in: found))
    #expect(found.contains { $0.kind == .tree })
    #expect(try problems().contains { $0.kind == .tree })
  }

  @Test func `a rewritten time of recording with a fitting leaf hash is found by the tree`() throws
  {
    let position: UInt64 = 20
    let end = try ledger.entry(at: position).bytes.count
    try ledger.rewriteEntry(position) { $0[end - 32] ^= 1 }
    let found = try problems(signatures: true)
    #expect(found.contains { $0.kind == .tree && ($0.position ?? 0) > position })
  }

  @Test func `swapped entries are both named`() throws {
    try ledger.rewrite { transaction, tables in
      let first = try #require(try transaction.value(tables.entries, 10))
      let second = try #require(try transaction.value(tables.entries, 11))
      try transaction.put(tables.entries, 10, second)
      try transaction.put(tables.entries, 11, first)
    }
    let found = try problems()
    #expect(has(.format, at: 10, in: found) && has(.format, at: 11, in: found))
  }

  @Test func `a deleted entry is named`() throws {
    try ledger.rewrite { try $0.delete($1.entries, 30) }
    #expect(has(.order, at: 30, in: try problems()))
  }

  @Test func `a deleted last entry is named, and refused at open`() throws {
    let last = try ledger.head().size - 1
    try ledger.rewrite { try $0.delete($1.entries, last) }
    #expect(has(.order, at: last, in: try problems()))
    ledger.close()
    #expect(throws: LedgerError.self) { try Ledger.open(at: fixture.directory.path) }
  }

  @Test func `a truncated log with a frontier made to fit is named`() throws {
    let size: UInt64 = 40
    let end = try ledger.head().size
    let shorter = try ledger.read { try Frontier(size: size, reading: $0) }
    let since = try ledger.head()
    try ledger.rewrite { transaction, tables in
      for position in size..<end { try transaction.delete(tables.entries, position) }
      try transaction.put(tables.meta, MetaKey.frontier, shorter.bytes)
    }
    let found = try problems()
    #expect(found.contains { $0.kind == .table })
    #expect(try problems(since: since).contains { $0.kind == .tree })
  }

  @Test func `entries beyond the frontier are named`() throws {
    let shorter = try ledger.read { try Frontier(size: 40, reading: $0) }
    try ledger.rewrite { try $0.put($1.meta, MetaKey.frontier, shorter.bytes) }
    #expect(has(.order, at: 40, in: try problems()))
  }

  @Test func `a changed, a deleted and an invented stream head are named`() throws {
    let stream = fixture.visitStream(0)
    let key = StreamHead.key(stream)
    let head = try #require(try ledger.read { try $0.streamHead(stream) })
    try ledger.rewrite {
      try $0.put($1.heads, key, StreamHead(position: head.position, revision: 99).bytes)
    }
    #expect(has(.table, at: head.position, in: try problems()))
    try ledger.rewrite { try $0.delete($1.heads, key) }
    #expect(has(.table, at: head.position, in: try problems()))
    try ledger.rewrite { transaction, tables in
      try transaction.put(
        tables.heads, key,
        StreamHead(position: head.position, revision: head.revision).bytes)
      try transaction.put(
        tables.heads, StreamHead.key(fixture.visitStream(0, 77)),
        StreamHead(position: 12, revision: 0).bytes)
    }
    #expect(has(.table, at: 12, in: try problems()))
  }

  @Test func `changed, deleted and invented append ids are named`() throws {
    let entry = try ledger.entry(at: 20)
    let first = 20 - UInt64(entry.header.index)
    let id = entry.header.appendID.bytes
    let row = AppendRow(first: first, count: UInt32(entry.header.lastIndex) + 1)
    for wrong in [
      AppendRow(first: first, count: row.count + 1), AppendRow(first: first - 1, count: row.count),
    ] {
      try ledger.rewrite { try $0.put($1.appends, id, wrong.bytes) }
      #expect(has(.table, at: first, in: try problems()))
    }
    try ledger.rewrite { try $0.delete($1.appends, id) }
    #expect(has(.table, at: first, in: try problems()))
    try ledger.rewrite { transaction, tables in
      try transaction.put(tables.appends, id, row.bytes)
      try transaction.put(
        tables.appends, AppendID.random().bytes, AppendRow(first: 9, count: 1).bytes)
    }
    #expect(has(.table, at: 9, in: try problems()))
  }

  @Test func `a changed frontier is named`() throws {
    var bytes = try ledger.read { $0.frontier.bytes }
    bytes[bytes.count - 1] ^= 1
    try ledger.rewrite { try $0.put($1.meta, MetaKey.frontier, bytes) }
    #expect(has(.tree, at: nil, in: try problems()))
    ledger.close()
    #expect(throws: LedgerError.self) { try Ledger.open(at: fixture.directory.path) }
  }

  @Test func `changed, deleted and invented nodes are named`() throws {
    try fixture.append((0..<200).map { _ in fixture.clear() })
    let key = NodeKey.key(level: 8, index: 0)
    let node = try #require(try ledger.read { try $0.transaction.value($0.tables.nodes, key) })
    var changed = node
    changed[0] ^= 1
    try ledger.rewrite { try $0.put($1.nodes, key, changed) }
    #expect(has(.tree, at: 255, in: try problems()))
    try ledger.rewrite { try $0.delete($1.nodes, key) }
    #expect(has(.tree, at: 255, in: try problems()))
    try ledger.rewrite {
      try $0.put($1.nodes, key, node)
      try $0.put($1.nodes, NodeKey.key(level: 9, index: 4), node)
    }
    #expect(has(.table, at: nil, in: try problems()))
  }

  @Test(arguments: [true, false])
  func `roots and proofs come from the entries where the stored nodes are others`(
    isDeleted: Bool
  ) throws {
    try fixture.append((0..<500).map { _ in fixture.clear() })
    let head = try ledger.head()
    let (earlier, inclusion, consistency) = (
      try ledger.treeHead(at: 300), try ledger.inclusionProof(of: 290, in: 400),
      try ledger.consistencyProof(from: 300, to: head.size)
    )
    let heard = Mutex<[TableDefect]>([])
    ledger.onTableDefect { defect in heard.withLock { $0.append(defect) } }
    let key = NodeKey.key(level: 8, index: 0)
    try ledger.rewrite {
      if isDeleted {
        try $0.delete($1.nodes, key)
      } else {
        try $0.put($1.nodes, key, Hash.emptyRoot.bytes)
      }
    }
    #expect(try ledger.treeHead(at: 300) == earlier)
    #expect(try ledger.inclusionProof(of: 290, in: 400) == inclusion)
    #expect(try ledger.consistencyProof(from: 300, to: head.size) == consistency)
    #expect(heard.withLock { $0.contains(.nodes) })
  }

  @Test func `an earlier head must be a beginning of this ledger`() throws {
    let earlier = try ledger.treeHead(at: 33)
    #expect(try problems(since: earlier).isEmpty)
    #expect(try problems(since: try ledger.head()).isEmpty)
    #expect(try problems(since: .empty).isEmpty)
    let other = TreeHead(size: 33, root: try ledger.treeHead(at: 34).root)
    #expect(has(.tree, at: nil, in: try problems(since: other)))
    let larger = TreeHead(size: try ledger.head().size + 1, root: earlier.root)
    #expect(has(.tree, at: nil, in: try problems(since: larger)))
  }

  @Test func `an observer sees every entry in order and what it says is listed`() throws {
    var seen: [UInt64] = []
    let verification = try ledger.verify(
      observing: { entry in
        seen.append(entry.position)
        return entry.position == 17 ? "this role may not record that" : nil
      })
    let size = try ledger.head().size
    #expect(seen == Array(0..<size))
    #expect(
      verification.problems == [
        VerificationProblem(
          at: 17, .observed(Observation("this role may not record that")))
      ])
  }
}
