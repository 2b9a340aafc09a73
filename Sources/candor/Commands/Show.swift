internal import ArgumentParser
internal import Clinic
internal import Reports

/// `candor show POSITION`.
struct Show: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "One entry, whole: header, signatures, stamp, and its body for who may open it.",
    discussion: """
      Without an identity, and for a role that does not read it, the body stays sealed. Who opens a sealed one is \
      recorded in the chart's access log first.

      Examples:
        candor show 57
        candor show 57 --break-glass
      """)

  @Argument(help: "The entry's position.")
  var position: UInt64

  @OptionGroup(title: "Emergency") var emergency: EmergencyOptions
  @OptionGroup(title: "Ledger and identity") var ledger: LedgerOptions

  func run() throws {
    let context = emergency.breakGlass ? try ledger.signIn() : try ledger.signInIfNamed()
    let entry =
      try context.signedIn?.show(position, emergency: emergency.emergency(in: context))
      ?? context.clinic.show(position)
    try context.answer(
      text: EntryText.render(entry, style: context.style), json: try EntryJSON.render(entry))
  }
}
