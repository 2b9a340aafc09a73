public import ClinicalRecord
public import Ledger

/// Which entries `history` shows. All that is set must hold.
public struct HistoryFilter: Sendable {
  public var chart: SubjectID?
  public var actor: UInt32?
  /// Stream type and kind as in the entry's header.
  public var kinds: [EventKind] = []
  /// Occurred at or after, before; microseconds since 1970-01-01T00:00:00Z.
  public var occurredFrom: Int64?
  public var occurredBefore: Int64?
  public var recordedFrom: Int64?
  public var recordedBefore: Int64?
  /// Only the newest so many.
  public var limit: Int?

  public init() {}
}
