internal import CLMDB
internal import DurableFile
internal import Glibc
internal import Synchronization

/// The steps from a path to an open environment, undone in order when one of them fails.
struct EnvironmentOpening {
  let handle: EnvironmentHandle
  let claimed: Set<FileIdentity>
  let pin: DirectoryPin
  /// The data file that is open.
  let dataFile: FileIdentity
  /// Reader slots of killed processes that were freed.
  let staleReaders: Int
  /// Why the files are only inspected; nil when they are not.
  let inspection: Environment.Inspection?
  /// The newest one at the opening.
  let transactionID: Int

  /// Opens for what is configured, or inspects where that is configured and nothing else can be
  /// done.
  static func open(
    _ directory: String, configuration: Environment.Configuration
  ) throws(LMDBError) -> EnvironmentOpening {
    // Whatever is printed must not find its way into a file that is opened here.
    do throws(FileFailure) {
      try StandardStream.fill()
    } catch {
      throw Failure(operation: "open", code: error.code)
        .openingError(path: directory, mapSizeBytes: 0)
    }
    func inspecting(_ reason: Environment.Inspection) throws(LMDBError) -> EnvironmentOpening {
      var inspected = configuration
      inspected.access = .inspecting
      inspected.creates = .nothing
      return try EnvironmentOpening(directory, inspected, reason)
    }
    switch configuration.access {
    case .inspecting: return try inspecting(.asked)
    case .reading: return try EnvironmentOpening(directory, configuration, nil)
    case .writing: break
    }
    if configuration.inspectsUntouched, EnvironmentPart.isUntouched(directory) {
      return try inspecting(.untouched)
    }
    do throws(LMDBError) {
      return try EnvironmentOpening(directory, configuration, nil)
    } catch .readOnlyFileSystem where configuration.inspectsUnwritable {
      return try inspecting(.readOnlyFileSystem)
    } catch .permissionDenied where configuration.inspectsUnwritable {
      // Where reading is not permitted either, that is said again.
      return try inspecting(.notPermitted)
    }
  }

  private init(
    _ directory: String, _ configuration: Environment.Configuration,
    _ inspection: Environment.Inspection?
  ) throws(LMDBError) {
    self.inspection = inspection
    try DirectoryPreparation.prepare(directory, configuration: configuration)
    try EnvironmentPart.check(directory, configuration)
    let pin = try DirectoryPin(path: directory)
    let before = OpenEnvironments.identities(in: directory)
    guard OpenEnvironments.claim(before) else {
      pin.release()
      throw .alreadyOpen(path: directory)
    }
    do throws(LMDBError) {
      try DataFileProof.check(in: directory, configuration)
      handle = try Self.open(directory, configuration: configuration)
    } catch {
      OpenEnvironments.release(before) { pin.release() }
      throw error
    }
    self.pin = pin
    // The files that were missing exist now; the directory's claim has kept others away from them.
    let created = OpenEnvironments.identities(in: directory).subtracting(before)
    let isAlone = OpenEnvironments.claim(created)
    claimed = isAlone ? before.union(created) : before
    do throws(LMDBError) {
      guard isAlone else { throw .alreadyOpen(path: directory) }
      // LMDB opens two files by their names, one after the other: with an exchange in between, the
      // lock of one database would guard the data of another.
      guard let dataFile = Self.dataFile(of: handle), pin.identity == FileIdentity(path: directory)
      else { throw .replacedMeanwhile(path: directory) }
      self.dataFile = dataFile
      transactionID = EnvironmentInfo.newestTransactionID(of: handle)
      if !created.isEmpty { try DirectoryPreparation.sync(directory) }
      staleReaders = try Environment.clearStaleReaders(of: handle)
    } catch {
      let raw = handle.raw
      OpenEnvironments.release(claimed) {
        mdb_env_close(raw)
        pin.release()
      }
      throw error
    }
  }

  private static func dataFile(of handle: EnvironmentHandle) -> FileIdentity? {
    var descriptor: mdb_filehandle_t = -1
    guard mdb_env_get_fd(handle.raw, &descriptor) == MDB_SUCCESS else { return nil }
    return FileIdentity(descriptor: descriptor)
  }

  /// The smallest map that is tried when the system refuses a larger one.
  private static var smallestMapBytes: Int { 1 << 30 }

  private static func open(
    _ directory: String, configuration: Environment.Configuration
  ) throws(LMDBError) -> EnvironmentHandle {
    let page = Int(sysconf(Int32(_SC_PAGESIZE)))
    var sizeBytes = max(1, (configuration.mapSizeBytes - 1) / page + 1) * page
    while true {
      do throws(Failure) {
        return try open(directory, configuration: configuration, mapSizeBytes: sizeBytes)
      } catch {
        guard error.code == ENOMEM, sizeBytes / 2 >= smallestMapBytes else {
          throw error.openingError(path: directory, mapSizeBytes: sizeBytes)
        }
        sizeBytes /= 2
      }
    }
  }

