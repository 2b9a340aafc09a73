internal import LMDB

/// Room for later keys, inside the file.
///
/// LMDB writes a changed page elsewhere, so even one row makes a file grow that has no free page.
/// A key that an emergency needs must find its place on a full disk too: so pages are written and
/// freed while the disk takes them. Every later change then uses some, and frees as many.
extension KeyringDatabase {
  /// Names in the table `meta` that are no settings; there for a moment.
  private static let room = (0..<16).map { "room \($0)" }

  /// Two such rows fill a page, and no row needs pages side by side: what is free already is used.
  private static let rowByteCount = 1_900

  static func isRoom(_ name: String) -> Bool { name.hasPrefix("room ") }

  /// Writes the pages, frees them, and lets one more change go by, after which LMDB uses them.
  /// What a killed process leaves of it is freed by the next.
  func makeRoom() throws(LMDBError) {
    for names in [Self.room, Array(Self.room.prefix(1))] {
      try change { transaction throws(LMDBError) in
        for name in names {
          let row = [UInt8](repeating: 0, count: Self.rowByteCount)
          try transaction.put(meta, Array(name.utf8), row)
        }
      }
      try change { transaction throws(LMDBError) in
        for name in names { _ = try transaction.delete(meta, Array(name.utf8)) }
      }
    }
  }

  private func change(
    _ body: (borrowing WriteTransaction) throws(LMDBError) -> Void
  ) throws(LMDBError) {
    let transaction = try environment.beginWrite()
    try body(transaction)
    try transaction.commit()
  }
}
