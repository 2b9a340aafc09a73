internal import Clinic
internal import Ledger

/// How an act gets its second signature, and is recorded with it.
enum SecondSignature {
  case none
  /// Somebody who stands here, with their identity file and where its passphrase comes from.
  case here(path: String, PassphraseSource)
  /// Somebody at another terminal, by their sign-in name, who is waited for.
  case asked(String, within: WaitArgument)

  func record(_ request: RecordRequest, at desk: Desk) throws -> Recorded {
    var request = request
    switch self {
    case .none: break
    case .here(let path, let source): try sign(&request, with: path, source, at: desk)
    case .asked(let handle, let limit):
      return try ApprovalWait(desk: desk, handle: handle, limit: limit).record(request)
    }
    let recorded = try desk.person.record(request)
    if !recorded.isCompared {
      Output.note(
        "That append id is recorded already. What it says is sealed with a key that is held no "
          + "more: it could not be compared with what is said now, which was not recorded.")
    }
    return recorded
  }

  /// Whoever signs here sees all of the act, and only when nothing speaks against it any more and
  /// no reason is missing; then they open their identity with their own passphrase, never with a
  /// session.
  private func sign(
    _ request: inout RecordRequest, with path: String, _ source: PassphraseSource, at desk: Desk
  ) throws {
    let label = try IdentityFile.peek(path)
    let lines = try desk.person.preview(request, second: label)
    if desk.terminal.isInteractive { show(lines, to: label.handle) }
    request.shown = lines
    request.secondSigner = try desk.openIdentity(at: path) {
      try source.existing(for: $0, option: "--second-passphrase-fd")
    }
  }

  /// What they sign and what their signature means (21 CFR 11.50), before they sign.
  private func show(_ lines: [OpenedRequest.Line], to handle: String) {
    Output.note("\(handle) signs as second signer:")
    for line in lines { Output.note("  \(line.sentence)") }
  }
}
