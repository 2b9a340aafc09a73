internal import ArgumentParser
internal import Clinic
internal import Reports

/// `candor staff list`.
struct StaffList: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "Who is enrolled, in which role, with which credentials.",
    discussion: """
      Needs no identity.

      Example:
        candor staff list
      """)

  @OptionGroup(title: "Ledger and identity") var ledger: LedgerOptions

  func run() throws {
    let desk = try ledger.open()
    let staff = try desk.clinic.staff()
    try desk.answer(
      text: ListingText.staff(staff, style: desk.style), json: try ListingJSON.staff(staff))
  }
}
