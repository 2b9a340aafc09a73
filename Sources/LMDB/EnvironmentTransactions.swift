internal import CLMDB
internal import Glibc
internal import Synchronization

extension Environment {
  /// Begins to read the database as of the last commit. Keep it short: while it lives, pages that
  /// it may see are not reused, and the file grows.
  ///
  /// - Throws: `changedMeanwhile` for files that are only inspected; `readersFull`.
  public func beginRead() throws(LMDBError) -> ReadTransaction {
    try requireUnchanged()
    // Under the lock, so that the tables it knows are exactly those that LMDB lets it use.
    let (handle, admission) = try state.withLock {
      (state) throws(LMDBError) -> (TransactionHandle, Admission) in
      let admission = try state.admit()
      do throws(LMDBError) {
        return (try Self.beginRead(&state, maxReaders: configuration.maxReaders), admission)
      } catch {
        state.dismiss(admission)
        throw error
      }
    }
    return ReadTransaction(
      TransactionState(self, handle: handle, admission: admission, isWriting: false))
  }

  private static func beginRead(
    _ state: inout EnvironmentState, maxReaders: Int
  ) throws(LMDBError) -> TransactionHandle {
    do throws(Failure) {
      return try begin(state.handle, flags: UInt32(MDB_RDONLY))
    } catch {
      switch error.code {
      case MDB_MAP_RESIZED:
        guard state.liveCount == 1 else {
          throw .mapResized(liveTransactions: state.liveCount - 1, error)
        }
        try state.remap(to: 0)
      case MDB_READERS_FULL:
        guard try clearStaleReaders(of: state.handle) > 0 else {
          throw .readersFull(maxReaders: maxReaders, error)
        }
      default: throw error.error()
      }
      return try beginAgain(state.handle, flags: UInt32(MDB_RDONLY))
    }
  }

  /// Begins to write, after all other writers of all processes have ended. The transaction stays
  /// on the thread that began it.
  ///
  /// - Throws: `commitFailedEarlier`, `readOnly`, `writerOnThisThread`; `writerBusy` when another
  ///   writer does not end in time.
  public func beginWrite() throws(LMDBError) -> WriteTransaction {
    guard configuration.access == .writing, inspection == nil else { throw .readOnly }
    while true {
      guard !hasFailedCommit else { throw .commitFailedEarlier }
      let admission = try state.withLock { (state) throws(LMDBError) -> Admission in
        guard state.writerThread != pthread_self() else { throw .writerOnThisThread }
        return try state.admit()
      }
      do throws(LMDBError) {
        // LMDB's lock has no limit and no name, so another one is taken before it.
        let held = try turn?.take()
        if let handle = try waitToWrite(admission) {
          return WriteTransaction(
            TransactionState(
              self, handle: handle, admission: admission, isWriting: true, turn: held))
        }
        state.withLock { $0.dismiss(admission) }
      } catch {
        state.withLock { $0.dismiss(admission) }
        throw error
      }
    }
  }

  /// Waits for LMDB's write lock; nil when the world has changed meanwhile and one must ask again.
  private func waitToWrite(_ admission: Admission) throws(LMDBError) -> TransactionHandle? {
    // The environment's handle never changes; only its use after close() is guarded by admission.
    let environment = state.withLock { $0.handle }
    let handle: TransactionHandle
    do throws(Failure) {
      handle = try Self.begin(environment, flags: 0)
    } catch {
      guard error.code == MDB_MAP_RESIZED else { throw error.error() }
      try adoptLargerMap(error)
      return nil
    }
    guard !hasFailedCommit else {
      mdb_txn_abort(handle.raw)
      throw .commitFailedEarlier
    }
    let isCurrent = state.withLock { state in
      guard state.isCurrent(admission) else { return false }
      state.writerThread = pthread_self()
      return true
    }
    if isCurrent { return handle }
    mdb_txn_abort(handle.raw)
    return nil
  }

  private func adoptLargerMap(_ failure: Failure) throws(LMDBError) {
    try state.withLock { (state) throws(LMDBError) in
      guard state.liveCount == 1 else {
        throw .mapResized(liveTransactions: state.liveCount - 1, failure)
      }
      try state.remap(to: 0)
    }
  }

  private static func begin(
    _ environment: EnvironmentHandle, flags: UInt32
  ) throws(Failure) -> TransactionHandle {
    var begun: OpaquePointer?
    let code = mdb_txn_begin(environment.raw, nil, flags, &begun)
    guard code == MDB_SUCCESS, let begun else {
      throw Failure(operation: "mdb_txn_begin", code: code)
    }
    return TransactionHandle(raw: begun)
  }

  private static func beginAgain(
    _ environment: EnvironmentHandle, flags: UInt32
  ) throws(LMDBError) -> TransactionHandle {
    do throws(Failure) {
      return try begin(environment, flags: flags)
    } catch {
      throw error.error()
    }
  }

  /// Reads in a transaction of its own, which ends with the closure.
  public func read<R>(_ body: (borrowing ReadTransaction) throws -> R) throws -> R {
    let transaction = try beginRead()
    let result = Result { try body(transaction) }
    // What was read, or found wrong, of pages that were used anew meanwhile says nothing.
    try requireUnchanged()
    return try result.get()
  }
}
