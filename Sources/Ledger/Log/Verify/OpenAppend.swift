internal import TransparencyLog

/// The append that a verification is in the middle of.
struct OpenAppend {
  let id: AppendID
  let first: UInt64
  let lastIndex: UInt16
  let actor: UInt32
  let recordedMicroseconds: Int64
  /// One of its entries cannot be believed: its signatures cannot be checked.
  var hasHole: Bool
  /// Its first entry cannot be believed, so that the tree that it began with is not known.
  let beginsInHole: Bool
  var statementHashes: [Hash] = []
  /// Takes effect when the append ends.
  var enrolled: [(position: UInt64, keys: ActorKeyEnrolled)] = []

  var last: UInt64 { first + UInt64(lastIndex) }
  var row: AppendRow { AppendRow(first: first, count: UInt32(lastIndex) + 1) }

  init(_ entry: Entry) {
    id = entry.header.appendID
    first = entry.position - min(UInt64(entry.header.index), entry.position)
    lastIndex = entry.header.lastIndex
    actor = entry.header.actor
    recordedMicroseconds = entry.stamp.recordedMicroseconds
    beginsInHole = entry.header.index > 0
    hasHole = beginsInHole
  }

  /// What this entry has otherwise than the append that it should be part of; nil for nothing.
  func defect(of entry: Entry) -> String? {
    let header = entry.header
    if header.appendID != id || UInt64(header.index) != entry.position - first {
      return "the append that began at entry \(first) goes on to entry \(last), and this entry is "
        + "number \(header.index) of append \(header.appendID)"
    }
    if header.lastIndex != lastIndex || header.actor != actor {
      return "its last index or its actor is not that of its append"
    }
    if entry.stamp.recordedMicroseconds != recordedMicroseconds {
      return "it was not recorded at the time of its append"
    }
    return nil
  }
}
