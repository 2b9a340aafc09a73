internal import CLMDB
public import DurableFile
internal import Glibc

/// Why LMDB was not used or did not do it, by origin. Each says what a person should do next.
public enum LMDBError: Error, Hashable, Sendable {
  // Opening
  case directoryMissing(path: String)
  /// The directory is there, without a data.mdb to read.
  case databaseMissing(path: String, Failure)
  case notADirectory(path: String)
  case permissionDenied(path: String, Failure)
  case networkFileSystem(path: String, kind: String)
  case readOnlyFileSystem(path: String)
  /// A directory, a link, a pipe or a device lies where a file of the database belongs.
  case notAFile(path: String)
  /// This process has it open already, perhaps under another path.
  case alreadyOpen(path: String)
  case notAnLMDBFile(path: String, Failure)
  case versionMismatch(path: String, Failure)
  /// Found before LMDB was let into it.
  case fileDamaged(path: String, FileDamage)
  case addressSpaceRefused(path: String, mapSizeBytes: Int, Failure)
  case copyTargetExists(path: String)
  /// The directory was exchanged for another one while it was being opened.
  case replacedMeanwhile(path: String)
  /// Somebody has written to files that are only inspected, without a lock.
  case changedMeanwhile(path: String)
  /// The system does not exchange this directory with another one.
  case exchangeRefused(path: String, Failure)

  // The environment's state
  case closed
  case readOnly
  case commitFailedEarlier
  case writerOnThisThread
  /// Another writer did not end in time; who it is, where that is known.
  case writerBusy(LockHolder?, waitedSeconds: Int)
  /// The map cannot be changed while this process has transactions live.
  case transactionsLive(count: Int, operation: String)
  /// Another process has grown the data file beyond this process's map.
  case mapResized(liveTransactions: Int, Failure)
  case mapFull(mapSizeBytes: Int, Failure)
  case mapSizeNotGreater(mapSizeBytes: Int, askedBytes: Int)
  case readersFull(maxReaders: Int, Failure)
  case transactionTooLarge(Failure)
  /// An earlier call of this transaction failed, so that nothing of it can be kept.
  case transactionSpoiled(Failure)
  /// A view was used after the transaction that it reads through.
  case transactionEnded

  // Tables
  case tablesFull(maxTables: Int, Failure)
  case tableHasOtherKeys(table: String, keys: KeyOrder?, asked: KeyOrder)
  case tableOpenedElsewhere(table: String)
  case transactionPredatesTable(table: String)
  case tableNotOpen(table: String)

  // Keys and values
  case wrongKeys(table: String, keys: KeyOrder)
  case keyExists(table: String, Failure)
  case keyOutOfOrder(table: String, Failure)
  case badKeySize(table: String, sizeBytes: Int)
  case writeWhileViewing(table: String)

  // The machine
  case damaged(Failure)
  case diskFull(Failure)
  case failed(Failure)

  /// What it lies at, for those who react to errors without knowing each.
  public enum Cause: Sendable, Hashable {
    /// The file is not what LMDB wrote, or not for us.
    case damage
    /// Another process; it may be over when it is tried again.
    case othersAtWork
    /// The machine, or how it was asked.
    case call
  }

  /// What it lies at.
  public var cause: Cause {
    switch self {
    case .fileDamaged, .notAnLMDBFile, .versionMismatch, .damaged, .tableHasOtherKeys: .damage
    case .writerBusy, .replacedMeanwhile, .changedMeanwhile: .othersAtWork
    case .directoryMissing, .databaseMissing, .notADirectory, .notAFile, .permissionDenied,
      .networkFileSystem, .readOnlyFileSystem, .alreadyOpen, .addressSpaceRefused,
      .copyTargetExists, .exchangeRefused, .closed, .readOnly, .commitFailedEarlier,
      .writerOnThisThread, .transactionsLive, .mapResized, .mapFull, .mapSizeNotGreater,
      .readersFull, .transactionTooLarge, .transactionSpoiled, .transactionEnded, .tablesFull,
      .tableOpenedElsewhere, .transactionPredatesTable, .tableNotOpen, .wrongKeys, .keyExists,
      .keyOutOfOrder, .badKeySize, .writeWhileViewing, .diskFull, .failed:
      .call
    }
  }

