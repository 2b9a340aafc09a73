internal import ArgumentParser
internal import Clinic

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
      let desk = try ledger.open()
      let waiting = ApprovalText(requests: try desk.clinic.approvalRequests(), desk: desk)
      return try desk.answer(text: waiting.text, json: try waiting.json.text())
    }
    let desk = try ledger.signIn()
    guard yes || desk.prompt != nil else {
      throw ProgramError.usage("there is no terminal to ask on whether to sign; give --yes")
    }
    let opened = try desk.person.openRequest(request)
    let shown = OpenedRequestText(opened: opened, desk: desk)
    if case .text = desk.format { try Output.write(shown.text) }
    if !yes, let prompt = desk.prompt {
      // Nobody is asked for a signature under what they have not seen (21 CFR 11.50).
      if case .json = desk.format { Output.note(shown.text) }
      try confirm(opened, prompt)
    }
    try desk.person.approve(opened)
    let positions = try recorded(opened, at: desk)
    try desk.answer(
      text: shown.outcome(positions), json: try shown.json(positions).text())
  }

  private func confirm(_ opened: OpenedRequest, _ prompt: Prompt) throws {
    guard try prompt.confirm("Sign as \(opened.request.meaning)?") else {
      throw ProgramError.badData("it was not signed: nothing is recorded")
    }
  }

  /// The asker's terminal records it: looked for here for a few seconds.
  private func recorded(_ opened: OpenedRequest, at desk: Desk) throws -> Range<UInt64>? {
    let deadline = ContinuousClock.now + .seconds(5)
    while ContinuousClock.now < deadline {
      if let positions = try desk.clinic.positions(of: opened.request.id) { return positions }
      ApprovalWait.pause()
    }
    return nil
  }
}
