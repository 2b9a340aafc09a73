internal import ArgumentParser
internal import ClinicalRecord

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
    for kinds: [EventKind], at desk: Desk, _ ledger: LedgerOptions
  ) throws -> SecondSignature {
    if let ask {
      guard second == nil else {
        throw ProgramError.usage("--second and --ask name two second signers; give one of them")
      }
      return .asked(ask, within: within ?? .usual)
    }
    let needing = kinds.first(where: \.needsSecondSigner)
    guard let name = try second ?? named(for: needing, desk) else { return .none }
    return .here(
      path: try IdentityPlace(ledger).path(of: name),
      PassphraseSource(descriptor: secondPassphraseFd, terminal: desk.terminal))
  }

  private func named(for kind: EventKind?, _ desk: Desk) throws -> String? {
    guard let kind, let prompt = desk.prompt else { return nil }
    let name = try prompt.line("Second signer of \(kind.name) (sign-in name):")
    guard !name.isEmpty else { throw ProgramError.nothingEntered }
    return name
  }
}
