internal import FoundationEssentials
internal import LMDB
internal import SwiftProtobuf
public import TransparencyLog

/// The ledger as of one commit, for the life of its transaction: what a reader sees, and what an
/// append's decision sees while nobody else can write. Keep it short: pages that it may see are
/// not reused while it lives.
public struct LedgerSnapshot: ~Copyable {
  public let ledgerID: LedgerID
  /// The read transaction that ends with this value; nil when an append's transaction is read.
  private let owned: ReadTransaction?
  let transaction: TransactionView
  let tables: LogTables
  let frontier: Frontier
  /// What is believed of the tables beside the entries.
  let tablesRead: TablesOfSnapshot

  /// How many entries there are, and the root over them.
  public var head: TreeHead { frontier.head }

  init(
    _ transaction: consuming ReadTransaction, _ tables: LogTables, _ ledgerID: LedgerID,
    _ tablesRead: TablesOfSnapshot
  ) throws(LedgerError) {
    self.tablesRead = tablesRead
    let view = transaction.view
    frontier = try Self.frontier(view, tables)
    owned = .some(transaction)
    self.transaction = view
    self.tables = tables
    self.ledgerID = ledgerID
  }

  /// Reads through a transaction that the caller keeps alive for as long as this value.
  init(
    borrowing view: TransactionView, _ tables: LogTables, _ ledgerID: LedgerID,
    _ tablesRead: TablesOfSnapshot
  ) throws(LedgerError) {
    self.tablesRead = tablesRead
    frontier = try Self.frontier(view, tables)
    owned = nil
    transaction = view
    self.tables = tables
    self.ledgerID = ledgerID
  }

  /// Runs `body`, and refuses what it read, or found wrong, where pages that it saw may have been
  /// used anew meanwhile.
  func reading<R>(
    _ body: (borrowing LedgerSnapshot) throws(LedgerError) -> R
  ) throws(LedgerError) -> R {
    let result: Result<R, LedgerError>
    do throws(LedgerError) {
      result = .success(try body(self))
    } catch {
      result = .failure(error)
    }
    try requireUnchanged()
    return try result.get()
  }

  /// Throws ``LedgerError/storage(_:)`` where somebody has written to a log that is only inspected.
  func requireUnchanged() throws(LedgerError) {
    try storing { () throws(LMDBError) in try transaction.requireUnchanged() }
  }

  private static func frontier(
    _ transaction: TransactionView, _ tables: LogTables
  ) throws(LedgerError) -> Frontier {
    let bytes = try storing { () throws(LMDBError) in
      try transaction.value(tables.meta, MetaKey.frontier)
    }
    guard let bytes else { throw .inconsistent(what: "the tree's frontier is missing") }
    do throws(TransparencyLogError) {
      return try Frontier(bytes: bytes)
    } catch {
      throw .inconsistent(what: "the tree's frontier is not readable")
    }
  }

  /// The entry, checked against its leaf hash before it is believed.
  ///
  /// Throws ``LedgerError/beyondHead(asked:size:)``, ``LedgerError/damaged(position:)``,
  /// ``LedgerError/refused(position:_:)`` or ``LedgerError/missing(position:)``.
  public func entry(at position: UInt64) throws(LedgerError) -> Entry {
    guard position < frontier.size else {
      throw .beyondHead(asked: position, size: frontier.size)
    }
    let found = try storing { () throws(LMDBError) in
      try transaction.withValue(tables.entries, position) { StoredEntry.read($0, position) }
    }
    guard let found else { throw .missing(position: position) }
    return try found.get()
  }

}

/// Runs a storage operation; its error becomes the ledger's.
func storing<R: ~Copyable>(_ body: () throws(LMDBError) -> R) throws(LedgerError) -> R {
  do throws(LMDBError) {
    return try body()
  } catch {
    throw .storage(error)
  }
}

extension LedgerSnapshot {
  /// Header and stamp of one entry, without its body, checked against its leaf hash.
  ///
  /// Throws ``LedgerError/beyondHead(asked:size:)``, ``LedgerError/damaged(position:)``,
  /// ``LedgerError/refused(position:_:)`` or ``LedgerError/missing(position:)``.
  public func outline(at position: UInt64) throws(LedgerError) -> EntryOutline {
    guard position < frontier.size else {
      throw .beyondHead(asked: position, size: frontier.size)
    }
    let found = try storing { () throws(LMDBError) in
      try transaction.withValue(tables.entries, position) { StoredEntry.outline($0, position) }
    }
    guard let found else { throw .missing(position: position) }
    return try found.get()
  }

  /// When the newest entry was recorded, microseconds since 1970-01-01T00:00:00Z.
  public var newestRecordedMicroseconds: Int64 {
    get throws(LedgerError) {
      guard frontier.size > 0 else { return .min }
      return try outline(at: frontier.size - 1).stamp.recordedMicroseconds
    }
  }

