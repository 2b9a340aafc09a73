internal import Clinic
internal import ClinicalRecord
internal import Compliance

/// Rules by visits: a line a visit, a sign a rule, so that what departed is seen at once.
enum ComplianceMatrix {
  /// More visits than that are told by those that departed.
  private static let mostLines = 60

  /// The table with what its signs mean, ending in a newline; nothing where there is no visit.
  static func render(_ report: ComplianceReport, style: TextStyle) -> String {
    var visits = report.visits
    var title = "Rules by visits"
    if visits.count > mostLines {
      visits = visits.filter { $0.findings.contains(where: \.verdict.isDeviation) }
      title += ", of those with a departure"
    }
    guard !visits.isEmpty, visits.count <= mostLines else { return "" }
    let rules = Set(visits.flatMap { $0.findings.map(\.rule) }).sorted { $0.number < $1.number }
    let names = visits.map { "\($0.date)  \(ComplianceText.place($0))" }
    let columns = names.map(\.columns).max() ?? 0
    var text = "\n" + style.bold(title) + "\n"
    let margin = String(repeating: " ", count: columns + 2)
    let tens = line(of: rules) { $0.number < 10 ? " " : "\($0.number / 10)" }
    if tens.contains(where: { $0 != " " }) { text += style.dim(margin + tens) + "\n" }
    text += style.dim(margin + line(of: rules) { "\($0.number % 10)" }) + "\n"
    for (visit, name) in zip(visits, names) {
      let findings = Dictionary(
        visit.findings.map { ($0.rule, $0) }, uniquingKeysWith: { first, _ in first })
      text +=
        name.padded(columns + 2)
        + line(of: rules) { rule in findings[rule].map { sign($0, style) } ?? " " } + "\n"
    }
    return text + style.dim(meaning) + "\n"
  }

  /// A sign a rule, in blocks of ten rules.
  private static func line(of rules: [RuleID], _ sign: (RuleID) -> String) -> String {
    rules.enumerated().map { index, rule in
      let isNext = index > 0 && (rules[index - 1].number - 1) / 10 != (rule.number - 1) / 10
      return (isNext ? " " : "") + sign(rule)
    }.joined()
  }

  private static let meaning =
    "! departed, reason owed · E departed, explained · + met · l met on late evidence\n"
    + "n noted · ? not yet due · - not applicable"

  private static func sign(_ finding: Finding, _ style: TextStyle) -> String {
    switch finding.verdict {
    case .met: style.green("+")
    case .metOnLateEvidence: style.green("l")
    case .deviation, .deviationMissingEvidence:
      finding.isOwedAReason ? style.red("!") : style.yellow("E")
    case .noted: "n"
    case .notYetDue: "?"
    case .notApplicable: style.dim("-")
    }
  }
}
