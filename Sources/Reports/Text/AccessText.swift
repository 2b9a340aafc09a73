public import Clinic
public import ClinicalRecord
internal import Ledger

/// Who looked at a chart, for a person.
public enum AccessText {
  /// One line a look, and what an emergency was for below it; ends in a newline.
  public static func render(_ report: AccessReport, style: TextStyle) -> String {
    let patient = report.patient
    var text =
      style.bold("\(patient.recordNumber)  \(patient.name)") + "  \(patient.born)  "
      + style.dim("chart \(patient.chart.description.prefix(8))") + "\n"
      + style.dim("from \(report.treeSize) entries, root \(report.treeRoot.prefix(16))…") + "\n\n"
    guard !report.lines.isEmpty else { return text + "Nobody looked.\n" }
    var table = TextTable(["entry", "looked", "by", "role", "what was seen"])
    for line in report.lines {
      table.add([
        "#\(line.position)", TimeText.dateAndClock(line.occurred),
        line.by?.displayNameOrHandle ?? "–", line.by?.role.words ?? "–", what(line),
      ])
    }
    text += table.render(style)
    let waiting = report.waitingCount
    return waiting == 0
      ? text
      : text
        + style.yellow("\(waiting) emergency \(waiting == 1 ? "access waits" : "accesses wait")")
        + " for a review (candor review)\n"
  }

  /// Emergency accesses that nobody has reviewed, by their headers.
  ///
  /// - Parameter spool: what waits to be recorded: nobody can have reviewed that either.
  public static func waiting(
    _ rows: [HistoryRow], spool: SpoolState, style: TextStyle
  ) -> String {
    let unrecorded = spool.waiting.map { spooled($0) + "\n" }.joined()
    guard !rows.isEmpty else {
      return unrecorded.isEmpty ? "No emergency access waits for a review.\n" : unrecorded
    }
    return table(of: rows, style) + unrecorded
  }

  /// "In the spool, not recorded yet and so not reviewed: 2 looks by nurse.lee, 2026-03-02 15:10".
  private static func spooled(_ look: SpoolState.Waiting) -> String {
    let count = look.entryCount == 1 ? "1 look" : "\(look.entryCount) looks"
    let who = look.handle ?? look.actor.map { "actor \($0)" } ?? "somebody"
    let when = look.looked.map { ", \(TimeText.dateAndClock($0))" } ?? ""
    return "In the spool, not recorded yet and so not reviewed: \(count) by \(who)\(when)"
  }

  private static func table(of rows: [HistoryRow], _ style: TextStyle) -> String {
    var table = TextTable(["entry", "looked", "recorded", "by", "chart"])
    for row in rows {
      table.add([
        "#\(row.position)", TimeText.dateAndClock(row.occurred),
        TimeText.dateAndClock(row.recorded), row.actorHandle ?? "actor \(row.actor)",
        "\(row.chart?.prefix(8) ?? "–")",
      ])
    }
    return table.render(style)
  }

  /// What a review has recorded.
  public static func reviewed(
    _ reviewed: Reviewed, outcome: EmergencyAccessReviewed.Outcome
  ) -> String {
    let emergencies = reviewed.emergencies.map { "#\($0)" }.joined(separator: ", ")
    return "Reviewed \(emergencies), \(outcome.words): recorded as entry "
      + reviewed.positions.map { "#\($0)" }.joined(separator: ", ") + "\n"
  }

  private static func what(_ line: AccessReport.Line) -> String {
    if let disclosed = line.disclosed { return disclosed.sentence }
    var text = line.answer.words
    if let visit = line.visitNumber { text += ", visit \(visit)" }
    if let position = line.entryPosition { text += ", #\(position)" }
    if let count = line.listedCount { text += ", one of \(count)" }
    guard let emergency = line.emergency else { return text }
    text += "; emergency \(emergency.number) at \(emergency.host)"
    if emergency.isSpooled {
      text += ", recorded later"
    }
    text += ": \(emergency.reason)"
    guard let review = emergency.review else { return text + " [not reviewed]" }
    return text + " [\(review.outcome.words), \(review.by?.displayNameOrHandle ?? "–")"
      + (review.note.isEmpty ? "]" : ": \(review.note)]")
  }
}
