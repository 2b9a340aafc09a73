public import Clinic

/// What `doctor` found, as JSON.
public enum HealthJSON {
  /// One object: whether a person is needed, and an array with one object a check.
  public static func render(_ findings: [HealthFinding]) throws -> String {
    try JSONText.render(
      HealthDocument(
        needsPerson: findings.contains { $0.verdict == .act },
        checks: findings.map {
          CheckLine(
            check: $0.check, verdict: $0.verdict.rawValue, found: $0.found, advice: $0.advice)
        }))
  }

  private struct HealthDocument: Encodable {
    var needsPerson: Bool
    var checks: [CheckLine]
  }

  private struct CheckLine: Encodable {
    var check: String
    var verdict: String
    var found: String
    var advice: String?
  }
}
