internal import ArgumentParser
internal import Clinic
internal import ClinicalRecord
internal import Ledger

/// `candor staff replace-key`.
struct StaffReplaceKey: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "replace-key",
    abstract: "Give somebody new keys: they themself with the old ones, or two administrators.",
    discussion: """
      Without --second, the person replaces their own keys and signs with the old ones. With it, two administrators \
      sign: --as one, --second the other, whose passphrase is asked for on the same terminal.

      The old identity file is kept as NAME.identity.replaced-POSITION; it signs and opens nothing any more, and can be \
      deleted. The keyring is renewed. Interrupted, the same command finishes it.

      Examples:
        candor staff replace-key nurse.lee --cause routine --as nurse.lee
        candor staff replace-key nurse.lee --cause lost --as admin --second dr.okafor
      """)

  @Argument(help: "The sign-in name of whoever gets the new keys.")
  var handle: String

  @Option(help: "Why.")
  var cause: Choice<StaffKeyReplaced.Cause>

  @Option(
    help: ArgumentHelp("The second administrator who signs: a sign-in name.", valueName: "name"))
  var second: String?

  @Option(
    help: ArgumentHelp("Read the second administrator's passphrase here.", valueName: "n"))
  var secondPassphraseFd: Int32?

  @Flag(help: "Store the new identity without a passphrase: a device's, or in training.")
  var noPassphrase = false

  @Option(help: ArgumentHelp("Read the new passphrase from this descriptor.", valueName: "n"))
  var newPassphraseFd: Int32?

  @OptionGroup(title: "Ledger and identity") var ledger: LedgerOptions

  func run() throws {
    if let finished = try finishedByHolder() { return try answer(finished.key, finished.context) }
    let context = try ledger.signIn()
    let key = try context.person.replaceKey(
      replacement(
        passphrase: try newPassphrase(context.terminal), second: try secondIdentity(context)))
    try answer(key, context)
  }

  private func replacement(passphrase: [UInt8]?, second: Identity?) throws -> KeyReplacement {
    KeyReplacement(
      handle: handle, cause: cause.term, passphrase: passphrase,
      identityPath: try IdentityLocation(ledger).pathOfNew(handle), second: second)
  }

  /// After an interruption, the holder's sign-in finishes it: then nothing is replaced once more.
  private func finishedByHolder() throws -> (key: ReplacedKey, context: CommandContext)? {
    guard second == nil, ledger.actingAs == handle,
      let path = try? IdentityLocation(ledger).path(of: handle)
    else { return nil }
    let context = try ledger.open()
    guard let pending = try context.clinic.pendingReplacement(at: path) else { return nil }
    let source = PassphraseSource(descriptor: ledger.passphraseFd, terminal: context.terminal)
    let identity = try context.openIdentity(at: path) { try source.existing(for: $0) }
    _ = try context.admit(identity)
    return (try context.clinic.finished(pending), context)
  }

  private func secondIdentity(_ context: CommandContext) throws -> Identity? {
    guard let second else { return nil }
    let source = PassphraseSource(descriptor: secondPassphraseFd, terminal: context.terminal)
    return try context.openIdentity(at: try IdentityLocation(ledger).path(of: second)) {
      try source.existing(for: $0)
    }
  }

  private func newPassphrase(_ terminal: Terminal) throws -> [UInt8]? {
    if noPassphrase { return nil }
    return try PassphraseSource(descriptor: newPassphraseFd, terminal: terminal)
      .new(for: handle, option: "--no-passphrase, or --new-passphrase-fd")
  }

  private func answer(_ key: ReplacedKey, _ context: CommandContext) throws {
    let path = try IdentityLocation(ledger).pathOfNew(handle)
    try context.answer(
      text: ([
        "Replaced the keys of \(handle), \(key.label.role.words), actor \(key.label.actor), at "
          + "position \(key.position)",
        "  identity file  \(path)",
      ] + (key.keptPath.map { ["  old one kept   \($0)"] } ?? [])
        + (try SignatureText(ofAppendWith: key.position, context: context).lines))
        .joined(separator: "\n"),
      json: try JSONValue.object([
        "actor": .integer(Int64(key.label.actor)), "handle": .string(handle),
        "position": .integer(Int64(key.position)), "identity_file": .string(path),
        "kept_file": key.keptPath.map { .string($0) } ?? .null,
      ]).text())
  }
}
