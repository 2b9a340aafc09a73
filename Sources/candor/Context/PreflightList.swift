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

  /// The same in a few lines: which rules have which verdict.
  var byVerdict: [String] {
    let present = Verdict.allCases.filter { verdict in findings.contains { $0.verdict == verdict } }
    let columns = present.map(\.rawValue.count).max() ?? 0
    return present.map { verdict in
      let rules = findings.filter { $0.verdict == verdict }.map(\.rule.rawValue)
      return "  \(verdict.rawValue.padded(columns))  \(rules.joined(separator: " "))"
    }
  }

  /// Shows the list to the person who is about to start an infusion, and keeps in the event what
  /// was shown.
  ///
  /// Not where nobody looks or has asked for it, and not under an append id of the caller's: the
  /// same statement has to stay the same.
  ///
  /// - Parameter isAsked: whoever reads what is written wants to see it.
  static func shown(
    with statement: Statement, in context: CommandContext, isAsked: Bool, isRepeatable: Bool
  ) throws -> Statement {
    guard case .visit(.infusionStarted(var started)) = statement.event, started.preflight.isEmpty,
      context.prompt != nil || isAsked, !isRepeatable
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
