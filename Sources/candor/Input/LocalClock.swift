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

  /// What a local clock shows at an instant.
  func wall(_ microseconds: Int64) -> WallTime {
    WallTime(microseconds: microseconds + Int64(offsetMinutes(microseconds)) * 60_000_000)
  }

  /// The instants at which a local clock shows `wall`: none in the hour that is skipped, two in the
  /// one that repeats.
  func instants(of wall: WallTime) -> [Int64] {
    let asIfUTC = wall.microseconds
    let hour: Int64 = 3_600_000_000
    // A zone's offsets around that moment are those in force a day before and a day after it.
    let candidates = Set([-26, 0, 26].map { offsetMinutes(asIfUTC + $0 * hour) })
    return candidates.map { asIfUTC - Int64($0) * 60_000_000 }
      .filter { self.wall($0) == wall }
      .sorted()
  }
}

extension LocalClock {
  init(_ clock: SystemClock) {
    self.init(nowMicroseconds: clock.nowMicroseconds()) { clock.localOffsetMinutes(at: $0) }
  }
}
