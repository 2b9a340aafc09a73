public import TransparencyLog

/// What came of an append. Either way the entries are on disk.
public enum AppendOutcome: Hashable, Sendable {
  case appended(Appended)
  /// The append id was there with the same entries: the first result again.
  case alreadyAppended(Appended)

  public var appended: Appended {
    switch self {
    case .appended(let appended), .alreadyAppended(let appended): appended
    }
  }
}

/// An append as it lies in the ledger.
public struct Appended: Hashable, Sendable {
  public var positions: Range<UInt64>
  /// The tree right after the append.
  public var head: TreeHead
  /// When the ledger took it: microseconds since 1970-01-01T00:00:00Z.
  public var recordedMicroseconds: Int64
}
