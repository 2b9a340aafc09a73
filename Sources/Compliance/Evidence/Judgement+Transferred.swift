internal import ClinicalRecord

extension Judgement {
  /// What the rules of recovery and release say when the patient went to an emergency department.
  static func transferred(_ transfer: Mark) -> Judgement {
    Judgement(
      .noted, "The patient was transferred at \(transfer.occurred.dateText) and not discharged.",
      evidence: [transfer.position])
  }
}
