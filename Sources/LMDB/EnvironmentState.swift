internal import CLMDB
internal import DurableFile
internal import Synchronization

/// What an environment keeps under its lock: live transactions and open tables.
///
/// LMDB leaves three things to its caller: the map may only change while no transaction of the
/// process is live; the environment may only close then, too; and a table opened inside a
/// transaction belongs to it until it ends, with no other opening one meanwhile.
struct EnvironmentState: Sendable {
  let handle: EnvironmentHandle
  let path: String
  let maxTables: Int
  /// The files to give back to `OpenEnvironments` when closed.
  let claimed: Set<FileIdentity>
  let pin: DirectoryPin
  private(set) var liveCount = 0
  private(set) var isClosing = false
  private(set) var isClosed = false
  /// The thread of the live write transaction: LMDB's write lock would wait for itself.
  var writerThread: UInt?
  private var lastTicket: UInt64 = 0
  private var generation = 0
  private var tables: [String: Table] = [:]
  private var serials: [UInt64] = []
  /// The transaction that has opened tables and has not ended.
  private var openerTicket: UInt64?
  private(set) var infoAtClose: EnvironmentInfo?

  private static let lastSerial = Atomic<UInt64>(0)

  init(_ opening: EnvironmentOpening, path: String, maxTables: Int) {
    handle = opening.handle
    claimed = opening.claimed
    pin = opening.pin
    self.path = path
    self.maxTables = maxTables
  }

  // MARK: Live transactions

  mutating func admit() throws(LMDBError) -> Admission {
    guard !isClosing else { throw .closed }
    liveCount += 1
    lastTicket += 1
    return Admission(ticket: lastTicket, generation: generation, serials: serials)
  }

  func isCurrent(_ admission: Admission) -> Bool { admission.generation == generation }

  /// Whether this transaction has opened tables that others have not seen yet.
  func isOpener(_ admission: Admission) -> Bool { openerTicket == admission.ticket }

  /// Ends a transaction's stay, and closes the environment if it was only waiting for that.
  mutating func dismiss(_ admission: Admission) {
    if isOpener(admission) { openerTicket = nil }
    liveCount -= 1
    if isClosing, liveCount == 0 { closeNow() }
  }

  /// Lets tables opened by a transaction serve all that begin from now on.
  mutating func publish(_ opened: [Table]) {
    generation += 1
    for table in opened {
      tables[table.name] = table
      while serials.count <= Int(table.slot) { serials.append(0) }
      serials[Int(table.slot)] = table.serial
    }
  }

  // MARK: The map

  /// Sets the map's size, 0 for what the file says, while nothing of this process looks into it.
  mutating func remap(to sizeBytes: Int) throws(LMDBError) {
    let before = EnvironmentInfo(of: handle, path: path)
    // LMDB drops the old map before it asks for the new one, so ask the system first.
    if let code = AddressSpace.refusal(ofBytes: sizeBytes) {
      throw Failure(operation: "mmap", code: code)
        .openingError(path: path, mapSizeBytes: sizeBytes)
    }
    let code = mdb_env_set_mapsize(handle.raw, sizeBytes)
    guard code != MDB_SUCCESS else { return }
    // Without a map nothing may touch this environment any more, not even to ask its size.
    infoAtClose = before
    isClosing = true
    if liveCount == 0 { closeNow() }
    throw Failure(operation: "mdb_env_set_mapsize", code: code)
      .openingError(path: path, mapSizeBytes: sizeBytes)
  }

  /// Closes at once, or when the last live transaction ends.
  mutating func close() {
    guard !isClosing else { return }
    isClosing = true
    if liveCount == 0 { closeNow() }
  }

  private mutating func closeNow() {
    infoAtClose = infoAtClose ?? EnvironmentInfo(of: handle, path: path)
    OpenEnvironments.release(claimed) {
      mdb_env_close(handle.raw)
      pin.release()
    }
    isClosed = true
  }

  // MARK: Tables

  /// Opens a table inside a transaction; nil when it is missing and not to be created.
  mutating func openTable(
    named name: String, keys: KeyOrder, creates: Bool, in handle: TransactionHandle,
    _ admission: Admission
  ) throws(LMDBError) -> Table? {
    if let table = tables[name] {
      guard table.slot < admission.serials.count,
        admission.serials[Int(table.slot)] == table.serial
      else { throw .transactionPredatesTable(table: name) }
      return table
    }
    // LMDB would take a slot that others have filled since this transaction began.
    guard isCurrent(admission) else { throw .transactionPredatesTable(table: name) }
    if let openerTicket, openerTicket != admission.ticket {
      throw .tableOpenedElsewhere(table: name)
    }
    var flags: UInt32 = keys == .integer ? UInt32(MDB_INTEGERKEY) : 0
    if creates { flags |= UInt32(MDB_CREATE) }
    var slot: MDB_dbi = 0
    let code = mdb_dbi_open(handle.raw, name, flags, &slot)
    if code == MDB_NOTFOUND { return nil }
    if code == MDB_DBS_FULL {
      throw .tablesFull(
        maxTables: maxTables, Failure(operation: "mdb_dbi_open", code: code))
    }
    guard code == MDB_SUCCESS else { throw Failure(operation: "mdb_dbi_open", code: code).error() }
    openerTicket = admission.ticket
    return Table(
      name: name, keys: try Self.keys(of: slot, named: name, asked: keys, in: handle), slot: slot,
      serial: Self.lastSerial.add(1, ordering: .relaxed).newValue)
  }

  /// What the file says of a table's keys, which outranks what was asked for at open.
  private static func keys(
    of slot: MDB_dbi, named name: String, asked: KeyOrder, in handle: TransactionHandle
  ) throws(LMDBError) -> KeyOrder {
    var flags: UInt32 = 0
    let code = mdb_dbi_flags(handle.raw, slot, &flags)
    guard code == MDB_SUCCESS else { throw Failure(operation: "mdb_dbi_flags", code: code).error() }
    switch flags {
    case 0: return .bytes
    case UInt32(MDB_INTEGERKEY): return .integer
    default: throw .tableHasOtherKeys(table: name, keys: nil, asked: asked)
    }
  }
}

/// A transaction's ticket: what its environment knew when it began.
struct Admission: Sendable {
  /// Unique in the environment.
  let ticket: UInt64
  /// How often tables had been published to later transactions.
  let generation: Int
  /// The serial of each open table by its slot; 0 where none is.
  var serials: [UInt64]
}

/// LMDB's environment, which any thread may use.
struct EnvironmentHandle: @unchecked Sendable {
  let raw: OpaquePointer
}

/// LMDB's transaction. It crosses threads only while its environment's lock is held.
struct TransactionHandle: @unchecked Sendable {
  let raw: OpaquePointer
}
