/// What stands, who may say that it does not, and what rests on it.
extension Mutant {
  static let ofCorrections: [Mutant] = [
    Mutant(
      "retracted-counts", "what was entered in error counts all the same",
      in: "ClinicalRecord/Aggregates/Corrections.swift",
      "outcome.stands", becomes: "true",
      nearest: "CorrectionPropertyTests"),
    Mutant(
      "amended-in-vain", "an amendment changes nothing",
      in: "ClinicalRecord/Aggregates/Corrections.swift",
      statement: "outcome.amendment = fact.with(event)", nearest: "CorrectionPropertyTests"),
    Mutant(
      "visit-number-again", "the number of a visit that never was is given to the next",
      in: "ClinicalRecord/Aggregates/Chart.swift",
      "max(opened, highestRetiredNumber)", becomes: "opened", nearest: "ClinicTests.CorrectionTests"
    ),
    Mutant(
      "grace-for-ever", "one's own entry is corrected alone at any time",
      in: "Clinic/Planning/SigningPlan.swift",
      "isOwn && isRecent", becomes: "isOwn", nearest: "ClinicTests.CorrectionTests"),
    Mutant(
      "grace-for-all", "anybody's entry of a moment ago is corrected alone",
      in: "Clinic/Planning/SigningPlan.swift",
      "original.actor == actor && standing.map { $0.actor == actor } ?? true", becomes: "true",
      nearest: "ClinicTests.CorrectionTests"),
    Mutant(
      "start-from-under-stop", "what others rest on is taken away from under them",
      in: "Clinic/Planning/PlannedCorrections.swift",
      "unsupportedBefore[$0.key] == nil", becomes: "false",
      nearest: "ClinicTests.CorrectionTests"),
    Mutant(
      "another-entry-corrected", "a correction names an entry by any hash",
      in: "Clinic/Planning/PlannedCorrections.swift",
      "hash.bytes == correction.leafHash", becomes: "true",
      nearest: "ClinicTests.CorrectedRecordTests"),
    Mutant(
      "own-co-signature", "one co-signs what one has signed",
      in: "Clinic/Planning/PlannedCorrections.swift",
      "signers.contains(plan.act.actor)", becomes: "false",
      nearest: "ClinicTests.CorrectionTests"),
    Mutant(
      "uncorrected-index", "the read models do not learn of corrections",
      in: "Clinic/ReadModels/ChartLoading.swift",
      "!entries.contains(where: \\.header.isCorrection)", becomes: "true",
      nearest: "ClinicTests.CorrectionTests"),
    Mutant(
      "corrected-before-it-was", "a report as of then knows what was corrected since",
      in: "Ledger/Log/StreamPlaces.swift",
      "position >= size", becomes: "false", nearest: "ClinicTests.CorrectedRecordTests"),
    Mutant(
      "row-of-another-day", "a row is believed that was folded of fewer entries",
      in: "Clinic/ReadModels/ProjectionRow.swift",
      "self.places == places", becomes: "true", nearest: "ClinicTests.ReadModelSweepTests"),
    Mutant(
      "named-by-the-file", "the file of a record number says which chart is opened",
      in: "Clinic/ReadModels/ReadModelAnswers.swift",
      "intake?.value.recordNumber.uppercased() == number", becomes: "true",
      nearest: "ClinicTests.ReadModelSweepTests"),
    Mutant(
      "backdated-by-amendment", "evidence that was amended after the act was there before it",
      in: "ClinicalRecord/Aggregates/Corrections.swift",
      "amended.recordedMicroseconds", becomes: "fact.recordedMicroseconds",
      nearest: "ClinicTests.CorrectedRecordTests"),
  ]
}
