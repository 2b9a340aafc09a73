import DurableFile
import Foundation
import Synchronization
import TestSupport
import Testing

struct DurableFileTests {
  private let directory: TemporaryDirectory
  private var path: String { directory.path("file") }

  init() throws { directory = try TemporaryDirectory("durable") }

  private func content(_ name: String = "file") throws -> [UInt8] {
    [UInt8](try Data(contentsOf: URL(fileURLWithPath: directory.path(name))))
  }

  // MARK: Whole files

  @Test func `a file is replaced whole, private, and nothing is left beside it`() throws {
    _ = try directory.write("before", to: "file", mode: 0o644)
    for suffix in [nil, ".new"] {
      try DurableFile.replace(path, with: Array("after".utf8), temporarySuffix: suffix)
      #expect(try content() == Array("after".utf8))
      #expect(TemporaryDirectory.mode(of: path) == 0o600)
      #expect(try directory.names() == ["file"])
    }
  }

  @Test func `what a crash has left under a fixed temporary name is overwritten`() throws {
    _ = try directory.write("half", to: "file.new")
    try DurableFile.replace(path, with: [1, 2, 3], temporarySuffix: ".new")
    #expect(try content() == [1, 2, 3])
    #expect(try directory.names() == ["file"])
  }

  @Test func `a created file never takes the place of another`() throws {
    try DurableFile.create(path, holding: [1])
    #expect(TemporaryDirectory.mode(of: path) == 0o600)
    let failure = #expect(throws: FileFailure.self) {
      try DurableFile.create(path, holding: [2])
    }
    #expect(failure?.isTaken == true)
    #expect(failure?.path == path)
    #expect(try content() == [1])
    #expect(try directory.names() == ["file"])
  }

  @Test func `no link is followed to where a new file would be written`() throws {
    try FileManager.default.createSymbolicLink(
      atPath: path, withDestinationPath: directory.path("elsewhere"))
    #expect(throws: FileFailure.self) { try DurableFile.write([1], toNew: path) }
    #expect(throws: FileFailure.self) { try DurableFile.create(path, holding: [1]) }
    #expect(try directory.names() == ["file"])
    try DurableFile.replace(path, with: [1])
    #expect(try content() == [1])
  }

  @Test func `a folder that is missing is told as such`() {
    let (file, folder) = (directory.path("no/file"), directory.path("no"))
    let created = #expect(throws: FileFailure.self) { try DurableFile.create(file, holding: [1]) }
    let replaced = #expect(throws: FileFailure.self) { try DurableFile.replace(file, with: [1]) }
    let synced = #expect(throws: FileFailure.self) { try DurableFile.syncParent(of: file) }
    for failure in [created, replaced, synced] {
      #expect(failure?.isMissing == true)
      #expect(failure?.description.hasSuffix("No such file or directory") == true)
    }
    // Nobody knows the temporary name, so the failure names the file that was asked for.
    #expect([created?.path, replaced?.path, synced?.path] == [file, file, folder])
  }

  // MARK: Names

  @Test func `names are changed, doubled and taken away`() throws {
    try DurableFile.write([1], toNew: path)
    try DurableFile.link(path, to: directory.path("second"))
    #expect(FileIdentity(path: path) == FileIdentity(path: directory.path("second")))
    let taken = #expect(throws: FileFailure.self) {
      try DurableFile.link(path, to: directory.path("second"))
    }
    #expect(taken?.isTaken == true)
    try DurableFile.makeFolder(directory.path("folder"))
    try DurableFile.makeFolder(directory.path("folder"))
    try DurableFile.rename(path, to: directory.path("folder/file"))
    #expect(try content("folder/file") == [1])
    try DurableFile.remove(directory.path("second"))
    try DurableFile.remove(directory.path("second"))
    #expect(try directory.names() == ["folder"])
    #expect(TemporaryDirectory.mode(of: directory.path("folder")) == 0o700)
  }

  @Test(arguments: [
    ("/a/b", "/a"), ("/a", "/"), ("/", "/"), ("a", "."), ("a/b", "a"), ("a/b//", "a"),
    ("./a", "."), ("../a", ".."),
  ])
  func `the parent is what comes before the last name`(path: String, parent: String) {
    #expect(DurableFile.parent(of: path) == parent)
  }

  // MARK: Open files

  @Test func `bytes are read and written in place`() throws {
    let file = try OpenFile(path, for: .writingOrCreating)
    try file.write([1, 2, 3, 4])
    try file.write([9, 9], at: 1)
    try file.sync()
    #expect(try file.read(10, at: 0) == [1, 9, 9, 4])
    #expect(try file.read(2, at: 2) == [9, 4])
    #expect(try file.read(2, at: 4) == [])
    let status = try file.status()
    #expect(status.byteCount == 4)
    #expect(status.permissions == 0o600)
    #expect(status.owner == geteuid())
    #expect(status.identity == FileIdentity(path: path))
  }

  @Test func `a file is read to its end, or to one byte past the limit`() throws {
    let bytes = (0..<70_000).map { UInt8(truncatingIfNeeded: $0) }
    try DurableFile.write(bytes, toNew: path)
    #expect(try OpenFile(path, for: .reading).read(limit: 70_000) == bytes)
    #expect(try OpenFile(path, for: .reading).read(limit: 1 << 24) == bytes)
    #expect(try OpenFile(path, for: .reading).read(limit: 9) == Array(bytes[..<10]))
    var counts: [Int] = []
    try OpenFile(path, for: .reading).forEachChunk(ofBytes: 40_000) { chunk in
      counts.append(chunk.count)
      return true
    }
    #expect(counts == [40_000, 30_000])
  }

  @Test(arguments: OpenFile.Purpose.allCases.filter { $0 != .directory })
  func `a pipe with a name is neither waited for nor taken for a file`(
    purpose: OpenFile.Purpose
  ) throws {
    #expect(mkfifo(path, 0o600) == 0)
    let failure = #expect(throws: FileFailure.self) { _ = try OpenFile(path, for: purpose) }
    #expect(purpose == .creating ? failure?.isTaken == true : failure?.unfit == .kind("a pipe"))
  }

  @Test(arguments: OpenFile.Purpose.allCases.filter { $0 != .directory && $0 != .creating })
  func `a directory, a device and a link are not taken for a file`(
    purpose: OpenFile.Purpose
  ) throws {
    #expect(throws: FileFailure.self) { _ = try OpenFile(directory.path, for: purpose) }
    let failure = #expect(throws: FileFailure.self) { _ = try OpenFile("/dev/zero", for: purpose) }
    #expect(failure?.unfit == .kind("a device") || failure?.code == EACCES)
    try DurableFile.write([7], toNew: directory.path("elsewhere"))
    try FileManager.default.createSymbolicLink(
      atPath: path, withDestinationPath: directory.path("elsewhere"))
    // A person may name a file by a link.
    if purpose == .readingNamed {
      #expect(try OpenFile(path, for: purpose).read(limit: 9) == [7])
    } else {
      let failure = #expect(throws: FileFailure.self) { _ = try OpenFile(path, for: purpose) }
      #expect(failure?.unfit == .kind("a link"))
    }
  }

  @Test func `a pipe that was handed over is read until its other end is closed`() throws {
    var ends: [Int32] = [0, 0]
    #expect(pipe(&ends) == 0)
    let (reading, writing) = (ends[0], ends[1])
    let writer = Thread {
      try? StandardStream.write([UInt8](repeating: 7, count: 200_000), to: writing)
      close(writing)
    }
    writer.start()
    let bytes = try OpenFile("/dev/fd/\(reading)", for: .readingNamed).read(limit: 1 << 20)
    #expect(bytes == [UInt8](repeating: 7, count: 200_000))
    #expect(close(reading) == 0)
  }

  @Test(.enabled(if: geteuid() == 0, "only root can become somebody else"))
  func `another account's file is not used as ours`() async throws {
    try DurableFile.write([1], toNew: path)
    #expect(chmod(directory.path, 0o755) == 0 && chmod(path, 0o666) == 0)
    await #expect(processExitsWith: .success) { [path = path as String] in
      #expect(setuid(65_534) == 0)
      for purpose in [OpenFile.Purpose.readingOwn, .writing, .writingOrCreating] {
        let failure = #expect(throws: FileFailure.self) { _ = try OpenFile(path, for: purpose) }
        #expect(failure?.unfit == .foreign)
      }
      let bytes = try OpenFile(path, for: .readingNamed).read(limit: 9)
      #expect(bytes == [1])
    }
  }

  @Test func `what is opened is not inherited`() throws {
    for purpose in [OpenFile.Purpose.writingOrCreating, .reading, .readingNamed] {
      let file = try OpenFile(path, for: purpose)
      #expect(file.lend { fcntl($0, F_GETFD) } == FD_CLOEXEC)
    }
  }

  @Test func `a file that is kept is read, is missing, or is told to be unreadable`() throws {
    #expect(try DurableFile.read(path, limit: 9) == nil)
    try DurableFile.write([1, 2, 3], toNew: path)
    #expect(try DurableFile.read(path, limit: 3) == [1, 2, 3])
    let failure = #expect(throws: FileFailure.self) { try DurableFile.read(path, limit: 2) }
    #expect(failure?.code == EFBIG)
    #expect(throws: FileFailure.self) { try DurableFile.read(directory.path, limit: 2) }
  }

  @Test func `a file for which no descriptor is left is not called missing`() async throws {
    try DurableFile.write([1], toNew: path)
    await #expect(processExitsWith: .success) { [path = path as String] in
      var limit = rlimit(rlim_cur: 3, rlim_max: 3)
      #expect(setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0)
      let failure = #expect(throws: FileFailure.self) { try DurableFile.read(path, limit: 9) }
      #expect(failure?.code == EMFILE)
    }
  }

  @Test func `a full file system is told, and leaves no file`() async {
    await #expect(processExitsWith: .success) { [directory = directory.path as String] in
      signal(SIGXFSZ, SIG_IGN)
      var limit = rlimit(rlim_cur: 1_000, rlim_max: 1_000)
      #expect(setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit) == 0)
      // The first 1,000 bytes are taken: a short count, and only the next call gives the reason.
      let failure = #expect(throws: FileFailure.self) {
        try DurableFile.replace(directory + "/file", with: [UInt8](repeating: 1, count: 1_500))
      }
      #expect(failure?.action == .write)
      #expect(failure?.code == EFBIG)
      #expect((try? FileManager.default.contentsOfDirectory(atPath: directory)) == [])
    }
  }

  @Test func `what is written to while it is read is told apart from what is not`() throws {
    try DurableFile.create(path, holding: [UInt8](repeating: 1, count: 1 << 20))
    #expect(try OpenFile(path, for: .readingNamed).readUnchanged(limit: 1 << 20)?.count == 1 << 20)
    let (path, isMet) = (path, Flag())
    let writer = Thread {
      while !isMet.isRaised, let file = fopen(path, "a") {
        fputc(1, file)
        fclose(file)
      }
    }
    writer.start()
    defer { isMet.raise() }
    // Until the two meet.
    while try OpenFile(path, for: .readingNamed).readUnchanged(limit: 1 << 30) != nil {}
  }
}

