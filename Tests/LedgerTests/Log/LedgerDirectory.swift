import Foundation

/// A fresh directory for a ledger, removed with the test.
final class LedgerDirectory: Sendable {
  let path: String

  init() throws {
    var template = Array((NSTemporaryDirectory() + "/candor-ledger-XXXXXX").utf8CString)
    guard let made = mkdtemp(&template) else { throw POSIXError(.EIO) }
    path = String(cString: made)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

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
