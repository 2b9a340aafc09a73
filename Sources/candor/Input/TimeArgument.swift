internal import ClinicalRecord

/// A time as it is typed: `10:05` (today), `-5m` (ago), ISO 8601 with or without an offset.
enum TimeArgument: Hashable {
  case timeOfDay(hour: Int, minute: Int, second: Int?)
  /// With its offset, and without a day.
  case timeOfDayAt(hour: Int, minute: Int, second: Int?, offsetMinutes: Int16)
  case ago(seconds: Int64, precision: TimePrecision)
  /// With its offset.
  case instant(ClinicalTime)
  /// Without one: by the local clock.
  case wall(WallTime, precision: TimePrecision)

  static let expected =
    "a time such as 10:05 (today), -5m (five minutes ago) or 2026-03-02T10:05"

  init(argument: String) throws {
    guard let time = try Self.parse(argument) else {
      throw ProgramError.usage("it is not a time; give \(Self.expected)")
    }
    self = time
  }

  /// Nil when the text is no time.
  ///
  /// - Throws: a usage error for one that lies longer ago than anything that is recorded.
  static func parse(_ text: String) throws -> TimeArgument? {
    if text.hasPrefix("-") { return try ago(text.dropFirst()) }
    if let time = timeOfDay(text) ?? timeOfDayWithOffset(text) { return time }
    let iso = String(text.map { $0 == " " ? "T" : $0 })
    if let time = try? ClinicalTime(iso8601: iso) { return .instant(time) }
    // Read as if it were UTC: what is left is what the wall clock shows.
    guard let time = try? ClinicalTime(iso8601: iso, defaultOffsetMinutes: 0) else { return nil }
    return .wall(WallTime(microseconds: time.unixMicroseconds), precision: time.precision)
  }

  /// 150 years, and so more than any patient's life.
  private static let longestAgoSeconds: Int64 = 150 * 366 * 86_400

  private static func ago(_ text: Substring) throws -> TimeArgument? {
    var seconds: Int64 = 0
    var precision = TimePrecision.minute
    var digits = ""
    for character in text {
      if character.isASCII, character.isNumber {
        digits.append(character)
        continue
      }
      let unit: Int64
      switch character {
      case "h": unit = 3600
      case "m": unit = 60
      case "s":
        unit = 1
        precision = .second
      default: return nil
      }
      guard digits.count <= 6, let count = Int64(digits) else { return nil }
      seconds += count * unit
      guard seconds <= longestAgoSeconds else {
        throw ProgramError.usage(
          "it lies more than 150 years ago; give \(Self.expected)")
      }
      digits = ""
    }
    guard digits.isEmpty, !text.isEmpty else { return nil }
    return .ago(seconds: seconds, precision: precision)
  }

  /// "01:50-06:00", "01:50Z": which of the two it was in the hour that the clocks showed twice.
  private static func timeOfDayWithOffset(_ text: String) -> TimeArgument? {
    guard let sign = text.lastIndex(where: { "+-Z".contains($0) }),
      case .timeOfDay(let hour, let minute, let second)? = timeOfDay(String(text[..<sign])),
      let offset = try? ClinicalTime(iso8601: "2000-01-01T00:00\(text[sign...])")
    else { return nil }
    return .timeOfDayAt(
      hour: hour, minute: minute, second: second, offsetMinutes: offset.utcOffsetMinutes)
  }

  private static func timeOfDay(_ text: String) -> TimeArgument? {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard (2...3).contains(parts.count), let hour = DecimalText.number(parts[0], digits: 1...2),
      let minute = DecimalText.number(parts[1], digits: 2...2),
      let second = parts.count == 3 ? DecimalText.number(parts[2], digits: 2...2) : 0,
      hour < 24, minute < 60, second < 60
    else { return nil }
    return .timeOfDay(hour: hour, minute: minute, second: parts.count == 3 ? second : nil)
  }
}
