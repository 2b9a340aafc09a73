internal import LMDB
public import TransparencyLog

/// The tree of a view: nodes from level 8 upwards are stored, lower ones come from leaf hashes.
extension LedgerSnapshot: NodeReader {
  public func node(level: Int, index: UInt64) throws -> Hash {
    guard level < LogTables.lowestNodeLevel else { return try storedNode(level, index) }
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
    return try treeing { try TreeHead.compute(size: size, reading: self) }
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
