internal import Glibc
internal import SystemPackage

/// One open file, closed at the end of its life. Never inherited by a program that is started
/// (O_CLOEXEC).
///
/// This is the one place where files are opened. What is opened for more than to be named is looked
/// at by its descriptor, after the opening, so that nobody can exchange it in between: a directory,
/// a device, a socket or a pipe is refused where a file is expected, and none of them is waited for
/// (O_NONBLOCK).
///
/// Interrupted calls and short counts are dealt with here and nowhere else:
///
/// - open(2), read(2), write(2), flock(2) and fsync(2) may fail with EINTR when a signal arrives
///   before they have done anything (signal(7)): they are called again.
/// - write(2) may write less than it was given, and says so only by its count: the rest is written
///   by another call, which then reports what stood in the way (ENOSPC, EDQUOT, EFBIG).
/// - close(2) is not called again: Linux has closed the descriptor even when it gives EINTR, and
///   another thread may have been given its number.
/// - fsync(2) is not called again after EIO, ENOSPC or EDQUOT. The kernel may have marked the pages
///   clean, so a second call can succeed with nothing on disk (Rebello et al., "Can Applications
///   Recover from fsync Failures?", USENIX ATC 2020;
///   https://wiki.postgresql.org/wiki/Fsync_Errors). What was to be written must be
///   written anew, into another file.
public struct OpenFile: ~Copyable, Sendable {
  /// For messages; nothing is looked up by it again.
  public let path: String
  private let descriptor: FileDescriptor

  /// What a file is opened for.
  public enum Purpose: Sendable, CaseIterable {
    /// To read a file that this program keeps: not by way of a link in the last place.
    case reading
    /// The same where nobody else may have put it there: it belongs to this account.
    case readingOwn
    /// To read what a person has named: links are followed, and a pipe that was handed to this
    /// program (`<(…)` of a shell) is read until its other end is closed. A pipe with a name of its
    /// own is none: nobody may ever write into it.
    case readingNamed
    /// To read and write what is there: of this account, not by way of a link.
    case writing
    /// The same for a file that is created when it is missing, mode 600.
    case writingOrCreating
    /// To write a file that must not be there yet, not even as a link, mode 600.
    case creating
    /// To make the names in it durable.
    case directory
  }

  /// Opens the file; throws a failure to open or to create it.
  ///
  /// - Parameter directory: an open directory that a relative path begins in; by itself, where the
  ///   process works.
  public init(
    _ path: String, in directory: Int32? = nil, for purpose: Purpose
  ) throws(FileFailure) {
    let opened = try Self.descriptor(of: path, in: directory ?? AT_FDCWD, purpose)
    do throws(FileFailure) {
      try Self.check(opened, at: path, for: purpose)
    } catch {
      close(opened)
      throw error
    }
    self.path = path
    descriptor = FileDescriptor(rawValue: opened)
  }

  private static func descriptor(
    of path: String, in directory: Int32, _ purpose: Purpose
  ) throws(FileFailure) -> Int32 {
    while true {
      let opened = openat(directory, path, purpose.flags | O_CLOEXEC, 0o600)
      if opened >= 0 { return opened }
      switch errno {
      case EINTR: continue
      case ELOOP where purpose.flags & O_NOFOLLOW != 0:
        throw FileFailure(path: path, .kind(FileKind.link.rawValue))
      case let code:
        throw FileFailure(path: path, action: purpose == .creating ? .create : .open, code: code)
      }
    }
  }

  /// Refuses what is open and not what it was opened for.
  private static func check(
    _ opened: Int32, at path: String, for purpose: Purpose
  ) throws(FileFailure) {
    if purpose == .directory { return }
    var status = stat()
    guard fstat(opened, &status) == 0 else {
      throw FileFailure(path: path, action: .lookAt, code: errno)
    }
    let kind = FileKind(status)
    if kind == .pipe, purpose == .readingNamed, isHandedOver(opened) {
      // Reads wait from now on for what the other end has not written yet.
      let flags = fcntl(opened, F_GETFL)
      guard flags >= 0, fcntl(opened, F_SETFL, flags & ~O_NONBLOCK) == 0 else {
        throw FileFailure(path: path, action: .open, code: errno)
      }
    } else if kind != .file {
      throw FileFailure(path: path, .kind(kind.rawValue))
    }
    // Root may use anybody's.
    if purpose.isOwn, status.st_uid != geteuid(), geteuid() != 0 {
      throw FileFailure(path: path, .foreign)
    }
  }

  /// Whether a pipe has no name in any folder: then somebody who runs has handed it over, and it
  /// was reached by its descriptor (`/dev/fd/63`), for which /proc is there.
  private static func isHandedOver(_ pipe: Int32) -> Bool {
    let start = "pipe:["
    var target = [CChar](repeating: 0, count: start.utf8.count)
    let count = readlink("/proc/self/fd/\(pipe)", &target, target.count)
    return count == target.count && target.elementsEqual(start.utf8CString.dropLast())
  }

