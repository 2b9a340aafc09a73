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
    .notAFile(path: "what"),
    .alreadyOpen(path: "what"),
    .notAnLMDBFile(path: "what", failure),
    .versionMismatch(path: "what", failure),
    .addressSpaceRefused(path: "what", mapSizeBytes: 7, failure),
    .copyTargetExists(path: "what"),
    .replacedMeanwhile(path: "what"),
    .changedMeanwhile(path: "what"),
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
    case .notAFile: 6
    case .alreadyOpen: 7
    case .notAnLMDBFile: 8
    case .versionMismatch: 9
    case .addressSpaceRefused: 10
    case .copyTargetExists: 11
    case .replacedMeanwhile: 12
    case .changedMeanwhile: 13
    case .exchangeRefused: 14
    case .closed: 15
    case .readOnly: 16
    case .commitFailedEarlier: 17
    case .writerOnThisThread: 18
    case .transactionsLive: 19
    case .mapResized: 20
    case .mapFull: 21
    case .mapSizeNotGreater: 22
    case .readersFull: 23
    case .transactionTooLarge: 24
    case .transactionSpoiled: 25
    case .transactionEnded: 26
    case .tablesFull: 27
    case .tableHasOtherKeys: 28
    case .tableOpenedElsewhere: 29
    case .transactionPredatesTable: 30
    case .tableNotOpen: 31
    case .wrongKeys: 32
    case .keyExists: 33
    case .keyOutOfOrder: 34
    case .badKeySize: 35
    case .writeWhileViewing: 36
    case .damaged: 37
    case .diskFull: 38
    case .failed: 39
    case .fileDamaged: 40
    case .writerBusy: 41
    }
  }

  @Test func `every case has a sample`() {
    #expect(Self.samples.map(Self.number(of:)) == Array(0..<42))
  }

  @Test(arguments: samples)
  func `every case says what is wrong and what to do next`(error: LMDBError) {
    #expect(error.problem.count > 15)
    #expect(error.remedy.count > 5)
    #expect(error.description.hasPrefix("\(error.problem); \(error.remedy)"))
    #expect(error.description.contains("mdb_put gave") == (error.failure != nil))
  }
}
