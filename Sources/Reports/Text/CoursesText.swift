public import Clinic
internal import ClinicalRecord
internal import Compliance
internal import Ledger

/// Courses for a person: the report of a span of days, and one patient's.
public enum CoursesText {
  /// The text, ending in a newline.
  public static func render(_ report: CourseReport, style: TextStyle) -> String {
    var text =
      style.bold("Courses of \(report.origin)") + "\n" + span(report) + "\n"
      + style.dim("from \(report.treeSize) entries, root \(report.treeRoot.prefix(16))…") + "\n\n"
    if report.courses.isEmpty {
      text += "No course of this span: no infusion.\n"
    } else {
      text += table(report.courses, style) + "\n" + sums(report.courses)
    }
    if report.erasedCharts > 0 { text += "\n" + ErasureText.leftOut(report.erasedCharts) }
    return text
  }

  /// One patient's, with what is missing before the next infusion.
  public static func render(_ overview: CourseOverview, style: TextStyle) -> String {
    let patient = overview.patient
    var text =
      style.bold("\(patient.recordNumber)  \(patient.name)") + "  \(patient.born)\n"
      + style.dim("from \(overview.treeSize) entries, root \(overview.treeRoot.prefix(16))…")
      + "\n\n"
    text += overview.courses.isEmpty ? "No infusion yet.\n" : table(overview.courses, style)
    if !overview.openRisks.isEmpty {
      let entries = overview.openRisks.map { "#\($0)" }.joined(separator: ", ")
      text += "\n" + style.red("RISK not answered: \(entries)") + "\n"
    }
    return text + "\n" + next(overview.next, style)
  }

  private static func next(_ next: CourseOverview.Next?, _ style: TextStyle) -> String {
    guard let next else { return "Nobody has said what the patient is to be treated for.\n" }
    let count = next.count.map { ", \($0.words)" } ?? ""
    let place =
      next.visitName.map { "visit \($0), which is open" }
      ?? next.scheduled.map { "scheduled for \(TimeText.dateAndClock($0))" } ?? "no date yet"
    let head = "Next: \(next.indication.words)\(count); \(place)\n"
    guard !next.missing.isEmpty else { return head + "  Nothing is missing before it.\n" }
    let missing = next.missing.map { finding in
      let statement = style.wrap(finding.statement, columns: style.width - 8)
      return "  \(finding.rule.rawValue.padded(4))  \(style.yellow(finding.title))\n"
        + statement.map { "        \($0)\n" }.joined()
    }
    return head + "  Missing, if it were started now:\n" + missing.joined()
  }

  private static func span(_ report: CourseReport) -> String {
    switch (report.fromDate, report.toDate) {
    case (nil, nil): "All courses"
    case (let from?, nil): "Courses with an infusion from \(from)"
    case (nil, let to?): "Courses with an infusion to \(to)"
    case (let from?, let to?): "Courses with an infusion from \(from) to \(to)"
    }
  }

  private static func table(_ courses: [CourseLine], _ style: TextStyle) -> String {
    var table = TextTable(["record", "name", "for", "infusions", "days", "state", "scores"])
    for line in courses {
      let outcomes = line.outcomes.map { outcome($0) }
      table.add([
        line.patient.recordNumber, line.patient.name,
        line.indication.words + (line.course > 1 ? ", course \(line.course)" : ""),
        infusions(line), days(line), line.status.rawValue,
        outcomes.isEmpty ? "none" : outcomes.joined(separator: "; "),
      ])
    }
    return table.render(style)
  }

  /// "4 of 4–6, 1 not completed, then 2 maintenance".
  private static func infusions(_ line: CourseLine) -> String {
    let of =
      line.planned.map { range in
        range.lowerBound == range.upperBound
          ? " of \(range.lowerBound)" : " of \(range.lowerBound)–\(range.upperBound)"
      } ?? ""
    let stopped = line.infusions.count - line.completedCount
    return "\(line.infusions.count)\(of)" + (stopped > 0 ? ", \(stopped) not completed" : "")
      + (line.maintenance.isEmpty ? "" : ", then \(line.maintenance.count) maintenance")
  }

  private static func days(_ line: CourseLine) -> String {
    let days = line.infusions.map { LocalDate(daysSinceEpoch: $0.day).iso8601 }
    guard let first = days.first, let last = days.last else { return "–" }
    return first == last ? first : "\(first) to \(last)"
  }

  /// "PHQ-9 21 → 14 → 9 █▄▁: response"; "PHQ-9 (no baseline) → 9".
  private static func outcome(_ outcome: CourseOutcome) -> String {
    let baseline = outcome.baseline.map { "\($0.total)" } ?? "(no baseline)"
    let scores = ([baseline] + outcome.since.map { "\($0.total)" }).joined(separator: " → ")
    var verdicts: [String] = []
    if let isResponse = outcome.isResponse {
      verdicts.append(isResponse ? "response" : "no response")
    }
    if outcome.isRemission == true { verdicts.append("remission") }
    let totals = ([outcome.baseline].compactMap(\.self) + outcome.since).map { Double($0.total) }
    let chart = totals.count > 2 ? " " + Sparkline.bars(totals) : ""
    return "\(outcome.scale.words) \(scores)\(chart)"
      + (verdicts.isEmpty ? "" : ": \(verdicts.joined(separator: ", "))")
  }

  /// "3 courses: 2 going on, 1 abandoned; response 1 of 2 with both scores; remission 0 of 2 by
  /// PHQ-9".
  private static func sums(_ courses: [CourseLine]) -> String {
    let status = CourseLine.Status.allCases.compactMap { status -> String? in
      let count = courses.count { $0.status == status }
      return count == 0 ? nil : "\(count) \(status.rawValue)"
    }
    let responses = courses.compactMap { $0.outcomes.compactMap(\.isResponse).first }
    let remissions = courses.compactMap { $0.outcomes.compactMap(\.isRemission).first }
    return "\(ComplianceText.counted(courses.count, "course")): \(status.joined(separator: ", ")); "
      + "response \(responses.count { $0 }) of \(responses.count) scored before and since; "
      + "remission \(remissions.count { $0 }) of \(remissions.count) by PHQ-9\n"
  }
}
