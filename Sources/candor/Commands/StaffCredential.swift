internal import ArgumentParser
internal import Clinic
internal import ClinicalRecord

/// `candor staff credential`: S22.
struct StaffCredential: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "credential",
    abstract: "Record a credential and how long it holds.",
    discussion: """
      Example:
        candor staff credential dr.okafor --specialty anesthesiology \\
              --from 2024-01-01 --until 2027-12-31
      """)

  @Argument(help: "The sign-in name of whoever holds it.")
  var handle: String

  @Option(help: "In what.")
  var specialty: Choice<Specialty>

  @Option(
    help: ArgumentHelp("The first day, YYYY-MM-DD.", valueName: "date"),
    transform: LocalDate.init(argument:))
  var from: LocalDate

  @Option(
    help: ArgumentHelp("The last day, YYYY-MM-DD.", valueName: "date"),
    transform: LocalDate.init(argument:))
  var until: LocalDate

  @OptionGroup(title: "Ledger and identity") var ledger: LedgerOptions

  func run() throws {
    let context = try ledger.signIn()
    var credentialed = StaffCredentialed()
    credentialed.actor = try context.clinic.staffMember(handle).actor
    credentialed.specialty = specialty.term
    credentialed.validFrom = from.iso8601
    credentialed.validUntil = until.iso8601
    let event = ClinicalEvent.staff(.staffCredentialed(credentialed))
    let recorded = try context.person.record(
      RecordRequest(statements: [Statement(chart: nil, event: event)]))
    try RecordReceiptText(recorded: recorded, statements: [event], context: context).write()
  }
}
