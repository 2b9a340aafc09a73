/// Header and stamp of an entry without its body: what a history needs.
///
/// Read for speed: the leaf hash is not recomputed. Whoever must be sure reads the ``Entry``.
public struct EntryOutline: Hashable, Sendable {
  public let header: EntryHeader
  public let stamp: Stamp
  /// Of the whole entry, in bytes.
  public let byteCount: Int

  public var position: UInt64 { stamp.position }

  init(parsing bytes: RawSpan, position: UInt64) throws(EntryDefect) {
    header = try EntryHeader(parsing: bytes)
    byteCount = bytes.byteCount
    let least = EntryHeader.byteCount + Int(header.bodyByteCount) + Stamp.byteCount
    guard bytes.byteCount >= least else { throw .length(expected: least, found: bytes.byteCount) }
    stamp = Stamp(ending: bytes)
    try stamp.check(position: position)
  }
}
