/// The append, what becomes of a failed one, and the store below (`Sources/Ledger/Log`, `LMDB`).
extension Mutant {
  static let ofTheLedger: [Mutant] = [
    Mutant(
      "append-id-reused", "another append under a known id is answered with the first one's result",
      in: "Ledger/Log/Appending.swift",
      "isSame(try draft.snapshot.entries(positions))", becomes: "true",
      nearest: "LedgerTests.AppendTests"),
    Mutant(
      "append-old-key", "an append is taken that is signed with a replaced key",
      in: "Ledger/Log/Appending.swift",
      statement: "try draft.snapshot.check(request.signers)", nearest: "AppendRefusalTests"),
    Mutant(
      "append-on-old-state", "what was decided on an older state of a stream is appended",
      in: "Ledger/Log/Appending.swift",
      statement: "try draft.snapshot.check(request.expectedRevisions)",
      nearest: "AppendRefusalTests"),
    Mutant(
      "recorded-decreases", "the time of recording follows a clock that was set back",
      in: "Ledger/Log/AppendStatements.swift",
      "max(now, last ?? now)", becomes: "now", nearest: "LedgerTests.AppendTests"),
    Mutant(
      "revision-twice", "two entries of one stream in one append get one revision",
      in: "Ledger/Log/AppendStatements.swift",
      "try Self.next(after: known.head, at: position, index)", becomes: "known.head",
      nearest: "LedgerTests.AppendTests"),
    Mutant(
      "entry-too-large", "an entry may be a byte too large",
      in: "Ledger/Log/AppendStatements.swift",
      "byteCount <= Entry.maxByteCount", becomes: "byteCount <= Entry.maxByteCount + 1",
      nearest: "AppendRefusalTests"),
    Mutant(
      "sealed-with-others-key", "an entry is sealed with the key of another chart",
      in: "Ledger/Log/ProposalRules.swift",
      "dataKey.subject == proposal.stream.subject", becomes: "true", nearest: "AppendRefusalTests"),
    Mutant(
      "replaced-by-one", "anybody alone gives an enrolled actor a new key",
      in: "Ledger/Log/LedgerEvents.swift",
      "signers.contains(actor) || signers.count >= 2",
      becomes: "signers.contains(actor) || signers.count >= 1", nearest: "LedgerTests.AppendTests"),
    Mutant(
      "settled-without-commit", "an append whose commit failed is acknowledged from the page cache",
      in: "Ledger/Log/Settling.swift",
      "positions != nil", becomes: "false", nearest: "LedgerTests.AppendTests"),
    Mutant(
      "unsettled-goes-on", "writing goes on while the outcome of an append is unknown",
      in: "Ledger/Log/Settling.swift",
      statement: "access.isStopped = true", nearest: "FailedCommitTests"),
    Mutant(
      "failed-commit-goes-on", "after a failed commit the same environment takes more writes",
      in: "LMDB/TransactionState.swift",
      statement: "if code != MDB_SUCCESS { hasFailed = true }", nearest: "FullMapTests"),
    Mutant(
      "prepared-other-tree", "a prepared append need not be signed on this tree",
      in: "Ledger/Log/Prepared/Preparing.swift",
      "head(at: anchor.size) == anchor", becomes: "true", nearest: "PreparedAppendTests"),
    Mutant(
      "prepared-for-training", "an append prepared in a training ledger is taken elsewhere",
      in: "Ledger/Log/Prepared/Preparing.swift",
      "prepared.isTraining == isTraining", becomes: "true", nearest: "PreparedAppendTests"),
    Mutant(
      "stated-twice", "when somebody signs may be changed after others have signed",
      in: "Ledger/Log/Prepared/PreparedAppend.swift",
      "signers[index].signedAtMicroseconds == nil", becomes: "true",
      nearest: "PreparedBytesTests"),
    Mutant(
      "entry-unhashed", "an entry is believed without its leaf hash",
      in: "Ledger/Log/LogRows.swift",
      "Hash.leaf(bytes) == stored", becomes: "true", nearest: "TamperedFileTests"),
    Mutant(
      "write-while-viewing", "a value is written while another is looked at in place",
      in: "LMDB/TransactionCalls.swift",
      "viewCount == 0", becomes: "true", nearest: "LMDBTests.WritingTests"),
    Mutant(
      "keys-out-of-order", "an entry may be put before the last one",
      in: "LMDB/TransactionCalls.swift",
      "UInt32(MDB_APPEND)", becomes: "UInt32(0)", nearest: "LMDBTests.WritingTests"),
    Mutant(
      "opened-twice", "one process opens one database twice",
      in: "LMDB/EnvironmentOpening.swift",
      "open.isDisjoint(with: wanted)", becomes: "true", nearest: "OpenTwiceTests"),
  ]
}
