public import Clinic
internal import ClinicalRecord
internal import Compliance
internal import Ledger

/// A timeline for a person: both times beside every fact, late ones and ones after the end marked.
public enum TimelineText {
  /// The text, ending in a newline.
  public static func render(_ timeline: Timeline, style: TextStyle) -> String {
    var text = header(timeline, style: style)
    // As wide as the widest recorded time, so that no line is shifted.
    let width = timeline.rows.map { recorded($0, timeline.clock).count }.max() ?? 0
    var before: Timeline.Row?
    for row in timeline.rows {
      if row.occurred.localDate != before?.occurred.localDate {
        text +=
          "\n" + style.bold(row.occurred.localDate.iso8601)
          + style.dim("   occurred  \("recorded".padded(max(width, 8)))  visit  entry") + "\n"
      }
      if let change = change(before: row, after: before, timeline.clock) {
        text += style.dim(String(repeating: " ", count: 13) + change.words) + "\n"
      }
      text += line(row, timeline.clock, recordedColumns: max(width, 8), style: style)
      before = row
    }
    if timeline.rows.isEmpty { text += "\nNothing is recorded.\n" }
    return text
  }

  private static func header(_ timeline: Timeline, style: TextStyle) -> String {
    let patient = timeline.patient
    return style.bold("\(patient.recordNumber)  \(patient.name)") + "  \(patient.born)  "
      + style.dim("chart \(patient.chart.description.prefix(8))") + "\n"
      + charts(timeline) + visits(timeline)
      + style.dim("from \(timeline.treeSize) entries, root \(timeline.treeRoot.prefix(16))…") + "\n"
  }

  /// Which letter stands for which of several charts.
  private static func charts(_ timeline: Timeline) -> String {
    guard timeline.charts.count > 1 else { return "" }
    let lines = timeline.charts.map { chart in
      "\(chart.letter) = \(chart.recordNumber), chart \(chart.chart.description.prefix(8))"
    }
    return lines.map { $0 + "\n" }.joined()
  }

  /// "visit 2 on 2026-03-09: depression, infusion 2 of 4–6".
  private static func visits(_ timeline: Timeline) -> String {
    timeline.visits.map { visit in
      let count = visit.count.map { ", \($0.words)" } ?? ""
      return "visit \(visit.visitName) on \(visit.arrived.localDate.iso8601): "
        + "\(visit.indication.words)\(count)\n"
    }.joined()
  }

  /// Where the clocks were changed between two rows: told beside what happened on that day or
  /// within hours of it.
  private static func change(
    before row: Timeline.Row, after earlier: Timeline.Row?, _ clock: ClinicClock
  ) -> ClockChange? {
    guard let earlier else { return nil }
    let (start, end) = (earlier.occurred.unixMicroseconds, row.occurred.unixMicroseconds)
    let day: Int64 = 86_400_000_000
    // Whatever two entries state, only a day on either side is looked at.
    let far = end > start && (end &- start > 2 * day || end &- start < 0)
    let change =
      far
      ? clock.change(after: start, through: start &+ day)
        ?? clock.change(after: end &- day, through: end)
      : clock.change(after: start, through: end)
    guard let change else { return nil }
    let days = [change.before.localDate, change.after.localDate]
    return days.contains(earlier.occurred.localDate) || days.contains(row.occurred.localDate)
      ? change : nil
  }

  /// "09:12"; "2027-01-20 09:12" where that was on another day.
  private static func recorded(_ row: Timeline.Row, _ clock: ClinicClock) -> String {
    let recorded = clock.local(row.recordedMicroseconds, beside: row.occurred)
    return recorded.localDate == row.occurred.localDate
      ? recorded.localClock : TimeText.dateAndClock(recorded)
  }

  private static func line(
    _ row: Timeline.Row, _ clock: ClinicClock, recordedColumns: Int, style: TextStyle
  ) -> String {
    let columns = [
      String(repeating: " ", count: 13) + row.occurred.localClock.padded(8),
      recorded(row, clock).padded(recordedColumns),
      (row.visitName ?? "–").padded(5),
      "#\(row.position)".padded(6),
    ]
    let prefix = columns.joined(separator: "  ")
    let sentence =
      row.sentence + (row.recordedBy.map { " — \($0.displayNameOrHandle)" } ?? "")
      + (row.secondSigner.map { "; second signer \($0.displayNameOrHandle)" } ?? "")
    let room = max(style.width - prefix.count - 2, 30)
    // What counts no more stays readable, and what is said of it is not struck through with it.
    let isSuperseded = row.outcome?.isSuperseded ?? false
    let lines =
      isSuperseded && style.isColored
      ? style.wrap(sentence, columns: room).map(style.struck)
        + style.wrap(marks(row).trimmingBlanks, columns: room)
      : style.wrap(sentence + marks(row), columns: room)
    let indent = String(repeating: " ", count: prefix.count + 2)
    let isMarked = !isSuperseded && (row.isLate || row.isAfterEnd)
    return prefix + "  "
      + (isMarked ? lines.map(style.yellow) : lines).joined(separator: "\n" + indent) + "\n"
  }

  private static func marks(_ row: Timeline.Row) -> String {
    (row.isLate ? " [recorded late]" : "") + (row.isAfterEnd ? " [after the visit's end]" : "")
      + (row.paper.map { " [from paper #\($0.position)]" } ?? "")
      + (row.outcome.map(marks) ?? "")
      + (row.daysAfterEntryBefore.map { " [\($0) days after the ledger's entry before]" } ?? "")
      + (row.conflicting.isEmpty
        ? ""
        : " [other values for the same time in "
          + row.conflicting.map { "#\($0)" }.joined(separator: ", ") + "]")
  }

  private static func marks(_ outcome: Timeline.Outcome) -> String {
    let reason = outcome.reason.onOneLine
    let signed = outcome.coSignatures.map { signature in
      " [co-signed #\(signature.position): \(signature.by?.displayNameOrHandle ?? "")]"
    }.joined()
    if let position = outcome.enteredInErrorBy {
      return " [entered in error #\(position): \(reason)]" + signed
    }
    if let position = outcome.supersededBy { return " [superseded by #\(position)]" }
    return (outcome.amendedBy.map { " [amended by #\($0)]" } ?? "") + signed
  }
}

extension String {
  /// Without the blanks before it.
  fileprivate var trimmingBlanks: String { String(drop(while: { $0 == " " })) }

  /// Free text within a line.
  var onOneLine: String { split(whereSeparator: \.isWhitespace).joined(separator: " ") }
}

extension StaffLabel {
  /// The name as printed on a record; the sign-in name where there is none.
  var displayNameOrHandle: String { displayName.isEmpty ? handle : displayName }
}
