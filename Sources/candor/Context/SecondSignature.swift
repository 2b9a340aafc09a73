internal import ArgumentParser
internal import Clinic
internal import ClinicalRecord
private import Glibc
internal import Ledger

/// How an act gets its second signature, and is recorded with it.
enum SecondSignature {
  case none
  /// Somebody who stands here, with their identity file and where its passphrase comes from.
  case here(path: String, PassphraseSource)
  /// Somebody at another terminal, by their sign-in name, who is waited for.
  case asked(String, within: WaitArgument)

  func record(_ request: RecordRequest, in context: CommandContext) throws -> Recorded {
    var request = request
    switch self {
    case .none: break
    case .here(let path, let source): try sign(&request, with: path, source, in: context)
    case .asked(let handle, let limit):
      return try ApprovalWait(context: context, handle: handle, limit: limit).record(request)
    }
    let recorded = try context.person.record(request)
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
    _ request: inout RecordRequest, with path: String, _ source: PassphraseSource,
    in context: CommandContext
  ) throws {
    let label = try IdentityFile.peek(path)
    let lines = try context.person.preview(request, second: label)
    if context.terminal.isInteractive { show(lines, to: label.handle) }
    request.shown = lines
    request.secondSigner = try context.openIdentity(at: path) {
      try source.existing(for: $0, option: "--second-passphrase-fd")
    }
  }

  /// What they sign and what their signature means (21 CFR 11.50), before they sign.
  private func show(_ lines: [OpenedRequest.Line], to handle: String) {
    Output.note("\(handle) signs as second signer:")
    for line in lines { Output.note("  \(line.sentence.indented(by: 2))") }
  }
}

/// Who signs the same act beside whoever is signed in (S25).
struct SecondSignerOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Who signs beside you, here and now: a sign-in name, or an identity file's path.",
      valueName: "name"))
  var second: String?

  @Option(
    help: ArgumentHelp(
      "Read the second signer's passphrase from this open file descriptor instead of asking.",
      valueName: "n"))
  var secondPassphraseFd: Int32?

  @Option(
    help: ArgumentHelp(
      "Whom to ask to sign beside you from another terminal (candor approve), and wait for.",
      valueName: "name"))
  var ask: String?

  @Option(
    help: ArgumentHelp("How long to wait for them; else 5m.", valueName: "time"),
    transform: WaitArgument.init(argument:))
  var within: WaitArgument?

  /// Where the second signature comes from; on a terminal it is asked who signs where somebody is
  /// needed.
  func signature(
    for kinds: [EventKind], in context: CommandContext, _ ledger: LedgerOptions
  ) throws -> SecondSignature {
    if let ask {
      guard second == nil else {
        throw ProgramError.usage("--second and --ask name two second signers; give one of them")
      }
      return .asked(ask, within: within ?? .usual)
    }
    let needing = kinds.first(where: \.needsSecondSigner)
    guard let name = try second ?? named(for: needing, context) else { return .none }
    return try signature(of: name, in: context, ledger)
  }

  /// Of somebody who signs here and now.
  func signature(
    of name: String, in context: CommandContext, _ ledger: LedgerOptions
  ) throws -> SecondSignature {
    .here(
      path: try IdentityLocation(ledger).path(of: name),
      PassphraseSource(descriptor: secondPassphraseFd, terminal: context.terminal))
  }

  /// Who signs, where it turned out that somebody has to.
  func asked(
    for act: String, _ prompt: Prompt, _ ledger: LedgerOptions, in context: CommandContext
  ) throws -> SecondSignature {
    let name = try prompt.line("Second signer of \(act) (sign-in name):")
    guard !name.isEmpty else { throw ProgramError.nothingEntered }
    return .here(
      path: try IdentityLocation(ledger).path(of: name),
      PassphraseSource(descriptor: secondPassphraseFd, terminal: context.terminal))
  }

  private func named(for kind: EventKind?, _ context: CommandContext) throws -> String? {
    guard let kind, let prompt = context.prompt else { return nil }
    let name = try prompt.line("Second signer of \(kind.name) (sign-in name):")
    guard !name.isEmpty else { throw ProgramError.nothingEntered }
    return name
  }
}

/// Leaves an act for somebody's signature and waits until they have signed: here, at the program's
/// edge, and nowhere inside.
struct ApprovalWait {
  var context: CommandContext
  /// The sign-in name of whoever is asked.
  var handle: String
  var limit: WaitArgument

  func record(_ request: RecordRequest) throws -> Recorded {
    let asked = try context.person.ask(
      request, of: handle, withinMicroseconds: Int64(limit.seconds) * 1_000_000)
    switch asked {
    case .recorded(let recorded): return recorded
    case .waiting(let pending):
      Output.note(
        "\(handle) is asked to sign as \(pending.request.meaning), within \(limit.text): "
          + "candor approve \(pending.request.id)")
      return try wait(for: pending)
    }
  }

  private func wait(for pending: PendingApproval) throws -> Recorded {
    let deadline = ContinuousClock.now + .seconds(limit.seconds)
    while true {
      switch context.clinic.progress(of: pending) {
      case .signed: return try context.person.complete(pending)
      case .gone: throw try late(pending)
      case .waiting:
        if ContinuousClock.now >= deadline, try context.clinic.withdraw(pending) {
          throw try late(pending)
        }
      }
      Self.pause()
    }
  }

  private func late(_ pending: PendingApproval) throws -> ProgramError {
    let id = pending.request.id
    if let positions = try context.clinic.positions(of: id) {
      return .unavailable(
        "the append id \(id) was recorded at \(positions.lowerBound) by another request: see candor "
          + "history, and repeat the command to have it told")
    }
    return .unavailable(
      "\(handle) did not sign within \(limit.text): nothing was recorded; ask again, or somebody "
        + "else")
  }

  /// A fifth of a second: soon enough for a person, seldom enough for the disk.
  static func pause() { poll(nil, 0, 200) }
}
