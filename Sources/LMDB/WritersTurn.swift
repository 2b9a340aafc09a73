public import DurableFile

/// Whose turn it is to write a database: a file with the number of the process that writes.
///
/// LMDB's own lock has no limit and no name. So writers take this one first, and whoever waits can
/// say for whom, and does not wait for ever. It protects nothing: where the file cannot be made or
/// locked, as on a full disk, LMDB's lock alone decides.
public struct WritersTurn: Sendable {
  /// Of the file; created when it is missing, mode 600, and left there.
  public let path: String
  public let patience: Patience

  public init(path: String, patience: Patience) {
    self.path = path
    self.patience = patience
  }

  /// - Throws: `writerBusy`. Nil where there is no file to hold.
  func take() throws(LMDBError) -> HeldTurn? {
    guard let lock = NamedLock(path: path) else { return nil }
    guard lock.take(patience) else {
      throw .writerBusy(lock.holder, waitedSeconds: patience.limitMilliseconds / 1_000)
    }
    return HeldTurn(lock)
  }
}

/// The turn of one write; letting go of it gives it back.
final class HeldTurn {
  private let lock: NamedLock

  init(_ lock: consuming NamedLock) { self.lock = lock }
}
