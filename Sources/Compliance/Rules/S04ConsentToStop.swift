internal import ClinicalRecord

/// S4: no antidepressant, antipsychotic or other prescription is discontinued without a physician's
/// consent. A stop without one, or of which nobody knows, is noted: it is the patient's.
public struct S04ConsentToStop: Rule {
  public static let id = RuleID.S4
  public static func title(under policy: Policy) -> String {
    "No prescribed medication is discontinued without a physician's consent"
  }

  public init() {}

  public func judgement(of file: CaseFile) -> Judgement {
    let stops = file.chart[MedicationStopped.self].inOrder().filter {
      $0.value.drugClass != .withoutPrescription && file.isOfThisVisit($0.reference)
    }
    guard !stops.isEmpty else {
      return Judgement(.notApplicable, "No prescribed medication is on record as stopped.")
    }
    let sentences = stops.map { stop in
      let what = "\(stop.value.drugClass.articled) was stopped at \(stop.occurred.dateText)"
      return switch stop.value.consentBy {
      case .prescribingPhysician, .clinicPhysician, .anotherPhysician:
        "\(what) with the consent of \(stop.value.consentBy.articled)."
      case .nobody: "\(what) without a physician's consent."
      case .notKnown, .unspecified, .UNRECOGNIZED:
        "\(what); there is no evidence of a physician's consent."
      }
    }
    return Judgement(
      stops.allSatisfy { $0.value.isConsented } ? .met : .noted,
      sentences.joined(separator: " "), evidence: stops.map(\.position))
  }
}

extension MedicationStopped {
  fileprivate var isConsented: Bool {
    switch consentBy {
    case .prescribingPhysician, .clinicPhysician, .anotherPhysician: true
    case .nobody, .notKnown, .unspecified, .UNRECOGNIZED: false
    }
  }
}

extension MedicationStopped.DrugClass {
  fileprivate var articled: String {
    switch self {
    case .antidepressant, .antipsychotic, .opioid: "An \(words)"
    case .moodStabilizer, .benzodiazepine: "A \(words)"
    case .anotherPrescription: "Another prescribed medication"
    case .withoutPrescription, .unspecified, .UNRECOGNIZED: "A medication"
    }
  }
}

extension MedicationStopped.Consent {
  fileprivate var articled: String {
    switch self {
    case .prescribingPhysician: "the prescribing physician"
    case .clinicPhysician: "a physician of the clinic"
    case .anotherPhysician: "another physician"
    case .nobody, .notKnown, .unspecified, .UNRECOGNIZED: "nobody"
    }
  }
}
