internal import LMDB
internal import TransparencyLog

extension LogVerifier {
  /// Makes the entry part of the open append, or begins the next one with it.
  mutating func join(
    _ entry: Entry, in snapshot: borrowing LedgerSnapshot
  ) throws(LedgerError) {
    if let append {
      guard let defect = append.defect(of: entry) else { return }
      problems.add(.order, at: entry.position, defect)
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
      problems.add(
        .order, at: entry.position,
        "it is number \(index) of its append, whose beginning is not before it")
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
    let text =
      found.map { "leads to entry \($0.first) and \($0.count) entries" }
      ?? "is missing or unreadable"
    problems.add(
      .table, at: entry.position, "the row of its append id \(text)")
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
      problems.add(
        .key, at: position,
        ProposalDefect.replacementNotWitnessed(actor: new.actor).description)
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
    problems.add(
      .tree, at: position,
      "its signers built on a tree of \(anchor.size) entries with another root: one of the "
        + "entries before \(anchor.size) is not what they were shown")
  }

  private mutating func check(
    _ signature: Signature, of append: OpenAppend, _ block: SignatureBlock, at position: UInt64
  ) {
    guard !holes.contains(signature.enrolment) else { return }
    guard let inForce = keys.enrolment(of: signature.actor) else {
      problems.add(.signature, at: position, "actor \(signature.actor), who signs, has no key")
      return
    }
    guard inForce.position == signature.enrolment else {
      problems.add(
        .signature, at: position,
        "actor \(signature.actor) signs with the key of entry \(signature.enrolment), and that of "
          + "entry \(inForce.position) is in force")
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
      problems.add(
        .signature, at: check.position, "the signature of actor \(check.actor) does not hold")
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
