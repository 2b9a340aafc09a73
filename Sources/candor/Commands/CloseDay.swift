internal import ArgumentParser
internal import Clinic
internal import ClinicalRecord

/// `candor close-day`.
struct CloseDay: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "close-day",
    abstract: "Close the drug book's day: every lot counted by two people.",
    discussion: """
      A day is closed when every lot that has anything left was counted on it, nothing has moved since, and \
      nothing that was drawn is left to be accounted for. A difference is never balanced away: it is declared as \
      a discrepancy, by two people. Exit code 1 while something is still to be done, which is named.

      Examples:
        candor record lot-counted --lot 3 --counted 1250mg --second pharm.ito
        candor close-day
        candor close-day --date 2026-11-02
      """)

  @Option(
    help: ArgumentHelp("The day, YYYY-MM-DD; today when left out.", valueName: "date"),
    transform: LocalDate.init(argument:))
  var date: LocalDate?

  @OptionGroup(title: "Ledger and identity") var ledger: LedgerOptions

  func run() throws {
    let context = try ledger.signIn()
    switch try context.person.closeDay(date) {
    case .closed(let day, let position, let lotCount, let discrepancyCount):
      let lots = lotCount == 1 ? "1 lot" : "\(lotCount) lots"
      let declared =
        discrepancyCount == 1 ? "1 discrepancy" : "\(discrepancyCount) discrepancies"
      try context.answer(
        text: "Day closed: \(day), \(lots) counted, \(declared) declared (entry \(position))\n",
        json: try JSONValue.object([
          "closed": .bool(true), "day": .string(day.iso8601), "position": .integer(Int64(position)),
          "lots": .integer(Int64(lotCount)), "discrepancies": .integer(Int64(discrepancyCount)),
        ]).text())
    case .open(let day, let lots):
      try context.answer(
        text: "\(day) is not closed:\n" + lots.map { "  \($0.words)\n" }.joined(),
        json: try JSONValue.object([
          "closed": .bool(false), "day": .string(day.iso8601),
          "open": .array(
            lots.map {
              .object(["lot": .integer(Int64($0.lot)), "what": .string($0.words)])
            }),
        ]).text())
      throw ExitCode(ExitStatus.no)
    }
  }
}

extension UnclosedLot {
  /// What is still to be done, and how.
  fileprivate var words: String {
    switch cause {
    case .uncounted(let bookUg):
      "lot \(lot): the book says \(DrugLot.mg(bookUg)); count it, by two people: candor record "
        + "\(LotCounted.kind.identifier) --lot \(lot)"
    case .differs(let countedUg, let bookUg):
      "lot \(lot): \(DrugLot.mg(countedUg)) counted, and the book says \(DrugLot.mg(bookUg)); "
        + "declare the difference: candor record \(DiscrepancyDeclared.kind.identifier) --lot \(lot)"
    case .open(let amountUg):
      "lot \(lot): \(DrugLot.mg(amountUg)) drawn are not accounted for; record what was given, "
        + "wasted or returned, or declare what is missing"
    }
  }
}
