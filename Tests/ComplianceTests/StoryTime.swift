import ClinicalRecord
import SwiftProtobuf

/// "09:00", "09:00:30", "09:00:30.000001", "2026-11-01 09:00" or "2026-11-01", as precise as it is
/// written.
///
/// Without a date it is 2026-11-02. Kept apart from the parser that the program uses.
func time(_ text: String, offset: Int16 = -360) -> ClinicalTime {
  let words = text.split(separator: " ")
  let isDay = words.count == 1 && text.contains("-")
  let date = words.count == 2 || isDay ? String(words[0]) : "2026-11-02"
  let numbers = date.split(separator: "-").compactMap { Int64($0) }
  let written = (isDay ? "" : String(words[words.count - 1])).split(separator: ".")
  let clock = (written.first ?? "").split(separator: ":")
  let fraction = written.count == 2 ? Int64(written[1]) ?? 0 : 0
  let parts = clock.compactMap { Int64($0) } + [0, 0, 0]
  let days = daysSince1970(year: numbers[0], month: numbers[1], day: numbers[2])
  let seconds = days * 86_400 + parts[0] * 3_600 + parts[1] * 60 + parts[2]
  return ClinicalTime(
    unixMicroseconds: (seconds - Int64(offset) * 60) * 1_000_000 + fraction,
    utcOffsetMinutes: offset,
    precision: isDay
      ? .day : written.count == 2 ? .microsecond : clock.count == 3 ? .second : .minute)
}

func stated(_ text: String, offset: Int16 = -360) -> StatedTime {
  let time = time(text, offset: offset)
  return .with {
    $0.unixUs = time.unixMicroseconds
    $0.utcOffsetMinutes = Int32(offset)
    $0.precision = time.precision
  }
}

/// By counting year after year and month after month, unlike the program.
func daysSince1970(year: Int64, month: Int64, day: Int64) -> Int64 {
  func isLeap(_ year: Int64) -> Bool { year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) }
  let months: [Int64] = [31, isLeap(year) ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
  return (1970..<year).reduce(0) { $0 + (isLeap($1) ? 366 : 365) }
    + months.prefix(Int(month) - 1).reduce(0, +) + day - 1
}
