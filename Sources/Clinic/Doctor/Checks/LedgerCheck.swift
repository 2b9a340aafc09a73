internal import Ledger
internal import TransparencyLog

/// Whether the log opens, and ends where its tree says. Only `verify` looks at every entry.
struct LedgerCheck: HealthCheck {
  let name = "ledger"

  func examine(_ site: ExaminedSite) throws -> HealthFinding {
    if let failure = site.openingFailure() {
      return act(
        Doctor.words(of: failure), "keep this copy as it is, run candor verify, restore a backup")
    }
    let size = try site.ledger().head().size
    return ok("\(size) entries; the newest is whole and where the tree says")
  }
}
