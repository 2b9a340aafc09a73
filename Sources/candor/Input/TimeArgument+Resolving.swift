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
  ///
  /// - Parameters:
  ///   - happenedBy: what was shown twice and lies behind this instant once only was that one.
  ///   - prompt: asks what a time meant that the clock showed twice or never; nil refuses it.
  func resolved(
    by clock: LocalClock, day: Day = .today, happenedBy: Int64? = nil, prompt: Prompt? = nil
  ) throws -> ClinicalTime {
    switch self {
    case .timeOfDay(let hour, let minute, let second):
      let meaning = WallMeaning(clock: clock, happenedBy: happenedBy, prompt: prompt)
      let precision: TimePrecision = second == nil ? .minute : .second
      let reference: Int64 =
        switch day {
        case .today: clock.nowMicroseconds
        case .latest(let before): before
        }
      let today = clock.wall(reference)
      func on(_ date: LocalDate) -> WallTime {
        WallTime(date: date, hour: hour, minute: minute, second: second ?? 0)
      }
      if case .latest = day, clock.reading(of: on(today.date), precision).first > reference {
        return try meaning.time(of: on(today.dayBefore), precision)
      }
      return try meaning.time(of: on(today.date), precision)
    case .timeOfDayAt(let hour, let minute, let second, let offset):
      let reference: Int64 =
        switch day {
        case .today: clock.nowMicroseconds
        case .latest(let before): before
        }
      // The day is that of a clock with that offset.
      let shift = Int64(offset) * 60_000_000
      let today = WallTime(microseconds: reference + shift)
      func on(_ date: LocalDate) -> ClinicalTime {
        let wall = WallTime(date: date, hour: hour, minute: minute, second: second ?? 0)
        return ClinicalTime(
          unixMicroseconds: wall.microseconds - shift, utcOffsetMinutes: offset,
          precision: second == nil ? .minute : .second)
      }
      let time = on(today.date)
      if case .latest = day, time.unixMicroseconds > reference {
        return clock.clinicClock.local(on(today.dayBefore))
      }
      return clock.clinicClock.local(time)
    case .ago(let seconds, let precision):
      let unit: Int64 = precision == .second ? 1_000_000 : 60_000_000
      let exact = clock.nowMicroseconds - seconds * 1_000_000
      let microseconds = exact.floorDivided(by: unit) * unit
      return ClinicalTime(
        unixMicroseconds: microseconds, utcOffsetMinutes: clock.offsetMinutes(microseconds),
        precision: precision)
    case .instant(let time):
      return clock.clinicClock.local(time)
    case .wall(let wall, .day):
      return clock.beginning(of: wall.date)
    case .wall(let wall, let precision):
      return try WallMeaning(clock: clock, happenedBy: happenedBy, prompt: prompt)
        .time(of: wall, precision)
    }
  }
}

extension WallReading {
  /// The earliest instant that it can mean.
  fileprivate var first: Int64 {
    switch self {
    case .once(let time), .twice(let time, _): time.unixMicroseconds
    case .never(let one, let other): min(one.unixMicroseconds, other.unixMicroseconds)
    }
  }
}

/// What a time without an offset means: nothing is guessed in the hours around a clock change.
private struct WallMeaning {
  let clock: LocalClock
  let happenedBy: Int64?
  let prompt: Prompt?

  func time(of wall: WallTime, _ precision: TimePrecision) throws -> ClinicalTime {
    switch clock.reading(of: wall, precision) {
    case .once(let time): return time
    case .twice(let first, let second):
      if let happenedBy, first.unixMicroseconds <= happenedBy, happenedBy < second.unixMicroseconds
      {
        return first
      }
      return try chosen(
        first, second, "the clock showed \(shown(first)) twice, as it was put back",
        "before the clocks went back", "after it")
    case .never(let before, let after):
      return try chosen(
        before, after, "the clock was put forward over \(shown(before)), so it never showed it",
        "by a clock that had not been changed yet: \(shown(local(before)))",
        "by one that had been: \(shown(local(after)))")
    }
  }

  private func chosen(
    _ one: ClinicalTime, _ other: ClinicalTime, _ what: String, _ first: String, _ second: String
  ) throws -> ClinicalTime {
    guard let prompt else {
      throw ProgramError.badData(
        "\(what); give it with its UTC offset: \(one.iso8601) (\(first)) or \(other.iso8601) "
          + "(\(second))")
    }
    Output.note("Note: \(what).")
    Output.note("  1  \(one.offsetWords), \(first)")
    Output.note("  2  \(other.offsetWords), \(second)")
    let time = try prompt.answer("Which one? [1/2]") { text in
      switch text {
      case "1": one
      case "2": other
      default: throw ProgramError.usage("it is neither 1 nor 2")
      }
    }
    return local(time)
  }

  private func local(_ time: ClinicalTime) -> ClinicalTime {
    var local = time
    local.utcOffsetMinutes = clock.offsetMinutes(time.unixMicroseconds)
    return local
  }

  /// "2026-11-01 01:05".
  private func shown(_ time: ClinicalTime) -> String { "\(time.localDate) \(time.localClock)" }
}