  private static func open(
    _ directory: String, configuration: Environment.Configuration, mapSizeBytes: Int
  ) throws(Failure) -> EnvironmentHandle {
    var created: OpaquePointer?
    let code = mdb_env_create(&created)
    guard code == MDB_SUCCESS, let raw = created else {
      throw Failure(operation: "mdb_env_create", code: code)
    }
    // What LMDB finds impossible in a page it prints and aborts at. To whoever answers signals it
    // is the same as a page that is not there.
    mdb_env_set_assert(raw) { _, _ in _ = raise(SIGBUS) }
    // NOTLS: a reader slot belongs to its transaction, not to a thread, so that a thread may hold
    // several. None of LMDB's flags that trade durability for speed are set, ever.
    var flags = UInt32(MDB_NOTLS)
    switch configuration.access {
    case .writing: break
    case .reading: flags |= UInt32(MDB_RDONLY)
    case .inspecting: flags |= UInt32(MDB_RDONLY | MDB_NOLOCK)
    }
    let steps: [(String, () -> Int32)] = [
      ("mdb_env_set_mapsize", { mdb_env_set_mapsize(raw, mapSizeBytes) }),
      ("mdb_env_set_maxdbs", { mdb_env_set_maxdbs(raw, MDB_dbi(configuration.maxTables)) }),
      ("mdb_env_set_maxreaders", { mdb_env_set_maxreaders(raw, UInt32(configuration.maxReaders)) }),
      ("mdb_env_open", { mdb_env_open(raw, directory, flags, configuration.fileMode) }),
    ]
    for (operation, step) in steps {
      let code = step()
      guard code == MDB_SUCCESS else {
        mdb_env_close(raw)
        throw Failure(operation: operation, code: code)
      }
    }
    return EnvironmentHandle(raw: raw)
  }
}

/// Makes sure that `path` is a directory that LMDB may be opened in.
enum DirectoryPreparation {
  static func prepare(
    _ path: String, configuration: Environment.Configuration
  ) throws(LMDBError) {
    var status = stat()
    if stat(path, &status) != 0 {
      let failure = Failure(operation: "stat", code: errno)
      guard failure.code == ENOENT, configuration.creates == .all, configuration.access == .writing
      else { throw failure.openingError(path: path, mapSizeBytes: 0) }
      try create(path, mode: configuration.directoryMode)
    } else if status.st_mode & S_IFMT != S_IFDIR {
      throw .notADirectory(path: path)
    }
    guard let kind = FileSystemKind(path: path) else {
      throw Failure(operation: "statfs", code: errno).openingError(path: path, mapSizeBytes: 0)
    }
    if let name = kind.networkName { throw .networkFileSystem(path: path, kind: name) }
    if kind.isReadOnly, configuration.access != .inspecting {
      throw .readOnlyFileSystem(path: path)
    }
  }

  /// Creates the directory and those above it, each made durable in its own parent.
  static func create(_ path: String, mode: UInt32) throws(LMDBError) {
    let parent = DurableFile.parent(of: path)
    if parent != path, access(parent, F_OK) != 0 { try create(parent, mode: mode) }
    if mkdir(path, mode) != 0, errno != EEXIST {
      throw Failure(operation: "mkdir", code: errno).openingError(path: path, mapSizeBytes: 0)
    }
    try sync(parent)
  }

  /// Makes the names in a directory durable; LMDB syncs its file, never the directory around it.
  static func sync(_ path: String) throws(LMDBError) {
    do throws(FileFailure) {
      try DurableFile.syncFolder(path)
    } catch {
      // A parent that may be entered but not listed cannot be synced by us.
      if error.action == .open, error.code == EACCES { return }
      let failure = Failure(operation: error.action == .open ? "open" : "fsync", code: error.code)
      throw error.action == .open
        ? failure.openingError(path: path, mapSizeBytes: 0) : failure.error()
    }
  }
}

/// The two files of an environment, looked at before LMDB opens them: it follows links, waits for
/// pipes, and writes into whatever is there.
enum EnvironmentPart: String, CaseIterable {
  case data = "data.mdb"
  case lock = "lock.mdb"

  /// Whether there is a database that has no lock file.
  static func isUntouched(_ directory: String) -> Bool {
    var status = stat()
    return lstat(directory + "/" + data.rawValue, &status) == 0
      && lstat(directory + "/" + lock.rawValue, &status) != 0 && errno == ENOENT
  }

