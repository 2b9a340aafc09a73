internal import LMDB
internal import TransparencyLog

extension EntryBatch {
  /// Writes the stored form of one entry at the end of the entries table.
  func write(
    _ index: Int, at position: UInt64, to table: Table,
    in transaction: borrowing WriteTransaction
  ) throws(LedgerError) {
    let span = bytes.span.bytes
    do throws(LMDBError) {
      try transaction.append(table, position, span.extracting(range(index)))
    } catch {
      throw .storage(error)
    }
  }
}
