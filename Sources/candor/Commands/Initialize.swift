internal import ArgumentParser
internal import Clinic
internal import Compliance

/// `candor init`.
struct Initialize: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "init",
    abstract: "Create a clinic's ledger, its keyring and its first administrator.",
    discussion: """
      The administrator's name as printed on records is asked for, or comes as {"display_name": "…"} with --json -; \
      else it is the sign-in name.

      Example:
        candor init --ledger ~/training --site demo.example/clinic --training
      """)

  @Option(
    help: ArgumentHelp(
      "The clinic's name in checkpoints, for ever: omaha.example/ketamine.", valueName: "name"))
  var site: String

  @Flag(help: "A ledger to practise on: marked in every entry, and the clock can be set.")
  var training = false

  @Option(help: ArgumentHelp("The first administrator's sign-in name.", valueName: "handle"))
  var administrator = "admin"

  @Flag(help: "Store the identity without a passphrase: in training alone.")
  var noPassphrase = false

  @Option(
    help: ArgumentHelp("Read the new passphrase from this descriptor.", valueName: "n"))
  var newPassphraseFd: Int32?

  @Option(
    help: ArgumentHelp(
      "The policy to adopt, JSON; the clinic's own when left out.", valueName: "file"),
    completion: .file(extensions: ["json"]))
  var policy: String?

  @Option(
    help: ArgumentHelp("Read the display name as JSON from standard input: -.", valueName: "-"))
  var json: String?

  @OptionGroup(title: "Ledger and identity") var ledger: LedgerOptions

  func run() throws {
    let format = try ledger.format
    let terminal = Terminal.current()
    let name = try DisplayName(json: json, terminal: terminal).read(for: administrator)
    let document = try policy.map { try FileInput.bytes(at: $0, .document, of: "a policy") }
    let creation = ClinicCreation(
      directory: try ledger.directory(), siteName: site, isTraining: training,
      administratorHandle: administrator, administratorDisplayName: name ?? administrator,
      passphrase: try passphrase(terminal),
      identityPath: try IdentityLocation(ledger).pathOfNew(administrator),
      policyDocument: document ?? ShippedPolicies.omahaMoodAndPain)
    let clock = try ledger.systemClock(on: Clinic.clock(ofPolicy: creation.policyDocument))
    let created = try Clinic.create(creation, clock: clock)
    do {
      switch format {
      case .text: try Output.write(text(created))
      case .json: try Output.write(json: try json(created))
      }
    } catch let error as ProgramError where error.isUnwrittenAnswer {
      throw error.adding(
        "; the ledger is created all the same, and its administrator's identity file is "
          + created.identityPath)
    }
  }

  private func passphrase(_ terminal: Terminal) throws -> [UInt8]? {
    if noPassphrase { return nil }
    return try PassphraseSource(descriptor: newPassphraseFd, terminal: terminal)
      .new(for: administrator, option: "--no-passphrase, or --new-passphrase-fd")
  }

  private func text(_ created: CreatedClinic) -> String {
    """
    Created \(training ? "a training ledger" : "the ledger") \(created.origin)
      directory      \(ledger.ledger ?? Environment["CANDOR_LEDGER"] ?? "")
      administrator  \(administrator), identity file \(created.identityPath)
    Keep these three elsewhere: whoever verifies compares with them.
      ledger id      \(created.ledgerID)
      first entry    \(created.genesisHash)
      site key       \(created.verifierKey)
    Next: candor staff enroll HANDLE --role nurse --as \(administrator)
    """
  }

  private func json(_ created: CreatedClinic) throws -> String {
    try JSONValue.object([
      "origin": .string(created.origin), "ledger_id": .string(created.ledgerID),
      "genesis_hash": .string(created.genesisHash),
      "verifier_key": .string(created.verifierKey),
      "identity_path": .string(created.identityPath), "training": .bool(training),
    ]).text()
  }
}
