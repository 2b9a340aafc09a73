internal import Bytes
internal import LMDB
internal import TransparencyLog

/// The statements of one append on their way from proposals to rows.
struct AppendStatements {
  /// What every statement of the append has in common.
  struct Frame {
    var ledgerID: LedgerID
    var id: AppendID
    /// One to four; the first is the entries' actor.
    var signers: [UInt32]
    var isTraining: Bool
    var isGenesis = false
  }

  private(set) var batch = EntryBatch()
  private(set) var streams: [StreamKey] = []
  private let frame: Frame

  init(_ frame: Frame) { self.frame = frame }

  /// Checks and seals the proposals; `view` is the ledger that they are held against.
  mutating func add(
    _ proposals: [Proposal], in view: borrowing LedgerSnapshot
  ) throws(LedgerError) {
    let bodyBytes = proposals.reduce(0) { $0 + Padding.sealedByteCount($1.body.count) }
    try reserve(count: proposals.count, bodyBytes: bodyBytes)
    var rules = rules
    var sealer = try StatementSealer(ledger: frame.ledgerID, sealed: proposals)
    for (index, proposal) in proposals.enumerated() {
      try rules.check(proposal, at: index, in: view)
      let header = header(of: proposal, at: index, of: proposals.count, sealer.nextNonce(proposal))
      do throws(EntryDefect) {
        try header.checkFields()
      } catch {
        throw .invalidProposal(index: index, .format(error))
      }
      try checkSize(header, index)
      batch.add(header, body: try sealer.body(of: proposal, header))
      streams.append(proposal.stream)
    }
  }

  /// Takes over, byte for byte, what was sealed and signed before.
  mutating func add(
    _ statements: [PreparedStatement], in view: borrowing LedgerSnapshot
  ) throws(LedgerError) {
    let bodyBytes = statements.reduce(0) { $0 + $1.bytes.count }
    try reserve(count: statements.count, bodyBytes: bodyBytes)
    var rules = rules
    for (index, statement) in statements.enumerated() {
      try rules.check(statement, at: index, in: view)
      try checkSize(statement.header, index)
      batch.add(statement.header, body: statement.body)
      streams.append(statement.header.stream)
    }
  }

  /// Adds the signatures to the statement that ends the append.
  mutating func end(with block: SignatureBlock) { batch.end(with: block) }

  /// The statements as they will be stored.
  func prepared() throws(PreparedDefect) -> [PreparedStatement] {
    var prepared: [PreparedStatement] = []
    for index in 0..<batch.count {
      do throws(EntryDefect) {
        prepared.append(try PreparedStatement(parsing: batch.statement(index)))
      } catch {
        throw .statement(index: index, error)
      }
    }
    return prepared
  }

  private var rules: ProposalRules {
    ProposalRules(ledgerID: frame.ledgerID, signers: frame.signers, isGenesis: frame.isGenesis)
  }

  private mutating func reserve(count: Int, bodyBytes: Int) throws(LedgerError) {
    guard count > 0 else { throw .emptyAppend }
    guard count <= EntryBatch.maxCount else { throw .tooManyEntries(count) }
    batch.reserve(entries: count, bodyBytes: bodyBytes)
    streams.reserveCapacity(count)
  }

  private func header(
    of proposal: Proposal, at index: Int, of count: Int, _ nonce: Nonce
  ) -> EntryHeader {
    let bodyByteCount =
      proposal.dataKey == nil
      ? proposal.body.count : Padding.sealedByteCount(proposal.body.count)
    return EntryHeader(
      isTraining: frame.isTraining, stream: proposal.stream, kind: proposal.kind,
      actor: frame.signers.first ?? 0, appendID: frame.id, index: UInt16(index),
      lastIndex: UInt16(count - 1), dataKeyNumber: proposal.dataKey?.number ?? 0,
      bodyByteCount: UInt32(clamping: bodyByteCount), occurred: proposal.occurred,
      nonceBytes: nonce)
  }

  private func checkSize(_ header: EntryHeader, _ index: Int) throws(LedgerError) {
    var byteCount = EntryHeader.byteCount + Int(header.bodyByteCount) + Stamp.byteCount
    if header.endsAppend {
      byteCount += SignatureBlock.byteCount(signers: frame.signers.count)
    }
    guard byteCount <= Entry.maxByteCount else {
      throw .entryTooLarge(index: index, byteCount: byteCount)
    }
    let total = batch.entriesByteCount + byteCount
    guard total <= EntryBatch.maxByteCount else { throw .appendTooLarge(byteCount: total) }
  }

  // MARK: Rows

