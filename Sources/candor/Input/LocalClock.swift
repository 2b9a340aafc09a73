internal import Clinic
internal import ClinicalRecord

/// What the wall clock says now and how far local time is from UTC: all that is needed to read and
/// echo a time.
///
/// A value, so that tests read times under any clock and any zone.
struct LocalClock: Sendable {
  /// Microseconds since 1970-01-01T00:00:00Z.
  var nowMicroseconds: Int64
  /// Minutes east of UTC at an instant.
  var offsetMinutes: @Sendable (Int64) -> Int16
  /// By which a time is told that was typed with another offset; without a zone, as it was typed.
  var clinicClock = ClinicClock.unnamed

  init(nowMicroseconds: Int64, offsetMinutes: @escaping @Sendable (Int64) -> Int16) {
    self.nowMicroseconds = nowMicroseconds
    self.offsetMinutes = offsetMinutes
  }

  /// What a local clock shows at an instant.
  func wall(_ microseconds: Int64) -> WallTime {
    WallTime(microseconds: microseconds + Int64(offsetMinutes(microseconds)) * 60_000_000)
  }

  /// The instants at which a local clock shows `wall`: none in the hour that is skipped, two in the
  /// one that repeats.
  func reading(of wall: WallTime, _ precision: TimePrecision) -> WallReading {
    WallReading(of: wall.microseconds, precision: precision, offsetMinutes: offsetMinutes)
  }

  /// When a day begins: the clocks may be changed at its midnight.
  func beginning(of date: LocalDate) -> ClinicalTime {
    switch reading(of: WallTime(date: date, hour: 0, minute: 0, second: 0), .day) {
    case .once(let time), .twice(let time, _), .never(let time, _): time
    }
  }

  /// The last instant that a time covers: a day may have 23 or 25 hours.
  func latest(of time: ClinicalTime) -> Int64 {
    guard time.precision == .day else { return time.latest }
    let next = LocalDate(daysSinceEpoch: time.localDate.daysSinceEpoch + 1)
    return beginning(of: next).unixMicroseconds - 1
  }
}

extension LocalClock {
  init(_ clock: SystemClock) {
    self.init(nowMicroseconds: clock.nowMicroseconds()) { clock.localOffsetMinutes(at: $0) }
    clinicClock = clock.clinicClock
  }
}
