internal import ClinicalRecord

/// One entry as its header tells it: no body is opened for it.
public struct HistoryRow: Sendable {
  public var position: UInt64
  /// "chart", "visit", "staff", …
  public var stream: String
  /// "infusion started"; "kind 77 of stream type 12" for what a newer Candor wrote.
  public var event: String
  /// The chart, in hexadecimal; nil where the stream has no subject.
  public var chart: String?
  public var visitNumber: UInt32?
  public var occurredMicroseconds: Int64
  public var utcOffsetMinutes: Int16
  /// As `Precision` writes it: "minute", "second", …
  public var precision: String
  public var recordedMicroseconds: Int64
  /// How far recorded was moved past the raw clock.
  public var clockLagMilliseconds: Int32
  public var actor: UInt32
  public var actorHandle: String?
  /// Lower-case hexadecimal.
  public var appendID: String
  public var bodyBytes: Int
  public var isSealed: Bool
}

extension HistoryRow {
  /// YYYY-MM-DD, on the clock of whoever stated it.
  var localDay: String {
    ClinicalTime(
      unixMicroseconds: occurredMicroseconds, utcOffsetMinutes: utcOffsetMinutes, precision: .day
    ).localDate.iso8601
  }
}
