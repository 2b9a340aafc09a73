internal import ArgumentParser
internal import Clinic
internal import ClinicalRecord
internal import Ledger
internal import Reports

/// Why something is corrected, and how often the correction is made.
struct CorrectionOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Read why it is corrected from standard input: - (asked for on a terminal).", valueName: "-"))
  var reason: String?

  @Option(
    help: ArgumentHelp(
      "Read JSON from standard input: -; the reason is its \"reason\".",
      valueName: "-"))
  var json: String?

  @Option(
    help: ArgumentHelp(
      "32 hexadecimal digits: the same id with the same correction is recorded once.",
      valueName: "hex"))
  var appendID: String?

  func validate() throws {
    for (name, value) in [("--reason", reason), ("--json", json)] {
      guard value == nil || value == "-" else {
        throw ProgramError.usage("\(name) reads standard input only; give \(name) -")
      }
    }
    guard reason == nil || json == nil else {
      throw ProgramError.usage(
        "--json - and --reason - would both read standard input; put \"reason\" into the JSON")
    }
  }

  /// The fields of the JSON without the reason, if any JSON is given.
  ///
  /// - Parameter key: what the JSON calls the reason of the correction.
  func read(_ key: String = "reason") throws -> (fields: [String: JSONValue]?, reason: String?) {
    guard json != nil else { return (nil, try read(reason)) }
    var object = try JSONValue.object(
      parsing: try FileInput.text(at: "-", .document, of: "a correction"),
      called: "standard input")
    switch object.removeValue(forKey: key) {
    case nil: return (object, nil)
    case .string(let text)? where !text.trimmed.isEmpty: return (object, text.trimmed)
    default:
      throw ProgramError.badData("the JSON's \(key) is not a text; give {\"\(key)\": \"…\"}")
    }
  }

  /// A reason alone, of what has no other field.
  func readReason() throws -> String? {
    let (fields, reason) = try read()
    guard fields?.isEmpty ?? true else {
      throw ProgramError.badData("the JSON has a field other than reason; give {\"reason\": \"…\"}")
    }
    return reason
  }

  private func read(_ reason: String?) throws -> String? {
    guard reason != nil, !Terminal.current().isInteractive else { return nil }
    let text = try FileInput.text(at: "-", .lines, of: "a reason").trimmed
    guard !text.isEmpty else { throw ProgramError.nothingEntered }
    return text
  }

  /// What was read, or what the person at the terminal answers.
  static func reason(_ read: String?, _ question: String, in context: CommandContext) throws
    -> String
  {
    if let read { return read }
    guard let prompt = context.prompt else {
      throw ProgramError.usage(
        "the reason is missing; give --reason - and the reason on standard input, or \"reason\" in "
          + "--json -")
    }
    let reason = try prompt.line(question)
    guard !reason.isEmpty else { throw ProgramError.nothingEntered }
    return reason
  }
}

/// Records corrections of one chart in one act, with whatever signature and reason that takes.
struct Corrector {
  var context: CommandContext
  var options: CorrectionOptions
  var second = SecondSignerOptions()
  var ledger: LedgerOptions

  /// - Parameter reason: why it is corrected; it explains the departures of an amendment too, where
  ///   nobody can be asked.
  func record(_ statements: [Statement], reason: String) throws -> Recorded {
    var request = RecordRequest(
      appendID: try RecordingOptions.identifier(options.appendID), statements: statements)
    var signature = try second.signature(for: [], in: context, ledger)
    while true {
      do {
        return try signature.record(request, in: context)
      } catch ClinicError.reasonNeeded(let findings)
        where request.reason == nil && request.reasonsByRule.isEmpty
      {
        if let prompt = context.prompt {
          try Recorder(context: context).ask(about: findings, for: &request, prompt)
        } else {
          request.reason = reason
        }
      } catch let refused as RefusedAct {
        guard case .secondSignerNeeded(let event, _) = refused.reason, case .none = signature,
          let prompt = context.prompt
        else { throw refused }
        signature = try second.asked(for: event, prompt, ledger, in: context)
      }
    }
  }
}

/// What was, what is now, and what was recorded to say so.
struct CorrectionText {
  var context: CommandContext
  var entries: [CorrectableEntry]
  /// What stands before each: it was so, or it is still.
  var heading = "Was: "

  /// Says whom it is about and what is there, while a slip can still be mended.
  func announce() {
    guard context.terminal.isInteractive, let patient = entries.first?.patient else { return }
    let who =
      context.mayName(patient)
      ? RecordReceiptText.person(patient) : RecordReceiptText.number(patient)
    Output.note("About \(who).")
    for entry in entries { Output.note("  \(heading) \(line(entry))") }
  }

  /// - Parameter now: what an amended entry says now.
  func write(_ recorded: Recorded, _ statements: [Statement], now: String? = nil) throws {
    var lines: [String] = []
    for entry in entries where shows(entry.event) { lines.append("  \(heading) \(line(entry))") }
    if let now, entries.allSatisfy({ shows($0.event) }) { lines.append("  Now:  \(now)") }
    let receipt = RecordReceiptText(
      recorded: recorded, statements: statements.map(\.event), context: context)
    try receipt.write(adding: lines)
  }

  private func line(_ entry: CorrectableEntry) -> String {
    Self.line(entry.sentence, at: entry.occurred, position: entry.position)
  }

  static func line(_ sentence: String, at occurred: ClinicalTime, position: UInt64) -> String {
    "#\(position)  \(TimeText.dateAndClock(occurred))  \(sentence)"
  }

  /// What is personal stays on the terminal.
  private func shows(_ event: ClinicalEvent) -> Bool {
    context.terminal.outputIsTerminal || !event.statement.holdsPersonalText
  }
}
