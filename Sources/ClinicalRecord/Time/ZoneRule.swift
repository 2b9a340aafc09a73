/// The rule of a time zone's clocks as POSIX writes it in `TZ`: "CST6CDT,M3.2.0,M11.1.0".
///
/// Source: POSIX.1-2024, section 8.3; hours of a change may run from −167 to 167 (RFC 9636,
/// section 3.3.2).
struct ZoneRule: Hashable, Sendable {
  /// Seconds east of UTC.
  private let standardOffset: Int32
  private let summer: Summer?

  private struct Summer: Hashable {
    var offset: Int32
    var start: YearlyChange
    var end: YearlyChange
  }

  /// Nothing but such a rule is taken; without a second name, the clocks never change.
  init(_ text: String) throws(ZoneDefect) {
    var reader = ZoneRuleReader(text)
    guard reader.takeName(), let west = reader.offset() else { throw .malformed("rule") }
    standardOffset = -west
    guard !reader.isAtEnd else {
      summer = nil
      return
    }
    guard reader.takeName() else { throw .malformed("rule") }
    var offset = standardOffset + 3_600
    if !reader.isNext(",") {
      guard let west = reader.offset() else { throw .malformed("rule") }
      offset = -west
    }
    guard reader.take(","), let start = reader.change(), reader.take(","),
      let end = reader.change(), reader.isAtEnd
    else { throw .malformed("rule") }
    summer = Summer(offset: offset, start: start, end: end)
  }

  /// Seconds east of UTC.
  func offsetSeconds(at unixSeconds: Int64) -> Int32 {
    guard let summer else { return standardOffset }
    // No calendar of four digits reaches further, and no sum below overflows.
    let unixSeconds = min(max(unixSeconds, -400_000_000_000), 400_000_000_000)
    let days = LocalDate.floorDivide(unixSeconds, YearlyChange.daySeconds)
    let year = Int64(LocalDate(daysSinceEpoch: days).year)
    // The change that was last: an hour of 167 before the year, or after it, reaches over its end.
    var last: (change: Int64, offset: Int32)?
    for year in year - 1...year + 1 {
      // Where both fall on one instant, summer time goes on: the rule of a zone that always has it.
      let changes = [
        (summer.end.seconds(in: year) - Int64(summer.offset), standardOffset),
        (summer.start.seconds(in: year) - Int64(standardOffset), summer.offset),
      ]
      for change in changes
      where change.0 <= unixSeconds && change.0 >= last?.change ?? .min {
        last = change
      }
    }
    return last?.offset ?? standardOffset
  }
}

/// A day of every year, and the time of day by the clock that is about to be changed.
private struct YearlyChange: Hashable {
  enum Day: Hashable {
    /// 1 to 365; 29 February is never counted.
    case ofCommonYear(Int64)
    /// 0 to 365.
    case ofYear(Int64)
    /// The week 5 is the last; Sunday is 0.
    case ofMonth(Int64, week: Int64, weekday: Int64)
  }

  var day: Day
  /// Of the time of day, which may lie days off.
  var second: Int64

  static let daySeconds: Int64 = 86_400

  /// By the wall clock, as if it went at UTC.
  func seconds(in year: Int64) -> Int64 { dayNumber(in: year) * Self.daySeconds + second }

  /// Days since 1970-01-01.
  private func dayNumber(in year: Int64) -> Int64 {
    let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    let first = Self.firstDay(of: year)
    switch day {
    case .ofYear(let number): return first + number
    case .ofCommonYear(let number): return first + number - 1 + (isLeap && number >= 60 ? 1 : 0)
    case .ofMonth(let month, let week, let weekday):
      let start = first + Self.daysBefore(month, isLeap: isLeap)
      // 1970-01-01 was a Thursday.
      let ahead = Self.modulo(weekday - (start + 4), 7)
      let day = start + ahead + 7 * (week - 1)
      return day < first + Self.daysBefore(month + 1, isLeap: isLeap) ? day : day - 7
    }
  }

  private static func firstDay(of year: Int64) -> Int64 {
    let before = year - 1
    let leapDays =
      LocalDate.floorDivide(before, 4) - LocalDate.floorDivide(before, 100)
      + LocalDate.floorDivide(before, 400)
    // 1970 has 719,162 days before it.
    return before * 365 + leapDays - 719_162
  }

  private static func daysBefore(_ month: Int64, isLeap: Bool) -> Int64 {
    let common: [Int64] = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334, 365]
    return common[Int(month) - 1] + (isLeap && month > 2 ? 1 : 0)
  }

  private static func modulo(_ value: Int64, _ divisor: Int64) -> Int64 {
    value - LocalDate.floorDivide(value, divisor) * divisor
  }
}

/// Reads a rule from its front.
private struct ZoneRuleReader {
  private var rest: ArraySlice<UInt8>

  init(_ text: String) { rest = ArraySlice(text.utf8) }

  var isAtEnd: Bool { rest.isEmpty }

  func isNext(_ character: Unicode.Scalar) -> Bool { rest.first == UInt8(ascii: character) }

  mutating func take(_ character: Unicode.Scalar) -> Bool {
    guard isNext(character) else { return false }
    rest = rest.dropFirst()
    return true
  }

  /// "CST", or "<-03>"; what it is matters to nobody.
  mutating func takeName() -> Bool {
    if take("<") {
      guard let end = rest.firstIndex(of: UInt8(ascii: ">")), end > rest.startIndex else {
        return false
      }
      rest = rest[(end + 1)...]
      return true
    }
    let letters = rest.prefix { UInt8(ascii: "a")...UInt8(ascii: "z") ~= $0 | 0x20 }
    rest = rest.dropFirst(letters.count)
    return letters.count >= 3
  }

  /// Seconds west of UTC, as POSIX counts them.
  mutating func offset() -> Int32? { time(mostHours: 24).map(Int32.init) }

  /// "M3.2.0", "J60", "59", each perhaps with "/2:00".
  mutating func change() -> YearlyChange? {
    guard let day = day() else { return nil }
    guard take("/") else { return YearlyChange(day: day, second: 2 * 3_600) }
    return time(mostHours: 167).map { YearlyChange(day: day, second: $0) }
  }

  private mutating func day() -> YearlyChange.Day? {
    if take("J") { return number(1...365).map { .ofCommonYear($0) } }
    guard take("M") else { return number(0...365).map { .ofYear($0) } }
    guard let month = number(1...12), take("."), let week = number(1...5), take("."),
      let weekday = number(0...6)
    else { return nil }
    return .ofMonth(month, week: week, weekday: weekday)
  }

  /// "6", "-3", "5:30", "4:00:00", in seconds.
  private mutating func time(mostHours: Int64) -> Int64? {
    let isNegative = take("-")
    if !isNegative { _ = take("+") }
    guard let hours = number(0...mostHours) else { return nil }
    var seconds = hours * 3_600
    for unit: Int64 in [60, 1] where isNext(":") {
      guard take(":"), let part = number(0...59) else { return nil }
      seconds += part * unit
    }
    return isNegative ? -seconds : seconds
  }

  private mutating func number(_ range: ClosedRange<Int64>) -> Int64? {
    let digits = rest.prefix { UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }
    guard (1...3).contains(digits.count) else { return nil }
    rest = rest.dropFirst(digits.count)
    let value = digits.reduce(Int64(0)) { $0 * 10 + Int64($1 - UInt8(ascii: "0")) }
    return range.contains(value) ? value : nil
  }
}
