public import ClinicalRecord
public import Compliance

/// The rules of the clinic held against every visit of a span of days.
///
/// A pure function of ledger prefix, policy, rule-set version and the charts erased since: the same
/// prefix gives the same bytes (DESIGN §9).
public struct ComplianceReport: Sendable {
  /// One visit and what the rules say of it.
  public struct VisitSection: Sendable {
    public var patient: PatientLabel
    public var visitNumber: UInt32
    public var indication: Indication
    /// Local date of arrival, YYYY-MM-DD.
    public var date: String
    /// One finding a rule, in the order of the rule book.
    public var findings: [Finding]
    /// The reasons that were given: by position of the explanation.
    public var reasons: [UInt64: String]
  }

  public var origin: String
  /// First and last local date, YYYY-MM-DD; nil: from the beginning, to the end.
  public var fromDate: String?
  public var toDate: String?
  public var policyName: String
  public var policyVersion: UInt32
  public var ruleSetVersion: UInt32
  public var treeSize: UInt64
  /// Lower-case hexadecimal.
  public var treeRoot: String
  /// Charts that were erased, whose visits are left out.
  public var erasedCharts: Int
  public var visits: [VisitSection]

  /// Deviations that nobody has explained: what makes the answer "no" (exit code 1).
  public var owedCount: Int {
    visits.reduce(0) { count, visit in count + visit.findings.filter(\.isOwedAReason).count }
  }
}
