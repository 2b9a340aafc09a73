internal import Clinic
internal import Compliance
internal import Ledger
internal import Reports

/// Records one statement; where a departure needs a reason and somebody is there, it is asked for
/// and recorded with it.
struct Recorder {
  var context: CommandContext
  var appendID: AppendID?
  var second = SecondSignature.none

  func record(_ statement: Statement, reason: String?) throws -> Recorded {
    do {
      return try attempt(statement, reason)
    } catch ClinicError.reasonNeeded(let findings) {
      guard reason == nil, let prompt = context.prompt else {
        throw ClinicError.reasonNeeded(findings)
      }
      return try attempt(statement, try ask(about: findings, prompt))
    }
  }

  private func attempt(_ statement: Statement, _ reason: String?) throws -> Recorded {
    try second.record(
      RecordRequest(appendID: appendID, statements: [statement], reason: reason), in: context)
  }

  private func ask(about findings: [Finding], _ prompt: Prompt) throws -> String {
    Output.note("This departs from policy:")
    // Without colours: a message shows what would change the screen.
    let style = TextStyle(width: context.terminal.width, isColored: false)
    Output.note(ComplianceText.findings(findings, style: style))
    let reason = try prompt.line("Reason (Enter: do not record):")
    guard !reason.isEmpty else { throw ProgramError.nothingEntered }
    return reason
  }
}
