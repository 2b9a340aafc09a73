internal import ArgumentParser
internal import Clinic
internal import ClinicalRecord
internal import Reports

/// `candor report lot NUMBER`.
struct ReportLot: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lot",
    abstract: "Every patient for whom something of a lot was drawn.",
    discussion: """
      Visit by visit, with what was drawn, given, wasted and returned: whom a recall has to reach. Who looks is recorded \
      in the access log of every chart that it shows.

      Example:
        candor report lot 3
      """)

  @Argument(help: "The lot's number in the drug book (candor report drugs).")
  var number: UInt32

  @Option(
    help: ArgumentHelp(
      "As the ledger stood: a number of entries, or a time.", valueName: "size|time"),
    transform: AsOfArgument.init(argument:))
  var asOf: AsOfArgument?

  @OptionGroup(title: "Ledger and identity") var ledger: LedgerOptions

  func run() throws {
    let context = try ledger.signIn()
    let told = try context.person.patients(
      ofLot: number, asOf: try asOf?.resolved(by: context.times))
    guard let told else {
      throw ProgramError.notFound(
        "the drug book has no lot \(number); candor report drugs tells the lots")
    }
    try context.answer(
      text: LotPatientsText.render(told, style: context.style),
      json: try LotPatientsJSON.render(told))
  }
}
