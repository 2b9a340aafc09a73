internal import ClinicalRecord

/// A time as a row of a monitor's file writes it, to the minute or the second.
enum MonitorTime: Hashable {
  /// With its UTC offset.
  case instant(ClinicalTime)
  /// Without one: what the monitor's clock showed, as if it went at UTC.
  case wall(Int64, TimePrecision)
  /// Microseconds since 1970-01-01T00:00:00Z that were counted and never shown by a clock.
  case counted(Int64, TimePrecision)

  /// ISO 8601; a blank may stand for the T, and fractions of a second are left out: a run holds
  /// whole seconds.
  init?(_ text: String) {
    var text = String(text.map { $0 == " " ? "T" : $0 })
    if let point = text.firstIndex(of: ".") {
      let fraction = text[text.index(after: point)...].prefix { $0.isASCII && $0.isNumber }
      guard (1...9).contains(fraction.count) else { return nil }
      text.removeSubrange(point..<fraction.endIndex)
    }
    if let time = try? ClinicalTime(iso8601: text) {
      self = .instant(time)
    } else if let time = try? ClinicalTime(iso8601: text, defaultOffsetMinutes: 0) {
      self = .wall(time.unixMicroseconds, time.precision)
    } else {
      return nil
    }
    guard precision == .minute || precision == .second else { return nil }
  }

  private var precision: TimePrecision {
    switch self {
    case .instant(let time): time.precision
    case .wall(_, let precision), .counted(_, let precision): precision
    }
  }
}

extension MonitorTime {
  /// Nil for what is not written as the profile says.
  ///
  /// - Parameters:
  ///   - texts: of the time's column, or of the date's and the clock's.
  ///   - start: nil where the profile needs none.
  ///   - previous: of the row before, for a clock that goes past midnight.
  init?(
    _ texts: [String], as profile: ImportProfile, from start: ClinicalTime?,
    after previous: MonitorTime?
  ) {
    guard let first = texts.first, let last = texts.last else { return nil }
    switch profile.time.form {
    case .iso8601: self.init(first)
    case .dateAndClock(let order, let hours):
      guard let parts = texts.count == 2 ? (first, last) : Self.dateAndClock(first),
        let day = Self.day(parts.0, order), let clock = TimeOfDay(parts.1, hours)
      else { return nil }
      self = .wall((day.daysSinceEpoch * 86_400 + clock.seconds) * 1_000_000, clock.precision)
    case .clock(let hours):
      guard let start, let clock = TimeOfDay(first, hours) else { return nil }
      self = Self.wall(clock, from: start, after: previous)
    case .epoch(let unitsPerSecond):
      let digits = unitsPerSecond == 1 ? 11 : 14
      guard let count = Self.count(first, profile.decimalSign, digits: digits) else { return nil }
      self = .counted(count / unitsPerSecond * 1_000_000, .second)
    case .elapsedSeconds:
      guard let start, let seconds = Self.count(first, profile.decimalSign, digits: 9) else {
        return nil
      }
      // No more exactly than the start is known.
      self = .counted(
        start.unixMicroseconds + seconds * 1_000_000,
        start.precision == .minute ? .minute : .second)
    }
  }

  /// "02-11-2026 10:05:30", also with a T, or with " - " between them.
  private static func dateAndClock(_ text: String) -> (String, String)? {
    guard let end = text.firstIndex(of: " ") ?? text.lastIndex(of: "T") else { return nil }
    let clock = text[text.index(after: end)...].drop { $0 == " " || $0 == "-" }
    return (String(text[..<end]), String(clock))
  }

  /// "2026-11-02", "2/11/26", "02.11.2026", "2-Nov-2026".
  private static func day(_ text: String, _ order: ImportProfile.DateOrder) -> LocalDate? {
    guard let separator = text.first(where: { "-/.".contains($0) }) else { return nil }
    let parts = text.split(separator: separator, omittingEmptySubsequences: false)
    guard parts.count == 3 else { return nil }
    let written =
      switch order {
      case .dayMonthYear: (year: parts[2], month: parts[1], day: parts[0])
      case .monthDayYear: (year: parts[2], month: parts[0], day: parts[1])
      case .yearMonthDay: (year: parts[0], month: parts[1], day: parts[2])
      }
    // Two digits of a year are this century's; in front they could be a day.
    let shortYear = order == .yearMonthDay ? nil : number(written.year, digits: 2...2)
    guard let year = shortYear.map({ 2_000 + $0 }) ?? number(written.year, digits: 4...4),
      let month = number(written.month, digits: 1...2) ?? monthNumber(written.month),
      let day = number(written.day, digits: 1...2)
    else { return nil }
    return LocalDate(year: year, month: month, day: day)
  }

