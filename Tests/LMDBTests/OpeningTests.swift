import Foundation
import TestSupport
import Testing

@testable import LMDB

struct OpeningTests {
  let directory: TemporaryDirectory

  init() throws { directory = try TemporaryDirectory() }

  @Test func `a missing directory is created with those above it, for the owner alone`() throws {
    let path = directory.path("a/b/c")
    let environment = try Environment(directory: path)
    #expect(try mode(path) == 0o700)
    #expect(try mode(directory.path("a")) == 0o700)
    #expect(try mode(path + "/data.mdb") == 0o600)
    #expect(environment.info().path == path)
  }

  @Test func `a missing directory is refused when it is not to be created`() throws {
    let path = directory.path("none")
    #expect(throws: LMDBError.directoryMissing(path: path)) {
      try Environment(directory: path, configuration: .init(creates: .database))
    }
    #expect(throws: LMDBError.directoryMissing(path: path)) {
      try Environment(directory: path, configuration: .init(access: .reading))
    }
    #expect(!FileManager.default.fileExists(atPath: path))
  }

  @Test func `a directory without a database is refused by who only reads`() throws {
    let missing = LMDBError.databaseMissing(
      path: directory.path, Failure(operation: "lstat", code: ENOENT))
    #expect(throws: missing) {
      try Environment(directory: directory.path, configuration: .init(access: .reading))
    }
  }

  @Test func `a file in place of the directory is refused`() throws {
    let path = directory.path("file")
    try Data([1]).write(to: URL(fileURLWithPath: path))
    #expect(throws: LMDBError.notADirectory(path: path)) { try Environment(directory: path) }
    #expect(throws: LMDBError.notADirectory(path: path + "/db")) {
      try Environment(directory: path + "/db")
    }
  }

  @Test(.enabled(if: geteuid() != 0, "root may read everything"))
  func `a directory without permission is refused`() throws {
    let path = directory.path("db")
    try Environment(directory: path).close()
    chmod(path + "/data.mdb", 0)
    let error = try #require(throws: LMDBError.self) { try Environment(directory: path) }
    guard case .permissionDenied(path, _) = error else { return #expect(Bool(false), "\(error)") }
  }

  @Test(arguments: [
    (EACCES, "no permission"), (EPERM, "no permission"), (EROFS, "mounted read-only"),
    (ENOENT, "there is no data.mdb"), (ENOTDIR, "not a directory"),
    (ENOMEM, "refuses to map 77 bytes"), (ENOSPC, "the disk or the quota is full"),
    (-30_793, "not an LMDB file"), (-30_794, "another LMDB version"),
    (-30_796, "structure is damaged"), (EIO, "look at the code"),
  ])
  func `each failure of opening has its own words`(code: Int32, words: String) {
    let error = Failure(operation: "mdb_env_open", code: code)
      .openingError(path: "/somewhere", mapSizeBytes: 77)
    #expect("\(error)".contains(words))
    if let failure = error.failure {
      #expect(failure == Failure(operation: "mdb_env_open", code: code))
      #expect("\(error)".contains("mdb_env_open gave \(code)"))
    }
  }

  @Test func `a data file of garbage is refused and left as it is`() throws {
    let path = directory.path("db")
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
    let data = URL(fileURLWithPath: path + "/data.mdb")
    let garbage = Data((0..<16_384).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ 7) })
    try garbage.write(to: data)
    #expect(
      throws: LMDBError.notAnLMDBFile(
        path: path, Failure(operation: "mdb_env_open", code: -30_793))
    ) { try Environment(directory: path) }
    #expect(try Data(contentsOf: data) == garbage)
  }

  @Test func `a data file of another version is refused`() throws {
    let path = directory.path("db")
    try Environment(directory: path).close()
    let data = URL(fileURLWithPath: path + "/data.mdb")
    var bytes = try Data(contentsOf: data)
    // The two meta pages: a 16-byte page header, the magic number, then the version (mdb.c).
    bytes[20] = 9
    bytes[4_096 + 20] = 9
    try bytes.write(to: data)
    #expect(
      throws: LMDBError.versionMismatch(
        path: path, Failure(operation: "mdb_env_open", code: -30_794))
    ) { try Environment(directory: path) }
  }

  @Test func `what failed to open can be opened once it is mended`() throws {
    let path = directory.path("db")
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
    let data = URL(fileURLWithPath: path + "/data.mdb")
    try Data(repeating: 1, count: 8_192).write(to: data)
    #expect(throws: LMDBError.self) { try Environment(directory: path) }
    try FileManager.default.removeItem(at: data)
    #expect(throws: Never.self) { try Environment(directory: path) }
  }

  @Test(
    arguments: [
      (0x6969, "NFS"), (0xFF53_4D42, "CIFS"), (0xFE53_4D42, "SMB2"), (0x517B, "SMB"),
      (0x6573_5546, "FUSE"), (0x0102_1997, "9P"), (0x00C3_6400, "Ceph"), (0x0BD0_0BD0, "Lustre"),
    ] as [(UInt32, String)])
  func `a network file system is known by its number`(magic: UInt32, name: String) {
    #expect(FileSystemKind.networkName(magic: magic) == name)
  }

  @Test(arguments: [0xEF53, 0x5846_5342, 0x9123_683E, 0x0102_1994, 0x2FC1_2FC1] as [UInt32])
  func `ext4, XFS, Btrfs, tmpfs and ZFS are local`(magic: UInt32) {
    #expect(FileSystemKind.networkName(magic: magic) == nil)
  }

  @Test func `an address space that the system refuses is halved until it is given`() throws {
    // 2^47 bytes are the whole address space of a process on x86-64 and 2^48 on arm64.
    let asked = 1 << 50
    let environment = try Environment(
      directory: directory.path("db"), configuration: .init(mapSizeBytes: asked))
    let given = environment.info().mapSizeBytes
    #expect(given < asked && given >= 1 << 30)
    #expect(asked % given == 0)
  }

  @Test func `the usual map is 256 GiB and takes next to nothing on disk`() throws {
    let environment = try Environment(directory: directory.path("db"))
    let info = environment.info()
    #expect(info.mapSizeBytes == 256 << 30)
    #expect(info.maxReaders == 510)
    #expect(info.usedBytes < 1 << 16)
    #expect(info.lastTransactionID == 0)
  }

  private func mode(_ path: String) throws -> Int {
    let attributes = try FileManager.default.attributesOfItem(atPath: path)
    return try #require(attributes[.posixPermissions] as? Int)
  }
}
