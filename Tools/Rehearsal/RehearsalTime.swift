public import ClinicalRecord
private import Clinic

/// Times of a rehearsal, on UTC's clock.
public enum RehearsalTime {
  /// This second.
  public static func now() -> ClinicalTime {
    let seconds = SystemClock().nowMicroseconds() / 1_000_000
    return ClinicalTime(
      unixMicroseconds: seconds * 1_000_000, utcOffsetMinutes: 0, precision: .second)
  }

  /// A morning's or an afternoon's session: two a day, from 2 March 2026 on.
  public static func session(_ index: Int) throws -> ClinicalTime {
    let first = try ClinicalTime(iso8601: "2026-03-02T07:00:00+00:00")
    return first.adding(minutes: index / 2 * 24 * 60 + index % 2 * 6 * 60)
  }
}
