internal import ClinicalRecord

/// A day of the local calendar: proleptic Gregorian, counted from 1970-01-01.
struct LocalDay: Hashable, Comparable {
  var number: Int

  init(number: Int) { self.number = number }

  /// The day on the clock that the time was read from.
  init(of time: ClinicalTime) {
    let local = Interval(time).earliest + Int64(time.utcOffsetMinutes) * Interval.minute
    number = Int(Interval.floor(local, to: Interval.day) / Interval.day)
  }

  /// A date written as YYYY-MM-DD; nil for anything else.
  init?(_ text: String) {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.map(\.count) == [4, 2, 2], text.utf8.count == 10,
      let year = Int(parts[0]), let month = Int(parts[1]), let day = Int(parts[2])
    else { return nil }
    self.init(number: Self.number(year: year, month: month, day: day))
    guard self.text == text else { return nil }
  }

  static func < (left: LocalDay, right: LocalDay) -> Bool { left.number < right.number }

  /// YYYY-MM-DD.
  var text: String {
    // Years are counted from March, so that the leap day is a year's last day.
    let shifted = number + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra =
      (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let monthFromMarch = (5 * dayOfYear + 2) / 153
    let day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
    let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
    let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    return [(year, 4), (month, 2), (day, 2)].map { value, width in
      let digits = String(value)
      return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }.joined(separator: "-")
  }

  private static func number(year: Int, month: Int, day: Int) -> Int {
    let marchYear = month <= 2 ? year - 1 : year
    let era = (marchYear >= 0 ? marchYear : marchYear - 399) / 400
    let yearOfEra = marchYear - era * 400
    let monthFromMarch = month > 2 ? month - 3 : month + 9
    let dayOfYear = (153 * monthFromMarch + 2) / 5 + day - 1
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
  }
}
