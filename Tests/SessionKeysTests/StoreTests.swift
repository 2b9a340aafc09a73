import Foundation
import Glibc
import Testing

@testable import SessionKeys

/// Where sessions are kept, and what is not taken for it.
struct StoreTests {
  private static func bytes(_ text: String) -> SecretBytes {
    var bytes = SecretBytes(room: 64)
    bytes.append(Array(text.utf8))
    return bytes
  }

  private static func text(_ bytes: consuming SecretBytes?) -> String? {
    guard let bytes else { return nil }
    return bytes.withBytes { String(decoding: $0, as: UTF8.self) }
  }

  private static func name() -> String {
    "candor-session.test\(UInt64.random(in: 0 ... .max)).1"
  }

  @Test(arguments: SessionFixture.Kind.allCases)
  func `what is put is there until it is removed`(kind: SessionFixture.Kind) throws {
    let fixture = try SessionFixture(kind)
    let store = fixture.store
    let name = Self.name()
    #expect(Self.text(try store.get(name)) == nil)
    try store.put(name, Self.bytes("first"), seconds: 60)
    try store.put(name, Self.bytes("second"), seconds: 60)
    #expect(Self.text(try store.get(name)) == "second")
    #expect(store.names(beginning: name) == [name])
    store.remove(name)
    #expect(Self.text(try store.get(name)) == nil)
    #expect(store.names(beginning: name).isEmpty)
    withExtendedLifetime(fixture) {}
  }

  @Test func `the kernel forgets by itself, and only possessors reach a key`() throws {
    let store = try KernelKeyStore.find().get()
    let name = Self.name()
    try store.put(name, Self.bytes("secret"), seconds: 3600)
    defer { store.remove(name) }
    // serial, flags, uses, time left, permissions, owner …, description (proc_keys(5)).
    // The list may lack a key while others come and go, as they do in the tests beside this one.
    var (keys, found) = ("", Substring?.none)
    for _ in 0..<50 where found == nil {
      keys = try Self.whole("/proc/keys")
      found = keys.split(separator: "\n").first { $0.contains(name) }
    }
    let line = try #require(found)
    let fields = line.split(separator: " ")
    #expect(["59m", "60m", "1h"].contains(fields[3]), "\(line)")
    #expect(fields[4] == "2f000000")
    #expect(!keys.contains("secret"))
  }

  @Test func `a folder forgets by the machine's time`() throws {
    let directory = try MemoryDirectory()
    let name = Self.name()
    try directory.runtime.put(name, Self.bytes("due"), seconds: 0)
    #expect(Self.text(try directory.runtime.get(name)) == nil)
    #expect(directory.names.isEmpty)
    try directory.runtime.put(name, Self.bytes("due"), seconds: 0)
    try directory.runtime.put(Self.name(), Self.bytes("kept"), seconds: 60)
    #expect(directory.names.count == 1)
  }

  @Test func `any flipped bit of a folder's file, another's name and a cut are refused`() throws {
    let directory = try MemoryDirectory()
    let name = Self.name()
    try directory.runtime.put(name, Self.bytes("secret"), seconds: 60)
    let file = URL(filePath: directory.folder + "/" + name)
    let whole = try Data(contentsOf: file)
    func expectRefused(_ bytes: Data, _ what: String) throws {
      try bytes.write(to: file)
      chmod(directory.folder + "/" + name, 0o600)
      do throws(SessionError) {
        // By a flipped bit of its time it may be due, and is forgotten then.
        #expect(Self.text(try directory.runtime.get(name)) == nil, "\(what)")
      } catch {
        #expect(error == .unreadable(what: "its file was changed or damaged"), "\(what)")
      }
    }
    for bit in 0..<whole.count * 8 {
      var flipped = whole
      flipped[bit / 8] ^= 1 << (bit % 8)
      try expectRefused(flipped, "bit \(bit)")
    }
    try expectRefused(whole.dropLast(), "one byte less")
    try expectRefused(whole + [0], "one byte more")
    let other = Self.name()
    try directory.runtime.put(other, Self.bytes("another's"), seconds: 60)
    try expectRefused(
      try Data(contentsOf: URL(filePath: directory.folder + "/" + other)), "another's file")
  }

