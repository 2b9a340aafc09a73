internal import Crypto
internal import LMDB
public import TransparencyLog

extension Ledger {
  private static let entriesPerRead = 512
  private static let bytesPerRead = 1 << 20
  private static let outlinesPerRead = 8_192

  /// Shows entries in order from `first` on, below `end` (nil: to the head as it is reached),
  /// until `body` returns false. Reads in short batches and calls `body` between them.
  ///
  /// Throws what `body` throws, and what ``LedgerSnapshot/entry(at:)`` throws.
  public func forEachEntry(
    from first: UInt64 = 0, below end: UInt64? = nil, _ body: (Entry) throws -> Bool
  ) throws {
    var next = first
    while true {
      let entries = try reading { (snapshot) throws(LedgerError) in
        try snapshot.entries(
          from: next, below: end, atMost: Self.entriesPerRead, bytes: Self.bytesPerRead)
      }
      guard !entries.isEmpty else { return }
      for entry in entries where try !body(entry) { return }
      next += UInt64(entries.count)
    }
  }

  /// The same for headers and stamps alone, without copying bodies.
  public func forEachOutline(
    from first: UInt64 = 0, below end: UInt64? = nil, _ body: (EntryOutline) throws -> Bool
  ) throws {
    var next = first
    while true {
      let outlines = try reading { (snapshot) throws(LedgerError) in
        try snapshot.outlines(from: next, below: end, atMost: Self.outlinesPerRead)
      }
      guard !outlines.isEmpty else { return }
      for outline in outlines where try !body(outline) { return }
      next += UInt64(outlines.count)
    }
  }

  /// One entry, in a read of its own.
  public func entry(at position: UInt64) throws(LedgerError) -> Entry {
    try reading { (snapshot) throws(LedgerError) in try snapshot.entry(at: position) }
  }

  /// How many entries there are now, and the root over them.
  public func head() throws(LedgerError) -> TreeHead {
    try reading { (snapshot) throws(LedgerError) in snapshot.head }
  }
}

extension LedgerSnapshot {
  /// Consecutive entries, as many as the limits allow but at least one if there is one.
  func entries(
    from first: UInt64, below end: UInt64?, atMost count: Int, bytes: Int
  ) throws(LedgerError) -> [Entry] {
    var entries: [Entry] = []
    var byteCount = 0
    try walk(from: first, below: end) { value, position throws(LedgerError) in
      entries.append(try StoredEntry.read(value, position).get())
      byteCount += value.byteCount
      return entries.count < count && byteCount < bytes
    }
    return entries
  }

  func outlines(
    from first: UInt64, below end: UInt64?, atMost count: Int
  ) throws(LedgerError) -> [EntryOutline] {
    var outlines: [EntryOutline] = []
    try walk(from: first, below: end) { value, position throws(LedgerError) in
      outlines.append(try StoredEntry.outline(value, position).get())
      return outlines.count < count
    }
    return outlines
  }

  /// Shows the stored values of consecutive positions, and refuses a gap.
  private func walk(
    from first: UInt64, below end: UInt64?,
    _ body: (RawSpan, UInt64) throws(LedgerError) -> Bool
  ) throws(LedgerError) {
    let end = min(end ?? frontier.size, frontier.size)
    guard first < end else { return }
    var expected = first
    var isStopped = false
    var failure: LedgerError?
    try storing { () throws(LMDBError) in
      try transaction.forEach(tables.entries, from: first) { position, value in
        guard position == expected, position < end else { return false }
        expected += 1
        do throws(LedgerError) {
          isStopped = try !body(value, position)
        } catch {
          failure = error
          return false
        }
        return !isStopped
      }
    }
    if let failure { throw failure }
    guard isStopped || expected == end else { throw .missing(position: expected) }
  }
}

extension Ledger {
  /// The proof that the entry at `position` is in the tree of the first `size` entries (RFC 6962
  /// §2.1.1). Throws ``LedgerError/beyondHead(asked:size:)`` and ``LedgerError/tree(_:)``.
  public func inclusionProof(
    of position: UInt64, in size: UInt64
  ) throws(LedgerError) -> InclusionProof {
    try reading { (snapshot) throws(LedgerError) in
      try snapshot.check(size: size)
      let head = try snapshot.head(at: size)
      return try snapshot.believingNodes {
        let proof = try InclusionProof.prove(index: position, treeSize: size, from: snapshot)
        try proof.check(leaf: try snapshot.leafHash(at: position), head: head)
        return proof
      }
    }
  }

  /// The proof that the tree of `old` entries begins that of `new` ones (RFC 6962 §2.1.2).
  public func consistencyProof(
    from old: UInt64, to new: UInt64
  ) throws(LedgerError) -> ConsistencyProof {
    try reading { (snapshot) throws(LedgerError) in
      try snapshot.check(size: new)
      let head = try snapshot.head(at: new)
      return try snapshot.believingNodes {
        let proof = try ConsistencyProof.prove(from: old, to: new, reading: snapshot)
        try proof.check(old: try snapshot.head(at: old), new: head)
        return proof
      }
    }
  }

  /// The root when the ledger had `size` entries.
  public func treeHead(at size: UInt64) throws(LedgerError) -> TreeHead {
    try reading { (snapshot) throws(LedgerError) in try snapshot.head(at: size) }
  }
}

extension LedgerSnapshot {
  fileprivate func check(size: UInt64) throws(LedgerError) {
    guard size <= frontier.size else { throw .beyondHead(asked: size, size: frontier.size) }
  }
}

extension Ledger {
  /// Which signers of the append that a position belongs to hold against the keys that they name.
  ///
  /// Whether a key was in force is `verify`'s to say, which walks the whole ledger.
  public func validSigners(ofAppendAt position: UInt64) throws(LedgerError) -> Set<UInt32> {
    try reading { (snapshot) throws(LedgerError) in try snapshot.validSigners(of: position) }
  }
}

extension LedgerSnapshot {
  fileprivate func validSigners(of position: UInt64) throws(LedgerError) -> Set<UInt32> {
    let header = try outline(at: position).header
    let first = position - UInt64(header.index)
    var statements: [Hash] = []
    for offset in 0..<UInt64(header.lastIndex) + 1 {
      statements.append(.sha256(try entry(at: first + offset).statement))
    }
    let last = try entry(at: first + UInt64(header.lastIndex))
    guard let block = last.signatures else { return [] }
    let message = SignedMessage.bytes(
      ledger: ledgerID, append: header.appendID, statements: statements, block: block)
    var valid: Set<UInt32> = []
    for signature in block.signatures {
      guard
        case .actorKeyEnrolled(let keys)? = LedgerStream.event(
          try entry(at: signature.enrolment)),
        keys.actor == signature.actor,
        let key = try? Curve25519.Signing.PublicKey(rawRepresentation: keys.signingPublicKey)
      else { continue }
      if key.isValidSignature(signature.bytes, for: message) { valid.insert(signature.actor) }
    }
    return valid
  }
}
