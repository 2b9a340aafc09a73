import LMDB
import Testing

struct LMDBErrorTests {
  private static let failure = Failure(operation: "mdb_put", code: 28)

  static let samples: [LMDBError] = [
    .directoryMissing(path: "what"),
    .databaseMissing(path: "what", failure),
    .notADirectory(path: "what"),
    .permissionDenied(path: "what", failure),
    .networkFileSystem(path: "what", kind: "what"),
    .readOnlyFileSystem(path: "what"),
    .alreadyOpen(path: "what"),
    .notAnLMDBFile(path: "what", failure),
    .versionMismatch(path: "what", failure),
    .addressSpaceRefused(path: "what", mapSizeBytes: 7, failure),
    .copyTargetExists(path: "what"),
    .replacedMeanwhile(path: "what"),
    .exchangeRefused(path: "what", failure),
    .closed,
    .readOnly,
    .commitFailedEarlier,
    .writerOnThisThread,
    .transactionsLive(count: 7, operation: "what"),
    .mapResized(liveTransactions: 7, failure),
    .mapFull(mapSizeBytes: 7, failure),
    .mapSizeNotGreater(mapSizeBytes: 7, askedBytes: 7),
    .readersFull(maxReaders: 7, failure),
    .transactionTooLarge(failure),
    .transactionSpoiled(failure),
    .transactionEnded,
    .tablesFull(maxTables: 7, failure),
    .tableHasOtherKeys(table: "what", keys: .integer, asked: .bytes),
    .tableOpenedElsewhere(table: "what"),
    .transactionPredatesTable(table: "what"),
    .tableNotOpen(table: "what"),
    .wrongKeys(table: "what", keys: .bytes),
    .keyExists(table: "what", failure),
    .keyOutOfOrder(table: "what", failure),
    .badKeySize(table: "what", sizeBytes: 7),
    .writeWhileViewing(table: "what"),
    .damaged(failure),
    .diskFull(failure),
    .failed(failure),
    .fileDamaged(path: "what", .cutShort(sizeBytes: 7, neededBytes: 8)),
    .writerBusy(nil, waitedSeconds: 7),
  ]

  /// Fails to compile when a case is added, and the test until it has a sample too.
  private static func number(of error: LMDBError) -> Int {
    switch error {
    case .directoryMissing: 0
    case .databaseMissing: 1
    case .notADirectory: 2
    case .permissionDenied: 3
    case .networkFileSystem: 4
    case .readOnlyFileSystem: 5
    case .alreadyOpen: 6
    case .notAnLMDBFile: 7
    case .versionMismatch: 8
    case .addressSpaceRefused: 9
    case .copyTargetExists: 10
    case .replacedMeanwhile: 11
    case .exchangeRefused: 12
    case .closed: 13
    case .readOnly: 14
    case .commitFailedEarlier: 15
    case .writerOnThisThread: 16
    case .transactionsLive: 17
    case .mapResized: 18
    case .mapFull: 19
    case .mapSizeNotGreater: 20
    case .readersFull: 21
    case .transactionTooLarge: 22
    case .transactionSpoiled: 23
    case .transactionEnded: 24
    case .tablesFull: 25
    case .tableHasOtherKeys: 26
    case .tableOpenedElsewhere: 27
    case .transactionPredatesTable: 28
    case .tableNotOpen: 29
    case .wrongKeys: 30
    case .keyExists: 31
    case .keyOutOfOrder: 32
    case .badKeySize: 33
    case .writeWhileViewing: 34
    case .damaged: 35
    case .diskFull: 36
    case .failed: 37
    case .fileDamaged: 38
    case .writerBusy: 39
    }
  }

  @Test func `every case has a sample`() {
    #expect(Self.samples.map(Self.number(of:)) == Array(0..<40))
  }

  @Test(arguments: samples)
  func `every case says what is wrong and what to do next`(error: LMDBError) {
    #expect(error.problem.count > 15)
    #expect(error.remedy.count > 5)
    #expect(error.description.hasPrefix("\(error.problem); \(error.remedy)"))
    #expect(error.description.contains("mdb_put gave") == (error.failure != nil))
  }
}
