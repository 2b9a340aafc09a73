public import Clinic
internal import ClinicalRecord
internal import Compliance

/// The compliance report as it is read through: departures first, then who owes a reason, what each
/// rule came to, and the visits in order.
public enum ComplianceSummaryText {
  /// What has a line each, or several; more is told by the visit, or by the day.
  private static let mostLines = 50
  /// Visits that are named of what somebody owes.
  private static let mostNamed = 12

  /// The text, ending in a newline.
  public static func render(_ report: ComplianceReport, style: TextStyle) -> String {
    ComplianceText.heading(of: report, style: style) + owed(report, style) + owing(report, style)
      + explained(report, style) + ComplianceMatrix.render(report, style: style)
      + rules(report, style) + inOrder(report, style)
      + ComplianceText.ending(of: report, style: style)
  }

  private typealias Section = ComplianceReport.VisitSection

  private static func title(_ text: String, _ style: TextStyle) -> String {
    "\n" + style.bold(text) + "\n"
  }

  /// "MH-1001/2".
  private static func name(_ visit: Section) -> String { ComplianceText.place(visit) }

  /// Every departure that owes its reason, with all that the finding says; where they are many, the
  /// rules alone, a visit a line.
  private static func owed(_ report: ComplianceReport, _ style: TextStyle) -> String {
    let visits = report.visits.filter { $0.findings.contains(where: \.isOwedAReason) }
    guard !visits.isEmpty else { return "" }
    let heading = title("Departures without a reason", style)
    guard report.owedCount <= mostLines else {
      return heading + byVisit(visits, style) { $0.isOwedAReason }
    }
    var text = heading
    for visit in visits {
      text +=
        [name(visit), visit.patient.name, "\(visit.date), \(visit.indication.words)"]
        .filter { !$0.isEmpty }.joined(separator: "  ")
        + (visit.count.map { ", \($0.words)" } ?? "") + "\n"
      for finding in visit.findings where finding.isOwedAReason {
        text += ComplianceText.line(finding, reasons: visit.reasons, style: style)
      }
    }
    return text
  }

  private static func byVisit(
    _ visits: [Section], _ style: TextStyle, where isTold: (Finding) -> Bool
  ) -> String {
    var table = TextTable(["date", "visit", "for", "rules"])
    for visit in visits {
      let rules = visit.findings.filter(isTold).map(\.rule.rawValue)
      table.add([visit.date, name(visit), visit.indication.words, rules.joined(separator: " ")])
    }
    return table.render(style)
  }

  /// Who is to be asked.
  private static func owing(_ report: ComplianceReport, _ style: TextStyle) -> String {
    var owing: [String: [String]] = [:]
    for visit in report.visits {
      for finding in visit.findings where finding.isOwedAReason {
        let handle = visit.recordedBy[finding.rule]?.handle ?? "nobody named"
        owing[handle, default: []].append("\(name(visit)) \(finding.rule.rawValue)")
      }
    }
    guard !owing.isEmpty else { return "" }
    var table = TextTable(["last recorded by", "owed", "of"])
    for (handle, owed) in owing.sorted(by: { $0.key < $1.key }) {
      let more = owed.count - mostNamed
      table.add([
        handle, "\(owed.count)",
        owed.prefix(mostNamed).joined(separator: ", ") + (more > 0 ? " and \(more) more" : ""),
      ])
    }
    return title("Reasons owed", style) + table.render(style)
  }

  /// What departed and was explained; where it is much, the rules alone, a visit a line.
  private static func explained(_ report: ComplianceReport, _ style: TextStyle) -> String {
    func isTold(_ finding: Finding) -> Bool {
      finding.verdict.isDeviation && !finding.isOwedAReason
    }
    let visits = report.visits.filter { $0.findings.contains(where: isTold) }
    guard !visits.isEmpty else { return "" }
    let heading = title("Departures with a reason", style)
    guard visits.reduce(0, { $0 + $1.findings.count(where: isTold) }) <= mostLines else {
      return heading + byVisit(visits, style, where: isTold)
    }
    var table = TextTable(["date", "visit", "rule", "departure", "reason"])
    for visit in visits {
      for finding in visit.findings where isTold(finding) {
        let reasons = finding.explanations.map { position in
          "#\(position)" + (visit.reasons[position].map { ": \($0)" } ?? "")
        }
        table.add([
          visit.date, name(visit), finding.rule.rawValue, departure(finding),
          reasons.joined(separator: "; "),
        ])
      }
    }
    return heading + table.render(style)
  }

  private static func departure(_ finding: Finding) -> String {
    finding.measured
      ?? (finding.verdict == .deviationMissingEvidence ? "missing evidence" : "contrary evidence")
  }

  /// How often each rule was met, and what else became of it.
  private static func rules(_ report: ComplianceReport, _ style: TextStyle) -> String {
    guard !report.visits.isEmpty else { return "" }
    return title("Rules (other: noted, not yet due or not applicable)", style)
      + ComplianceSums(report, by: .rule).table(style)
  }

  /// The visits without a departure.
  private static func inOrder(_ report: ComplianceReport, _ style: TextStyle) -> String {
    let visits = report.visits.filter { !$0.findings.contains(where: \.verdict.isDeviation) }
    guard !visits.isEmpty else { return "" }
    let heading = title(
      ComplianceText.counted(visits.count, "visit") + " without a departure", style)
    guard visits.count > mostLines else {
      var table = TextTable(["date", "visit", "for", "rules"])
      for visit in visits {
        table.add([
          visit.date, name(visit),
          visit.indication.words + (visit.count.map { ", \($0.words)" } ?? ""),
          outcome(of: visit),
        ])
      }
      return heading + table.render(style)
    }
    var table = TextTable(["date", "visits", ""])
    for (date, day) in Dictionary(grouping: visits, by: \.date).sorted(by: { $0.key < $1.key }) {
      table.add([date, "\(day.count)", day.map(name).joined(separator: " ")])
    }
    return heading + table.render(style)
  }

  /// "18 met, 1 noted, 2 not yet due": what does not apply is left out.
  private static func outcome(of visit: Section) -> String {
    Verdict.allCases.compactMap { verdict in
      let count = visit.findings.count { $0.verdict == verdict }
      return count == 0 || verdict == .notApplicable ? nil : "\(count) \(verdict.rawValue)"
    }.joined(separator: ", ")
  }
}
