/// What a role may read and do beside recording; what it may record stands with each kind of event
/// (`EventKind.recorders`). Together they are the one table of roles.
public enum Permission: String, CaseIterable, Sendable {
  /// That there is such a patient: name, record number, birth date, the newest visit's day.
  case readRoster = "read the roster"
  /// Timelines, opened entries, what stands in the way of an act.
  case readCharts = "read charts"
  /// The rules' findings on named patients.
  case readFindings = "read compliance reports"
  /// Who looked at a patient's chart.
  case readAccessLog = "read a patient's access log"
  /// What the role does not open, with a reason, on the list until somebody else has reviewed it;
  /// and any look that cannot be recorded beforehand.
  case openInEmergency = "open a chart in an emergency"
  case reviewEmergencies = "review an emergency access"
  /// Gets a wrap of the keyring key: without it no body can be sealed or opened.
  case holdKeys = "hold the charts' keys"
  case signCheckpoints = "sign a checkpoint"
  case backUp = "back up"
  /// Refused sign-ins and acts, emergency looks, standing, verifications: headers, and bodies that
  /// are never sealed.
  case readSecurityReport = "read the security report"
  /// Records that, and with what outcome, the ledger was verified.
  case attestVerification = "attest a verification"

  /// Who may.
  public var roles: Set<Role> {
    switch self {
    case .readRoster: .explainers
    case .readCharts, .readFindings: .chartReaders
    case .readAccessLog, .reviewEmergencies: .reviewers
    case .openInEmergency, .holdKeys, .signCheckpoints: .keyHolders
    case .readSecurityReport, .attestVerification: .verifiers
    case .backUp: .keepers
    }
  }

  /// Whether a role may.
  public func holds(for role: Role) -> Bool { roles.contains(role) }
}