/// Seen by another thread.
private final class Flag: Sendable {
  private let state = Mutex(false)
  var isRaised: Bool { state.withLock { $0 } }
  func raise() { state.withLock { $0 = true } }
}

struct StandardStreamTests {
  @Test func `more than a pipe holds is written and read whole, and the ends stay open`() throws {
    var ends: [Int32] = [0, 0]
    #expect(pipe(&ends) == 0)
    let (reading, writing) = (ends[0], ends[1])
    let bytes = (0..<300_000).map { UInt8(truncatingIfNeeded: $0 / 251) }
    let writer = Thread {
      try? StandardStream.write(bytes, to: writing)
      close(writing)
    }
    writer.start()
    #expect(try StandardStream.read(reading, limit: 300_000) == bytes)
    #expect(close(reading) == 0)
  }

  @Test func `what has no end is read a piece beyond the limit`() throws {
    let endless = open("/dev/zero", O_RDONLY)
    defer { close(endless) }
    for limit in [0, 10, 65_536, 100_000] {
      let count = try StandardStream.read(endless, limit: limit).count
      #expect(count > limit && count <= limit + 65_536)
    }
  }

  @Test func `a descriptor that is not open is told`() {
    let failure = #expect(throws: FileFailure.self) { try StandardStream.write([1], to: 9_999) }
    #expect(failure?.code == EBADF)
  }
}

