/// Why LMDB was not used or did not do it, by origin. Each says what a person should do next.
public enum LMDBError: Error, Hashable, Sendable {
  // Opening
  case directoryMissing(path: String)
  /// The directory is there, without a data.mdb to read.
  case databaseMissing(path: String, Failure)
  case notADirectory(path: String)
  case permissionDenied(path: String, Failure)
  case networkFileSystem(path: String, kind: String)
  case readOnlyFileSystem(path: String)
  /// This process has it open already, perhaps under another path.
  case alreadyOpen(path: String)
  case notAnLMDBFile(path: String, Failure)
  case versionMismatch(path: String, Failure)
  case addressSpaceRefused(path: String, mapSizeBytes: Int, Failure)
  case copyTargetExists(path: String)
  /// The directory was exchanged for another one while it was being opened.
  case replacedMeanwhile(path: String)
  /// The system does not exchange this directory with another one.
  case exchangeRefused(path: String, Failure)

  // The environment's state
  case closed
  case readOnly
  case commitFailedEarlier
  case writerOnThisThread
  /// The map cannot be changed while this process has transactions live.
  case transactionsLive(count: Int, operation: String)
  /// Another process has grown the data file beyond this process's map.
  case mapResized(liveTransactions: Int, Failure)
  case mapFull(mapSizeBytes: Int, Failure)
  case mapSizeNotGreater(mapSizeBytes: Int, askedBytes: Int)
  case readersFull(maxReaders: Int, Failure)
  case transactionTooLarge(Failure)
  /// An earlier call of this transaction failed, so that nothing of it can be kept.
  case transactionSpoiled(Failure)
  /// A view was used after the transaction that it reads through.
  case transactionEnded

  // Tables
  case tablesFull(maxTables: Int, Failure)
  case tableHasOtherKeys(table: String, keys: KeyOrder?, asked: KeyOrder)
  case tableOpenedElsewhere(table: String)
  case transactionPredatesTable(table: String)
  case tableNotOpen(table: String)

  // Keys and values
  case wrongKeys(table: String, keys: KeyOrder)
  case keyExists(table: String, Failure)
  case keyOutOfOrder(table: String, Failure)
  case badKeySize(table: String, sizeBytes: Int)
  case writeWhileViewing(table: String)

  // The machine
  case damaged(Failure)
  case diskFull(Failure)
  case failed(Failure)

  /// The failing call with LMDB's or the system's code; nil where this module refused by itself.
  public var failure: Failure? {
    switch self {
    case .databaseMissing(_, let failure), .permissionDenied(_, let failure),
      .notAnLMDBFile(_, let failure),
      .versionMismatch(_, let failure), .addressSpaceRefused(_, _, let failure),
      .mapResized(_, let failure), .mapFull(_, let failure), .readersFull(_, let failure),
      .transactionTooLarge(let failure), .transactionSpoiled(let failure),
      .tablesFull(_, let failure), .keyExists(_, let failure), .keyOutOfOrder(_, let failure),
      .damaged(let failure), .diskFull(let failure), .failed(let failure),
      .exchangeRefused(_, let failure):
      failure
    case .directoryMissing, .notADirectory, .networkFileSystem, .readOnlyFileSystem, .alreadyOpen,
      .copyTargetExists, .replacedMeanwhile, .closed, .readOnly, .commitFailedEarlier,
      .writerOnThisThread, .transactionEnded,
      .transactionsLive, .mapSizeNotGreater, .tableHasOtherKeys, .tableOpenedElsewhere,
      .transactionPredatesTable, .tableNotOpen, .wrongKeys, .badKeySize, .writeWhileViewing:
      nil
    }
  }
}
