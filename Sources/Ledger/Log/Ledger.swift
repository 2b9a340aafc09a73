public import TransparencyLog
internal import LMDB
internal import Synchronization

/// The append-only log of one clinic site and its Merkle tree: one directory.
///
/// Any thread may use it, and other processes may append at the same time. Nothing of what they
/// can change is remembered between transactions.
public final class Ledger: Sendable {
  /// As it was given.
  public let directory: String
  /// Random, named in the first entry; part of every seal and every signature.
  public let id: LedgerID
  /// Of checkpoints.
  public let origin: String
  /// Only in a training ledger can the clock be set.
  public let isTraining: Bool
  /// Ed25519, 32 bytes: signs checkpoints.
  public let sitePublicKey: [UInt8]
  /// Of the first entry: for pinning elsewhere.
  public let genesisLeafHash: Hash
  let access: Mutex<LogAccess>

  init(directory: String, store: LogStore, first: FirstEntry, _ configuration: LogConfiguration) {
    self.directory = directory
    id = store.ledgerID
    origin = first.created.origin
    isTraining = first.created.training
    sitePublicKey = first.created.sitePublicKey.bytes
    genesisLeafHash = first.leafHash
    access = Mutex(LogAccess(store: store, configuration: configuration))
  }

  /// Runs `body` on one state of the ledger, which cannot change under it. Keep it short.
  ///
  /// Throws what `body` throws, and ``LedgerError/storage(_:)``.
  public func read<R>(_ body: (borrowing LedgerSnapshot) throws -> R) throws -> R {
    let snapshot = try snapshot()
    return try body(snapshot)
  }

  func snapshot() throws(LedgerError) -> LedgerSnapshot {
    do throws(LedgerError) {
      return try store().snapshot()
    } catch .storage(.closed) {
      // Another thread has reopened the environment after a failed commit.
      return try store().snapshot()
    }
  }

  func store() throws(LedgerError) -> LogStore {
    guard let store = access.withLock({ $0.store }) else { throw .writesStopped }
    return store
  }

  /// Closes the files now, or when the last read of this process ends. Nothing works afterwards.
  public func close() {
    access.withLock { access in
      access.store?.environment.close()
      access.store = nil
    }
  }
}
