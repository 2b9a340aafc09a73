internal import ArgumentParser
internal import Clinic
internal import ClinicalRecord
internal import Reports

/// `candor staff enroll`.
struct StaffEnroll: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "enroll",
    abstract:
      "Enroll a member of staff, a device or a program: new keys, signed in by an administrator.",
    discussion: """
      The name as printed on records is asked for, or comes as {"display_name": "…"} with --json -; else it is the \
      sign-in name. A device has no passphrase. The new identity file is put beside yours, sealed by a new passphrase.

      Example:
        candor staff enroll nurse.lee --role nurse --as admin
      """)

  @Argument(help: "The sign-in name: a-z, 0-9, '.', '-'.")
  var handle: String

  @Option(help: "What they are trusted to record.")
  var role: Choice<Role>

  @Flag(help: "Store the new identity without a passphrase: a device's, or in training.")
  var noPassphrase = false

  @Option(help: ArgumentHelp("Read the new passphrase from this descriptor.", valueName: "n"))
  var newPassphraseFd: Int32?

  @Option(
    help: ArgumentHelp("Read the display name as JSON from standard input: -.", valueName: "-"))
  var json: String?

  @OptionGroup(title: "Ledger and identity") var ledger: LedgerOptions

  func run() throws {
    let context = try ledger.signIn()
    let name = try DisplayName(json: json, terminal: context.terminal).read(for: handle)
    let path = try IdentityLocation(ledger).pathOfNew(handle)
    let enrolled = try context.person.enroll(
      Enrolment(
        handle: handle, displayName: name ?? handle, role: role.term,
        passphrase: try passphrase(context.terminal), identityPath: path))
    try context.answer(
      text: ([
        "Enrolled \(handle), \(enrolled.label.role.words), as actor \(enrolled.label.actor) "
          + "at position \(enrolled.enrolledPosition)",
        "  identity file  \(path)",
      ] + (try SignatureText(ofAppendWith: enrolled.enrolledPosition, context: context).lines))
      .joined(separator: "\n"),
      json: try ListingJSON.staff([enrolled]))
  }

  private func passphrase(_ terminal: Terminal) throws -> [UInt8]? {
    // A device has nobody to say one.
    if noPassphrase || role.term == .device { return nil }
    return try PassphraseSource(descriptor: newPassphraseFd, terminal: terminal)
      .new(for: handle, option: "--no-passphrase, or --new-passphrase-fd")
  }
}
