internal import ArgumentParser
internal import Clinic
internal import ClinicalRecord
internal import Ledger
internal import Reports

/// `candor approve [ID]`.
struct Approve: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "approve",
    abstract: "What waits for a second signature; and to sign it.",
    discussion: """
      Without an ID it lists what waits, and needs no identity. With one, whoever is asked sees what was done and \
      what their signature means, and signs with their own key. The terminal that asked (record … --ask NAME) then \
      records it; what has waited past its limit cannot be signed.

      Examples:
        candor approve
        candor approve 0192a7c4 --as dr.okafor
      """)

  @Argument(help: "8 or more of the request's first digits.")
  var request: String?

  @Flag(help: "Sign without being asked: for programs.")
  var yes = false

  @OptionGroup(title: "Ledger and identity") var ledger: LedgerOptions

  func run() throws {
    guard let request else {
      let context = try ledger.open()
      let waiting = ApprovalText(requests: try context.clinic.approvalRequests(), context: context)
      return try context.answer(text: waiting.text, json: try waiting.json.text())
    }
    let context = try ledger.signIn()
    guard yes || context.prompt != nil else {
      throw ProgramError.usage("there is no terminal to ask on whether to sign; give --yes")
    }
    let opened = try context.person.openRequest(request)
    let shown = OpenedRequestText(opened: opened, context: context)
    if case .text = context.format { try Output.write(shown.text) }
    if !yes, let prompt = context.prompt {
      // Nobody is asked for a signature under what they have not seen (21 CFR 11.50).
      if case .json = context.format { Output.note(shown.text) }
      try confirm(opened, prompt)
    }
    try context.person.approve(opened)
    let positions = try recorded(opened, in: context)
    try context.answer(
      text: shown.outcome(positions), json: try shown.json(positions).text())
  }

  private func confirm(_ opened: OpenedRequest, _ prompt: Prompt) throws {
    guard try prompt.confirm("Sign as \(opened.request.meaning)?") else {
      throw ProgramError.no("it was not signed: nothing is recorded")
    }
  }

  /// The asker's terminal records it: looked for here for a few seconds.
  private func recorded(_ opened: OpenedRequest, in context: CommandContext) throws -> Range<
    UInt64
  >? {
    let deadline = ContinuousClock.now + .seconds(5)
    while ContinuousClock.now < deadline {
      if let positions = try context.clinic.positions(of: opened.request.id) { return positions }
      ApprovalWait.pause()
    }
    return nil
  }
}

/// The requests that wait for a signature.
struct ApprovalText {
  var requests: [ApprovalRequest]
  var context: CommandContext

  var text: String {
    guard !requests.isEmpty else { return "Nothing waits for a signature." }
    return requests.map { request in
      let until = TimeText.dateAndClock(context.localTime(request.expiresMicroseconds))
      let signed = request.isSigned ? ", signed" : ""
      return "\(request.id)  \(request.askedBy) asks \(request.askedOf) to sign as "
        + "\(request.meaning), until \(until)\(signed): "
        + request.events.joined(separator: ", ")
    }.joined(separator: "\n")
  }

  var json: JSONValue { .array(requests.map(Self.json)) }

  private static func json(_ request: ApprovalRequest) -> JSONValue {
    .object([
      "append_id": .string(request.id.description), "asked_by": .string(request.askedBy),
      "asked_of": .string(request.askedOf), "meaning": .string(request.meaning),
      "events": .array(request.events.map { .string($0) }),
      "expires_us": .integer(request.expiresMicroseconds), "signed": .bool(request.isSigned),
    ])
  }
}

/// What somebody is asked to sign, as they see it before and after they have signed.
struct OpenedRequestText {
  var opened: OpenedRequest
  var context: CommandContext

  var text: String {
    var lines = ["\(opened.request.askedBy) asks you to sign as \(opened.request.meaning)\(about):"]
    for line in opened.lines {
      let when = TimeText.dateAndClock(line.occurred)
      let age = TimeText.age(of: line.occurred, nowMicroseconds: context.clock.nowMicroseconds())
      lines += ["  \(line.event)  \(when) (\(age))", "      \(line.sentence.indented(by: 6))"]
    }
    return lines.joined(separator: "\n")
  }

  /// - Parameter positions: where it was recorded; nil while it is not.
  func outcome(_ positions: Range<UInt64>?) -> String {
    guard let positions else {
      return "Signed. Not recorded yet: the terminal of \(opened.request.askedBy) records it."
    }
    return "Signed, and recorded at \(positions.lowerBound)."
  }

  func json(_ positions: Range<UInt64>?) -> JSONValue {
    .object([
      "append_id": .string(opened.request.id.description),
      "asked_by": .string(opened.request.askedBy), "meaning": .string(opened.request.meaning),
      "record_number": opened.patient.map { .string($0.recordNumber) } ?? .null,
      "visit": opened.visitNumber.map { .integer(Int64($0)) } ?? .null,
      "lots": .array(opened.lots.map { .integer(Int64($0)) }),
      "entries": .array(
        opened.lines.map { line in
          .object([
            "event": .string(line.event), "sentence": .string(line.sentence),
            "occurred": .string(line.occurred.iso8601),
          ])
        }),
      "signed": .bool(true), "recorded": .bool(positions != nil),
      "first_position": positions.map { .integer(Int64($0.lowerBound)) } ?? .null,
    ])
  }

  private var about: String {
    guard let patient = opened.patient else {
      let lots = opened.lots.map { "\($0)" }.joined(separator: ", ")
      return ", in the drug book, \(opened.lots.count == 1 ? "lot" : "lots") \(lots)"
    }
    // Whatever is not a terminal may be a log: there the record number has to do.
    let who =
      context.terminal.outputIsTerminal ? RecordReceiptText.person(patient) : patient.recordNumber
    return ", for \(who)" + (opened.visitNumber.map { ", visit \($0)" } ?? "")
  }
}
