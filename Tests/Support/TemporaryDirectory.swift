import Foundation
import Glibc

/// A fresh directory, removed when nothing refers to it any more.
public final class TemporaryDirectory: Sendable {
  public let path: String

  /// - Parameter name: begins the directory's name, to tell tests apart by.
  public init(_ name: String = "test") throws {
    var template = Array((NSTemporaryDirectory() + "/candor-\(name)-XXXXXX").utf8CString)
    guard let made = mkdtemp(&template) else { throw POSIXError(.EIO) }
    path = String(cString: made)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// A path inside it, not created.
  public func path(_ name: String) -> String { path + "/" + name }

  /// The names inside it, hidden ones too.
  public func names() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: path)
  }

  /// Writes a file, mode 600 unless another is asked for, and gives its path.
  public func write(_ text: String, to name: String, mode: UInt32 = 0o600) throws -> String {
    try Data(text.utf8).write(to: URL(fileURLWithPath: path(name)))
    guard chmod(path(name), mode) == 0 else { throw POSIXError(.EPERM) }
    return path(name)
  }

  /// Permission bits; nil where there is nothing.
  public static func mode(of path: String) -> UInt32? {
    var status = stat()
    return lstat(path, &status) == 0 ? status.st_mode & 0o777 : nil
  }
}
