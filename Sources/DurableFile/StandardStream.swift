internal import Glibc
internal import SystemPackage

/// Descriptors that a program was started with: read and written whole, and left open.
public enum StandardStream {
  /// Puts something in the place of each of the descriptors 0 to 2 that is closed.
  ///
  /// A program may be started without them (`<&- >&-`). The next file that is opened gets such a
  /// number, and what is then printed would be written into that file, whatever it is: a database.
  /// What takes their place is open the wrong way round, so that reading and writing fail as they
  /// did, and nobody takes an answer for given.
  ///
  /// - Throws: a failure to open it; then nothing else may be opened.
  public static func fill() throws(FileFailure) {
    for descriptor in [STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO] {
      guard fcntl(descriptor, F_GETFD) < 0, errno == EBADF else { continue }
      // The lowest number that is free, and those below are taken. Inherited by those who are
      // started, for whom it is as true. Without devices the root folder serves.
      let access = descriptor == STDIN_FILENO ? O_WRONLY : O_RDONLY
      let opened = open("/dev/null", access)
      guard opened >= 0 || open("/", O_RDONLY | O_DIRECTORY) >= 0 else {
        throw FileFailure(path: name(descriptor), action: .open, code: errno)
      }
    }
  }

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
