public import Clinic
internal import ClinicalRecord
public import Compliance
internal import Ledger

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
    let asOf = report.asOf.map { "as of \(TimeText.dateAndClock($0)), " } ?? ""
    return style.bold("Compliance report of \(report.origin)") + "\n"
      + "\(span(report))\(scope(report)), policy \(report.policyName) version "
      + "\(report.policyVersion), rule set \(report.ruleSetVersion)\n" + policies(report)
      + style.dim("\(asOf)from \(report.treeSize) entries, root \(report.treeRoot.prefix(16))…")
      + "\n"
      + (report.filter.isIdentified
        ? ""
        : style.dim("without names: --identified tells them, and is a look at the charts") + "\n")
  }

  /// What it does not say, and its sums.
  static func ending(of report: ComplianceReport, style: TextStyle) -> String {
    var text = ""
    if report.visits.isEmpty, !report.filter.isWhole {
      text += "\nNo finding of this span fits.\n"
    } else if report.visits.isEmpty {
      text += "\nNo visit of this span: no infusion, and no arrival of a visit without one.\n"
    }
    text += leftOpen(report, style)
    text += "\n" + judged(report, style)
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
      "  \(visit.patient.shown)  visit \(visit.visitNumber), "
        + "arrived \(TimeText.dateAndClock(visit.arrived))\n"
    }
    return "\n" + style.bold("Left open") + ": how they ended was never recorded\n"
      + lines.joined()
  }

  /// ", chart f6375efc, visit 2, S5 S8 alone": what else the report is confined to.
  private static func scope(_ report: ComplianceReport) -> String {
    let filter = report.filter
    var parts: [String] = []
    if let chart = filter.chart { parts.append("chart \(chart.description.prefix(8))") }
    if let visit = filter.visitNumber { parts.append("visit \(visit)") }
    if let course = filter.course { parts.append("course \(course)") }
    if !filter.rules.isEmpty {
      let rules = filter.rules.sorted { $0.number < $1.number }.map(\.rawValue)
      parts.append("\(rules.joined(separator: " ")) alone")
    }
    if let actor = filter.clinician { parts.append("what actor \(actor) recorded last") }
    return parts.map { ", \($0)" }.joined()
  }

  /// By which policies visits were judged, where that is not the newest alone.
  private static func policies(_ report: ComplianceReport) -> String {
    var visits: [String: Int] = [:]
    for visit in report.visits {
      guard let finding = visit.findings.first else { continue }
      visits["\(finding.policyName) version \(finding.policyVersion)", default: 0] += 1
    }
    let newest = "\(report.policyName) version \(report.policyVersion)"
    guard visits.keys.contains(where: { $0 != newest }) else { return "" }
    let words = visits.sorted { $0.key < $1.key }.map {
      "\($0.key) (\(counted($0.value, "visit")))"
    }
    return "judged by \(words.joined(separator: ", "))\n"
  }

  /// The clinic's sentences that are not in the report, so that nobody takes them for met.
  private static func judged(_ report: ComplianceReport, _ style: TextStyle) -> String {
    guard report.filter.rules.isEmpty else {
      let others = RuleBook.rules.count - report.filter.rules.count
      return "Of the other \(counted(others, "rule")) nothing is told here.\n"
    }
    guard !RuleBook.unjudged.isEmpty else {
      return "Judged: all \(RuleBook.rules.count) of the clinic's rules.\n"
    }
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
      "\(patient.shown)\(patient.ageYears.map { ", age \($0)" } ?? "")"
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

  /// "MH-1001/2", by which a table names a visit.
  static func place(_ visit: ComplianceReport.VisitSection) -> String {
    "\(visit.patient.recordNumber)/\(name(visit))"
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

extension PatientLabel {
  /// "MH-1001  Rivers, Jo"; the chart's digits alone where no name is told.
  var shown: String { name.isEmpty ? recordNumber : "\(recordNumber)  \(name)" }
}

extension ComplianceFilter {
  /// Whether every finding of the span is told.
  var isWhole: Bool {
    chart == nil && visitNumber == nil && course == nil && rules.isEmpty && clinician == nil
  }
}
