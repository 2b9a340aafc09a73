internal import ClinicalRecord

extension ClinicalTime {
  /// The local clock: "10:05", "10:05:30"; the date where only the day is known.
  var clockText: String {
    let local = LocalClock(self)
    return precision == .day ? local.date.iso8601 : local.time
  }

  /// Date and local clock: "2026-11-02 10:05".
  var dateText: String {
    let local = LocalClock(self)
    return precision == .day ? local.date.iso8601 : "\(local.date) \(local.time)"
  }
}

extension ClinicalTime {
  /// The local clock, with the date where that is another than the other time's, and with the
  /// offset where the clocks were changed in between: "23:55", "2026-11-02 23:55",
  /// "01:10 UTC-06:00".
  func clockText(beside other: ClinicalTime) -> String {
    let isOtherDay = LocalClock(self).date != LocalClock(other).date
    let text = isOtherDay ? dateText : clockText
    return utcOffsetMinutes == other.utcOffsetMinutes ? text : "\(text) \(offsetWords)"
  }
}

/// "10:05–10:42"; with dates where it spans over days.
func spanText(_ from: ClinicalTime, _ joint: String, _ to: ClinicalTime) -> String {
  from.clockText(beside: to) + joint + to.clockText(beside: from)
}

extension EntryReference {
  /// When the ledger took it, on the clock of the place where it happened.
  var recordedText: String {
    ClinicalTime(
      unixMicroseconds: recordedMicroseconds, utcOffsetMinutes: occurred.utcOffsetMinutes,
      precision: .second
    ).dateText
  }
}

/// A time in the words of the wall clock that it was read from.
struct LocalClock {
  var date: LocalDate
  var time: String

  init(_ stated: ClinicalTime) {
    let local = Interval(stated).earliest + Int64(stated.utcOffsetMinutes) * Interval.minute
    let day = Interval.floor(local, to: Interval.day)
    let second = (local - day) / Interval.second
    date = LocalDate(daysSinceEpoch: day / Interval.day)
    time = "\(twoDigits(second / 3_600)):\(twoDigits(second / 60 % 60))"
    if second % 60 != 0 { time += ":\(twoDigits(second % 60))" }
  }
}

/// A length of time as a person says it: "4 h 00 min", "37 min", "29 min 30 s".
func elapsedText(_ microseconds: Int64) -> String {
  let seconds = abs(microseconds) / Interval.second
  let hours = seconds / 3_600
  let minutes = seconds / 60 % 60
  var text = microseconds <= -Interval.second ? "-" : ""
  text += hours > 0 ? "\(hours) h \(twoDigits(minutes)) min" : "\(minutes) min"
  if seconds % 60 != 0 { text += " \(seconds % 60) s" }
  return text
}

/// A limit of the policy: "6 h", "45 min", "1 h 30 min".
func limitText(minutes: Int) -> String {
  minutes >= 60 && minutes % 60 == 0
    ? "\(minutes / 60) h" : elapsedText(Int64(minutes) * Interval.minute)
}

private func twoDigits(_ number: Int64) -> String { number < 10 ? "0\(number)" : "\(number)" }

extension String {
  var lowercasedFirst: String { prefix(1).lowercased() + dropFirst() }
  var uppercasedFirst: String { prefix(1).uppercased() + dropFirst() }
}

// Lengths of time and numbers as a title says them.

/// "6 hours", "1 hour".
func hoursText(_ hours: Int) -> String { hours == 1 ? "1 hour" : "\(hours) hours" }

/// "half an hour", "4 hours", "45 minutes".
func durationText(minutes: Int) -> String {
  if minutes == 30 { return "half an hour" }
  if minutes >= 60, minutes.isMultiple(of: 60) { return hoursText(minutes / 60) }
  return minutes == 1 ? "1 minute" : "\(minutes) minutes"
}

/// "two identifiers".
func identifiersText(_ count: Int) -> String {
  let words = ["no", "one", "two", "three", "four", "five", "six"]
  let word = words.indices.contains(count) ? words[count] : String(count)
  return count == 1 ? "\(word) identifier" : "\(word) identifiers"
}
