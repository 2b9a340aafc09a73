internal import ArgumentParser
internal import Clinic
internal import ClinicalRecord
internal import Compliance
internal import Reports

/// `candor check EVENT`.
struct CheckEvent<Options: EventOptions>: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: Options.identifier, abstract: Options.help.abstract,
      usage: Options.usage(of: "check"),
      discussion: Options.discussion(of: "check"))
  }

  @OptionGroup(title: "What would happen") var options: Options
  @OptionGroup(title: "To whom and when", visibility: SharedOptions.visibility)
  var statement: StatementOptions
  @OptionGroup(title: "Ledger and identity", visibility: SharedOptions.visibility)
  var ledger: LedgerOptions

  func run() throws {
    let context = try ledger.signIn()
    var draft = try StatementDraft(
      statement, kind: Options.Event.kind, context: context, missing: .supposed)
    let event = try options.event(from: &draft.fields)
    let preflight = try context.person.check(try draft.statement(event, in: options.place))
    try context.answer(
      text: text(preflight, supposed: draft.fields.supposed, context),
      json: try ComplianceJSON.render(preflight))
    if !preflight.isClear { throw ExitCode(ExitStatus.no) }
  }

  private func text(_ preflight: Preflight, supposed: [String], _ context: CommandContext) -> String
  {
    var lines: [String] = []
    lines.append("\(preflight.kind.name)\(about(preflight, context)):")
    if let rejection = preflight.rejection {
      lines.append("  Cannot be recorded: \(rejection.description)")
    } else {
      // What a supposed dose comes to says nothing.
      var preflight = preflight
      if supposed.contains("dose_mg") { preflight.remarks.removeAll { $0.contains(" mg/kg") } }
      lines += obstacles(preflight, context)
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

  /// " for MH-1001, visit 2, infusion 3 of 6", or " in the drug book, lot 3".
  private func about(_ preflight: Preflight, _ context: CommandContext) -> String {
    guard let patient = preflight.patient else {
      return " in the drug book" + (preflight.lotNumber.map { ", lot \($0)" } ?? "")
    }
    let who =
      context.terminal.outputIsTerminal ? RecordReceiptText.person(patient) : patient.recordNumber
    return " for \(who)" + (preflight.visitNumber.map { ", visit \($0)" } ?? "")
      + (preflight.count.map { ", \($0.words)" } ?? "")
  }

  /// What an act needs that can be recorded, and what it will owe.
  private func obstacles(_ preflight: Preflight, _ context: CommandContext) -> [String] {
    var lines = preflight.remarks.map { "  \($0.prefix(1).uppercased() + $0.dropFirst())." }
    lines += preflight.doubts.filter { !preflight.remarks.contains($0.says) }.map {
      "  Is asked about: \($0.says)."
    }
    lines += preflight.signingCauses.map {
      "  \($0.says.prefix(1).uppercased() + $0.says.dropFirst())."
    }
    if !preflight.secondSigners.isEmpty {
      let roles = preflight.secondSigners.map(\.words).sorted()
      let list = roles.count < 2 ? "" : roles.dropLast().joined(separator: ", ") + " or "
      lines.append("  Needs a second signer: \(list)\(roles.last ?? "").")
    }
    if !preflight.departures.isEmpty {
      lines.append("  Needs a reason, since it departs from policy:")
      lines.append(ComplianceText.findings(preflight.departures, style: context.style))
    }
    if !preflight.owedDepartures.isEmpty {
      lines.append("  Is recorded at once; a reason will be owed, since it departs from policy:")
      lines.append(ComplianceText.findings(preflight.owedDepartures, style: context.style))
    }
    let isClear =
      preflight.isClear && preflight.secondSigners.isEmpty && preflight.owedDepartures.isEmpty
    return lines + (isClear ? ["  Nothing stands in the way."] : [])
  }
}
