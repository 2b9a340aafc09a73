internal import Ledger

/// Who reads the log: slots that killed processes left are freed at every opening.
struct ReadersCheck: HealthCheck {
  let name = "readers"

  func examine(_ site: ExaminedSite) throws -> HealthFinding {
    let storage = try site.ledger().storage()
    let stale = storage.staleReaders
    let found =
      "\(storage.readersInUse) of \(storage.maxReaders) reading now"
      + (stale > 0 ? "; \(stale) left by killed processes, freed" : "")
    if storage.readersInUse * 2 > storage.maxReaders {
      return look(found, "find out which processes keep the ledger open, and end them")
    }
    return ok(found)
  }
}