  private static func monthNumber(_ text: Substring) -> Int? {
    let names = [
      "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
    ]
    return names.firstIndex(of: text.lowercased()).map { $0 + 1 }
  }

  /// The first time since half a day before the row above, or before the start, at which the clock
  /// showed that: it goes past midnight, and back by an hour in autumn.
  private static func wall(
    _ clock: TimeOfDay, from start: ClinicalTime, after previous: MonitorTime?
  ) -> MonitorTime {
    let day: Int64 = 86_400 * 1_000_000
    let startDay = start.localDate.daysSinceEpoch * day
    let startWall = start.unixMicroseconds + Int64(start.utcOffsetMinutes) * 60_000_000
    var reference = startWall
    if case .wall(let before, _)? = previous { reference = before }
    var wall = startDay + clock.seconds * 1_000_000
    while wall < reference - day / 2 { wall += day }
    return .wall(wall, clock.precision)
  }

  /// Whole units of a number without a sign.
  private static func count(
    _ text: String, _ sign: ImportProfile.DecimalSign, digits most: Int
  ) -> Int64? {
    let parts = sign.pointed(text).split(separator: ".", omittingEmptySubsequences: false)
    guard let whole = parts.first, let units = number(whole, digits: 1...most),
      parts.count == 1 || parts.count == 2 && number(parts[1], digits: 1...9) != nil
    else { return nil }
    return Int64(units)
  }

  fileprivate static func number(
    _ text: some StringProtocol, digits: ClosedRange<Int>
  ) -> Int? {
    guard digits.contains(text.utf8.count),
      text.utf8.allSatisfy({ UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 })
    else { return nil }
    return Int(text)
  }
}

/// A time of day.
private struct TimeOfDay {
  var seconds: Int64
  var precision: TimePrecision

  /// "9:05", "09:05:30", "09:05:30.250", "9:05 PM".
  init?(_ text: String, _ hours: ImportProfile.HourClock) {
    var text = text
    var isAfternoon: Bool?
    if case .twelveHours = hours {
      switch text.suffix(2).uppercased() {
      case "AM": isAfternoon = false
      case "PM": isAfternoon = true
      default: return nil
      }
      text = String(text.dropLast(2)).withoutBlanks
    }
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard (2...3).contains(parts.count), var hour = MonitorTime.number(parts[0], digits: 1...2),
      let minute = MonitorTime.number(parts[1], digits: 2...2), minute < 60
    else { return nil }
    if let isAfternoon {
      guard (1...12).contains(hour) else { return nil }
      hour = hour % 12 + (isAfternoon ? 12 : 0)
    }
    guard hour < 24 else { return nil }
    var second = 0
    if parts.count == 3 {
      let digits = parts[2].prefix(2)
      let fraction = parts[2].dropFirst(2)
      guard let read = MonitorTime.number(digits, digits: 2...2), read < 60,
        fraction.isEmpty
          || ".,".contains(fraction.prefix(1))
            && MonitorTime.number(fraction.dropFirst(), digits: 1...9) != nil
      else { return nil }
      second = read
    }
    seconds = Int64(hour * 3_600 + minute * 60 + second)
    precision = parts.count == 3 ? .second : .minute
  }
}

extension ImportProfile.Form {
  /// What a time must look like, for an error: "not …".
  var words: String {
    switch self {
    case .iso8601: "an ISO 8601 time to the minute or the second"
    case .dateAndClock(let order, let hours):
      "a date (\(order.rawValue)) and a \(hours.rawValue) clock that exist"
    case .clock(let hours): "a \(hours.rawValue) clock such as \(hours.sample)"
    case .epoch(let unitsPerSecond):
      "\(unitsPerSecond == 1 ? "seconds" : "milliseconds") since 1970"
    case .elapsedSeconds: "seconds since the start"
    }
  }
}

extension ImportProfile.HourClock {
  fileprivate var sample: String {
    switch self {
    case .twentyFourHours: "16:05:30"
    case .twelveHours: "4:05:30 PM"
    }
  }
}
