internal import SystemPackage

/// Descriptors that a program was started with: read and written whole, and left open.
public enum StandardStream {
  /// Writes all bytes; interrupted and short writes go on as for ``OpenFile``.
  public static func write(_ bytes: [UInt8], to descriptor: Int32) throws(FileFailure) {
    do {
      try FileDescriptor(rawValue: descriptor).writeAll(bytes)
    } catch {
      throw FileFailure(path: name(descriptor), action: .write, code: errorNumber(error))
    }
  }

  /// Everything until the other end is closed; stops after `limit` bytes and at most one piece
  /// more, by which the caller knows that there is too much.
  public static func read(_ descriptor: Int32, limit: Int) throws(FileFailure) -> [UInt8] {
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 65_536)
    do {
      while bytes.count <= limit {
        let count = try chunk.withUnsafeMutableBytes {
          try FileDescriptor(rawValue: descriptor).read(into: $0)
        }
        if count == 0 { return bytes }
        bytes += chunk[..<count]
      }
      return bytes
    } catch {
      throw FileFailure(path: name(descriptor), action: .read, code: errorNumber(error))
    }
  }

  private static func name(_ descriptor: Int32) -> String { "descriptor \(descriptor)" }
}
