internal import ArgumentParser
internal import Clinic
internal import ClinicalRecord
internal import Compliance
internal import Ledger
internal import Reports

/// `candor policy …`.
struct PolicyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "policy",
    abstract: "The clinic's rules and thresholds: what is in force, and its next version.",
    discussion: """
      A policy is a JSON document (Schemas/policy.schema.json), recorded in the ledger and never sealed. An act is \
      judged by the newest one that was recorded when it happened.

      Example, to name the clinic's time zone:
        candor policy show --format json > policy.json
        (raise "version", add "timeZone": "America/Chicago")
        candor policy check policy.json
        candor policy adopt policy.json --as admin
      """,
    subcommands: [PolicyShow.self, PolicyCheckCommand.self, PolicyAdopt.self])
}

/// `candor policy show`.
struct PolicyShow: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "The policy in force: every key, its value, and what is assumed.",
    discussion: """
      Needs no identity. With --format json it is the document itself, byte for byte as adopted.

      Example:
        candor policy show
      """)

  @OptionGroup(title: "Ledger and identity") var ledger: LedgerOptions

  func run() throws {
    let context = try ledger.open()
    let policy = try context.clinic.policyInForce()
    switch context.format {
    case .text: try Output.write(PolicyText.render(policy, style: context.style))
    case .json: try Output.bytes(policy.document, to: 1)
    }
  }
}

/// `candor policy check FILE`.
struct PolicyCheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Whether a document is a policy that can be adopted, and what it would change.",
    discussion: """
      Needs no identity and records nothing. Exit code 65 where it is no policy, 1 where it cannot be adopted as it is: \
      the same name needs a higher version.

      Example:
        candor policy check policy.json
      """)

  @Argument(
    help: "The document, or - for standard input.", completion: .file(extensions: ["json"]))
  var file: String

  @OptionGroup(title: "Ledger and identity") var ledger: LedgerOptions

  func run() throws {
    let context = try ledger.open()
    let document = try FileInput.bytes(at: file, .document, of: "a policy")
    let check = try context.clinic.checkPolicy(document)
    try context.answer(
      text: PolicyText.render(check, style: context.style), json: try PolicyJSON.render(check))
    if check.obstacle != nil { throw ExitCode(ExitStatus.no) }
  }
}

/// `candor policy adopt FILE`.
struct PolicyAdopt: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "adopt",
    abstract: "Adopt a policy: an administrator's act, recorded and for ever readable.",
    discussion: """
      On a terminal it says first what would change, and asks. The same name needs a higher version. It holds for what \
      happens from now on; what happened before is judged by the policy of its own time.

      Example:
        candor policy adopt policy.json --as admin
      """)

  @Argument(
    help: "The document, or - for standard input.", completion: .file(extensions: ["json"]))
  var file: String

  @OptionGroup(title: "Ledger and identity") var ledger: LedgerOptions

  func run() throws {
    let context = try ledger.signIn()
    let document = try FileInput.bytes(at: file, .document, of: "a policy")
    let check = try context.clinic.checkPolicy(document)
    if let prompt = context.prompt, check.obstacle == nil {
      Output.note(
        PolicyText.render(
          check, style: TextStyle(width: context.terminal.width, isColored: false)))
      guard try prompt.confirm("Adopt it?") else {
        throw ProgramError.no("the policy was not adopted")
      }
    }
    let recorded = try context.person.adoptPolicy(document)
    try RecordReceiptText(recorded: recorded, statements: [], context: context).write()
  }
}
