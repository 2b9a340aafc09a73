private import Glibc

/// Small files that only their owner may reach.
enum PrivateFile {
  /// Creates the file, mode 600, with all its bytes, or not at all.
  ///
  /// The bytes are synced under a temporary name and then linked to their own: unlike a rename, a
  /// link never replaces what is there. A crash may leave the temporary file, which nothing reads.
  static func create(_ path: String, holding bytes: [UInt8]) throws(KeyError) {
    let (directory, name) = split(path)
    let suffix = (0..<8).map { _ in UInt8.random(in: 0...255) }
    let temporary = "\(directory)/.\(name).\(Hex.string(suffix)).new"
    try write(bytes, toNew: temporary)
    let isLinked = link(temporary, path) == 0
    let code = errno
    unlink(temporary)
    guard isLinked else {
      if code == EEXIST { throw .identityExists(path: path) }
      throw failure(path, "create", code)
    }
    try syncDirectory(directory)
  }

  /// The file's bytes; refuses one that other accounts may reach, a directory, and a giant.
  static func read(_ path: String, limitBytes: Int) throws(KeyError) -> [UInt8] {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { throw failure(path, "open", errno) }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw failure(path, "look at", errno) }
    guard status.st_mode & S_IFMT == S_IFREG, status.st_size <= limitBytes else {
      throw .identityUnreadable(
        path: path, reason: "it is no regular file of at most \(limitBytes) bytes")
    }
    guard status.st_mode & 0o077 == 0 else {
      throw .identityExposed(path: path, mode: status.st_mode & 0o777)
    }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: limitBytes + 1)
    while bytes.count <= limitBytes {
      let count = Glibc.read(descriptor, &chunk, chunk.count)
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw failure(path, "read", errno) }
      if count == 0 { break }
      bytes += chunk.prefix(count)
    }
    return bytes
  }

  private static func write(_ bytes: [UInt8], toNew path: String) throws(KeyError) {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard descriptor >= 0 else { throw failure(path, "create", errno) }
    defer { close(descriptor) }
    do throws(KeyError) {
      guard fchmod(descriptor, 0o600) == 0 else { throw failure(path, "protect", errno) }
      try writeAll(bytes, to: descriptor, path)
      guard fsync(descriptor) == 0 else { throw failure(path, "sync", errno) }
    } catch {
      unlink(path)
      throw error
    }
  }

  private static func writeAll(
    _ bytes: [UInt8], to descriptor: Int32, _ path: String
  ) throws(KeyError) {
    var written = 0
    while written < bytes.count {
      let count = bytes.withUnsafeBytes { buffer in
        Glibc.write(descriptor, buffer.baseAddress?.advanced(by: written), buffer.count - written)
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw failure(path, "write", errno) }
      written += count
    }
  }

  private static func syncDirectory(_ path: String) throws(KeyError) {
    let descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { throw failure(path, "open", errno) }
    defer { close(descriptor) }
    guard fsync(descriptor) == 0 else { throw failure(path, "sync", errno) }
  }

  private static func split(_ path: String) -> (directory: String, name: String) {
    guard let slash = path.lastIndex(of: "/") else { return (".", path) }
    let directory = slash == path.startIndex ? "/" : String(path[..<slash])
    return (directory, String(path[path.index(after: slash)...]))
  }

  private static func failure(_ path: String, _ action: String, _ code: Int32) -> KeyError {
    .file(path: path, action: action, reason: String(cString: strerror(code)))
  }
}
