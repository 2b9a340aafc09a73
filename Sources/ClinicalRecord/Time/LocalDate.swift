/// A day of the proleptic Gregorian calendar on somebody's local clock.
///
/// Day numbers are computed with whole numbers alone: a Gregorian cycle of 400 years has 146,097
/// days, and a year that is counted from 1 March has its leap day last, so that months need no
/// table.
public struct LocalDate: Hashable, Sendable {
  /// 1 to 9999.
  public let year: Int
  /// 1 to 12.
  public let month: Int
  /// 1 to 31.
  public let day: Int

  /// Nil when there is no such day.
  public init?(year: Int, month: Int, day: Int) {
    guard (1...9999).contains(year), (1...12).contains(month),
      (1...Self.daysInMonth(month, of: year)).contains(day)
    else { return nil }
    (self.year, self.month, self.day) = (year, month, day)
  }

  /// Strictly "YYYY-MM-DD".
  public init?(iso8601 text: String) {
    var reader = DigitReader(text)
    guard let year = reader.number(digits: 4), reader.take("-"),
      let month = reader.number(digits: 2), reader.take("-"),
      let day = reader.number(digits: 2), reader.isAtEnd
    else { return nil }
    self.init(year: year, month: month, day: day)
  }

  /// - Parameter daysSinceEpoch: days since 1970-01-01.
  public init(daysSinceEpoch days: Int64) {
    let sinceMarch = days + Self.epochFromMarchOfYear0
    let cycle = Self.floorDivide(sinceMarch, 146_097)
    let dayOfCycle = sinceMarch - cycle * 146_097
    let yearOfCycle =
      (dayOfCycle - dayOfCycle / 1_460 + dayOfCycle / 36_524 - dayOfCycle / 146_096) / 365
    let dayOfYear = dayOfCycle - (365 * yearOfCycle + yearOfCycle / 4 - yearOfCycle / 100)
    let monthFromMarch = (5 * dayOfYear + 2) / 153
    day = Int(dayOfYear - (153 * monthFromMarch + 2) / 5 + 1)
    month = Int(monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9)
    year = Int(yearOfCycle + cycle * 400) + (month <= 2 ? 1 : 0)
  }

  /// Days since 1970-01-01.
  public var daysSinceEpoch: Int64 {
    let yearFromMarch = Int64(month <= 2 ? year - 1 : year)
    let cycle = Self.floorDivide(yearFromMarch, 400)
    let yearOfCycle = yearFromMarch - cycle * 400
    let monthFromMarch = Int64(month > 2 ? month - 3 : month + 9)
    let dayOfYear = (153 * monthFromMarch + 2) / 5 + Int64(day) - 1
    let dayOfCycle = yearOfCycle * 365 + yearOfCycle / 4 - yearOfCycle / 100 + dayOfYear
    return cycle * 146_097 + dayOfCycle - Self.epochFromMarchOfYear0
  }

  /// "2026-11-02".
  public var iso8601: String {
    "\(Digits.padded(year, to: 4))-\(Digits.padded(month, to: 2))-\(Digits.padded(day, to: 2))"
  }

  /// Whole years since this day on another one: of a birth date, the age. Who was born on
  /// 29 February is a year older on 1 March where there is no such day.
  public func years(on day: LocalDate) -> Int {
    let isBefore = (day.month, day.day) < (month, self.day)
    return day.year - year - (isBefore ? 1 : 0)
  }

  /// Days from 0000-03-01 to 1970-01-01.
  private static let epochFromMarchOfYear0: Int64 = 719_468

  private static func daysInMonth(_ month: Int, of year: Int) -> Int {
    switch month {
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  /// Rounded towards minus infinity.
  /// Rounded towards minus infinity.
  static func floorDivide(_ value: Int64, _ divisor: Int64) -> Int64 {
    let (quotient, remainder) = value.quotientAndRemainder(dividingBy: divisor)
    return remainder < 0 ? quotient - 1 : quotient
  }
}

extension LocalDate: Comparable, CustomStringConvertible {
  public static func < (left: Self, right: Self) -> Bool {
    (left.year, left.month, left.day) < (right.year, right.month, right.day)
  }

  public var description: String { iso8601 }
}
