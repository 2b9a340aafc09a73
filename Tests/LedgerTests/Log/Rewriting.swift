import LMDB
import Synchronization
import TransparencyLog

@testable import Ledger

extension Ledger {
  /// Changes the tables behind the ledger's back, as someone with the file could.
  func rewrite(
    _ change: (borrowing WriteTransaction, LogTables) throws -> Void
  ) throws {
    // Where nothing more is recorded, the file can still be changed by others.
    let store = try (try? writableStore()) ?? store()
    let transaction = try store.environment.beginWrite()
    try change(transaction, store.tables)
    try transaction.commit()
  }

  /// Changes one entry's bytes and makes the leaf hash fit them again.
  func rewriteEntry(_ position: UInt64, _ change: (inout [UInt8]) -> Void) throws {
    var bytes = try entry(at: position).bytes
    change(&bytes)
    let value = Hash.leaf(bytes).bytes + bytes
    try rewrite { try $0.put($1.entries, position, value) }
  }
}