  /// The failing call with LMDB's or the system's code; nil where this module refused by itself.
  public var failure: Failure? {
    switch self {
    case .databaseMissing(_, let failure), .permissionDenied(_, let failure),
      .notAnLMDBFile(_, let failure),
      .versionMismatch(_, let failure), .addressSpaceRefused(_, _, let failure),
      .mapResized(_, let failure), .mapFull(_, let failure), .readersFull(_, let failure),
      .transactionTooLarge(let failure), .transactionSpoiled(let failure),
      .tablesFull(_, let failure), .keyExists(_, let failure), .keyOutOfOrder(_, let failure),
      .damaged(let failure), .diskFull(let failure), .failed(let failure),
      .exchangeRefused(_, let failure):
      failure
    case .directoryMissing, .notADirectory, .networkFileSystem, .readOnlyFileSystem, .notAFile,
      .alreadyOpen, .fileDamaged, .copyTargetExists, .replacedMeanwhile, .changedMeanwhile, .closed,
      .readOnly, .commitFailedEarlier, .writerOnThisThread, .writerBusy, .transactionEnded,
      .transactionsLive, .mapSizeNotGreater, .tableHasOtherKeys, .tableOpenedElsewhere,
      .transactionPredatesTable, .tableNotOpen, .wrongKeys, .badKeySize, .writeWhileViewing:
      nil
    }
  }
}

extension LMDBError: CustomStringConvertible {
  /// What happened, what to do next, and in brackets the call and its code.
  public var description: String {
    let (problem, remedy) = text
    return "\(problem); \(remedy)" + (failure.map { " (\($0))" } ?? "")
  }

  /// What happened.
  public var problem: String { text.problem }

  /// What to do next.
  public var remedy: String { text.remedy }

