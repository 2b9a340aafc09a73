public import ClinicalRecord
internal import Ledger
internal import TransparencyLog

/// A clock that lies further ahead of the ledger's newest entry than a clinic is ever idle.
///
/// Recorded times never decrease, so what such a clock stamps cannot be taken back: every later
/// entry would carry the later time. It is asked about before it is believed.
public struct ClockDoubt: Hashable, Sendable {
  /// What the clock says.
  public var now: ClinicalTime
  /// When the newest entry was recorded.
  public var newest: ClinicalTime

  /// Whole days between them.
  public var days: Int64 {
    (now.unixMicroseconds - newest.unixMicroseconds) / Age.day
  }

  /// "The clock says 2027-11-02 12:45, and the newest entry was recorded at 2026-11-02 12:45, 365
  /// days before".
  public var words: String {
    "The clock says \(Self.shown(now)), and the newest entry was recorded at \(Self.shown(newest)), "
      + "\(days) days before"
  }

  private static func shown(_ time: ClinicalTime) -> String {
    "\(time.localDate) \(time.localClock)"
  }
}

extension Clinic {
  /// By how much a clock may lie ahead unasked: a month without an entry does not come about in a
  /// clinic, and nobody practises for a year.
  static func mostMicrosecondsAhead(isTraining: Bool) -> Int64 {
    (isTraining ? 366 : 30) * Age.day
  }

  /// What is to be asked before anything is recorded; nil where the clock can be believed, and
  /// where somebody has said so.
  public func clockDoubt() throws -> ClockDoubt? {
    try ledger.read { try clockDoubt(at: clock.nowMicroseconds(), in: $0) }
  }

  /// The same clinic for whoever has said that the clock is right.
  public func believingClock() -> Clinic {
    var clinic = self
    clinic.believesClock = true
    return clinic
  }

  /// - Throws: `ClinicError.clockFarAhead`.
  func requireBelievable(_ nowMicroseconds: Int64, in reader: borrowing LedgerSnapshot) throws {
    if let doubt = try clockDoubt(at: nowMicroseconds, in: reader) {
      throw ClinicError.clockFarAhead(doubt)
    }
  }

  private func clockDoubt(
    at nowMicroseconds: Int64, in reader: borrowing LedgerSnapshot
  ) throws -> ClockDoubt? {
    guard !believesClock, reader.head.size > 0 else { return nil }
    let newest = try reader.newestRecordedMicroseconds
    guard
      nowMicroseconds.isFarBeyond(
        newest, by: Self.mostMicrosecondsAhead(isTraining: isTraining))
    else { return nil }
    func shown(_ microseconds: Int64) -> ClinicalTime {
      ClinicalTime(
        unixMicroseconds: microseconds,
        utcOffsetMinutes: clock.localOffsetMinutes(at: microseconds), precision: .minute)
    }
    return ClockDoubt(now: shown(nowMicroseconds), newest: shown(newest))
  }
}

extension Int64 {
  /// Whether it is greater by more than `distance`, whatever the two are.
  func isFarBeyond(_ other: Int64, by distance: Int64) -> Bool {
    let (difference, isTooLong) = subtractingReportingOverflow(other)
    return isTooLong ? self > other : difference > distance
  }
}

/// How far an entry's recorded time was moved past the clock, for a person.
public enum ClockLagText {
  /// "8 s", "31 days 2 h", "more than 24 days 20 h".
  ///
  /// The stamp holds 32 bits of milliseconds: what does not fit is stamped as the most that does.
  public static func words(milliseconds: Int32) -> String {
    let seconds = (Int64(milliseconds) + 500) / 1_000
    if milliseconds == .max { return "more than 24 days 20 h" }
    guard seconds >= 86_400 else { return "\(seconds) s" }
    return "\(seconds / 86_400) days \(seconds % 86_400 / 3_600) h"
  }
}
