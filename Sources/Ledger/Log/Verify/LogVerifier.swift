internal import Bytes
internal import LMDB
internal import TransparencyLog

/// Walks a log once, from its first entry to the head at the start, and holds everything against
/// everything else.
struct LogVerifier {
  let ledgerID: LedgerID
  let isTraining: Bool
  let options: VerifyOptions
  /// What the log said of its tree at the start.
  let claimed: Frontier

  var problems: ProblemList
  var tree = TreeCandidates()
  var holes = Holes()
  var links = StreamLinks()
  var keys = KeysInForce()
  var append: OpenAppend?
  /// Where the last whole append ended.
  var appendsEnd: UInt64 = 0
  var appendCount: UInt64 = 0
  var lastRecorded = Int64.min
  var checks: [SignatureCheck] = []
  var signatureCount: UInt64 = 0

  init(ledgerID: LedgerID, isTraining: Bool, options: VerifyOptions, claimed: Frontier) {
    self.ledgerID = ledgerID
    self.isTraining = isTraining
    self.options = options
    self.claimed = claimed
    problems = ProblemList(listing: options.listedProblems)
  }

  /// Takes the next position.
  mutating func check(
    _ examined: ExaminedEntry, at position: UInt64, in snapshot: borrowing LedgerSnapshot
  ) throws(LedgerError) {
    checkSince(at: position)
    switch examined {
    case .whole(let entry):
      try check(entry, in: snapshot)
    case .refused(let defect, let leaf):
      problems.add(.malformed(defect), at: position)
      try checkHole(leaf, nil, at: position, in: snapshot)
    case .damaged(let stored, let recomputed):
      problems.add(.bytesDiffer, at: position)
      try checkHole(stored, recomputed, at: position, in: snapshot)
    case .missing:
      problems.add(.entryMissing, at: position)
      tree.breakOff()
      noteHole(at: position)
    }
  }

  private mutating func check(
    _ entry: Entry, in snapshot: borrowing LedgerSnapshot
  ) throws(LedgerError) {
    try join(entry, in: snapshot)
    try grow(entry.leafHash, nil, at: entry.position, in: snapshot)
    if entry.header.isTraining != isTraining {
      problems.add(.trainingFlagDiffers, at: entry.position)
    }
    if entry.stamp.recordedMicroseconds < lastRecorded {
      problems.add(.recordedBeforeLast, at: entry.position)
    }
    lastRecorded = max(lastRecorded, entry.stamp.recordedMicroseconds)
    if let defect = links.defect(of: entry, holes) {
      problems.add(defect, at: entry.position)
    }
    try checkKeys(of: entry, in: snapshot)
    if options.signatures, append?.hasHole == false {
      append?.statementHashes.append(entry.statementHash)
    }
    if entry.header.endsAppend { try endAppend(with: entry, in: snapshot) }
  }

  private mutating func checkHole(
    _ leaf: Hash, _ other: Hash?, at position: UInt64, in snapshot: borrowing LedgerSnapshot
  ) throws(LedgerError) {
    if append == nil { tree.beginAppend() }
    try grow(leaf, other, at: position, in: snapshot)
    noteHole(at: position)
  }

  /// An open append goes on over what cannot be believed, and may end in it.
  private mutating func noteHole(at position: UInt64) {
    holes.add(position)
    append?.hasHole = true
    if let last = append?.last, last <= position {
      appendsEnd = position + 1
      closeAppend()
    }
  }

  private mutating func grow(
    _ leaf: Hash, _ other: Hash?, at position: UInt64, in snapshot: borrowing LedgerSnapshot
  ) throws(LedgerError) {
    let differing = try tree.append(leaf, or: other) { node throws(LedgerError) in
      try snapshot.stores(node)
    }
    for node in differing {
      let first = node.index << UInt64(node.level)
      problems.add(
        .nodeDiffers(level: node.level, index: node.index, first: first, last: position),
        at: position)
    }
  }

  /// Before the entry at `position` is added: the tree has that size.
  mutating func checkSince(at position: UInt64) {
    guard let since = options.since, since.size == position, !tree.hasRoot(since.root) else {
      return
    }
    problems.add(.earlierHeadDiffers(size: since.size), at: nil)
  }
}

extension LedgerSnapshot {
  fileprivate func stores(_ node: TreeCandidates.CompletedNode) throws(LedgerError) -> Bool {
    do throws(LedgerError) {
      return try storedNode(node.level, node.index) == node.hash
    } catch .inconsistent {
      return false
    }
  }
}

extension Entry {
  /// SHA-256 of header and body, as the signed message holds it.
  fileprivate var statementHash: Hash {
    .sha256(bytes.span.bytes.extracting(0..<bodyRange.upperBound))
  }
}

/// What lies at one position, as far as it can be told without its neighbours.
enum ExaminedEntry {
  /// Its bytes are those that the leaf hash was made of, and keep to the format.
  case whole(Entry)
  /// Its bytes are those that the leaf hash was made of, and break the format.
  case refused(EntryDefect, leaf: Hash)
  /// Bytes and leaf hash contradict each other; which one is right, the tree tells.
  case damaged(stored: Hash, recomputed: Hash)
  /// Too short to hold anything, or not there.
  case missing

  init(_ value: RawSpan, at position: UInt64) {
    guard let stored = StoredEntry.leafHash(value) else {
      self = .missing
      return
    }
    let bytes = value.array(Hash.byteCount..<value.byteCount)
    let recomputed = Hash.leaf(bytes)
    guard stored == recomputed else {
      self = .damaged(stored: stored, recomputed: recomputed)
      return
    }
    do throws(LedgerError) {
      self = .whole(try Entry(parsing: bytes, position: position, leafHash: stored))
    } catch .refused(_, let defect) {
      self = .refused(defect, leaf: stored)
    } catch {
      self = .missing
    }
  }
}

extension LedgerSnapshot {
  /// What lies at consecutive positions from `first` on; positions without a value are `missing`.
  func examine(
    from first: UInt64, below end: UInt64, atMost count: Int, bytes: Int
  ) throws(LedgerError) -> [ExaminedEntry] {
    let end = min(end, first + UInt64(count))
    var examined: [ExaminedEntry] = []
    examined.reserveCapacity(count)
    var byteCount = 0
    try storing { () throws(LMDBError) in
      try transaction.forEach(tables.entries, from: first) { position, value in
        guard position < end else { return false }
        while first + UInt64(examined.count) < position { examined.append(.missing) }
        examined.append(ExaminedEntry(value, at: position))
        byteCount += value.byteCount
        return byteCount < bytes
      }
    }
    guard byteCount < bytes else { return examined }
    while first + UInt64(examined.count) < end { examined.append(.missing) }
    return examined
  }
}
