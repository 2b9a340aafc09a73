public import DurableFile
internal import LMDB
internal import Synchronization

/// How much room a ledger's log takes and has, as its storage says.
public struct LedgerStorage: Hashable, Sendable {
  /// The address space reserved: what the data file may grow to.
  public let mapBytes: Int
  /// What the data file holds.
  public let usedBytes: Int
  /// Read transactions live now, of all processes.
  public let readersInUse: Int
  public let maxReaders: Int
  /// Of processes that were killed while they read; freed when the ledger was opened.
  public let staleReaders: Int
}

extension Ledger {
  /// Whoever writes the log right now; nil where nobody does.
  public var writer: LockHolder? {
    NamedLock.holder(at: access.withLock { $0.configuration.turn.path })
  }

  /// What the storage of the log says of itself now.
  public func storage() throws(LedgerError) -> LedgerStorage {
    let environment = try store().environment
    let info = environment.info()
    return LedgerStorage(
      mapBytes: info.mapSizeBytes, usedBytes: info.usedBytes, readersInUse: info.readersInUse,
      maxReaders: info.maxReaders, staleReaders: environment.staleReadersAtOpening)
  }
}
