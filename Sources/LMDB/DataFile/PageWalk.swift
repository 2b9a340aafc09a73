internal import Bytes
internal import DurableFile

/// Every page in use, read and held against LMDB's format, so that nothing in them leads LMDB out
/// of the file or into an assertion.
///
/// The layout is that of `MDB_page` and `MDB_node` in LMDB 0.9's `mdb.c`.
struct PageWalk {
  private let sizeBytes: Int
  private let pageSize: Int
  private let lastPage: UInt64
  private var seen: Set<UInt64> = []

  /// What a table's rows are.
  private enum Rows {
    /// With keys of so many bytes each; nil: of any length.
    case plain(keyByteCount: Int?)
    /// Each names a table and holds its record.
    case tables
    /// Each holds a list of free pages.
    case freePages

    var isFreeList: Bool {
      if case .freePages = self { true } else { false }
    }

    /// Whether what lies in a row is read here.
    var isRead: Bool {
      if case .plain = self { false } else { true }
    }
  }

  /// - Parameter sizeBytes: of the file, looked at after the meta page was read.
  static func check(
    _ file: borrowing OpenFile, _ meta: MetaPage, sizeBytes: Int
  ) throws(PageWalkFailure) {
    var walk = PageWalk(
      sizeBytes: sizeBytes, pageSize: meta.pageSizeBytes, lastPage: meta.lastPage)
    try walk.walk(meta.freeList, .freePages, in: file)
    try walk.walk(meta.tables, .tables, in: file)
  }

  private init(sizeBytes: Int, pageSize: Int, lastPage: UInt64) {
    self.sizeBytes = sizeBytes
    self.pageSize = pageSize
    self.lastPage = lastPage
  }

  private mutating func walk(
    _ table: TableRecord, _ rows: Rows, in file: borrowing OpenFile
  ) throws(PageWalkFailure) {
    guard let root = table.root else { return }
    try walk(root, levels: table.depth, rows, in: file)
  }

  /// - Parameter levels: how many there are from this page down to the leaves, itself included.
  private mutating func walk(
    _ number: UInt64, levels: Int, _ rows: Rows, in file: borrowing OpenFile
  ) throws(PageWalkFailure) {
    let page = try page(number, of: file)
    let kind = levels > 1 ? PageKind.branch : PageKind.leaf
    guard page.flags == kind else { throw .damage(.page(number, .kind)) }
    // A branch of one key sends a search nowhere; LMDB allows it in the free list alone.
    let fewest = kind == PageKind.branch && !rows.isFreeList ? 2 : 1
    guard let nodes = page.nodes, nodes.count >= fewest else {
      throw .damage(.page(number, .layout))
    }
    for node in nodes {
      if kind == PageKind.branch {
        try walk(page.child(node), levels: levels - 1, rows, in: file)
      } else {
        try check(node, in: page, rows, of: file)
      }
    }
  }

  /// One row of a leaf: it lies in its page, or in overflow pages that belong to it.
  private mutating func check(
    _ node: Int, in page: TablePage, _ rows: Rows, of file: borrowing OpenFile
  ) throws(PageWalkFailure) {
    guard let row = page.row(node) else { throw .damage(.page(page.number, .layout)) }
    let value = try value(of: row, in: page, isRead: rows.isRead, of: file)
    switch rows {
    case .plain(let keyByteCount):
      guard !row.isTable else { throw .damage(.page(page.number, .kind)) }
      guard row.keyByteCount == keyByteCount ?? row.keyByteCount else {
        throw .damage(.page(page.number, .layout))
      }
    case .tables:
      guard row.isTable, value.count == TableRecord.byteCount else {
        throw .damage(.page(page.number, .table))
      }
      let table = TableRecord(parsing: value.span.bytes, at: 0)
      guard table.isPlausible(upTo: lastPage) else { throw .damage(.page(page.number, .table)) }
      try walk(table, .plain(keyByteCount: table.hasIntegerKeys ? 8 : nil), in: file)
    case .freePages:
      guard Self.isFreeList(value, upTo: lastPage) else {
        throw .damage(.page(page.number, .freeList))
      }
    }
  }

  /// Empty where it is not to be read; the pages that it lies in are looked at all the same.
  private mutating func value(
    of row: TablePage.Row, in page: TablePage, isRead: Bool, of file: borrowing OpenFile
  ) throws(PageWalkFailure) -> [UInt8] {
    if row.isLarge {
      return try overflow(
        page.overflowNumber(row), byteCount: row.byteCount, isRead: isRead, of: file)
    }
    return isRead ? Array(page.bytes[row.start..<row.start + row.byteCount]) : []
  }

  /// The count, then so many page numbers; a writer takes them without another look.
  private static func isFreeList(_ value: [UInt8], upTo lastPage: UInt64) -> Bool {
    guard value.count >= 8 else { return false }
    let bytes = value.span.bytes
    let count: UInt64 = bytes.number(at: 0)
    guard count <= UInt64(value.count / 8 - 1) else { return false }
    return (0..<Int(count)).allSatisfy {
      let number: UInt64 = bytes.number(at: 8 + 8 * $0)
      return number >= 2 && number <= lastPage
    }
  }

