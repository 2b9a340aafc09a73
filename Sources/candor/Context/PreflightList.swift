internal import Clinic
internal import ClinicalRecord
internal import Compliance

/// The rules before an act, one line each: what a person looks over before an infusion starts.
struct PreflightList {
  var findings: [Finding]

  var text: String {
    let rules = findings.map(\.rule.rawValue.count).max() ?? 0
    let verdicts = findings.map(\.verdict.rawValue.count).max() ?? 0
    return findings.map { finding in
      "  \(finding.rule.rawValue.padded(rules))  "
        + "\(finding.verdict.rawValue.padded(verdicts))  \(finding.title)"
    }.joined(separator: "\n")
  }

  /// Shows the list to the person who is about to start an infusion, and keeps in the event what
  /// was shown.
  ///
  /// Not where nobody looks, and not under an append id of the caller's: the same statement has to
  /// stay the same.
  static func shown(with statement: Statement, in context: CommandContext, isRepeatable: Bool)
    throws
    -> Statement
  {
    guard case .visit(.infusionStarted(var started)) = statement.event, started.preflight.isEmpty,
      context.prompt != nil, !isRepeatable
    else { return statement }
    let preflight = try context.person.check(statement)
    guard preflight.rejection == nil else { return statement }
    Output.note("Before the start:")
    Output.note(PreflightList(findings: preflight.findings).text)
    for remark in preflight.remarks { Output.note("\(remark).") }
    started.preflight = preflight.findings.map { finding in
      var shown = InfusionStarted.Shown()
      shown.rule = finding.rule.rawValue
      shown.verdict = finding.verdict.rawValue
      return shown
    }
    var kept = statement
    kept.event = .visit(.infusionStarted(started))
    return kept
  }
}
