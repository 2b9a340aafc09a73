internal import ClinicalRecord

/// What a clock on the wall shows: a date and a time of day, without a zone.
struct WallTime: Hashable {
  var date: LocalDate
  /// Since midnight.
  var microsecondOfDay: Int64

  static let dayMicroseconds: Int64 = 86_400_000_000

  /// As a clock at UTC shows an instant, microseconds since 1970-01-01T00:00:00Z.
  init(microseconds: Int64) {
    let days = microseconds.floorDivided(by: Self.dayMicroseconds)
    date = LocalDate(daysSinceEpoch: days)
    microsecondOfDay = microseconds - days * Self.dayMicroseconds
  }

  init(date: LocalDate, hour: Int, minute: Int, second: Int) {
    self.date = date
    microsecondOfDay = Int64((hour * 60 + minute) * 60 + second) * 1_000_000
  }

  /// Microseconds since 1970-01-01T00:00:00 by the same clock.
  var microseconds: Int64 { date.daysSinceEpoch * Self.dayMicroseconds + microsecondOfDay }

  /// The day before, for a time of day that meant yesterday.
  var dayBefore: LocalDate { LocalDate(daysSinceEpoch: date.daysSinceEpoch - 1) }
}

extension Int64 {
  /// Division that rounds towards minus infinity, so that times before 1970 fall on the right day.
  func floorDivided(by divisor: Int64) -> Int64 {
    let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
    return remainder < 0 ? quotient - 1 : quotient
  }
}
