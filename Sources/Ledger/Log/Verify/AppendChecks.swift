internal import Crypto
internal import Dispatch
internal import FoundationEssentials
internal import LMDB
internal import Synchronization
internal import TransparencyLog

extension LogVerifier {
  /// Makes the entry part of the open append, or begins the next one with it.
  mutating func join(
    _ entry: Entry, in snapshot: borrowing LedgerSnapshot
  ) throws(LedgerError) {
    if let append {
      guard let defect = append.defect(of: entry) else { return }
      problems.add(defect, at: entry.position)
      guard entry.header.appendID != append.id || entry.header.index == 0 else {
        self.append?.hasHole = true
        return
      }
      closeAppend()
      appendsEnd = entry.position
    }
    let index = UInt64(entry.header.index)
    let start = entry.position >= index ? entry.position - index : nil
    let isBegun = start.map { start in
      start >= appendsEnd && holes.cover(start..<entry.position)
    }
    if isBegun != true {
      problems.add(.appendWithoutBeginning(index: entry.header.index), at: entry.position)
    }
    if index == 0 { tree.beginAppend() }
    append = OpenAppend(entry)
    appendCount += 1
    try checkRow(of: entry, in: snapshot)
  }

  /// Every append finds itself in the table: therefore no two have the same id.
  private mutating func checkRow(
    of entry: Entry, in snapshot: borrowing LedgerSnapshot
  ) throws(LedgerError) {
    guard let append else { return }
    let found = try snapshot.appendRow(append.id)
    guard found != append.row else { return }
    problems.add(
      found.map { .appendRowLeads(first: $0.first, count: $0.count) } ?? .appendRowMissing,
      at: entry.position)
  }

  mutating func endAppend(
    with entry: Entry, in snapshot: borrowing LedgerSnapshot
  ) throws(LedgerError) {
    guard let append, let block = entry.signatures else { return }
    try checkAnchor(block.anchor, of: append, at: entry.position, in: snapshot)
    // The first administrator signs with the key that the same append enrols.
    if append.first == 0 { keys.enrol(append.enrolled) }
    for signature in block.signatures { check(signature, of: append, block, at: entry.position) }
    let signers = block.signatures.map(\.actor)
    for (position, new) in append.enrolled
    where append.first > 0 && !keys.mayEnrol(new.actor, signers: signers) {
      problems.add(.ledgerEvent(.replacementNotWitnessed(actor: new.actor)), at: position)
    }
    appendsEnd = entry.position + 1
    closeAppend()
  }

  mutating func closeAppend() {
    if let enrolled = append?.enrolled { keys.enrol(enrolled) }
    append = nil
  }

  private mutating func checkAnchor(
    _ anchor: TreeHead, of append: OpenAppend, at position: UInt64,
    in snapshot: borrowing LedgerSnapshot
  ) throws(LedgerError) {
    let agrees: Bool
    if anchor.size == append.first {
      agrees = append.beginsInHole || tree.beganAppend(with: anchor.root)
    } else if anchor.size < append.first, holes.count(in: 0..<anchor.size) == 0 {
      agrees = try snapshot.head(at: anchor.size) == anchor
    } else {
      agrees = anchor.size < append.first
    }
    guard !agrees else { return }
    problems.add(.anchorDiffers(size: anchor.size), at: position)
  }

  private mutating func check(
    _ signature: Signature, of append: OpenAppend, _ block: SignatureBlock, at position: UInt64
  ) {
    guard !holes.contains(signature.enrolment) else { return }
    guard let inForce = keys.enrolment(of: signature.actor) else {
      problems.add(.signerWithoutKey(actor: signature.actor), at: position)
      return
    }
    guard inForce.position == signature.enrolment else {
      problems.add(
        .keyNotInForce(
          actor: signature.actor, enrolment: signature.enrolment, inForce: inForce.position),
        at: position)
      return
    }
    guard options.signatures, !append.hasHole else { return }
    checks.append(
      SignatureCheck(
        position: position, actor: signature.actor, publicKey: inForce.publicKey,
        signature: signature.bytes,
        message: SignedMessage.bytes(
          ledger: ledgerID, append: append.id, statements: append.statementHashes, block: block)))
  }

  /// Checks the signatures collected so far.
  mutating func runChecks() {
    let failing = SignatureCheck.failing(checks)
    for check in failing {
      problems.add(.signatureInvalid(actor: check.actor), at: check.position)
    }
    signatureCount += UInt64(checks.count - failing.count)
    checks.removeAll(keepingCapacity: true)
  }
}

extension LedgerSnapshot {
  /// The append's row; nil when there is none or it cannot be read.
  func appendRow(_ id: AppendID) throws(LedgerError) -> AppendRow? {
    try storing { () throws(LMDBError) in
      try transaction.withValue(tables.appends, id.bytes) { AppendRow($0) }
    } ?? nil
  }
}

/// The append that a verification is in the middle of.
struct OpenAppend {
  let id: AppendID
  let first: UInt64
  let lastIndex: UInt16
  let actor: UInt32
  let recordedMicroseconds: Int64
  /// One of its entries cannot be believed: its signatures cannot be checked.
  var hasHole: Bool
  /// Its first entry cannot be believed, so that the tree that it began with is not known.
  let beginsInHole: Bool
  var statementHashes: [Hash] = []
  /// Takes effect when the append ends.
  var enrolled: [(position: UInt64, keys: ActorKeyEnrolled)] = []

  var last: UInt64 { first + UInt64(lastIndex) }
  var row: AppendRow { AppendRow(first: first, count: UInt32(lastIndex) + 1) }

  init(_ entry: Entry) {
    id = entry.header.appendID
    first = entry.position - min(UInt64(entry.header.index), entry.position)
    lastIndex = entry.header.lastIndex
    actor = entry.header.actor
    recordedMicroseconds = entry.stamp.recordedMicroseconds
    beginsInHole = entry.header.index > 0
    hasHole = beginsInHole
  }

  /// What this entry has otherwise than the append that it should be part of; nil for nothing.
  func defect(of entry: Entry) -> VerificationDefect? {
    let header = entry.header
    if header.appendID != id || UInt64(header.index) != entry.position - first {
      return .insideOtherAppend(first: first, last: last, index: header.index, header.appendID)
    }
    if header.lastIndex != lastIndex || header.actor != actor {
      return .appendFieldsDiffer
    }
    if entry.stamp.recordedMicroseconds != recordedMicroseconds {
      return .appendTimeDiffers
    }
    return nil
  }
}

/// One signature to be checked.
struct SignatureCheck: Sendable {
  /// Of the entry that carries it.
  let position: UInt64
  let actor: UInt32
  let publicKey: [UInt8]
  let signature: [UInt8]
  let message: [UInt8]

  private var holds: Bool {
    guard let key = try? Curve25519.Signing.PublicKey(rawRepresentation: publicKey) else {
      return false
    }
    return key.isValidSignature(signature, for: message)
  }

  /// Checks all of them on all cores, and returns those that do not hold, in order.
  static func failing(_ checks: [SignatureCheck]) -> [SignatureCheck] {
    let perPart = 64
    let failed = Mutex<[Int]>([])
    DispatchQueue.concurrentPerform(iterations: (checks.count + perPart - 1) / perPart) { part in
      let range = part * perPart..<min((part + 1) * perPart, checks.count)
      let found = range.filter { !checks[$0].holds }
      if !found.isEmpty { failed.withLock { $0 += found } }
    }
    return failed.withLock { $0.sorted() }.map { checks[$0] }
  }
}