  /// A value of several pages side by side, of which only the first has a header.
  private mutating func overflow(
    _ number: UInt64, byteCount: Int, isRead: Bool, of file: borrowing OpenFile
  ) throws(PageWalkFailure) -> [UInt8] {
    let count = (TablePage.headerByteCount - 1 + byteCount) / pageSize + 1
    let page = try page(number, of: file)
    guard page.flags == PageKind.overflow else { throw .damage(.page(number, .kind)) }
    // More than that where a longer value was written over within one transaction.
    guard page.overflowCount >= count else { throw .damage(.page(number, .layout)) }
    for other in 1..<UInt64(page.overflowCount) { try claim(number &+ other) }
    guard isRead else { return [] }
    return try bytes(
      byteCount, at: Int(number) * pageSize + TablePage.headerByteCount, of: file)
  }

  private mutating func page(
    _ number: UInt64, of file: borrowing OpenFile
  ) throws(PageWalkFailure) -> TablePage {
    try claim(number)
    let page = TablePage(
      number: number, bytes: try bytes(pageSize, at: Int(number) * pageSize, of: file))
    guard page.ownNumber == number else { throw .damage(.page(number, .number)) }
    return page
  }

  /// Takes a page as used: it lies in the file, and nothing else has it.
  private mutating func claim(_ number: UInt64) throws(PageWalkFailure) {
    guard number >= 2, number <= lastPage else { throw .damage(.page(number, .outside)) }
    // The last page times the page size fits: the meta page was checked.
    let neededBytes = (Int(number) + 1) * pageSize
    guard neededBytes <= sizeBytes else {
      throw .damage(.cutShort(sizeBytes: sizeBytes, neededBytes: neededBytes))
    }
    guard seen.insert(number).inserted else { throw .damage(.page(number, .usedTwice)) }
  }

  private func bytes(
    _ count: Int, at offset: Int, of file: borrowing OpenFile
  ) throws(PageWalkFailure) -> [UInt8] {
    let bytes: [UInt8]
    do throws(FileFailure) {
      bytes = try file.read(count, at: offset)
    } catch {
      throw .unread(error)
    }
    guard bytes.count == count else {
      throw .damage(.cutShort(sizeBytes: offset + bytes.count, neededBytes: offset + count))
    }
    return bytes
  }
}

/// Why a walk did not reach its end.
enum PageWalkFailure: Error {
  case damage(FileDamage)
  /// The system did not read the file.
  case unread(FileFailure)
}

/// A page of a table as it lies in the file. A node's offset is believed only after ``nodes``.
struct TablePage {
  let number: UInt64
  let bytes: [UInt8]

  static let headerByteCount = 16
  /// Of a node, before its key.
  private static let nodeByteCount = 8
  private static let longestKey = 511

  var ownNumber: UInt64 { bytes.span.bytes.number(at: 0) }
  var flags: UInt16 { bytes.span.bytes.number(at: 10) }
  /// Of an overflow page: how many there are.
  var overflowCount: Int { Int(bytes.span.bytes.number(at: 12, as: UInt32.self)) }

  /// Where the nodes lie, each with its key inside the page; nil where one does not.
  var nodes: [Int]? {
    let span = bytes.span.bytes
    let lower = Int(span.number(at: 12, as: UInt16.self))
    let upper = Int(span.number(at: 14, as: UInt16.self))
    guard lower >= Self.headerByteCount, lower <= upper, upper <= bytes.count, lower % 2 == 0
    else { return nil }
    var nodes: [Int] = []
    for place in stride(from: Self.headerByteCount, to: lower, by: 2) {
      let node = Int(span.number(at: place, as: UInt16.self))
      guard node >= upper, node % 2 == 0, node + Self.nodeByteCount <= bytes.count else {
        return nil
      }
      let keyByteCount = Int(span.number(at: node + 6, as: UInt16.self))
      guard keyByteCount <= Self.longestKey,
        node + Self.nodeByteCount + keyByteCount <= bytes.count
      else { return nil }
      nodes.append(node)
    }
    return nodes
  }

  /// The page that a node of a branch leads to: 48 bits, in three parts.
  func child(_ node: Int) -> UInt64 {
    let span = bytes.span.bytes
    return UInt64(span.number(at: node, as: UInt32.self))
      | UInt64(span.number(at: node + 4, as: UInt16.self)) << 32
  }

  struct Row {
    let keyByteCount: Int
    /// Of the value in the page, or of the number of its first overflow page.
    let start: Int
    let byteCount: Int
    let isLarge: Bool
    let isTable: Bool
  }

  /// A row of a leaf; nil where its value does not lie in the page, or has flags that are not ours.
  func row(_ node: Int) -> Row? {
    let span = bytes.span.bytes
    let flags: UInt16 = span.number(at: node + 4)
    guard flags & ~(Self.largeFlag | Self.tableFlag) == 0 else { return nil }
    let keyByteCount = Int(span.number(at: node + 6, as: UInt16.self))
    let row = Row(
      keyByteCount: keyByteCount, start: node + Self.nodeByteCount + keyByteCount,
      byteCount: Int(span.number(at: node, as: UInt32.self)),
      isLarge: flags & Self.largeFlag != 0, isTable: flags & Self.tableFlag != 0)
    guard row.start + (row.isLarge ? 8 : row.byteCount) <= bytes.count else { return nil }
    return row
  }

  func overflowNumber(_ row: Row) -> UInt64 { bytes.span.bytes.number(at: row.start) }

  /// F_BIGDATA and F_SUBDATA of mdb.c.
  private static let largeFlag: UInt16 = 0x01
  private static let tableFlag: UInt16 = 0x02
}