extension StandardStreamTests {
  @Test(arguments: [[0], [1], [2], [0, 1], [1, 2], [0, 1, 2]] as [[Int32]])
  func `a closed standard stream gives its number to no file, and still fails`(
    closed: [Int32]
  ) async throws {
    let directory = try TemporaryDirectory("streams")
    await #expect(processExitsWith: .success) {
      [closed = closed as [Int32], path = directory.path("file") as String] in
      for number in closed { close(number) }
      try StandardStream.fill()
      let file = try OpenFile(path, for: .writingOrCreating)
      let number = file.lend { $0 }
      try? StandardStream.write([1], to: 1)
      try? StandardStream.write([1], to: 2)
      // What it says goes to a descriptor that may be closed: the exit code tells.
      guard number > 2, try file.read(9, at: 0) == [] else { exit(EXIT_FAILURE) }
      if closed.contains(0), (try? StandardStream.read(0, limit: 64)) != nil { exit(EXIT_FAILURE) }
      for number in closed where number > 0 {
        if (try? StandardStream.write([1], to: number)) != nil { exit(EXIT_FAILURE) }
      }
    }
  }
}

struct FileLockTests {
  private let directory: TemporaryDirectory
  private var path: String { directory.path("lock") }

  init() throws { directory = try TemporaryDirectory("lock") }

