internal import ClinicalRecord
internal import Ledger

/// How old the newest recorded verification is, and what it found.
struct VerificationCheck: HealthCheck {
  let name = "verification"

  private static let advice = "run candor verify --signatures --record"

  func examine(_ site: ExaminedSite) throws -> HealthFinding {
    let newest = try site.ledger().read { try $0.newestOperation(LedgerVerified.kind) }
    guard let (event, recorded) = newest, case .ledgerVerified(let verified) = event else {
      return look("never recorded", Self.advice)
    }
    let age = Age(of: recorded, at: site.clock.nowMicroseconds())
    let found =
      "\(age.words) ago, \(verified.size) entries, signatures "
      + (verified.signaturesChecked ? "checked" : "not checked")
    guard verified.problemCount == 0 else {
      return act(
        found + ", \(verified.problemCount) problems",
        "run candor verify --signatures, and call whoever answers for the ledger")
    }
    return age.microseconds > 7 * Age.day ? look(found, Self.advice) : ok(found)
  }
}
