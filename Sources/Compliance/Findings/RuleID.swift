/// The rules of the clinic that this rule set judges, by their number in DOMAIN §1.
public enum RuleID: String, CaseIterable, Hashable, Sendable {
  case S1, S2, S3, S5, S6, S7, S8, S10, S11, S13, S14, S15, S22, S26, S27
}
