public import Clinic
internal import ClinicalRecord
public import Compliance

/// The compliance report for a person: every visit, every rule, its verdict and what it rests on.
public enum ComplianceText {
  /// The text, ending in a newline.
  public static func render(_ report: ComplianceReport, style: TextStyle) -> String {
    var text = heading(of: report, style: style)
    for visit in report.visits { text += "\n" + section(visit, style: style) }
    return text + ending(of: report, style: style)
  }

  /// What it is a report of, and from which state of the ledger.
  static func heading(of report: ComplianceReport, style: TextStyle) -> String {
    style.bold("Compliance report of \(report.origin)") + "\n"
      + "\(span(report)), policy \(report.policyName) version \(report.policyVersion), "
      + "rule set \(report.ruleSetVersion)\n"
      + style.dim("from \(report.treeSize) entries, root \(report.treeRoot.prefix(16))…") + "\n"
  }

  /// What it does not say, and its sums.
  static func ending(of report: ComplianceReport, style: TextStyle) -> String {
    var text = ""
    if report.visits.isEmpty {
      text += "\nNo visit of this span: no infusion, and no arrival of a visit without one.\n"
    }
    text += leftOpen(report, style)
    if !RuleBook.unjudged.isEmpty { text += "\n" + unjudged(style) }
    if report.erasedCharts > 0 { text += "\n" + ErasureText.leftOut(report.erasedCharts) }
    return text + "\n" + summary(report, style: style)
  }

  /// One line a finding, with its evidence: also what `check` and a recording show.
  public static func findings(_ findings: [Finding], style: TextStyle) -> String {
    findings.map { line($0, reasons: [:], style: style) }.joined()
  }

  /// The visits that nobody has ended: they are told until somebody does.
  private static func leftOpen(_ report: ComplianceReport, _ style: TextStyle) -> String {
    guard !report.leftOpen.isEmpty else { return "" }
    let lines = report.leftOpen.map { visit in
      "  \(visit.patient.recordNumber)  \(visit.patient.name)  visit \(visit.visitNumber), "
        + "arrived \(TimeText.dateAndClock(visit.arrived))\n"
    }
    return "\n" + style.bold("Left open") + ": how they ended was never recorded\n"
      + lines.joined()
  }

  /// The clinic's sentences that are not in the report, so that nobody takes them for met.
  private static func unjudged(_ style: TextStyle) -> String {
    var text = "Not judged by this rule set:\n"
    for rule in RuleBook.unjudged { text += "  \(rule.id.padded(4))  \(style.dim(rule.title))\n" }
    return text
  }

  private static func span(_ report: ComplianceReport) -> String {
    switch (report.fromDate, report.toDate) {
    case (nil, nil): "All visits"
    case (let from?, nil): "Visits from \(from)"
    case (nil, let to?): "Visits to \(to)"
    case (let from?, let to?): from == to ? "Visits of \(from)" : "Visits from \(from) to \(to)"
    }
  }

  private static func section(
    _ visit: ComplianceReport.VisitSection, style: TextStyle
  ) -> String {
    let patient = visit.patient
    let title =
      "\(patient.recordNumber)  \(patient.name)\(patient.ageYears.map { ", age \($0)" } ?? "")"
      + "  visit \(name(visit)) on \(visit.date), \(visit.indication.words)"
      + (visit.count.map { ", \($0.words)" } ?? "")
    return style.bold(title) + "\n"
      + visit.findings.map { line($0, reasons: visit.reasons, style: style) }.joined()
  }

  /// "2"; "B/2 (1002)" where the patient has several charts.
  static func name(_ visit: ComplianceReport.VisitSection) -> String {
    guard let chart = visit.inChart else { return "\(visit.visitNumber)" }
    let other = chart.recordNumber == visit.patient.recordNumber ? "" : " (\(chart.recordNumber))"
    return "\(chart.letter)/\(visit.visitNumber)\(other)"
  }

  /// A finding with its evidence and the reasons that were given for it.
  static func line(
    _ finding: Finding, reasons: [UInt64: String], style: TextStyle
  ) -> String {
    let indent = String(repeating: " ", count: 8)
    let evidence =
      finding.evidence.isEmpty
      ? ""
      : " [" + finding.evidence.prefix(6).map { "#\($0)" }.joined(separator: " ")
        + (finding.evidence.count > 6 ? " …" : "") + "]"
    let verdict = finding.verdict.rawValue
    var text =
      "  \(finding.rule.rawValue.padded(4))  "
      + color(verdict, finding: finding, style: style) + "  "
      + style.dim(finding.title) + "\n"
    for part in style.wrap(finding.statement + evidence, columns: style.width - 8) {
      text += indent + part + "\n"
    }
    for position in finding.explanations {
      let reason = reasons[position].map { ": \($0)" } ?? ""
      for part in style.wrap("explained in #\(position)\(reason)", columns: style.width - 8) {
        text += indent + part + "\n"
      }
    }
    if finding.isOwedAReason { text += indent + style.red("a reason is owed") + "\n" }
    return text
  }

  static func counted(_ count: Int, _ noun: String) -> String {
    count == 1 ? "1 \(noun)" : "\(count) \(noun)s"
  }

  private static func color(_ verdict: String, finding: Finding, style: TextStyle) -> String {
    if finding.isOwedAReason { return style.red(verdict) }
    if finding.verdict.isDeviation { return style.yellow(verdict) }
    switch finding.verdict {
    case .met, .metOnLateEvidence: return style.green(verdict)
    default: return style.dim(verdict)
    }
  }

  private static func summary(_ report: ComplianceReport, style: TextStyle) -> String {
    let findings = report.visits.flatMap(\.findings)
    let deviations = findings.filter(\.verdict.isDeviation).count
    let counts =
      "\(counted(report.visits.count, "visit")), \(counted(findings.count, "finding")), "
      + "\(counted(deviations, "deviation")), \(report.owedCount) without a reason"
    return (report.owedCount == 0 ? style.green(counts) : style.red(counts)) + "\n"
  }
}
