internal import Clinic
internal import ClinicalRecord
internal import Ledger

/// What is to be known of an entry beside what it says: in brackets, one behind the other.
enum TimelineMarks {
  /// "[recorded late, 2026-03-02 09:46] [after the visit's end]"; nothing where there is nothing.
  static func words(of row: Timeline.Row, _ clock: ClinicClock) -> String {
    var marks = [recorded(row, clock)].compactMap(\.self)
    if row.isAfterEnd { marks.append("after the visit's end") }
    if let paper = row.paper { marks.append("from paper #\(paper.position)") }
    if let outcome = row.outcome { marks += words(of: outcome) }
    if let days = row.daysAfterEntryBefore {
      marks.append("\(days) days after the ledger's entry before")
    }
    if !row.conflicting.isEmpty {
      marks.append(
        "other values for the same time in "
          + row.conflicting.map { "#\($0)" }.joined(separator: ", "))
    }
    return marks.map { "[\($0)]" }.joined(separator: " ")
  }

  /// Nil where it was recorded in the minute in which it happened.
  private static func recorded(_ row: Timeline.Row, _ clock: ClinicClock) -> String? {
    let recorded = clock.local(row.recordedMicroseconds, beside: row.occurred)
    let text = TimeText.dateAndClock(recorded)
    guard
      text != TimeText.dateAndClock(row.occurred)
        || recorded.utcOffsetMinutes != row.occurred.utcOffsetMinutes
    else { return nil }
    return "recorded \(row.isLate ? "late, " : "")\(text)"
  }

  private static func words(of outcome: Timeline.Outcome) -> [String] {
    let signed = outcome.coSignatures.map { signature in
      "co-signed #\(signature.position): \(signature.by?.displayNameOrHandle ?? "")"
    }
    if let position = outcome.enteredInErrorBy {
      return ["entered in error #\(position): \(outcome.reason.onOneLine)"] + signed
    }
    if let position = outcome.supersededBy { return ["superseded by #\(position)"] }
    return (outcome.amendedBy.map { ["amended by #\($0)"] } ?? []) + signed
  }
}
