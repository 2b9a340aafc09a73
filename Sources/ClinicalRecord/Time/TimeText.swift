extension ClinicalTime {
  /// The day on the local clock that the time was read from.
  public var localDate: LocalDate {
    let local = localMicroseconds
    let days = (local - Self.remainder(local, Self.microsecondsPerDay)) / Self.microsecondsPerDay
    return LocalDate(daysSinceEpoch: days)
  }

  /// The local clock to the minute: "10:05"; "–" when only the day is known.
  public var localClock: String { precision == .day ? "–" : clock(to: .minute) }

  /// To its precision and with its offset: "2026-11-02T10:05-06:00"; a day is "2026-11-02".
  public var iso8601: String {
    if precision == .day { return localDate.iso8601 }
    return "\(localDate.iso8601)T\(clock(to: precision))\(Self.offsetText(utcOffsetMinutes))"
  }

  /// Reads ISO 8601, extended format, strictly; the precision is what was written.
  ///
  /// "2026-11-02", "2026-11-02T10:05", "…:05:30", "….123" or "….123456", each but the first
  /// followed by "Z" or "±HH:MM", unless a default offset is given.
  /// - Parameters:
  ///   - field: the name of what is read, for the rejection.
  ///   - defaultOffsetMinutes: east of UTC, for a text without an offset; nil refuses one.
  /// - Throws: `malformed`.
  public init(
    iso8601 text: String, field: String = "time", defaultOffsetMinutes: Int16? = nil
  ) throws(Rejection) {
    guard let read = Self.read(text, defaultOffsetMinutes: defaultOffsetMinutes),
      read.isWellFormed
    else {
      let offset = defaultOffsetMinutes == nil ? " with its offset" : ""
      throw .malformed(
        field: field, value: "\"\(Wording.quotable(text))\"",
        expected: "a time that exists\(offset), such as 2026-11-02T10:05-06:00")
    }
    self = read
  }

  private static func read(_ text: String, defaultOffsetMinutes: Int16?) -> ClinicalTime? {
    var reader = DigitReader(text)
    guard let year = reader.number(digits: 4), reader.take("-"),
      let month = reader.number(digits: 2), reader.take("-"),
      let day = reader.number(digits: 2), let date = LocalDate(year: year, month: month, day: day)
    else { return nil }
    var local = date.daysSinceEpoch * microsecondsPerDay
    var precision = TimePrecision.day
    var offset: Int16?
    if reader.take("T") {
      guard let clock = readClock(&reader) else { return nil }
      local += clock.microseconds
      precision = clock.precision
      if !reader.isAtEnd {
        guard let written = readOffset(&reader) else { return nil }
        offset = written
      }
    }
    guard reader.isAtEnd, let offset = offset ?? defaultOffsetMinutes else { return nil }
    return ClinicalTime(
      unixMicroseconds: local - Int64(offset) * microsecondsPerMinute, utcOffsetMinutes: offset,
      precision: precision)
  }

  private static func readClock(
    _ reader: inout DigitReader
  ) -> (microseconds: Int64, precision: TimePrecision)? {
    guard let hour = reader.number(digits: 2), hour < 24, reader.take(":"),
      let minute = reader.number(digits: 2), minute < 60
    else { return nil }
    let minutes = Int64(hour * 60 + minute) * microsecondsPerMinute
    guard reader.take(":") else { return (minutes, .minute) }
    guard let second = reader.number(digits: 2), second < 60 else { return nil }
    let seconds = minutes + Int64(second) * microsecondsPerSecond
    guard reader.take(".") else { return (seconds, .second) }
    switch reader.digitsAhead {
    case 3: return reader.number(digits: 3).map { (seconds + Int64($0) * 1_000, .millisecond) }
    case 6: return reader.number(digits: 6).map { (seconds + Int64($0), .microsecond) }
    default: return nil
    }
  }

  private static func readOffset(_ reader: inout DigitReader) -> Int16? {
    if reader.take("Z") { return 0 }
    let sign: Int
    if reader.take("+") {
      sign = 1
    } else if reader.take("-") {
      sign = -1
    } else {
      return nil
    }
    guard let hours = reader.number(digits: 2), reader.take(":"),
      let minutes = reader.number(digits: 2), minutes < 60
    else { return nil }
    return Int16(sign * (hours * 60 + minutes))
  }

  private func clock(to precision: TimePrecision) -> String {
    let ofDay = Self.remainder(localMicroseconds, Self.microsecondsPerDay)
    let seconds = Int(ofDay / Self.microsecondsPerSecond)
    let fraction = Int(ofDay % Self.microsecondsPerSecond)
    let minute =
      "\(Digits.padded(seconds / 3_600, to: 2)):\(Digits.padded(seconds / 60 % 60, to: 2))"
    let second = "\(minute):\(Digits.padded(seconds % 60, to: 2))"
    switch precision {
    case .day, .minute: return minute
    case .second: return second
    case .millisecond: return "\(second).\(Digits.padded(fraction / 1_000, to: 3))"
    case .microsecond, .unspecified, .UNRECOGNIZED:
      return "\(second).\(Digits.padded(fraction, to: 6))"
    }
  }

  /// "UTC-06:00"; "UTC" for none.
  public var offsetWords: String {
    utcOffsetMinutes == 0 ? "UTC" : "UTC" + Self.offsetText(utcOffsetMinutes)
  }

  private static func offsetText(_ minutes: Int16) -> String {
    if minutes == 0 { return "Z" }
    let magnitude = Int(minutes.magnitude)
    let sign = minutes < 0 ? "-" : "+"
    return "\(sign)\(Digits.padded(magnitude / 60, to: 2)):\(Digits.padded(magnitude % 60, to: 2))"
  }
}

/// Reads fixed numbers of ASCII digits and single characters from the front of a text.
struct DigitReader {
  private var rest: Substring.UTF8View

  init(_ text: String) { rest = Substring(text).utf8 }

  var isAtEnd: Bool { rest.isEmpty }

  /// How many digits come next.
  var digitsAhead: Int { rest.prefix { Self.isDigit($0) }.count }

  mutating func number(digits: Int) -> Int? {
    guard rest.prefix(digits).count == digits, rest.prefix(digits).allSatisfy(Self.isDigit) else {
      return nil
    }
    defer { rest = rest.dropFirst(digits) }
    return rest.prefix(digits).reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) }
  }

  /// Takes `character` when it is next.
  mutating func take(_ character: Unicode.Scalar) -> Bool {
    guard rest.first == UInt8(ascii: character) else { return false }
    rest = rest.dropFirst()
    return true
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte
  }
}

/// Numbers in digits of a fixed width.
enum Digits {
  static func padded(_ number: Int, to width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }
}