  deinit { try? descriptor.close() }

  /// Lends the descriptor to a library that writes into it.
  public func lend<R>(_ body: (Int32) -> R) -> R { body(descriptor.rawValue) }

  // MARK: Writing

  /// Writes all bytes where the last call ended.
  public func write(_ bytes: [UInt8]) throws(FileFailure) { try write(bytes.span.bytes) }

  /// Writes all bytes where the last call ended.
  public func write(_ bytes: RawSpan) throws(FileFailure) {
    try trying(.write) { _ = try bytes.withUnsafeBytes { try descriptor.writeAll($0) } }
  }

  /// Writes all bytes at that offset.
  public func write(_ bytes: [UInt8], at offset: Int) throws(FileFailure) {
    try trying(.write) { _ = try descriptor.writeAll(toAbsoluteOffset: Int64(offset), bytes) }
  }

  /// Makes the file that long: what lies behind is cut off, what is missing reads as zeros.
  public func truncate(to byteCount: Int) throws(FileFailure) {
    try repeating(.write) { ftruncate(descriptor.rawValue, off_t(byteCount)) }
  }

  /// Returns when everything written is on disk. After an error nothing is known of the file.
  public func sync() throws(FileFailure) { try repeating(.sync) { fsync(descriptor.rawValue) } }

  /// Mode 600, whatever the process' mask has left of it.
  public func makePrivate() throws(FileFailure) {
    try repeating(.protect) { fchmod(descriptor.rawValue, 0o600) }
  }

  // MARK: Reading

  /// Everything from where the last call ended; stops after `limit` bytes and one more, by which
  /// the caller knows a longer file.
  public func read(limit: Int) throws(FileFailure) -> [UInt8] {
    // A pipe has no length, and a file may grow meanwhile.
    let expected = max(try status().byteCount, 4_095)
    var bytes: [UInt8] = []
    try forEachChunk(ofBytes: min(limit, expected, 1 << 20) + 1) { chunk in
      bytes += chunk.prefix(limit + 1 - bytes.count)
      return bytes.count <= limit
    }
    return bytes
  }

  /// The same; nil where somebody wrote to the file meanwhile, so that the bytes may be of two
  /// versions of it. What comes from a pipe has no other version.
  public func readUnchanged(limit: Int) throws(FileFailure) -> [UInt8]? {
    let before = try version()
    let bytes = try read(limit: limit)
    return try version() == before ? bytes : nil
  }

  /// Length and time of the last change; nil of what is no file.
  private func version() throws(FileFailure) -> [Int]? {
    var status = stat()
    try repeating(.lookAt) { fstat(descriptor.rawValue, &status) }
    guard FileKind(status) == .file else { return nil }
    return [Int(status.st_size), status.st_ctim.tv_sec, status.st_ctim.tv_nsec]
  }

  /// Fills the buffer from where the last call ended, as far as the file goes; says how far.
  public func read(into buffer: UnsafeMutableRawBufferPointer) throws(FileFailure) -> Int {
    var filled = 0
    while filled < buffer.count {
      var read = 0
      try trying(.read) {
        read = try descriptor.read(into: UnsafeMutableRawBufferPointer(rebasing: buffer[filled...]))
      }
      guard read > 0 else { break }
      filled += read
    }
    return filled
  }

  /// Shows the rest of the file piece by piece, until `body` returns false.
  public func forEachChunk(
    ofBytes size: Int, _ body: (ArraySlice<UInt8>) throws(FileFailure) -> Bool
  ) throws(FileFailure) {
    var chunk = [UInt8](repeating: 0, count: size)
    while true {
      var count = 0
      try trying(.read) {
        count = try chunk.withUnsafeMutableBytes { try descriptor.read(into: $0) }
      }
      guard count > 0, try body(chunk[..<count]) else { return }
    }
  }

