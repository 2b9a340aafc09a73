import Foundation
import TestSupport

/// A fresh directory for a ledger, removed with the test.
final class LedgerDirectory: Sendable {
  private let directory: TemporaryDirectory

  init() throws { directory = try TemporaryDirectory("ledger") }

  var path: String { directory.path }
  var dataFile: String { path + "/log/data.mdb" }

  /// Another directory with a copy of the log's data file, which may be closed or idle.
  func copy() throws -> LedgerDirectory {
    let copy = try LedgerDirectory()
    try FileManager.default.createDirectory(
      atPath: copy.path + "/log", withIntermediateDirectories: true)
    try FileManager.default.copyItem(atPath: dataFile, toPath: copy.dataFile)
    return copy
  }
}
