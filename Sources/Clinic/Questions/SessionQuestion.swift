internal import Compliance
internal import Ledger

extension Clinic {
  /// How long a sign-in lasts by the policy in force: unused, and at all, in minutes.
  ///
  /// - Throws: `ClinicError.noPolicy`; `LedgerError`.
  public func sessionMinutes() throws -> (idle: Int, limit: Int) {
    let policy = try ledger.read { try House.load(from: $0) }.policy(at: .max)
    return (policy.sessionIdleMinutes, policy.sessionLimitMinutes)
  }
}
