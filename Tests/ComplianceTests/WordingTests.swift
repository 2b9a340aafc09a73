import ClinicalRecord
import Testing

@testable import Compliance

/// How lengths of time and limits read.
struct WordingTests {
  @Test(arguments: [
    (0, "0 min"), (37 * 60, "37 min"), (29 * 60 + 30, "29 min 30 s"), (3_600, "1 h 00 min"),
    (6 * 3_600 + 301, "6 h 05 min 1 s"), (30 * 3_600, "30 h 00 min"), (-90, "-1 min 30 s"),
  ])
  func `an elapsed time reads as a person says it`(_ seconds: Int, _ text: String) {
    #expect(elapsedText(Int64(seconds) * 1_000_000) == text)
  }

  @Test(arguments: [(15, "15 min"), (60, "1 h"), (90, "1 h 30 min"), (240, "4 h")])
  func `a limit reads without empty minutes`(_ minutes: Int, _ text: String) {
    #expect(limitText(minutes: minutes) == text)
  }

  @Test(arguments: [
    ("2026-11-02T09:00-06:00", "2026-11-02T09:15-06:00", "09:00–09:15"),
    (
      "2026-11-02T23:50-06:00", "2026-11-03T00:10-06:00", "2026-11-02 23:50–2026-11-03 00:10"
    ),
    (
      "2026-11-01T01:50-05:00", "2026-11-01T01:10-06:00", "01:50 UTC-05:00–01:10 UTC-06:00"
    ),
    (
      "2026-10-31T23:50-05:00", "2026-11-01T01:10-06:00",
      "2026-10-31 23:50 UTC-05:00–2026-11-01 01:10 UTC-06:00"
    ),
  ])
  func `a span names days and offsets where clock times alone would mislead`(
    _ from: String, _ to: String, _ text: String
  ) throws {
    let (from, to) = (try ClinicalTime(iso8601: from), try ClinicalTime(iso8601: to))
    #expect(spanText(from, "–", to) == text)
  }
}
