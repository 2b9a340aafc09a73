internal import ArgumentParser
internal import Clinic
internal import Reports

/// `candor show POSITION`.
struct Show: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "One entry, whole: header, signatures, stamp, and its body for who may open it.",
    discussion: """
      Without an identity the body stays sealed.

      Example:
        candor show 57
      """)

  @Argument(help: "The entry's position.")
  var position: UInt64

  @OptionGroup(title: "Ledger and identity") var ledger: LedgerOptions

  func run() throws {
    let desk = try ledger.signInIfNamed()
    let entry = try desk.clinic.show(position)
    try desk.answer(
      text: EntryText.render(entry, style: desk.style), json: try EntryJSON.render(entry))
  }
}
