internal import ArgumentParser
internal import Clinic
internal import ClinicalRecord
internal import Reports

/// `candor check EVENT`.
struct CheckEvent<Options: EventOptions>: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: Options.identifier, abstract: Options.help.abstract,
      discussion: Options.discussion(of: "check"))
  }

  @OptionGroup(title: "What would happen") var options: Options
  @OptionGroup(title: "To whom and when") var statement: StatementOptions
  @OptionGroup(title: "Ledger and identity") var ledger: LedgerOptions

  func run() throws {
    let desk = try ledger.signIn()
    var draft = try StatementDraft(
      statement, kind: Options.Event.kind, desk: desk, missing: .supposed)
    let event = try options.event(from: &draft.fields)
    let preflight = try desk.clinic.check(try draft.statement(event))
    try desk.answer(
      text: text(preflight, supposed: draft.fields.supposed, desk),
      json: try ComplianceJSON.render(preflight))
    if !preflight.isClear { throw ExitCode(ExitStatus.no) }
  }

  private func text(_ preflight: Preflight, supposed: [String], _ desk: Desk) -> String {
    var lines: [String] = []
    let who =
      desk.terminal.outputIsTerminal
      ? Echo.person(preflight.patient) : preflight.patient.recordNumber
    let visit = preflight.visitNumber.map { ", visit \($0)" } ?? ""
    lines.append("\(preflight.kind.name) for \(who)\(visit):")
    if let rejection = preflight.rejection {
      lines.append("  Cannot be recorded: \(rejection.description)")
    } else if preflight.departures.isEmpty {
      lines.append("  Nothing stands in the way.")
    } else {
      lines.append("  Needs a reason, since it departs from policy:")
      lines.append(ComplianceText.findings(preflight.departures, style: desk.style))
    }
    if !preflight.findings.isEmpty {
      lines.append("Every rule, as it would stand:")
      lines.append(PreflightList(findings: preflight.findings).text)
    }
    if !supposed.isEmpty {
      lines.append("Supposed, since not given: \(supposed.joined(separator: ", ")).")
    }
    return lines.joined(separator: "\n")
  }
}
