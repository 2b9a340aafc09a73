/// The drug book: nothing below zero, both halves or none, nothing balanced away.
extension Mutant {
  static let ofDrugs: [Mutant] = [
    Mutant(
      "lot-below-zero", "more is drawn of a lot than is on hand",
      in: "ClinicalRecord/Aggregates/LotDecisions.swift",
      "amount <= totals.onHandUg", becomes: "true", nearest: "DrugLotTests"),
    Mutant(
      "vial-below-zero", "more is drawn of a vial than it holds",
      in: "ClinicalRecord/Aggregates/LotDecisions.swift",
      "amount <= remaining", becomes: "true", nearest: "DrugLotTests"),
    Mutant(
      "given-undrawn", "what was never drawn is given, wasted or returned",
      in: "ClinicalRecord/Aggregates/LotDecisions.swift",
      "amount <= open", becomes: "true", nearest: "DrugLotTests"),
    Mutant(
      "expired-drawn", "an expired lot is drawn of",
      in: "ClinicalRecord/Aggregates/LotDecisions.swift",
      statement: "try requireUnexpired(event.kind, on: occurred.localDate)",
      nearest: "DrugLotTests"),
    Mutant(
      "expires-a-day-early", "a lot may not be drawn of on its last day",
      in: "ClinicalRecord/Aggregates/DrugLot.swift",
      "$0 < day", becomes: "$0 <= day", nearest: "DrugLotTests"),
    Mutant(
      "count-balances", "a count is what the book says from then on",
      in: "Clinic/DrugBook/ClosingDay.swift",
      "count.countedUg == totals.onHandUg", becomes: "true", nearest: "DrugBookTests"),
    Mutant(
      "day-with-open-vials", "a day is closed while something drawn is not accounted for",
      in: "Clinic/DrugBook/ClosingDay.swift",
      "totals.openUg != 0", becomes: "false", nearest: "DrugBookTests"),
    Mutant(
      "half-alone", "what happens in a visit has no half in the drug book",
      in: "Clinic/Planning/Planner+Statements.swift",
      statement: "try addLotHalves(of: event, statement, in: stream, occurred: occurred)",
      nearest: "DrugBookTests"),
    Mutant(
      "half-corrected", "the visit's half is corrected and the book's is not",
      in: "Clinic/Planning/Planner.swift",
      statement: "try planner.correctHalves()", nearest: "LotCorrectionTests"),
    Mutant(
      "lot-corrected-alone", "one person corrects what a lot holds",
      in: "Clinic/DrugBook/CorrectingBook.swift",
      statement: "witnessed.append(needed)", nearest: "LotCorrectionTests"),
    Mutant(
      "lot-unsupported", "a correction may leave less in a lot than was drawn of it",
      in: "Clinic/Planning/PlannedCorrections.swift",
      "book.unsupportedLots().filter { known[$0.key] == nil }",
      becomes: "book.unsupportedLots().filter { _ in false }", nearest: "LotCorrectionTests"),
    Mutant(
      "stop-held-up-by-book", "a stop is refused where the drug book's half cannot be",
      in: "Clinic/Planning/Planner+DrugBook.swift",
      "event.kind.isNeverHeldUp", becomes: "false", nearest: "DrugBookTests"),
    Mutant(
      "s25-any-difference", "what is not accounted for is no departure",
      in: "Compliance/Rules/S25EveryMilligram.swift",
      "accounts.filter { $0.differenceUg != 0 }", becomes: "accounts.filter { _ in false }",
      nearest: "DrugAccountRuleTests"),
    Mutant(
      "s25-without-book", "nothing drawn is missing where no drug book is kept",
      in: "Compliance/Rules/S25EveryMilligram.swift",
      "start.occurred.earliest >= drugBookSince", becomes: "true",
      nearest: "DrugAccountRuleTests"),
  ]
}
