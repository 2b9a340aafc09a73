internal import LMDB
public import TransparencyLog

/// How far a stream has come: its newest entry, and which one that is.
///
/// Whatever was folded of a stream says so by this. The leaf hash tells apart two ledgers that went
/// their own ways after one was restored.
public struct StreamPlace: Hashable, Sendable {
  public let stream: StreamKey
  public let revision: UInt32
  public let position: UInt64
  /// As it is stored beside the entry; whoever opens the entry holds it against the bytes.
  public let leafHash: Hash

  public init(stream: StreamKey, revision: UInt32, position: UInt64, leafHash: Hash) {
    self.stream = stream
    self.revision = revision
    self.position = position
    self.leafHash = leafHash
  }
}

extension LedgerSnapshot {
  /// Where a subject's streams of some types stood when the ledger had so many entries; none for
  /// those that began later.
  public func places(
    of subject: SubjectID, types: Set<StreamType>, below size: UInt64
  ) throws(LedgerError) -> [StreamPlace] {
    var places: [StreamPlace] = []
    for stream in try streams(of: subject) where types.contains(stream.type) {
      if let place = try place(of: stream, below: size) { places.append(place) }
    }
    return places
  }

  private func place(
    of stream: StreamKey, below size: UInt64
  ) throws(LedgerError) -> StreamPlace? {
    guard var (position, revision) = try streamHead(stream) else { return nil }
    while position >= size {
      guard let previous = try outline(at: position).stamp.previous else { return nil }
      position = previous
      revision &-= 1
    }
    return StreamPlace(
      stream: stream, revision: revision, position: position,
      leafHash: try leafHash(at: position))
  }

  func leafHash(at position: UInt64) throws(LedgerError) -> Hash {
    let found = try storing { () throws(LMDBError) in
      try transaction.withValue(tables.entries, position) { StoredEntry.leafHash($0) }
    }
    guard let hash = found ?? nil else { throw .missing(position: position) }
    return hash
  }

  /// The entries of a stream behind one place and through another, oldest first; nil where the
  /// links do not lead from the later to the earlier one.
  ///
  /// - Parameter earlier: nil: from the stream's first entry on.
  public func entries(
    after earlier: StreamPlace?, through later: StreamPlace
  ) throws(LedgerError) -> [Entry]? {
    if let earlier {
      guard earlier.stream == later.stream else { return nil }
      let hash = try leafHash(at: earlier.position)
      guard hash == earlier.leafHash else { return nil }
    }
    var entries: [Entry] = []
    var next: UInt64? = later.position
    var revision = later.revision
    while let position = next, earlier.map({ position > $0.position }) ?? true {
      let entry = try entry(at: position)
      guard entry.header.stream == later.stream, entry.stamp.revision == revision else {
        return nil
      }
      entries.append(entry)
      next = entry.stamp.previous
      revision &-= 1
    }
    let isWhole =
      earlier.map { next == $0.position && revision == $0.revision } ?? (next == nil)
    return isWhole ? entries.reversed() : nil
  }
}
