internal import LMDB
internal import TransparencyLog

// After the walk: what the tables say beyond what every entry was held against.
extension LogVerifier {
  mutating func finish(in snapshot: borrowing LedgerSnapshot) throws(LedgerError) {
    checkSince(at: claimed.size)
    if let append {
      problems.add(
        .order, at: append.first, "its append goes on to entry \(append.last), past the head")
    }
    if let since = options.since, since.size > claimed.size {
      problems.add(
        .tree, at: nil,
        "the ledger has \(claimed.size) entries, and an earlier head had \(since.size)")
    }
    if !tree.hasFrontier(claimed) {
      problems.add(.tree, at: nil, "the tree's stored frontier is not that of its entries")
    }
    try checkHeads(in: snapshot)
    try checkAppendRows(in: snapshot)
    try checkNodeRows(in: snapshot)
    try checkEnd(in: snapshot)
  }

  private mutating func checkHeads(in snapshot: borrowing LedgerSnapshot) throws(LedgerError) {
    var unseen = links.heads
    for (stream, stored) in try snapshot.headRows() {
      guard let stream, let stored else {
        problems.add(.table, at: nil, "a row of the stream heads is not readable")
        continue
      }
      let known = unseen.removeValue(forKey: stream)
      guard let head = try snapshot.head(stored, below: claimed.size) else {
        // A stream that has begun since.
        if known != nil { add(stream, stored, known) }
        continue
      }
      if !links.agrees(head, of: stream, holes) { add(stream, stored, known) }
    }
    for (_, known) in unseen.sorted(by: { $0.value.position < $1.value.position }) {
      problems.add(.table, at: known.position, "its stream has no row among the stream heads")
    }
  }

  private mutating func add(_ stream: StreamKey, _ stored: StreamHead, _ known: StreamHead?) {
    let text = known.map { "it ends with entry \($0.position), revision \($0.revision)" }
    problems.add(
      .table, at: known?.position ?? stored.position,
      "the stream heads say that a stream of type \(stream.type.rawValue) ends with entry "
        + "\(stored.position), revision \(stored.revision); "
        + (text ?? "there is no entry of that stream"))
  }

  private mutating func checkAppendRows(
    in snapshot: borrowing LedgerSnapshot
  ) throws(LedgerError) {
    let rows = try snapshot.appendRowsWithoutEntries(ifOtherThan: appendCount)
    for (id, row) in rows {
      guard let row else {
        problems.add(.table, at: nil, "a row of the append ids is not readable")
        continue
      }
      guard row.first < claimed.size, !holes.contains(row.first) else { continue }
      problems.add(
        .table, at: row.first, "the append ids say that append \(id) begins here; it does not")
    }
  }

  private mutating func checkNodeRows(in snapshot: borrowing LedgerSnapshot) throws(LedgerError) {
    for (level, index) in try snapshot.nodesOutsideTree() {
      problems.add(
        .table, at: nil, "node \(index) of level \(level) is stored and no part of the tree")
    }
  }

  private mutating func checkEnd(in snapshot: borrowing LedgerSnapshot) throws(LedgerError) {
    let last = try storing { () throws(LMDBError) in
      try snapshot.transaction.lastKey(snapshot.tables.entries)
    }
    guard let last, last >= snapshot.frontier.size else { return }
    problems.add(
      .order, at: snapshot.frontier.size,
      "there are entries up to \(last), and the head has a size of \(snapshot.frontier.size)")
  }
}