  @Test func `a folder and its files are for their owner alone`() throws {
    let directory = try MemoryDirectory()
    let name = Self.name()
    try directory.runtime.put(name, Self.bytes("secret"), seconds: 60)
    #expect(Self.mode(directory.folder) == 0o700)
    #expect(Self.mode(directory.folder + "/" + name) == 0o600)
    chmod(directory.folder + "/" + name, 0o640)
    #expect(Self.text(try directory.runtime.get(name)) == nil)
  }

  @Test func `a link is not followed`() throws {
    let directory = try MemoryDirectory()
    let name = Self.name()
    try directory.runtime.put(name, Self.bytes("secret"), seconds: 60)
    let elsewhere = directory.path + "/elsewhere"
    #expect(rename(directory.folder + "/" + name, elsewhere) == 0)
    #expect(symlink(elsewhere, directory.folder + "/" + name) == 0)
    #expect(Self.text(try directory.runtime.get(name)) == nil)
    let linked = try MemoryDirectory()
    #expect(symlink(directory.folder, linked.folder) == 0)
    #expect(throws: Refusal.self) {
      try linked.runtime.put(name, Self.bytes("secret"), seconds: 60)
    }
  }

  @Test func `a pipe is neither read nor locked, and not waited for`() throws {
    let directory = try MemoryDirectory()
    let name = Self.name()
    try directory.runtime.put(Self.name(), Self.bytes("kept"), seconds: 60)
    #expect(mkfifo(directory.folder + "/" + name, 0o600) == 0)
    #expect(mkfifo(directory.folder + "/lock", 0o600) == 0)
    #expect(try Self.text(directory.runtime.get(name)) == nil)
    #expect(directory.runtime.lock("lock") == nil)
    try directory.runtime.put(name, Self.bytes("secret"), seconds: 60)
    #expect(try Self.text(directory.runtime.get(name)) == "secret")
  }

  @Test(arguments: [UInt32(0o755), 0o710, 0o500])
  func `a folder of another mode is refused`(mode: UInt32) throws {
    let directory = try MemoryDirectory()
    #expect(mkdir(directory.folder, 0o700) == 0)
    chmod(directory.folder, mode)
    do throws(Refusal) {
      try directory.runtime.put(Self.name(), Self.bytes("secret"), seconds: 60)
      Issue.record("it was taken")
    } catch {
      #expect(error.description.contains("has mode"), "\(error)")
    }
    #expect(directory.names.isEmpty)
  }

  @Test func `a folder on a disk is refused, and nothing is made there`() throws {
    // The repository's own files lie on a disk.
    let disk = URL(filePath: #filePath).deletingLastPathComponent().path(percentEncoded: false)
    let onDisk = RuntimeFolder(candidates: [.init(parent: disk, name: "made-by-a-test")])
    do throws(Refusal) {
      try onDisk.put(Self.name(), Self.bytes("secret"), seconds: 60)
      Issue.record("it was taken")
    } catch {
      #expect(error.description.contains("is no directory in memory"), "\(error)")
    }
    #expect(!FileManager.default.fileExists(atPath: disk + "/made-by-a-test"))
  }

  @Test func `a folder of another account is refused`() throws {
    // Only who may give files away can try it.
    guard geteuid() == 0 else { return }
    let directory = try MemoryDirectory()
    #expect(mkdir(directory.folder, 0o700) == 0)
    #expect(chown(directory.folder, 12_345, 12_345) == 0)
    do throws(Refusal) {
      try directory.runtime.put(Self.name(), Self.bytes("secret"), seconds: 60)
      Issue.record("it was taken")
    } catch {
      #expect(error.description.contains("belongs to another account"), "\(error)")
    }
  }

  @Test func `where one store refuses, the next one serves, and both are looked in`() throws {
    let (first, second) = (try MemoryDirectory(), try MemoryDirectory())
    #expect(mkdir(first.folder, 0o755) == 0)
    let store = SessionStore(stores: [.folder(first.runtime), .folder(second.runtime)])
    let name = Self.name()
    try store.put(name, Self.bytes("kept"), seconds: 60)
    #expect(second.names == [name])
    #expect(Self.text(try store.get(name)) == "kept")
    chmod(first.folder, 0o700)
    try store.put(name, Self.bytes("moved"), seconds: 60)
    #expect(first.names == [name])
    #expect(second.names.isEmpty)
    #expect(Self.text(try store.get(name)) == "moved")
  }

  @Test func `what a killed process left half written is swept, or signed out`() throws {
    let directory = try MemoryDirectory()
    let name = Self.name()
    try directory.runtime.put(name, Self.bytes("whole"), seconds: 60)
    let later = MachineClock.microseconds() + 60_000_000
    // No process has so high a number (proc(5), pid_max); the third one runs, but its time is over.
    try directory.leave("\(name).new-999999999", until: later)
    try directory.leave("\(name).new-\(getpid())", until: later)
    try directory.leave("\(name)0.new-\(getpid())", until: 0)
    #expect(directory.runtime.names(beginning: name) == [name])
    #expect(Set(directory.names) == [name, "\(name).new-\(getpid())"])
    let store = SessionStore(stores: [.folder(directory.runtime)])
    store.removeAll(beginning: name)
    #expect(directory.names.isEmpty)
  }

  @Test func `what is being written has a name that the sweep knows`() throws {
    let directory = try MemoryDirectory()
    let name = Self.name()
    // Nothing can be written where a directory has that name.
    #expect(mkdir(directory.folder, 0o700) == 0)
    #expect(mkdir(directory.folder + "/\(name).new-\(getpid())", 0o700) == 0)
    #expect(throws: Refusal.self) {
      try directory.runtime.put(name, Self.bytes("secret"), seconds: 60)
    }
  }

  @Test func `a session is found, replaced and removed in whichever folder it lies`() throws {
    let (first, second) = (try MemoryDirectory(), try MemoryDirectory())
    let both = RuntimeFolder(candidates: first.runtime.candidates + second.runtime.candidates)
    let name = Self.name()
    // The first was not named by the environment then.
    try second.runtime.put(name, Self.bytes("then"), seconds: 60)
    try first.runtime.put(Self.name(), Self.bytes("another's"), seconds: 60)
    #expect(Self.text(try both.get(name)) == "then")
    #expect(both.names(beginning: name) == [name])
    try both.put(name, Self.bytes("now"), seconds: 60)
    #expect(second.names.isEmpty)
    #expect(Self.text(try both.get(name)) == "now")
    // Named twice it is one folder all the same.
    let twice = RuntimeFolder(candidates: both.candidates + both.candidates)
    try twice.put(name, Self.bytes("again"), seconds: 60)
    #expect(Self.text(try twice.get(name)) == "again")
    try second.runtime.put(name, Self.bytes("then"), seconds: 60)
    both.remove(name)
    #expect(Self.text(try both.get(name)) == nil)
    #expect(second.names.isEmpty)
  }

  @Test func `no store at all is told with every reason`() throws {
    let directory = try MemoryDirectory()
    #expect(mkdir(directory.folder, 0o755) == 0)
    let store = SessionStore(stores: [.folder(directory.runtime)])
    do throws(SessionError) {
      try store.put(Self.name(), Self.bytes("secret"), seconds: 60)
      Issue.record("it was taken")
    } catch {
      #expect(error.description.contains(directory.folder), "\(error)")
      #expect(error.description.contains("--as NAME"))
    }
  }

  /// A file of /proc says nothing about its length, so it is read to its end.
  private static func whole(_ path: String) throws -> String {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    defer { close(file) }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = read(file, &chunk, chunk.count)
      guard count >= 0 else { throw POSIXError(.EIO) }
      if count == 0 { return String(decoding: bytes, as: UTF8.self) }
      bytes += chunk[..<count]
    }
  }

  private static func mode(_ path: String) -> UInt32? {
    var status = stat()
    return lstat(path, &status) == 0 ? status.st_mode & 0o777 : nil
  }
}

/// Where a terminal session is looked up.
struct TerminalLookupTests {
  @Test func `a descriptor that is missing is not taken for nobody being signed in`() async throws {
    await #expect(processExitsWith: .success) {
      var limit = rlimit(rlim_cur: 3, rlim_max: 3)
      #expect(setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0)
      let error = #expect(throws: SessionError.self) { try TerminalSession.current() }
      guard case .notExamined? = error else { exit(EXIT_FAILURE) }
    }
  }
}
