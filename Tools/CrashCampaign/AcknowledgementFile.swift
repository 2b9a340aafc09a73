private import Foundation
internal import Rehearsal

/// What children acknowledged, kept outside the ledger and synced line by line: the parent's own
/// memory of what must not be lost.
final class AcknowledgementFile {
  private let path: String
  private let descriptor: Int32

  init(_ path: String) throws {
    self.path = path
    descriptor = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw RehearsalError.system(what: "open \(path)", code: errno) }
  }

  deinit { close(descriptor) }

  /// On disk when it returns.
  func keep(_ line: String) throws {
    let bytes = Array((line + "\n").utf8)
    guard write(descriptor, bytes, bytes.count) == bytes.count, fsync(descriptor) == 0 else {
      throw RehearsalError.system(what: "write \(path)", code: errno)
    }
  }

  /// Read from disk.
  func lines() throws -> [String] {
    try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n").map(String.init)
  }
}
