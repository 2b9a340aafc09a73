internal import Ledger

/// Whether the keyring holds a key for everything that is sealed. Without an erasure, a missing one
/// is an alarm.
struct DataKeysCheck: HealthCheck {
  let name = "data keys"

  func examine(_ site: ExaminedSite) throws -> HealthFinding {
    let ledger = try site.ledger()
    guard let keyring = try? site.keyring() else { throw SiteUnknown.keyring }
    let closed = try ledger.read { try $0.closedCharts() }
    let missing = try keyring.missingDataKeys(of: ledger, erased: Set(closed.map(\.chart)))
    guard let first = missing.first else { return ok("one for every sealed entry") }
    return act(
      "\(missing.count) missing, first needed by entry \(first.position)",
      "the keyring is older than the ledger or was damaged: restore its newest backup")
  }
}
