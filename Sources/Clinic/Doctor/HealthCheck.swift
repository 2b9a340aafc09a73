/// One thing that can be wrong with a ledger and what is around it.
///
/// A check needs no identity and changes nothing. What it throws becomes its finding.
protocol HealthCheck: Sendable {
  /// What is looked at, as its line begins.
  var name: String { get }

  func examine(_ site: ExaminedSite) throws -> HealthFinding
}

extension HealthCheck {
  func ok(_ found: String) -> HealthFinding {
    HealthFinding(check: name, verdict: .ok, found: found)
  }

  func look(_ found: String, _ advice: String) -> HealthFinding {
    HealthFinding(check: name, verdict: .look, found: found, advice: advice)
  }

  func act(_ found: String, _ advice: String) -> HealthFinding {
    HealthFinding(check: name, verdict: .act, found: found, advice: advice)
  }
}