  private var text: (problem: String, remedy: String) {
    switch self {
    case .directoryMissing(let path):
      (
        "there is no directory \(path)",
        "check the path, or create it first"
      )
    case .databaseMissing(let path, _):
      (
        "there is no data.mdb in \(path)",
        "check the path, or open it for writing to create one"
      )
    case .notADirectory(let path):
      (
        "\(path) is not a directory",
        "name the directory that holds data.mdb"
      )
    case .permissionDenied(let path, _):
      (
        "no permission to read and write in \(path); its lock file must be writable even for "
          + "reading",
        "ask its owner, or work on a copy"
      )
    case .networkFileSystem(let path, let kind):
      (
        "\(path) is on a network or shared file system (\(kind)), where locks and memory "
          + "maps cannot be trusted",
        "move it to a local disk"
      )
    case .readOnlyFileSystem(let path):
      (
        "\(path) is on a file system mounted read-only, where readers cannot announce "
          + "themselves",
        "copy it to a writable disk and open the copy"
      )
    case .notAFile(let path):
      (
        "\(path) is no file but a directory, a link, a pipe or a device",
        "put the database's file itself in its place"
      )
    case .alreadyOpen(let path):
      (
        "this process has \(path) open already, perhaps under another path",
        "share that environment, or close it first"
      )
    case .notAnLMDBFile(let path, _):
      (
        "data.mdb in \(path) is not an LMDB file or its header is damaged",
        "check the path, or restore a backup"
      )
    case .versionMismatch(let path, _):
      (
        "data.mdb or lock.mdb in \(path) is of another LMDB version",
        "open it with the version that wrote it, or copy it with that version's mdb_dump and "
          + "mdb_load"
      )
    case .fileDamaged(let path, let damage):
      (
        "data.mdb in \(path) is damaged: \(damage)",
        "keep this copy as it is, and restore a backup"
      )
    case .addressSpaceRefused(let path, let size, _):
      (
        "the system refuses to map \(size) bytes of address space for \(path)",
        "raise the limit (ulimit -v), or configure a smaller map"
      )
    case .copyTargetExists(let path):
      (
        "\(path) holds a data.mdb already",
        "copy into an empty directory"
      )
    case .replacedMeanwhile(let path):
      (
        "\(path) was replaced while it was being opened",
        "open it again"
      )
    case .changedMeanwhile(let path):
      (
        "\(path) was written to while it was read without a lock",
        "run it again; where that goes on, take a backup and look at the backup"
      )
    case .exchangeRefused(let path, _):
      (
        "\(path) cannot change places with another directory in one step",
        "move it to a local ext4, XFS or Btrfs file system"
      )
    case .closed:
      (
        "the environment is closed",
        "open it again"
      )
    case .readOnly:
      (
        "the database was opened for reading only",
        "open it for writing, where this account may"
      )
    case .commitFailedEarlier:
      (
        "an earlier commit failed, so the page cache may differ from the disk",
        "close the environment, open it again, and look for what was committed last"
      )
    case .writerOnThisThread:
      (
        "this thread has a write transaction already and would wait for itself",
        "end that one first"
      )
    case .writerBusy(let holder, let seconds):
      (
        "\(holder?.description ?? "another process") was writing and did not end within \(seconds) s, "
          + "so that nothing was written here",
        "repeat it; a process that hangs can be ended\(holder.map { " (kill \($0.process))" } ?? ""), "
          + "and what it had not committed is then not recorded"
      )
    case .transactionsLive(let count, let operation):
      (
        "\(operation) needs that no transaction of this process is live, and \(count) are",
        "end them and repeat"
      )
    case .mapResized(let count, _):
      (
        "another process has grown the database and \(count) other transactions of this "
          + "process are live",
        "end them and begin again"
      )
    case .mapFull(let size, _):
      (
        "the database is full at its map size of \(size) bytes and the transaction is lost",
        "end it, call grow(toBytes:) or open with a larger map, and repeat it"
      )
    case .mapSizeNotGreater(let size, let asked):
      (
        "the map has \(size) bytes, so it cannot grow to \(asked)",
        "ask for more"
      )
    case .readersFull(let maximum, _):
      (
        "all \(maximum) reader slots are taken",
        "end read transactions, or clear those of killed processes with clearStaleReaders()"
      )
    case .transactionTooLarge:
      (
        "the transaction changes too many pages",
        "split it"
      )
    case .transactionSpoiled:
      (
        "an earlier call in this transaction failed, so nothing of it is kept",
        "begin a new one"
      )
    case .transactionEnded:
      (
        "the transaction that this reads through has ended",
        "begin a new one"
      )
    case .tablesFull(let maximum, _):
      (
        "all \(maximum) tables are open",
        "configure a greater maxTables"
      )
    case .tableHasOtherKeys(let table, let keys, let asked):
      (
        "table \(table) has \(keys.map { "\($0)" } ?? "unsupported flags") as keys, not "
          + "\(asked), as another program or version wrote it",
        "open it with that one"
      )
    case .tableOpenedElsewhere(let table):
      (
        "table \(table) cannot be opened while another transaction of this process has "
          + "opened a table and not ended",
        "open all tables first of all"
      )
    case .transactionPredatesTable(let table):
      (
        "table \(table) was opened after this transaction began",
        "begin a new transaction"
      )
    case .tableNotOpen(let table):
      (
        "table \(table) is not open in this transaction: it was opened later, in a "
          + "transaction that was aborted, or in another environment",
        "open it again"
      )
    case .wrongKeys(let table, let keys):
      (
        "table \(table) has \(keys) as keys",
        "use those"
      )
    case .keyExists(let table, _):
      (
        "table \(table) has that key already",
        "use put to replace its value"
      )
    case .keyOutOfOrder(let table, _):
      (
        "append to table \(table) needs a key greater than its last",
        "use put, or the next key"
      )
    case .badKeySize(let table, let size):
      (
        "a key of \(size) bytes does not fit table \(table)",
        "use 1 to 511 bytes"
      )
    case .writeWhileViewing(let table):
      (
        "table \(table) cannot be written while a value of the same transaction is being "
          + "viewed",
        "write after the closure has returned"
      )
    case .damaged:
      (
        "the data file's structure is damaged",
        "stop writing, verify, restore a backup"
      )
    case .diskFull:
      (
        "the disk or the quota is full",
        "free some space, reopen, and repeat"
      )
    case .failed:
      (
        "a call of the database failed, which says nothing about what is in it",
        "look at the code and the system's log, and repeat it"
      )
    }
  }
}
