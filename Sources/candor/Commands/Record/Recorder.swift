internal import Clinic
internal import ClinicalRecord
internal import Compliance
internal import Ledger
internal import Reports

/// Records one statement, or several in one act. Where somebody is there, they are asked for what
/// it needs beside: whether it is no slip, the reasons of departures, a second signer.
struct Recorder {
  var context: CommandContext
  var appendID: AppendID?
  var second = SecondSignature.none
  var isAgain = false
  /// Who can be named as second signer when it turns out that somebody has to sign.
  var signers: SecondSignerOptions?
  var ledger: LedgerOptions?
  /// Nil for what is recorded here first.
  var transcription: Transcription?

  func record(
    _ statement: Statement, reason: String?, reasonsByRule: [RuleID: String] = [:]
  ) throws -> Recorded {
    try record([statement], reason: reason, reasonsByRule: reasonsByRule)
  }

  func record(
    _ statements: [Statement], reason: String? = nil, reasonsByRule: [RuleID: String] = [:]
  ) throws -> Recorded {
    var request = RecordRequest(appendID: appendID, statements: statements, reason: reason)
    request.reasonsByRule = reasonsByRule
    request.transcription = transcription
    // An append id of the caller's says that it is an act of its own.
    request.repeats = isAgain || appendID != nil ? .recorded : .refused
    guard let prompt = context.prompt else { return try second.record(request, in: context) }
    request.doubts = .asked(confirmed: [])
    var second = second
    // Each round answers what the one before was held up by; what is answered is not asked again.
    while true {
      do {
        return try second.record(request, in: context)
      } catch ClinicError.held(.doubtful(let doubts)) {
        try confirm(doubts, of: &request, prompt)
      } catch ClinicError.held(.signatureNeeded(let causes, let roles)) {
        second = try signature(for: causes, roles, prompt)
      } catch ClinicError.reasonNeeded(let findings) {
        guard reason == nil || findings.contains(where: RecordRequest.needsOwnReason) else {
          throw ClinicError.reasonNeeded(findings)
        }
        try ask(about: findings, for: &request, prompt)
      }
    }
  }

  // MARK: No slip

  private func confirm(
    _ doubts: [Doubt], of request: inout RecordRequest, _ prompt: Prompt
  ) throws {
    var confirmed: Set<Doubt> = []
    if case .asked(let before) = request.doubts { confirmed = before }
    for doubt in doubts {
      try confirm(doubt, prompt)
      confirmed.insert(doubt)
    }
    request.doubts = .asked(confirmed: confirmed)
  }

  private func confirm(_ doubt: Doubt, _ prompt: Prompt) throws {
    let says = doubt.says.prefix(1).uppercased() + doubt.says.dropFirst()
    guard case .dose(let doseMg, _) = doubt else {
      let question = doubt.isRepeated ? "Record it again?" : "Record it so?"
      guard try prompt.confirm("\(says). \(question)") else {
        throw ProgramError.no("it was not confirmed: nothing was recorded")
      }
      return
    }
    Output.note("\(says).")
    let again = try prompt.answer("Type the dose in mg again (Enter: do not record):") { text in
      text.isEmpty ? nil : try Milligrams(argument: text).value
    }
    guard let again else { throw ProgramError.nothingEntered }
    guard again == doseMg else {
      throw ProgramError.no("the two doses are not the same: nothing was recorded")
    }
  }

  // MARK: The second signer

  private func signature(
    for causes: [SigningCause], _ roles: Set<Role>, _ prompt: Prompt
  ) throws -> SecondSignature {
    guard case .none = second, let signers, let ledger else {
      throw ClinicError.held(.signatureNeeded(causes, roles: roles))
    }
    for cause in causes {
      Output.note("\(cause.says.prefix(1).uppercased() + cause.says.dropFirst()).")
    }
    let words = roles.map(\.words).sorted().joined(separator: ", ")
    let name = try prompt.line("Second signer (\(words); sign-in name; Enter: do not record):")
    guard !name.isEmpty else { throw ProgramError.nothingEntered }
    return try signers.signature(of: name, in: context, ledger)
  }

  // MARK: Reasons

  /// Each rule is asked for its own, since one word for all says nothing about any.
  func ask(
    about findings: [Finding], for request: inout RecordRequest, _ prompt: Prompt
  ) throws {
    Output.note("This departs from policy:")
    // Without colours: a message shows what would change the screen.
    let style = TextStyle(width: context.terminal.width, isColored: false)
    Output.note(ComplianceText.findings(findings, style: style))
    var last: String?
    for finding in findings {
      let reason = try reason(for: finding, last, prompt)
      request.reasonsByRule[finding.rule] = reason
      last = reason
    }
  }

  private func reason(
    for finding: Finding, _ last: String?, _ prompt: Prompt
  ) throws -> String {
    let needsOwn = RecordRequest.needsOwnReason(finding)
    let same = last != nil && !needsOwn ? "= for the same; " : ""
    let reason = try prompt.answer(
      "Reason for \(finding.rule.rawValue) (\(same)Enter: do not record):"
    ) { text in
      if text == "=", !same.isEmpty { return last ?? "" }
      guard !needsOwn || text.isEmpty || RecordRequest.isOwnReason(text) else {
        throw ProgramError.usage(
          "it is not overridden by a word: at least \(RecordRequest.leastOwnReason) characters")
      }
      return text
    }
    guard !reason.isEmpty else { throw ProgramError.nothingEntered }
    return reason
  }
}
