public import Clinic
internal import ClinicalRecord
internal import Compliance
internal import Ledger

/// A compliance report as comma-separated values (RFC 4180), the first line naming the columns.
public enum ComplianceCSV {
  /// A finding a line.
  public static func render(_ report: ComplianceReport) -> String {
    CSVLine.of([
      "chart", "record_number", "visit", "date", "indication", "rule", "title", "verdict",
      "measured", "statement", "evidence", "explanations", "is_owed_a_reason", "last_recorded_by",
      "policy", "policy_version", "rule_set_version", "tree_size", "tree_root",
    ])
      + report.visits.map { visit in
        visit.findings.map { line(of: $0, in: visit, report) }.joined()
      }.joined()
  }

  private static func line(
    of finding: Finding, in visit: ComplianceReport.VisitSection, _ report: ComplianceReport
  ) -> String {
    CSVLine.of([
      "\(visit.inChart?.chart ?? visit.patient.chart)",
      report.filter.isIdentified ? visit.patient.recordNumber : "", "\(visit.visitNumber)",
      visit.date, visit.indication.words, finding.rule.rawValue, finding.title,
      finding.verdict.rawValue, finding.measured ?? "", finding.statement,
      finding.evidence.map { "\($0)" }.joined(separator: " "),
      finding.explanations.map { "\($0)" }.joined(separator: " "), "\(finding.isOwedAReason)",
      visit.recordedBy[finding.rule]?.handle ?? "", finding.policyName,
      "\(finding.policyVersion)", "\(report.ruleSetVersion)", "\(report.treeSize)",
      report.treeRoot,
    ])
  }

  /// A sum a line.
  public static func render(_ sums: ComplianceSums, by key: ComplianceKey) -> String {
    CSVLine.of([key.rawValue, "visits", "met", "late", "departed", "owed", "other"])
      + sums.lines.map { line in
        CSVLine.of(
          [line.name]
            + [line.visits, line.met, line.late, line.departed, line.owed, line.other].map {
              "\($0)"
            })
      }.joined()
  }
}
