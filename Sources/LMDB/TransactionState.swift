internal import CLMDB
internal import Synchronization

/// The inner life of a transaction, shared by both kinds; not for use outside this module.
public final class TransactionState {
  let environment: Environment
  let raw: OpaquePointer
  let isWriting: Bool
  private var admission: Admission
  private var opened: [Table] = []
  private var isEnded = false
  /// Of a write: given back as soon as LMDB's lock is.
  private var turn: HeldTurn?
  /// How many closures are looking at bytes of the map: a write could move what they see.
  var viewCount = 0

  init(
    _ environment: Environment, handle: TransactionHandle, admission: Admission, isWriting: Bool,
    turn: HeldTurn? = nil
  ) {
    self.turn = turn
    self.environment = environment
    raw = handle.raw
    self.admission = admission
    self.isWriting = isWriting
  }

  /// Whether this transaction may use the table; its slot alone could be another table's by now.
  func check(_ table: Table, keys: KeyOrder? = nil) throws(LMDBError) {
    guard !isEnded else { throw .transactionEnded }
    guard table.slot < admission.serials.count,
      admission.serials[Int(table.slot)] == table.serial
    else { throw .tableNotOpen(table: table.name) }
    if let keys, keys != table.keys { throw .wrongKeys(table: table.name, keys: table.keys) }
  }

  func openTable(
    named name: String, keys: KeyOrder, creates: Bool
  ) throws(LMDBError) -> Table? {
    if let table = opened.first(where: { $0.name == name }) { return try table.with(keys) }
    let admission = admission
    let handle = TransactionHandle(raw: raw)
    let found = try environment.state.withLock { (state) throws(LMDBError) -> Table? in
      try state.openTable(named: name, keys: keys, creates: creates, in: handle, admission)
    }
    guard let table = found else { return nil }
    while self.admission.serials.count <= Int(table.slot) { self.admission.serials.append(0) }
    if self.admission.serials[Int(table.slot)] != table.serial {
      self.admission.serials[Int(table.slot)] = table.serial
      opened.append(table)
    }
    return try table.with(keys)
  }

  /// Ends a read, and a write without keeping anything. Does nothing after `commit`.
  func end() {
    guard !isEnded else { return }
    isEnded = true
    let handle = TransactionHandle(raw: raw)
    let (admission, opened, isWriting) = (admission, opened, isWriting)
    environment.state.withLock { state in
      if isWriting { state.writerThread = nil }
      if !isWriting, state.isOpener(admission) {
        // Committing a read keeps the tables that it opened for later transactions.
        mdb_txn_commit(handle.raw)
        state.publish(opened)
      } else {
        mdb_txn_abort(handle.raw)
      }
      state.dismiss(admission)
    }
    turn = nil
  }

  /// Makes a write durable. LMDB frees the transaction whether that succeeds or not.
  func commit() throws(LMDBError) {
    isEnded = true
    let handle = TransactionHandle(raw: raw)
    let (admission, opened, environment) = (admission, opened, environment)
    let code = environment.failedCommit.withLock { hasFailed in
      let code = environment.commit(handle, admission, publishing: opened)
      if code != MDB_SUCCESS { hasFailed = true }
      return code
    }
    turn = nil
    let error = code == MDB_SUCCESS ? nil : failure("mdb_txn_commit", code)
    environment.state.withLock { $0.dismiss(admission) }
    if let error { throw error }
  }

  func failure(_ operation: String, _ code: Int32) -> LMDBError {
    Failure(operation: operation, code: code)
      .error(mapSizeBytes: code == MDB_MAP_FULL ? environment.info().mapSizeBytes : 0)
  }
}

extension Environment {
  fileprivate func commit(
    _ handle: TransactionHandle, _ admission: Admission, publishing opened: [Table]
  ) -> Int32 {
    // This thread's claim to be the writer goes first: the next writer may come at once.
    let isOpener = state.withLock { state in
      state.writerThread = nil
      return state.isOpener(admission)
    }
    guard isOpener else { return mdb_txn_commit(handle.raw) }
    // Under the lock, so that no transaction begins between LMDB's publishing and ours.
    return state.withLock { state in
      let code = mdb_txn_commit(handle.raw)
      if code == MDB_SUCCESS { state.publish(opened) }
      return code
    }
  }
}

extension Table {
  /// The table, if its keys are what the caller takes them for.
  fileprivate func with(_ asked: KeyOrder) throws(LMDBError) -> Table {
    guard keys == asked else { throw .tableHasOtherKeys(table: name, keys: keys, asked: asked) }
    return self
  }
}
