public import DurableFile
internal import Synchronization

/// Whose turn it is to write a database: a file with the number of the process that writes.
///
/// LMDB's own lock has no limit and no name. So writers take this one first, and whoever waits can
/// say for whom, and does not wait for ever. It protects nothing: where the file cannot be made or
/// locked, as on a full disk, LMDB's lock alone decides.
public final class WritersTurn: Sendable {
  /// Of the file; created when it is missing, mode 600, and left there.
  public let path: String
  public let patience: Patience
  /// The file of the last turn, open and not locked, so that not every append opens it.
  private let idle = Mutex<NamedLock?>(nil)

  public init(path: String, patience: Patience) {
    self.path = path
    self.patience = patience
  }

  /// - Throws: `writerBusy`. Nil where there is no file to hold.
  func take() throws(LMDBError) -> HeldTurn? {
    // Two threads that write at once each open it: the lock is one of open files.
    guard let lock = idle.withLock({ $0.take() }) ?? NamedLock(path: path) else { return nil }
    guard lock.take(patience) else {
      throw .writerBusy(lock.holder, waitedSeconds: patience.limitMilliseconds / 1_000)
    }
    return HeldTurn(lock, of: self)
  }

  fileprivate func giveBack(_ lock: consuming NamedLock) {
    guard lock.release() else { return }
    var released = Optional(lock)
    idle.withLock { $0 = released.take() }
  }
}

/// The turn of one write; letting go of it gives it back.
final class HeldTurn {
  private let turn: WritersTurn
  private var lock: NamedLock?

  init(_ lock: consuming NamedLock, of turn: WritersTurn) {
    self.lock = .some(consume lock)
    self.turn = turn
  }

  deinit {
    if let lock = lock.take() { turn.giveBack(lock) }
  }
}
