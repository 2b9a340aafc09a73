public import Clinic
internal import ClinicalRecord
internal import Ledger

/// A timeline for a person: both times beside every fact, late ones and ones after the end marked.
public enum TimelineText {
  /// The text, ending in a newline.
  public static func render(_ timeline: Timeline, style: TextStyle) -> String {
    var text = header(timeline, style: style)
    var date = ""
    for row in timeline.rows {
      if row.occurred.localDate.iso8601 != date {
        date = row.occurred.localDate.iso8601
        text += "\n" + style.bold(date) + style.dim("   occurred  recorded  visit  entry") + "\n"
      }
      text += line(row, style: style)
    }
    if timeline.rows.isEmpty { text += "\nNothing is recorded.\n" }
    return text
  }

  private static func header(_ timeline: Timeline, style: TextStyle) -> String {
    let patient = timeline.patient
    return style.bold("\(patient.recordNumber)  \(patient.familyName), \(patient.givenName)")
      + "  born \(patient.birthDate)  "
      + style.dim("chart \(patient.chart.description.prefix(8))") + "\n"
      + style.dim("from \(timeline.treeSize) entries, root \(timeline.treeRoot.prefix(16))…") + "\n"
  }

  private static func line(_ row: Timeline.Row, style: TextStyle) -> String {
    let recorded = TimeText.local(
      row.recordedMicroseconds, utcOffsetMinutes: row.occurred.utcOffsetMinutes)
    let isSameDay = recorded.localDate == row.occurred.localDate
    let columns = [
      String(repeating: " ", count: 13) + row.occurred.localClock.padded(8),
      (isSameDay ? recorded.localClock : recorded.localDate.iso8601).padded(8),
      (row.visitNumber.map { "\($0)" } ?? "–").padded(5),
      "#\(row.position)".padded(6),
    ]
    let prefix = columns.joined(separator: "  ")
    let sentence = row.sentence + (row.recordedBy.map { " — \($0.displayNameOrHandle)" } ?? "")
    let lines = style.wrap(sentence + marks(row), columns: max(style.width - prefix.count - 2, 30))
    let indent = String(repeating: " ", count: prefix.count + 2)
    let body = lines.enumerated().map { $0.offset == 0 ? $0.element : indent + $0.element }
    return prefix + "  "
      + (row.isLate || row.isAfterEnd ? body.map(style.yellow) : body)
      .joined(separator: "\n") + "\n"
  }

  private static func marks(_ row: Timeline.Row) -> String {
    (row.isLate ? " [recorded late]" : "") + (row.isAfterEnd ? " [after the visit's end]" : "")
  }
}

extension StaffLabel {
  /// The name as printed on a record; the sign-in name where there is none.
  var displayNameOrHandle: String { displayName.isEmpty ? handle : displayName }
}
