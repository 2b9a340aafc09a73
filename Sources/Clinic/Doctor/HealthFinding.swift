/// What one check of `doctor` found.
public struct HealthFinding: Codable, Hashable, Sendable {
  /// Whether anything has to be done.
  public enum Verdict: String, Codable, Sendable {
    /// Nothing.
    case ok
    /// Somebody should know.
    case look
    /// A person is needed.
    case act
  }

  /// What was looked at: "disk space".
  public var check: String
  public var verdict: Verdict
  /// In words, without a patient's or an account's name.
  public var found: String
  /// What to do; nil when there is nothing to do.
  public var advice: String?

  public init(check: String, verdict: Verdict, found: String, advice: String? = nil) {
    self.check = check
    self.verdict = verdict
    self.found = found
    self.advice = advice
  }
}
