internal import ArgumentParser
internal import Clinic
internal import ClinicalRecord
internal import Ledger

/// Who signs a decision about a chart beside whoever is signed in: here and now, with their own
/// passphrase.
struct SecondPerson: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The administrator who signs beside you: a sign-in name, or an identity file's path.",
      valueName: "name"))
  var second: String?

  @Option(
    help: ArgumentHelp(
      "Read the second signer's passphrase from this open file descriptor instead of asking.",
      valueName: "n"))
  var secondPassphraseFd: Int32?

  /// Opens the second person's identity, after they have seen what they sign, and only when nothing
  /// speaks against it any more. Nil where nobody is named: then recording says who is needed.
  func identity(
    signing event: OperationsEvent.OneOf_Event, of chart: SubjectID, in context: CommandContext,
    _ ledger: LedgerOptions
  ) throws -> Identity? {
    _ = try context.person.previewCustody(event, of: chart, second: nil)
    guard let name = try second ?? named(for: event.kind, context) else { return nil }
    let path = try IdentityLocation(ledger).path(of: name)
    let label = try IdentityFile.peek(path)
    let sentence = try context.person.previewCustody(event, of: chart, second: label)
    if context.terminal.isInteractive {
      Output.note("\(label.handle) signs as second signer:")
      Output.note("  \(sentence), chart \(chart)")
    }
    let source = PassphraseSource(descriptor: secondPassphraseFd, terminal: context.terminal)
    return try context.openIdentity(at: path) {
      try source.existing(for: $0, option: "--second-passphrase-fd")
    }
  }

  /// The same of what names no chart; nil where nobody is named.
  func identity(in context: CommandContext, _ ledger: LedgerOptions) throws -> Identity? {
    guard let second else { return nil }
    let source = PassphraseSource(descriptor: secondPassphraseFd, terminal: context.terminal)
    return try context.openIdentity(at: try IdentityLocation(ledger).path(of: second)) {
      try source.existing(for: $0, option: "--second-passphrase-fd")
    }
  }

  private func named(for kind: EventKind, _ context: CommandContext) throws -> String? {
    guard let prompt = context.prompt else { return nil }
    let name = try prompt.line("Second signer of \(kind.name) (sign-in name):")
    guard !name.isEmpty else { throw ProgramError.nothingEntered }
    return name
  }
}
