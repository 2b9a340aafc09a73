internal import CKernelKeys
internal import Crypto
internal import DurableFile
internal import Glibc

/// A directory of ours in memory, where there is no key store: one file of mode 600 a name, with
/// the time by which it is to be forgotten in front, and SHA-256 over its name and these at its
/// end: whatever else is there is no session.
///
/// What lies there ends with the machine, but may be swapped out; the key store's does not.
struct RuntimeFolder {
  /// Directories that may serve, the best first; each is looked at before it is used.
  let candidates: [Candidate]

  /// Where to look, and the folder in it that is made if need be.
  struct Candidate {
    var parent: String
    var name: String
  }

  /// `runtime` is $XDG_RUNTIME_DIR, if it is set.
  static func standard(runtime: String?, user: UInt32) -> RuntimeFolder {
    var candidates = [
      Candidate(parent: "/run/user/\(user)", name: "candor"),
      Candidate(parent: "/dev/shm", name: "candor-\(user)"),
    ]
    if let runtime, runtime.hasPrefix("/") {
      candidates.insert(Candidate(parent: runtime, name: "candor"), at: 0)
    }
    return RuntimeFolder(candidates: candidates)
  }

  /// Where locks are held: the same folder whatever a process' environment says, if it can be, so
  /// that two processes of one terminal lock the same file.
  static func locks(runtime: String?, user: UInt32) -> RuntimeFolder {
    let fixed = standard(runtime: nil, user: user).candidates
    return RuntimeFolder(candidates: fixed + standard(runtime: runtime, user: user).candidates)
  }

  /// Keeps the bytes under that name for so many seconds, in place of what was there.
  ///
  /// The first folder that serves takes it; another may hold it still from when the environment
  /// named that one.
  func put(
    _ name: String, _ bytes: borrowing SecretBytes, seconds: UInt32
  ) throws(Refusal) {
    let folder = try OpenFolder.find(in: candidates, creating: true)
    folder.sweep()
    var file = SecretBytes(room: OpenFolder.limitByteCount)
    file.append(MachineClock.microseconds() + Int64(seconds) * 1_000_000)
    bytes.withBytes { file.append($0) }
    file.append(file.withBytes { OpenFolder.digest(of: $0, named: name) })
    try folder.write(file, to: name)
    for other in OpenFolder.all(in: candidates) where !other.isSame(as: folder) {
      other.remove(name)
    }
  }

  /// Nil when there is none, or none any more.
  ///
  /// Throws ``SessionError/unreadable(what:)`` for a file whose bytes are not what was put.
  func get(_ name: String) throws(SessionError) -> SecretBytes? {
    for folder in OpenFolder.all(in: candidates) {
      guard let file = folder.read(name) else { continue }
      let isDue = file.withBytes { OpenFolder.isDue($0) }
      guard !isDue else {
        folder.remove(name)
        continue
      }
      let isWhole = file.withBytes { OpenFolder.isWhole($0, named: name) }
      guard isWhole else { throw .unreadable(what: "its file was changed or damaged") }
      var bytes = SecretBytes(room: file.count)
      file.withBytes {
        bytes.append(
          $0.dropFirst(OpenFolder.deadlineByteCount).dropLast(OpenFolder.digestByteCount))
      }
      return bytes
    }
    return nil
  }

  /// The names that begin so, of what is still there.
  func names(beginning prefix: String) -> [String] {
    let names = OpenFolder.all(in: candidates).flatMap { folder in
      folder.sweep()
      return folder.names().filter { $0.hasPrefix(prefix) && OpenFolder.writer(of: $0) == nil }
    }
    return Set(names).sorted()
  }

  func remove(_ name: String) {
    for folder in OpenFolder.all(in: candidates) { folder.remove(name) }
  }

  /// Also what a process that was killed has left half written.
  func removeAll(beginning prefix: String) {
    for folder in OpenFolder.all(in: candidates) {
      for name in folder.names() where name.hasPrefix(prefix) { folder.remove(name) }
    }
  }

  /// Waits for the lock of that name; nil where no folder serves.
  func lock(_ name: String) -> FileLock? {
    try? OpenFolder.find(in: candidates, creating: true).lock(name)
  }
}

/// A runtime folder that was looked at and is held open, so that nobody can put another in its
/// place.
final class OpenFolder {
  static let deadlineByteCount = 8
  static let digestByteCount = 32
  static let limitByteCount =
    SessionPayload.limitByteCount + deadlineByteCount + digestByteCount

  private let descriptor: Int32

  private init(_ descriptor: Int32) { self.descriptor = descriptor }

  deinit { close(descriptor) }

  /// The first candidate that is ours alone and in memory.
  ///
  /// Throws with the reason against each.
  static func find(
    in candidates: [RuntimeFolder.Candidate], creating: Bool
  ) throws(Refusal) -> OpenFolder {
    var reasons: [String] = []
    for candidate in candidates {
      do throws(Refusal) { return try open(candidate, creating: creating) } catch {
        reasons.append(error.description)
      }
    }
    throw Refusal(reasons.joined(separator: "; "))
  }

  /// All candidates that are there, ours alone and in memory.
  static func all(in candidates: [RuntimeFolder.Candidate]) -> [OpenFolder] {
    candidates.compactMap { try? open($0, creating: false) }
  }

  /// Two candidates may lead to one directory.
  func isSame(as other: OpenFolder) -> Bool {
    FileIdentity(descriptor: descriptor) == FileIdentity(descriptor: other.descriptor)
  }

