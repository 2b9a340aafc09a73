internal import Crypto
internal import LMDB
internal import TransparencyLog

/// One append inside its write transaction, from proposals to rows; nothing is kept until commit.
struct AppendAttempt {
  private let request: AppendRequest
  private let isTraining: Bool
  private let isGenesis: Bool
  private var batch = EntryBatch()
  private var streams: [StreamKey] = []

  init(_ request: AppendRequest, isTraining: Bool, isGenesis: Bool = false) {
    self.request = request
    self.isTraining = isTraining
    self.isGenesis = isGenesis
  }

  /// Seals, signs, stamps and writes the proposals to the draft's transaction.
  mutating func write(
    _ proposals: [Proposal], to draft: borrowing LedgerDraft
  ) throws(LedgerError) -> Appended {
    guard !proposals.isEmpty else { throw .emptyAppend }
    guard proposals.count <= EntryBatch.maxCount else { throw .tooManyEntries(proposals.count) }
    try state(proposals, in: draft)
    try sign(in: draft)
    return try writeRows(to: draft)
  }

  // MARK: Statements

  private mutating func state(
    _ proposals: [Proposal], in draft: borrowing LedgerDraft
  ) throws(LedgerError) {
    var rules = ProposalRules(
      ledgerID: draft.ledgerID, signers: request.signers, isGenesis: isGenesis)
    var sealer = try StatementSealer(ledger: draft.ledgerID, sealed: proposals)
    batch.reserve(
      entries: proposals.count,
      bodyBytes: proposals.reduce(0) { $0 + Padding.sealedByteCount($1.body.count) })
    streams.reserveCapacity(proposals.count)
    for (index, proposal) in proposals.enumerated() {
      try rules.check(proposal, at: index, in: draft)
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

  private func header(
    of proposal: Proposal, at index: Int, of count: Int, _ nonce: Nonce
  ) -> EntryHeader {
    let bodyByteCount =
      proposal.dataKey == nil
      ? proposal.body.count : Padding.sealedByteCount(proposal.body.count)
    return EntryHeader(
      isTraining: isTraining, stream: proposal.stream, kind: proposal.kind,
      actor: request.signers.first?.actor ?? 0, appendID: request.id, index: UInt16(index),
      lastIndex: UInt16(count - 1), dataKeyNumber: proposal.dataKey?.number ?? 0,
      bodyByteCount: UInt32(clamping: bodyByteCount), occurred: proposal.occurred,
      nonceBytes: nonce)
  }

  private func checkSize(_ header: EntryHeader, _ index: Int) throws(LedgerError) {
    var byteCount = EntryHeader.byteCount + Int(header.bodyByteCount) + Stamp.byteCount
    if header.endsAppend {
      byteCount += SignatureBlock.byteCount(signers: request.signers.count)
    }
    guard byteCount <= Entry.maxByteCount else {
      throw .entryTooLarge(index: index, byteCount: byteCount)
    }
    let total = batch.entriesByteCount + byteCount
    guard total <= EntryBatch.maxByteCount else { throw .appendTooLarge(byteCount: total) }
  }

  // MARK: Signatures

  private mutating func sign(in draft: borrowing LedgerDraft) throws(LedgerError) {
    var block = SignatureBlock(
      anchor: draft.head,
      signatures: request.signers.map { signer in
        Signature(
          actor: signer.actor, enrolment: signer.enrolment, meaning: signer.meaning,
          signedAtMicroseconds: request.nowMicroseconds, bytes: [])
      })
    let message = SignedMessage.bytes(
      ledger: draft.ledgerID, append: request.id, statements: batch.statementHashes, block: block)
    for (index, signer) in request.signers.enumerated() {
      guard let signature = try? signer.privateKey.signature(for: message) else {
        throw .keyMismatch(actor: signer.actor)
      }
      block.signatures[index].bytes = signature.bytes
    }
    batch.end(with: block)
  }

  // MARK: Rows

  private mutating func writeRows(
    to draft: borrowing LedgerDraft
  ) throws(LedgerError) -> Appended {
    var frontier = draft.frontier
    var heads = StreamHeads()
    let first = frontier.size
    let clock = try RecordingClock(now: request.nowMicroseconds, after: draft.lastRecorded())
    for index in 0..<batch.count {
      let position = first + UInt64(index)
      let link = try heads.advance(streams[index], to: position, at: index, in: draft)
      let leaf = batch.stamp(
        index,
        Stamp(
          recordedMicroseconds: clock.recorded, clockLagMilliseconds: clock.lagMilliseconds,
          revision: link.revision, previous: link.previous, position: position))
      try batch.write(index, at: position, to: draft.tables.entries, in: draft.transaction)
      try frontier.append(leaf) { (level, node, hash) throws(LedgerError) in
        try draft.write(hash, level: level, index: node)
      }
    }
    try draft.write(heads.changed)
    let row = AppendRow(first: first, count: UInt32(batch.count))
    try draft.write(row, of: request.id, frontier)
    return Appended(
      positions: row.positions, head: frontier.head, recordedMicroseconds: clock.recorded)
  }
}
