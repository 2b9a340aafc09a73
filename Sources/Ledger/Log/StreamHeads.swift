internal import LMDB

/// Where the streams of one append stand while it is written; each is stored once, at the end.
struct StreamHeads {
  private(set) var changed: [StreamKey: StreamHead] = [:]

  /// Moves the stream on to `position` and says what its stamp links to.
  ///
  /// Throws ``LedgerError/storage(_:)``, or `invalidProposal` at `index` for a full stream.
  mutating func advance(
    _ stream: StreamKey, to position: UInt64, at index: Int, in snapshot: borrowing LedgerSnapshot
  ) throws(LedgerError) -> (previous: UInt64?, revision: UInt32) {
    var last = changed[stream]
    if last == nil { last = try snapshot.head(of: stream) }
    guard let last else {
      changed[stream] = StreamHead(position: position, revision: 0)
      return (nil, 0)
    }
    guard last.revision < .max else { throw .invalidProposal(index: index, .streamFull) }
    changed[stream] = StreamHead(position: position, revision: last.revision + 1)
    return (last.position, last.revision + 1)
  }
}