  /// When the newest entry was recorded; nil in an empty ledger. Reads the whole entry, so that an
  /// append never builds on a stamp that its leaf hash does not cover.
  func lastRecorded() throws(LedgerError) -> Int64? {
    guard frontier.size > 0 else { return nil }
    return try entry(at: frontier.size - 1).stamp.recordedMicroseconds
  }
}

extension LedgerSnapshot {
  /// The actor's keys in force and the position of their enrolment; nil when there are none.
  public func enrolment(
    of actor: UInt32
  ) throws(LedgerError) -> (position: UInt64, keys: ActorKeyEnrolled)? {
    guard let head = try head(of: LedgerStream.enrolments(of: actor)) else { return nil }
    guard case .actorKeyEnrolled(let keys)? = try ledgerEvent(at: head.position) else {
      throw .inconsistent(what: "entry \(head.position) is not the enrolment that it should be")
    }
    return (head.position, keys)
  }

  /// Where a data key was introduced and its commitment (32 bytes); nil when it was not.
  public func keyIntroduction(
    of subject: SubjectID, number: UInt32
  ) throws(LedgerError) -> (position: UInt64, commitment: [UInt8])? {
    guard subject != .none, let head = try head(of: LedgerStream.key(number, of: subject)) else {
      return nil
    }
    guard case .dataKeyIntroduced(let key)? = try ledgerEvent(at: head.position) else {
      throw .inconsistent(what: "entry \(head.position) does not introduce the key it should")
    }
    return (head.position, key.commitment.bytes)
  }

  private func ledgerEvent(at position: UInt64) throws(LedgerError) -> LedgerEvent.OneOf_Event? {
    LedgerStream.event(try entry(at: position))
  }
}

/// The tree of a view: nodes from level 8 upwards are stored, lower ones come from leaf hashes.
extension LedgerSnapshot: NodeReader {
  public func node(level: Int, index: UInt64) throws -> Hash {
    guard level < LogTables.lowestNodeLevel || tablesRead.makesNodes else {
      return try storedNode(level, index)
    }
    var hashes = try leafHashes(from: index << UInt64(level), count: 1 << level)
    while hashes.count > 1 {
      hashes = stride(from: 0, to: hashes.count, by: 2).map { .node(hashes[$0], hashes[$0 + 1]) }
    }
    return hashes[0]
  }

  func storedNode(_ level: Int, _ index: UInt64) throws(LedgerError) -> Hash {
    let key = NodeKey.key(level: level, index: index)
    let found = try storing { () throws(LMDBError) in
      try transaction.withValue(tables.nodes, key) { Hash(reading: $0) }
    }
    guard let hash = found ?? nil else {
      throw .inconsistent(what: "node \(index) of level \(level) of the tree is missing")
    }
    return hash
  }

  private func leafHashes(from first: UInt64, count: Int) throws(LedgerError) -> [Hash] {
    var hashes: [Hash] = []
    hashes.reserveCapacity(count)
    try storing { () throws(LMDBError) in
      try transaction.forEach(tables.entries, from: first) { position, value in
        guard position == first + UInt64(hashes.count), let hash = StoredEntry.leafHash(value)
        else { return false }
        hashes.append(hash)
        return hashes.count < count
      }
    }
    guard hashes.count == count else { throw .missing(position: first + UInt64(hashes.count)) }
    return hashes
  }

  /// The head when the ledger had `size` entries.
  func head(at size: UInt64) throws(LedgerError) -> TreeHead {
    guard size < frontier.size else {
      guard size == frontier.size else { throw .beyondHead(asked: size, size: frontier.size) }
      return head
    }
    return try believingNodes {
      let head = try TreeHead.compute(size: size, reading: self)
      try ConsistencyProof.prove(from: size, to: frontier.size, reading: self)
        .check(old: head, new: self.head)
      return head
    }
  }

  /// What is computed from the tree's nodes and then checked against its root; where the stored
  /// nodes do not bear that out, it is computed from the entries' leaf hashes.
  func believingNodes<R>(_ checked: () throws -> R) throws(LedgerError) -> R {
    if !tablesRead.makesNodes {
      do { return try checked() } catch let error as LedgerError {
        guard case .inconsistent = error else { throw error }
      } catch let error as TransparencyLogError {
        switch error {
        case .rootDiffers: break
        default: throw .tree(error)
        }
      } catch {
        throw .inconsistent(what: "the tree could not be read")
      }
      tablesRead.makesNodes = true
    }
    let made = try treeing(checked)
    tablesRead.trust.tell(.nodes)
    return made
  }
}

/// Runs an operation on the tree; its error becomes the ledger's.
func treeing<R>(_ body: () throws -> R) throws(LedgerError) -> R {
  do {
    return try body()
  } catch let error as LedgerError {
    throw error
  } catch let error as TransparencyLogError {
    throw .tree(error)
  } catch {
    throw .inconsistent(what: "the tree could not be read")
  }
}