  /// Refuses what is no file, and a database that is missing and not to be created.
  static func check(
    _ directory: String, _ configuration: Environment.Configuration
  ) throws(LMDBError) {
    for part in allCases {
      let path = directory + "/" + part.rawValue
      var status = stat()
      if lstat(path, &status) == 0 {
        guard status.st_mode & S_IFMT == S_IFREG else { throw .notAFile(path: path) }
        continue
      }
      let failure = Failure(operation: "lstat", code: errno)
      guard failure.code == ENOENT else {
        throw failure.openingError(path: directory, mapSizeBytes: 0)
      }
      if part == .data, configuration.creates == .nothing || configuration.access != .writing {
        throw .databaseMissing(path: directory, failure)
      }
    }
  }
}

/// Where a directory lies, as far as it matters to memory maps and POSIX locks.
struct FileSystemKind {
  /// The name of the network or shared file system; nil on a local one.
  let networkName: String?
  let isReadOnly: Bool

  /// Nil when the system does not tell.
  init?(path: String) {
    var status = statfs()
    guard statfs(path, &status) == 0 else { return nil }
    networkName = Self.networkName(magic: UInt32(truncatingIfNeeded: status.f_type))
    isReadOnly = status.f_flags & Self.readOnlyFlag != 0
  }

  /// ST_RDONLY in `statfs.f_flags`, statfs(2).
  private static var readOnlyFlag: Int { 1 }

  /// Names the file systems that LMDB cannot be trusted on, by their number in statfs(2) and the
  /// kernel's `magic.h`. FUSE is among them, because sshfs and its like cannot be told apart.
  static func networkName(magic: UInt32) -> String? {
    switch magic {
    case 0x6969: "NFS"
    case 0x517B: "SMB"
    case 0xFF53_4D42: "CIFS"
    case 0xFE53_4D42: "SMB2"
    case 0x0102_1997: "9P"
    case 0x6573_5546: "FUSE"
    case 0x5346_414F, 0x6B41_4653: "AFS"
    case 0x7375_7245: "Coda"
    case 0x00C3_6400: "Ceph"
    case 0x0BD0_0BD0: "Lustre"
    case 0x0116_1970: "GFS2"
    case 0x7461_636F: "OCFS2"
    case 0x564C: "NCP"
    case 0x786F_4256: "VirtualBox shared folder"
    case 0xBACB_ACBC: "VMware shared folder"
    default: nil
    }
  }
}

/// The files of all environments that this process has open.
///
/// LMDB must not be opened twice in one process: closing the second drops the first one's POSIX
/// locks (`lmdb.h`, caveats). The directory counts and the files in it, so that symbolic links,
/// other spellings of the path and hard links are all recognised.
enum OpenEnvironments {
  private static let identities = Mutex<Set<FileIdentity>>([])

  /// Takes what exists in `directory` now; false, taking nothing, when any of it is taken.
  static func claim(_ wanted: Set<FileIdentity>) -> Bool {
    identities.withLock { open in
      guard open.isDisjoint(with: wanted) else { return false }
      open.formUnion(wanted)
      return true
    }
  }

  /// Gives back what was claimed, together with `closing` it: as soon as a removed file is closed,
  /// another may get its inode, and must not find it taken.
  static func release(_ claimed: Set<FileIdentity>, closing: () -> Void) {
    identities.withLock { open in
      closing()
      open.subtract(claimed)
    }
  }

  static func identities(in directory: String) -> Set<FileIdentity> {
    let paths = [directory, directory + "/data.mdb", directory + "/lock.mdb"]
    return Set(paths.compactMap(FileIdentity.init(path:)))
  }
}

/// Keeps a directory's inode from being given to another one, should it be removed while open.
///
/// LMDB pins its files in the same way, by having them open; `OpenEnvironments` relies on it.
struct DirectoryPin: Sendable {
  private let descriptor: Int32

  init(path: String) throws(LMDBError) {
    descriptor = open(path, Self.pathOnly | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else {
      throw Failure(operation: "open", code: errno).openingError(path: path, mapSizeBytes: 0)
    }
  }

  /// O_PATH of open(2), which the Glibc module leaves out: no permission to read is needed.
  private static var pathOnly: Int32 { 0o10_000_000 }

  /// Of the directory that is held, whatever its name is by now.
  var identity: FileIdentity? { FileIdentity(descriptor: descriptor) }

  func release() { close(descriptor) }
}

/// Asks the system for address space that is not used, to learn whether it would be given.
enum AddressSpace {
  /// The system's code when it refuses a map of so many bytes; nil when it would give it.
  static func refusal(ofBytes sizeBytes: Int) -> Int32? {
    guard sizeBytes > 0 else { return nil }
    let map = mmap(nil, sizeBytes, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0)
    if map == MAP_FAILED { return errno }
    munmap(map, sizeBytes)
    return nil
  }
}
