internal import Crypto
internal import FoundationEssentials
internal import Glibc

/// A directory that is filled beside its place and moved there in one step, so that the place holds
/// all of it or nothing; removed again if it never gets there.
final class Staging {
  /// Where it goes.
  let target: String
  /// Where it is filled.
  let path: String
  private var isInstalled = false

  private static let mark = ".being-made-"

  /// Makes it, mode 700, and removes what makers that were killed have left.
  ///
  /// - Parameter replacingEmpty: whether an empty directory may stand at the place.
  init(for directory: String, replacingEmpty: Bool) throws(LedgerError) {
    target = Self.withoutTrailingSlashes(directory)
    try Self.refuseOccupied(target, replacingEmpty: replacingEmpty)
    Self.sweep(beside: target)
    let token = Hex.string((0..<4).map { _ in UInt8.random(in: 0...255) })
    path = "\(target)\(Self.mark)\(getpid())-\(token)"
    guard mkdir(path, 0o700) == 0 else {
      isInstalled = true
      throw SyncedFile.failure(path, "create")
    }
  }

  deinit {
    if !isInstalled { try? FileManager.default.removeItem(atPath: path) }
  }

  /// Syncs the directories and gives them their name; the files are synced already.
  func install(folders: [String]) throws(LedgerError) {
    for folder in folders { try SyncedFile.syncDirectory(path + "/" + folder) }
    try SyncedFile.syncDirectory(path)
    // A directory that is not empty is never replaced: rename(2) fails.
    guard rename(path, target) == 0 else { throw SyncedFile.failure(target, "create") }
    isInstalled = true
    try SyncedFile.syncDirectory(Self.parent(of: target))
  }

  private static func refuseOccupied(
    _ target: String, replacingEmpty: Bool
  ) throws(LedgerError) {
    var status = stat()
    guard lstat(target, &status) == 0 else { return }
    let held = try? FileManager.default.contentsOfDirectory(atPath: target)
    guard replacingEmpty, status.st_mode & S_IFMT == S_IFDIR, held?.isEmpty == true else {
      throw .backup(.occupied(path: target))
    }
  }

  private static func sweep(beside target: String) {
    let folder = parent(of: target)
    let prefix = (target.split(separator: "/").last.map(String.init) ?? "") + mark
    for name in (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [] {
      guard name.hasPrefix(prefix),
        let maker = name.dropFirst(prefix.count).split(separator: "-").first.flatMap({ pid_t($0) }),
        kill(maker, 0) != 0, errno == ESRCH
      else { continue }
      try? FileManager.default.removeItem(atPath: folder + "/" + name)
    }
  }

  static func withoutTrailingSlashes(_ path: String) -> String {
    var path = Substring(path)
    while path.count > 1, path.hasSuffix("/") { path.removeLast() }
    return String(path)
  }

  private static func parent(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }
}

/// Files of a backup: written whole, on disk when a call returns, for their owner alone.
enum SyncedFile {
  private static let chunkBytes = 1 << 20

  /// Creates a file, mode 600.
  static func write(_ bytes: [UInt8], to path: String) throws(LedgerError) {
    let descriptor = try create(path)
    defer { close(descriptor) }
    try writeAll(bytes[...], to: descriptor, path)
    guard fsync(descriptor) == 0 else { throw failure(path, "sync") }
  }

  /// The file's bytes; nil when there is none.
  static func read(_ path: String, limitBytes: Int) throws(LedgerError) -> [UInt8]? {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else {
      if errno == ENOENT || errno == ENOTDIR { return nil }
      throw failure(path, "open")
    }
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    try forEachChunk(of: descriptor, path) { chunk throws(LedgerError) in
      bytes += chunk
      guard bytes.count <= limitBytes else {
        throw .backup(
          .manifestUnreadable(path: path, reason: "it has more than \(limitBytes) bytes"))
      }
    }
    return bytes
  }

  /// Size and SHA-256 of a file, read from the disk where the system lets us ask for that.
  static func digest(of path: String, named name: String) throws(LedgerError) -> BackedUpFile {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw failure(path, "open") }
    defer { close(descriptor) }
    posix_fadvise(descriptor, 0, 0, POSIX_FADV_DONTNEED)
    var hash = SHA256()
    var count: UInt64 = 0
    try forEachChunk(of: descriptor, path) { chunk throws(LedgerError) in
      hash.update(data: chunk)
      count += UInt64(chunk.count)
    }
    return BackedUpFile(path: name, bytes: count, sha256: Hex.string(hash.finalize()))
  }

  /// Copies a listed file from one directory to another, and refuses other bytes than were listed.
  static func copy(
    _ file: BackedUpFile, from source: String, to target: String
  ) throws(LedgerError) {
    let (from, to) = (source + "/" + file.path, target + "/" + file.path)
    let reading = open(from, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard reading >= 0 else {
      if errno == ENOENT || errno == ENOTDIR { throw .backup(.fileMissing(path: from)) }
      throw failure(from, "open")
    }
    defer { close(reading) }
    if let slash = file.path.lastIndex(of: "/") {
      try makeDirectory(target + "/" + file.path[..<slash])
    }
    let writing = try create(to)
    defer { close(writing) }
    var hash = SHA256()
    var count: UInt64 = 0
    try forEachChunk(of: reading, from) { chunk throws(LedgerError) in
      hash.update(data: chunk)
      count += UInt64(chunk.count)
      // A longer file is another file; it need not fill the disk first.
      guard count <= file.bytes else { throw .backup(.fileDamaged(path: from)) }
      try writeAll(chunk, to: writing, to)
    }
    guard count == file.bytes, Hex.string(hash.finalize()) == file.sha256 else {
      throw .backup(.fileDamaged(path: from))
    }
    guard fsync(writing) == 0 else { throw failure(to, "sync") }
  }

  static func makeDirectory(_ path: String) throws(LedgerError) {
    guard mkdir(path, 0o700) == 0 || errno == EEXIST else { throw failure(path, "create") }
  }

  /// Makes the names in a directory durable.
  static func syncDirectory(_ path: String) throws(LedgerError) {
    let descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { throw failure(path, "open") }
    defer { close(descriptor) }
    guard fsync(descriptor) == 0 else { throw failure(path, "sync") }
  }

  /// What the system said last.
  static func failure(_ path: String, _ action: String) -> LedgerError {
    .backup(.file(path: path, action: action, reason: String(cString: strerror(errno))))
  }

  private static func create(_ path: String) throws(LedgerError) -> Int32 {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard descriptor >= 0 else { throw failure(path, "create") }
    return descriptor
  }

  private static func forEachChunk(
    of descriptor: Int32, _ path: String, _ body: (ArraySlice<UInt8>) throws(LedgerError) -> Void
  ) throws(LedgerError) {
    var chunk = [UInt8](repeating: 0, count: chunkBytes)
    while true {
      let count = Glibc.read(descriptor, &chunk, chunk.count)
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw failure(path, "read") }
      if count == 0 { return }
      try body(chunk[..<count])
    }
  }

  private static func writeAll(
    _ bytes: ArraySlice<UInt8>, to descriptor: Int32, _ path: String
  ) throws(LedgerError) {
    var rest = bytes
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw failure(path, "write") }
      rest = rest.dropFirst(count)
    }
  }
}