  private static func open(
    _ candidate: RuntimeFolder.Candidate, creating: Bool
  ) throws(Refusal) -> OpenFolder {
    let path = candidate.parent + "/" + candidate.name
    let flags = O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC
    if creating {
      // Looked at before anything is made in it: nothing of ours is left on a disk.
      guard isInMemory(candidate.parent) else { throw notInMemory(candidate.parent) }
      guard mkdir(path, 0o700) == 0 || errno == EEXIST else { throw .system(path) }
    }
    let descriptor = Glibc.open(path, flags)
    guard descriptor >= 0 else { throw .system(path) }
    let folder = OpenFolder(descriptor)
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw .system(path) }
    guard status.st_uid == geteuid() else { throw Refusal("\(path) belongs to another account") }
    guard status.st_mode & 0o777 == 0o700 else {
      throw Refusal("\(path) has mode \(String(status.st_mode & 0o777, radix: 8)), not 700")
    }
    var system = statfs()
    guard fstatfs(descriptor, &system) == 0, isMemory(system) else { throw notInMemory(path) }
    return folder
  }

  private static func isInMemory(_ path: String) -> Bool {
    var system = statfs()
    return statfs(path, &system) == 0 && isMemory(system)
  }

  /// tmpfs or ramfs, by the magic numbers of statfs(2).
  private static func isMemory(_ system: statfs) -> Bool {
    [0x0102_1994, 0x8584_58f6].contains(Int(system.f_type))
  }

  private static func notInMemory(_ path: String) -> Refusal {
    Refusal("\(path) is no directory in memory")
  }

  /// Whole or not at all: under a name of its own first, then renamed.
  func write(_ bytes: borrowing SecretBytes, to name: String) throws(Refusal) {
    let temporary = "\(name)\(Self.writerMark)\(getpid())"
    unlinkat(descriptor, temporary, 0)
    do throws(FileFailure) {
      let file = try OpenFile(temporary, in: descriptor, for: .creating)
      try file.makePrivate()
      try bytes.withBytes { (bytes) throws(FileFailure) in try file.write(bytes.bytes) }
    } catch {
      unlinkat(descriptor, temporary, 0)
      throw Refusal(name, -Int(error.code))
    }
    guard renameat(descriptor, temporary, descriptor, name) == 0 else {
      let refusal = Refusal.system(name)
      unlinkat(descriptor, temporary, 0)
      throw refusal
    }
  }

  /// Nil for what is no file of ours, of mode 600 and of a size that we write.
  func read(_ name: String) -> SecretBytes? {
    guard let file = try? OpenFile(name, in: descriptor, for: .readingOwn),
      let status = try? file.status(), status.owner == geteuid(), status.permissions == 0o600,
      (Self.deadlineByteCount...Self.limitByteCount).contains(status.byteCount)
    else { return nil }
    var bytes = SecretBytes(room: status.byteCount)
    // Straight into memory that is overwritten afterwards, so not by way of an array.
    bytes.fill { (try? file.read(into: $0)) ?? 0 }
    guard bytes.count == status.byteCount else { return nil }
    return bytes
  }

  func remove(_ name: String) { unlinkat(descriptor, name, 0) }

  /// Waits for the lock of that name; nil when it cannot be had.
  func lock(_ name: String) -> FileLock? {
    try? FileLock(waitingFor: OpenFile(name, in: descriptor, for: .writingOrCreating))
  }

  private static let writerMark = ".new-"

  /// The process that is writing, or was killed while it wrote, under a name of its own; nil for
  /// the name of what is whole.
  static func writer(of name: String) -> Int32? {
    guard let last = name.split(separator: ".").last, last.hasPrefix("new-") else { return nil }
    return Int32(last.dropFirst(4))
  }

  /// All of ours, half-written ones too.
  func names() -> [String] {
    let again = openat(descriptor, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard again >= 0 else { return [] }
    guard let listing = fdopendir(again) else {
      close(again)
      return []
    }
    defer { closedir(listing) }
    var names: [String] = []
    while let entry = readdir(listing) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name.hasPrefix("candor-session.") { names.append(name) }
    }
    return names
  }

  /// Removes what is to be forgotten, whoever's terminal it belonged to.
  func sweep() {
    for name in names() {
      // Half written, by a process that is gone.
      if let writer = Self.writer(of: name), kill(writer, 0) != 0, errno == ESRCH {
        remove(name)
        continue
      }
      guard let file = read(name) else { continue }
      if file.withBytes({ Self.isDue($0) }) { remove(name) }
    }
  }

  /// What a file ends with: of the bytes before it, under this name.
  static func digest(of bytes: UnsafeRawBufferPointer, named name: String) -> [UInt8] {
    var hash = SHA256()
    hash.update(data: Array(name.utf8))
    hash.update(bufferPointer: bytes)
    return Array(hash.finalize())
  }

  static func isWhole(_ file: UnsafeRawBufferPointer, named name: String) -> Bool {
    guard file.count >= deadlineByteCount + digestByteCount else { return false }
    let kept = UnsafeRawBufferPointer(rebasing: file.dropLast(digestByteCount))
    return digest(of: kept, named: name) == Array(file.suffix(digestByteCount))
  }

  /// Whether the time in front of a file's bytes has passed.
  static func isDue(_ file: UnsafeRawBufferPointer) -> Bool {
    guard file.count >= deadlineByteCount else { return true }
    let deadline = Int64(littleEndian: file.loadUnaligned(as: Int64.self))
    return deadline <= MachineClock.microseconds()
  }
}
