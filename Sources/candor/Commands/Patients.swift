internal import ArgumentParser
internal import Clinic
internal import ClinicalRecord
internal import Reports

/// `candor patients`.
struct Patients: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "patients",
    abstract: "The roster: everybody, or whoever matches.",
    discussion: """
      A name or a birth date does not go on the command line: with - it is asked for, or read from standard input. \
      Any words of the name will do, without accents or punctuation, and the birth date or a part of it: 1984, 05-17. \
      That somebody looked is recorded in the access log of every patient who is listed.

      Examples:
        candor patients
        candor patients MH-1001
        candor patients -
      """)

  @Argument(help: "A record number, or - to search by name or birth date.")
  var query: String?

  @OptionGroup(title: "Emergency") var emergency: EmergencyOptions
  @OptionGroup(title: "Ledger and identity") var ledger: LedgerOptions

  func run() throws {
    let query = try self.query.map { $0 == "-" ? $0 : try Self.checked($0) }
    let context = try ledger.signIn()
    guard query != "-" || emergency.reason == nil || context.prompt != nil else {
      throw ProgramError.usage(
        "the name and the reason cannot both come from standard input; leave the name out to list everybody"
      )
    }
    let listings = try context.person.patients(
      matching: query == "-" ? try asked(context) : query,
      emergency: emergency.emergency(in: context))
    try context.answer(
      text: ListingText.patients(listings, style: context.style)
        + ErasureText.leftOut(try context.clinic.erasedChartCount()),
      json: try ListingJSON.patients(listings))
    try context.requireWhole()
  }

  private static func checked(_ text: String) throws -> String {
    guard LocalDate(iso8601: text) == nil else {
      throw ProgramError.usage(
        "a birth date stays on no command line; search by it with `candor patients -`")
    }
    return try PatientArgument.checked(text)
  }

  private func asked(_ context: CommandContext) throws -> String {
    if let prompt = context.prompt { return try prompt.line("Name, birth date or record number:") }
    return try FileInput.text(at: "-", .lines, of: "a name").trimmed
  }
}
