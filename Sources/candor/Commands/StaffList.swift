internal import ArgumentParser
internal import Clinic
internal import Reports

/// `candor staff list`.
struct StaffList: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "Who is enrolled, in which role and standing, with which credentials.",
    discussion: """
      Needs no identity. With --as-of, standing and "reads charts" are what the ledger said then: whose role held the \
      charts' keys, and who was active.

      Example:
        candor staff list
        candor staff list --as-of 2026-03-02
      """)

  @Option(
    help: ArgumentHelp(
      "As the ledger stood: a number of entries, or a time.", valueName: "size|time"),
    transform: AsOfArgument.init(argument:))
  var asOf: AsOfArgument?

  @OptionGroup(title: "Ledger and identity") var ledger: LedgerOptions

  func run() throws {
    let context = try ledger.open()
    let staff = try context.clinic.staff(asOf: try asOf?.resolved(by: context.times))
    try context.answer(
      text: ListingText.staff(staff, style: context.style), json: try ListingJSON.staff(staff))
  }
}
