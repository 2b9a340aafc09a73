/// What a rule says about one visit (DOMAIN §1). The raw value is the wording of every report.
public enum Verdict: String, CaseIterable, Hashable, Sendable {
  case met
  /// True by occurred times, but recorded after the act that it should have preceded.
  case metOnLateEvidence = "met on late evidence"
  /// Something on record contradicts the rule.
  case deviation = "deviation (contrary evidence)"
  /// It was due and nothing on record shows it; that is never written as "not done".
  case deviationMissingEvidence = "deviation (missing evidence)"
  /// About the patient's course, not a departure of the staff.
  case noted
  case notYetDue = "not yet due"
  case notApplicable = "not applicable"

  /// Whether this is a departure from policy, for which a reason is asked.
  public var isDeviation: Bool {
    switch self {
    case .deviation, .deviationMissingEvidence: true
    case .met, .metOnLateEvidence, .noted, .notYetDue, .notApplicable: false
    }
  }
}
