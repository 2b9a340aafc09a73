internal import ClinicalRecord

extension TimeArgument {
  /// Which day a bare time of day belongs to.
  enum Day {
    /// Today by the local clock.
    case today
    /// The last time that the clock showed it, at or before this instant: "solid food 22:00" was
    /// yesterday's.
    case latest(before: Int64)
  }

  /// The instant that was meant, with the local offset and how exactly it is known.
  func resolved(by clock: LocalClock, day: Day = .today) throws -> ClinicalTime {
    switch self {
    case .timeOfDay(let hour, let minute, let second):
      let microseconds = try Self.instant(hour, minute, second ?? 0, day: day, clock)
      return Self.time(microseconds, second == nil ? .minute : .second, clock)
    case .ago(let seconds, let precision):
      let unit: Int64 = precision == .second ? 1_000_000 : 60_000_000
      let exact = clock.nowMicroseconds - seconds * 1_000_000
      return Self.time(exact.floorDivided(by: unit) * unit, precision, clock)
    case .instant(let time):
      return time
    case .wall(let wall, let precision):
      return Self.time(try Self.only(instantOf: wall, clock), precision, clock)
    }
  }

  private static func time(
    _ microseconds: Int64, _ precision: TimePrecision, _ clock: LocalClock
  ) -> ClinicalTime {
    ClinicalTime(
      unixMicroseconds: microseconds, utcOffsetMinutes: clock.offsetMinutes(microseconds),
      precision: precision)
  }

  private static func instant(
    _ hour: Int, _ minute: Int, _ second: Int, day: Day, _ clock: LocalClock
  ) throws -> Int64 {
    let reference: Int64 =
      switch day {
      case .today: clock.nowMicroseconds
      case .latest(let before): before
      }
    let today = clock.wall(reference)
    func on(_ date: LocalDate) throws -> Int64 {
      try only(
        instantOf: WallTime(date: date, hour: hour, minute: minute, second: second), clock)
    }
    guard case .latest = day else { return try on(today.date) }
    let microseconds = Int64((hour * 60 + minute) * 60 + second) * 1_000_000
    return try on(microseconds > today.microsecondOfDay ? today.dayBefore : today.date)
  }

  /// Refuses the hour that a clock change skips and the one that it repeats, rather than guess.
  private static func only(instantOf wall: WallTime, _ clock: LocalClock) throws -> Int64 {
    let instants = clock.instants(of: wall)
    guard let first = instants.first else {
      throw ProgramError.badData(
        "the local clock was put forward over that time, so it never showed it; "
          + "give the time with its UTC offset, such as 2026-03-08T03:05-05:00")
    }
    guard instants.count == 1 else {
      throw ProgramError.badData(
        "the local clock showed that time twice, as it was put back; "
          + "give the time with its UTC offset, such as 2026-11-01T01:05-05:00")
    }
    return first
  }
}
