public import Clinic
internal import ClinicalRecord
internal import Ledger

/// Who looked at a patient's record, as a page to be given to the patient: in plain words, without
/// what only the clinic's own numbers say.
public enum AccessHTML {
  /// The page, ending in a newline.
  public static func render(_ report: AccessReport) -> String {
    let patient = report.patient
    let subject = "\(patient.recordNumber)  \(patient.name), \(patient.born)"
    let origin = "from \(report.treeSize) entries, root \(report.treeRoot.prefix(16))…"
    var body =
      "<h1>Who has looked at your record</h1>\n<p>\(HTMLPage.escaped(subject))"
      + "\(HTMLPage.escaped(span(report)))</p>\n"
    body +=
      report.lines.isEmpty
      ? "<p>Nobody.</p>\n"
      : HTMLPage.table(
        caption: "Each look that was recorded",
        ["When", "Who", "What was seen, or given to others"],
        report.lines.map { line in
          (
            "",
            [
              HTMLPage.escaped(TimeText.dateAndClock(line.occurred)),
              HTMLPage.escaped(line.by?.nameAndRole ?? "somebody unknown"),
              HTMLPage.escaped(PatientAccessText.what(line)),
            ]
          )
        })
    body +=
      "<p class=\"fine\">A look is listed once where the same person looked again within the "
      + "clinic's time for that. \(HTMLPage.escaped(origin))</p>\n"
    return HTMLPage.render(
      title: "Who has looked at record \(patient.recordNumber)",
      running: HTMLPage.Running(subject: subject, origin: origin), body: body)
  }

  private static func span(_ report: AccessReport) -> String {
    (report.fromDate.map { ", from \($0)" } ?? "") + (report.toDate.map { ", to \($0)" } ?? "")
  }
}

/// The same on a terminal.
public enum PatientAccessText {
  /// The text, ending in a newline.
  public static func render(_ report: AccessReport, style: TextStyle) -> String {
    let patient = report.patient
    let head =
      style.bold("Who has looked at your record") + "\n"
      + "\(patient.recordNumber)  \(patient.name)  \(patient.born)\n\n"
    guard !report.lines.isEmpty else { return head + "Nobody.\n" }
    var table = TextTable(["when", "who", "what was seen, or given to others"])
    for line in report.lines {
      table.add([
        TimeText.dateAndClock(line.occurred), line.by?.nameAndRole ?? "somebody unknown",
        what(line),
      ])
    }
    return head + table.render(style)
  }

  /// "the whole record", "visit 2", "one entry of visit 2", "the name and birth date, in a list".
  static func what(_ line: AccessReport.Line) -> String {
    if let disclosed = line.disclosed { return disclosed.sentence }
    let visit = line.visitNumber.map { " of visit \($0)" } ?? ""
    let part: String =
      switch line.answer {
      case .timeline where line.scope == .chart: "the whole record"
      case .timeline: "all\(visit)"
      case .entry: "one entry\(visit)"
      case .findings: "how the clinic's rules were kept\(visit)"
      case .check: "what was still missing before treatment\(visit)"
      case .accessLog: "this list"
      case .roster: "the name and birth date, in a list of patients"
      case .board: "how the visit was going on\(visit)"
      case .courses: "the courses of treatment and their scores"
      case .schedule: "the dates"
      case .documents: "which documents there are"
      case .document: "a document"
      case .unspecified, .UNRECOGNIZED: "something of the record\(visit)"
      }
    guard let emergency = line.emergency else { return part }
    let review = emergency.review.map { "\($0.outcome.words) by \($0.by?.nameAndRole ?? "–")" }
    return "\(part), in an emergency: \(emergency.reason.onOneLine) ("
      + (review ?? "not reviewed yet") + ")"
  }
}