  /// Stamps every entry and writes it, its stream's head, the tree and the append's row.
  mutating func writeRows(
    to draft: borrowing LedgerDraft, nowMicroseconds: Int64
  ) throws(LedgerError) -> Appended {
    // Positions, times and links are known only now, inside the transaction: that is why a stamp
    // is attested by the tree and not signed.
    var frontier = draft.snapshot.frontier
    var heads = StreamHeads()
    var site: [(position: UInt64, leaf: Hash)] = []
    let first = frontier.size
    let clock = try RecordingClock(now: nowMicroseconds, after: draft.snapshot.lastRecorded())
    for index in 0..<batch.count {
      let position = first + UInt64(index)
      let link = try heads.advance(streams[index], to: position, at: index, in: draft.snapshot)
      let leaf = batch.stamp(
        index,
        Stamp(
          recordedMicroseconds: clock.recorded, clockLagMilliseconds: clock.lagMilliseconds,
          revision: link.revision, previous: link.previous, position: position))
      if SiteEntries.includes(streams[index]) { site.append((position, leaf)) }
      try draft.append(index, of: batch, at: position)
      try frontier.append(leaf) { (level, node, hash) throws(LedgerError) in
        try draft.write(hash, level: level, index: node)
      }
    }
    // Each stream's head once, and the frontier with the row of the append: one commit keeps the
    // tables in step with the entries.
    // What is attested of the tables is found before the rows that it is about are written.
    let row = AppendRow(first: first, count: UInt32(batch.count))
    let changed = heads.touched.mapValues(\.head)
    let attestation = try draft.snapshot.attestation(
      after: changed, frontier: frontier, site: site)
    try draft.write(changed)
    if let attestation { try draft.write(attestation: attestation) }
    draft.snapshot.tablesRead.attests = attestation != nil
    draft.snapshot.tablesRead.appended = AppendedRows(
      streams: heads.touched, frontier: frontier, site: site)
    try draft.write(row, of: frame.id, frontier)
    return Appended(
      positions: row.positions, head: frontier.head, recordedMicroseconds: clock.recorded)
  }
}

/// Makes the bodies of one append: padded and sealed, or as they are.
struct StatementSealer {
  private var nonces: [UInt8]
  private var nextOffset = 0
  /// Ledger id ‖ header, rewritten for every seal.
  private var associated: [UInt8]

  init(ledger: LedgerID, sealed proposals: [Proposal]) throws(LedgerError) {
    let count = proposals.count { $0.dataKey != nil }
    nonces = try RandomBytes.make(count: count * DataKey.nonceByteCount)
    associated = ledger.bytes + [UInt8](repeating: 0, count: EntryHeader.byteCount)
  }

  /// A fresh nonce for a body to be sealed, zeros for another.
  mutating func nextNonce(_ proposal: Proposal) -> Nonce {
    guard proposal.dataKey != nil else { return .zero }
    defer { nextOffset += DataKey.nonceByteCount }
    return Nonce(reading: nonces.span.bytes, at: nextOffset)
  }

  mutating func body(
    of proposal: Proposal, _ header: EntryHeader
  ) throws(LedgerError) -> [UInt8] {
    guard let dataKey = proposal.dataKey else { return proposal.body }
    associated.withUnsafeMutableBytes { bytes in
      header.store(to: .init(rebasing: bytes[(bytes.count - EntryHeader.byteCount)...]))
    }
    do throws(KeyError) {
      return try dataKey.seal(
        Padding.pad(proposal.body), associated: associated, nonce: header.nonce)
    } catch {
      throw .key(error)
    }
  }
}

/// Where the streams of one append stand while it is written; each is stored once, at the end.
struct StreamHeads {
  private(set) var touched: [StreamKey: HeadsScan.Touched] = [:]

  /// Moves the stream on to `position` and says what its stamp links to.
  ///
  /// Throws ``LedgerError/storage(_:)``, or `invalidProposal` at `index` for a full stream.
  mutating func advance(
    _ stream: StreamKey, to position: UInt64, at index: Int, in snapshot: borrowing LedgerSnapshot
  ) throws(LedgerError) -> (previous: UInt64?, revision: UInt32) {
    guard let known = touched[stream] else {
      let before = try snapshot.head(of: stream)
      let head = try Self.next(after: before, at: position, index)
      touched[stream] = HeadsScan.Touched(before: before, head: head)
      return (before?.position, head.revision)
    }
    let head = try Self.next(after: known.head, at: position, index)
    touched[stream]?.head = head
    return (known.head.position, head.revision)
  }

  private static func next(
    after last: StreamHead?, at position: UInt64, _ index: Int
  ) throws(LedgerError) -> StreamHead {
    guard let last else { return StreamHead(position: position, revision: 0) }
    guard last.revision < .max else { throw .invalidProposal(index: index, .streamFull) }
    return StreamHead(position: position, revision: last.revision + 1)
  }
}

/// When an append is recorded: never before the entry before it (`Schemas/entry.md`, Stamp).
struct RecordingClock {
  let recorded: Int64
  let lagMilliseconds: Int32

  init(now: Int64, after last: Int64?) {
    recorded = max(now, last ?? now)
    let lag = recorded.subtractingReportingOverflow(now)
    let microseconds = lag.overflow ? .max : lag.partialValue
    let milliseconds = microseconds / 1_000 + (microseconds % 1_000 == 0 ? 0 : 1)
    lagMilliseconds = Int32(clamping: milliseconds)
  }
}