  /// Up to `count` bytes at that offset, fewer only where the file ends.
  public func read(_ count: Int, at offset: Int) throws(FileFailure) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: count)
    var filled = 0
    while filled < count {
      var read = 0
      try trying(.read) {
        read = try bytes.withUnsafeMutableBytes {
          try descriptor.read(
            fromAbsoluteOffset: Int64(offset + filled),
            into: UnsafeMutableRawBufferPointer(rebasing: $0[filled...]))
        }
      }
      guard read > 0 else { break }
      filled += read
    }
    return Array(bytes[..<filled])
  }

  /// Asks the system to read the file from disk again rather than from its cache; advice only.
  public func dropCache() { posix_fadvise(descriptor.rawValue, 0, 0, POSIX_FADV_DONTNEED) }

  // MARK: Status

  /// What fstat(2) says of an open file.
  public struct Status: Sendable {
    public let identity: FileIdentity
    /// The lowest nine bits.
    public let permissions: UInt32
    /// The account's number.
    public let owner: UInt32
    public let byteCount: Int
  }

  /// Of the file that is open, whatever its name is by now.
  public func status() throws(FileFailure) -> Status {
    var status = stat()
    try repeating(.lookAt) { fstat(descriptor.rawValue, &status) }
    return Status(
      identity: FileIdentity(status), permissions: status.st_mode & 0o777,
      owner: status.st_uid,
      byteCount: Int(status.st_size))
  }

  // MARK: Locks

  /// Waits until nobody else holds the file's lock (flock(2)). It is given back when the file is
  /// closed, by the system too when the process is killed.
  ///
  /// Throws EBUSY when the patience has come to its end.
  public func lock(_ patience: Patience) throws(FileFailure) {
    let isLocked = try patience.wait(
      for: { nil }, until: { () throws(FileFailure) in try tryLock() })
    guard isLocked else { throw FileFailure(path: path, action: .lock, code: EBUSY) }
  }

  /// The same without waiting; false when somebody else holds it.
  public func tryLock() throws(FileFailure) -> Bool {
    do throws(FileFailure) {
      try repeating(.lock) { flock(descriptor.rawValue, LOCK_EX | LOCK_NB) }
    } catch  where error.code == EWOULDBLOCK {
      return false
    }
    return true
  }

  // Open-file-description locks on bytes (fcntl(2)), apart from the lock of the whole file. Two
  // that begin at the first byte keep each other away, however long they are.

  /// Locks that many bytes from the first on, without waiting; false when somebody else holds any.
  func tryLock(firstBytes count: Int) throws(FileFailure) -> Bool {
    var lock = byteLock(Int32(F_WRLCK), count)
    do throws(FileFailure) {
      try repeating(.lock) { fcntl(descriptor.rawValue, Self.setByteLock, &lock) }
    } catch  where error.code == EAGAIN || error.code == EACCES {
      return false
    }
    return true
  }

  /// Gives back what ``tryLock(firstBytes:)`` has locked, before the file is closed.
  func unlockBytes() throws(FileFailure) {
    var lock = byteLock(Int32(F_UNLCK), 0)
    try repeating(.lock) { fcntl(descriptor.rawValue, Self.setByteLock, &lock) }
  }

  /// How many bytes somebody else has locked; nil where nobody has.
  func lockedBytes() -> Int? {
    var lock = byteLock(Int32(F_WRLCK), 0)
    guard fcntl(descriptor.rawValue, Self.getByteLock, &lock) == 0, lock.l_type != F_UNLCK
    else { return nil }
    return Int(lock.l_len)
  }

  /// From the first byte on; a count of 0 goes to the end, wherever that comes to be.
  private func byteLock(_ type: Int32, _ count: Int) -> flock {
    flock(
      l_type: Int16(type), l_whence: Int16(SEEK_SET), l_start: 0, l_len: off_t(count), l_pid: 0)
  }

  /// F_OFD_GETLK and F_OFD_SETLK of Linux, which the C library shows to its own extensions alone.
  private static let getByteLock: Int32 = 36
  private static let setByteLock: Int32 = 37

  // MARK: Calls

  /// A call of swift-system, which repeats interrupted ones itself.
  private func trying(_ action: FileFailure.Action, _ call: () throws -> Void) throws(FileFailure) {
    do {
      try call()
    } catch {
      throw FileFailure(path: path, action: action, code: errorNumber(error))
    }
  }

  /// A call of the C library, repeated while it is interrupted.
  private func repeating(
    _ action: FileFailure.Action, _ call: () -> Int32
  ) throws(FileFailure) {
    while call() != 0 {
      guard errno == EINTR else { throw FileFailure(path: path, action: action, code: errno) }
    }
  }
}

/// What makes two names the same file: device and inode.
public struct FileIdentity: Hashable, Sendable {
  public let device: UInt
  public let inode: UInt

  /// Looks by stat(2), which follows links and opens nothing; nil when it does not say, for want of
  /// such a file or for another reason.
  public init?(path: String) {
    guard let found = try? Self.find(path) else { return nil }
    self = found
  }

  /// The same, where it matters why: nil only when there is no such file.
  public static func find(_ path: String) throws(FileFailure) -> FileIdentity? {
    var status = stat()
    guard stat(path, &status) != 0 else { return FileIdentity(status) }
    let failure = FileFailure(path: path, action: .lookAt, code: errno)
    guard failure.isMissing else { throw failure }
    return nil
  }

  /// Of what is open under a descriptor, whatever its name is by now.
  public init?(descriptor: Int32) {
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { return nil }
    self.init(status)
  }

  fileprivate init(_ status: stat) {
    device = UInt(status.st_dev)
    inode = UInt(status.st_ino)
  }
}

/// swift-system throws nothing but `Errno`; anything else would be its mistake, shown as EIO.
func errorNumber(_ error: any Error) -> Int32 {
  (error as? Errno ?? .ioError).rawValue
}
