public import Ledger

/// Every append of a ledger as its headers tell it, counted without trusting any table.
public struct LedgerCensus {
  /// Positions in order, by append id.
  public private(set) var appends: [AppendID: [UInt64]] = [:]
  public private(set) var entryCount = 0
  /// Positions follow each other from 0 and every append has all of its entries side by side.
  public private(set) var isGapless = true

  /// Walks the ledger; it is opened and closed here.
  public init(of directory: String) throws {
    let ledger = try Ledger.open(at: directory)
    defer { ledger.close() }
    var open: (id: AppendID, next: UInt16)?
    try ledger.forEachOutline { outline in
      let header = outline.header
      if outline.position != UInt64(entryCount) { isGapless = false }
      if let expected = open {
        if header.appendID != expected.id || header.index != expected.next { isGapless = false }
      } else if header.index != 0 || appends[header.appendID] != nil {
        isGapless = false
      }
      open = header.endsAppend ? nil : (header.appendID, header.index + 1)
      appends[header.appendID, default: []].append(outline.position)
      entryCount += 1
      return true
    }
    if open != nil { isGapless = false }
  }
}
