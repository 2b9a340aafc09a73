internal import LMDB
internal import Synchronization

extension Ledger {
  /// Finds out what became of an append whose commit failed, and lets writing go on.
  ///
  /// The environment is opened anew. When the append is there, a fresh commit proves that the disk
  /// takes it before its positions are returned; the page cache alone could lie. Nil: it is not in
  /// the ledger and can be repeated. ``append(_:isSame:decide:)`` does this by itself once.
  ///
  /// Throws ``LedgerError/outcomeUnknown(_:cause:)``; nothing more is written then.
  public func settle(_ id: AppendID) throws(LedgerError) -> Range<UInt64>? {
    do throws(LedgerError) {
      // The pages that this process has mapped may hold what the disk does not: after a failed sync
      // the kernel can call them clean. So the file is closed and opened again.
      let store = try reopen()
      // Taken before the look-up, so that no other process appends between look-up and commit.
      let draft = try store.draft()
      let positions = try draft.snapshot.append(id)
      if positions != nil {
        // It is there, but perhaps in the page cache alone: a commit must succeed before it is
        // acknowledged. The counter gives that commit something to write.
        try draft.countSettlement()
        let transaction = draft.takeTransaction()
        do throws(LMDBError) {
          try transaction.commit()
        } catch {
          throw .storage(error)
        }
      }
      access.withLock { $0.isStopped = false }
      return positions
    } catch {
      throw .outcomeUnknown(id, cause: error.description)
    }
  }

  func settle(_ id: AppendID, after cause: LMDBError) throws(LedgerError) -> Range<UInt64>? {
    do throws(LedgerError) {
      return try settle(id)
    } catch .outcomeUnknown(_, let reason) {
      throw .outcomeUnknown(id, cause: "\(cause) Then: \(reason)")
    }
  }

  private func reopen() throws(LedgerError) -> LogStore {
    let configuration = access.withLock { access in
      access.isStopped = true
      access.store?.environment.close()
      access.store = nil
      return access.configuration
    }
    let store = try LogStore(opening: configuration)
    guard store.ledgerID == id else {
      throw .inconsistent(what: "another ledger lies in this directory now")
    }
    access.withLock { $0.store = store }
    return store
  }
}
