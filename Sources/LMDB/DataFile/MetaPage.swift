internal import Bytes

/// One of the two pages that a data file begins with; the one of the newer transaction counts.
///
/// The layout is that of `MDB_page`, `MDB_meta` and `MDB_db` in LMDB 0.9's `mdb.c`, on a
/// little-endian machine of 64 bits: the only one that Candor is built for.
struct MetaPage {
  let pageSizeBytes: Int
  let mapSizeBytes: UInt64
  /// Of the pages that are free, and of the tables' names.
  let freeList: TableRecord
  let tables: TableRecord
  let lastPage: UInt64
  let transaction: UInt64

  /// Header of the page, then the record: to the end of the transaction's number.
  static let byteCount = 152

  /// Nil for bytes that begin no meta page of this version of LMDB, which has its own words for it.
  ///
  /// - Parameter bytes: at least ``byteCount``.
  init?(parsing bytes: [UInt8]) {
    guard bytes.count >= Self.byteCount else { return nil }
    let span = bytes.span.bytes
    guard span.number(at: 10, as: UInt16.self) & PageKind.meta != 0,
      span.number(at: 16, as: UInt32.self) == 0xBEEF_C0DE,
      span.number(at: 20, as: UInt32.self) == 1
    else { return nil }
    // LMDB keeps the page size in a field of the free list's record that has no other use.
    pageSizeBytes = Int(span.number(at: 40, as: UInt32.self))
    mapSizeBytes = span.number(at: 32)
    freeList = TableRecord(parsing: span, at: 40)
    tables = TableRecord(parsing: span, at: 40 + TableRecord.byteCount)
    lastPage = span.number(at: 136)
    transaction = span.number(at: 144)
  }

  /// How much of the file is counted as used; nil where no file can have it.
  var usedBytes: Int? {
    let (pages, isTooMany) = lastPage.addingReportingOverflow(1)
    guard !isTooMany, let pages = Int(exactly: pages) else { return nil }
    let (bytes, isTooLong) = pages.multipliedReportingOverflow(by: pageSizeBytes)
    return isTooLong ? nil : bytes
  }

  /// Refuses numbers that LMDB never writes, and that it would calculate with unchecked.
  ///
  /// - Parameter number: which of the two it is.
  func check(_ number: Int, mapSizeBytes configured: Int) throws(FileDamage) {
    func refuse(_ defect: FileDamage.MetaDefect) -> FileDamage { .metaPage(number, defect) }
    guard (512...32_768).contains(pageSizeBytes), pageSizeBytes.nonzeroBitCount == 1 else {
      throw refuse(.pageSize)
    }
    // A page is only ever taken inside the map, whose size each commit notes.
    guard lastPage >= 1, let usedBytes,
      UInt64(usedBytes) <= max(mapSizeBytes, UInt64(max(configured, 0)))
    else { throw refuse(.lastPage) }
    // The commits alternate between the two; a new file has 0 in both.
    guard transaction == 0 || Int(transaction & 1) == number else { throw refuse(.transaction) }
  }

  /// Refuses tables that begin where no page is, in the page that counts.
  ///
  /// Of the other one nothing is used: where a commit could not write it, LMDB leaves the new
  /// tables in it, with the transaction and the last page from before.
  func checkRoots(_ number: Int) throws(FileDamage) {
    guard freeList.isPlausible(upTo: lastPage), tables.isPlausible(upTo: lastPage) else {
      throw .metaPage(number, .root)
    }
  }
}

/// Where a table begins, and how deep it is.
struct TableRecord {
  /// Each key is a number of 8 bytes (MDB_INTEGERKEY).
  let hasIntegerKeys: Bool
  let depth: Int
  /// Nil for an empty table.
  let root: UInt64?

  static let byteCount = 48

  /// The caller has made sure that it lies in `bytes`.
  init(parsing bytes: RawSpan, at offset: Int) {
    hasIntegerKeys = bytes.number(at: offset + 4, as: UInt16.self) & 0x08 != 0
    depth = Int(bytes.number(at: offset + 6, as: UInt16.self))
    let root: UInt64 = bytes.number(at: offset + 40)
    self.root = root == .max ? nil : root
  }

  /// LMDB's cursors go 32 levels deep.
  func isPlausible(upTo lastPage: UInt64) -> Bool {
    guard let root else { return depth == 0 }
    return root >= 2 && root <= lastPage && (1...32).contains(depth)
  }
}

/// The flags of a page: what it is. LMDB sets exactly one of them in what it writes.
enum PageKind {
  static let branch: UInt16 = 0x01
  static let leaf: UInt16 = 0x02
  static let overflow: UInt16 = 0x04
  static let meta: UInt16 = 0x08
}
