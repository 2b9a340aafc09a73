internal import CLMDB
internal import Glibc

/// The steps from a path to an open environment, undone in order when one of them fails.
struct EnvironmentOpening {
  let handle: EnvironmentHandle
  let claimed: Set<FileIdentity>
  let pin: DirectoryPin
  /// The data file that is open.
  let dataFile: FileIdentity
  /// Reader slots of killed processes that were freed.
  let staleReaders: Int

  init(directory: String, configuration: Environment.Configuration) throws(LMDBError) {
    try DirectoryPreparation.prepare(directory, configuration: configuration)
    let pin = try DirectoryPin(path: directory)
    let before = OpenEnvironments.identities(in: directory)
    guard OpenEnvironments.claim(before) else {
      pin.release()
      throw .alreadyOpen(path: directory)
    }
    do throws(LMDBError) {
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
    // NOTLS: a reader slot belongs to its transaction, not to a thread, so that a thread may hold
    // several. None of LMDB's flags that trade durability for speed are set, ever.
    var flags = UInt32(MDB_NOTLS)
    if configuration.isReadOnly { flags |= UInt32(MDB_RDONLY) }
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