  @Test func `one holds it at a time, until release or the end of its life`() throws {
    let lock = try FileLock(waitingAt: path)
    #expect(TemporaryDirectory.mode(of: path) == 0o600)
    let other = try OpenFile(path, for: .writing)
    #expect(try other.tryLock() == false)
    lock.release()
    #expect(try other.tryLock())
  }

  @Test func `a file that is closed gives its lock back`() throws {
    _ = try FileLock(waitingAt: path)
    #expect(try OpenFile(path, for: .writing).tryLock())
    #expect(try OpenFile(path, for: .writing).tryLock())
  }

  @Test func `a signal does not end the wait`() async {
    await #expect(processExitsWith: .success) { [path = path as String] in
      // Without SA_RESTART, so that flock(2) fails with EINTR.
      var action = sigaction()
      action.__sigaction_handler.sa_handler = { _ in }
      #expect(sigaction(SIGUSR1, &action, nil) == 0)
      let held = try FileLock(waitingAt: path)
      let waiter = Waiter(path)
      waiter.signal(times: 50)
      #expect(!waiter.hasLock)
      held.release()
      waiter.join()
      #expect(waiter.hasLock)
    }
  }
}

/// A thread that waits for a lock.
private final class Waiter: @unchecked Sendable {
  private let path: String
  private let lock = NSLock()
  private var gotLock = false
  private var isStarted = false
  private var thread = pthread_t()

  init(_ path: String) {
    self.path = path
    let run: @convention(c) (UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? = { raw in
      if let raw { Unmanaged<Waiter>.fromOpaque(raw).takeRetainedValue().wait() }
      return nil
    }
    pthread_create(&thread, nil, run, Unmanaged.passRetained(self).toOpaque())
  }

  var hasLock: Bool { lock.withLock { gotLock } }

  private func wait() {
    lock.withLock { isStarted = true }
    guard let lock = try? FileLock(waitingAt: path) else { return }
    self.lock.withLock { gotLock = true }
    lock.release()
  }

  func signal(times: Int) {
    while !lock.withLock({ isStarted }) { sched_yield() }
    for _ in 0..<times {
      pthread_kill(thread, SIGUSR1)
      for _ in 0..<100 { sched_yield() }
    }
  }

  func join() { pthread_join(thread, nil) }
}
