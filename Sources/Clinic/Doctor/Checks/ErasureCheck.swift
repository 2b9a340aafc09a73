internal import Ledger

/// Whether an erasure was begun and not finished.
struct ErasureCheck: HealthCheck {
  let name = "erasures"

  func examine(_ site: ExaminedSite) throws -> HealthFinding {
    let closed = try site.ledger().read { try $0.closedCharts() }
    let pending = closed.filter(\.isPending)
    guard let first = pending.first else {
      return ok(closed.isEmpty ? "none" : "\(closed.count) of charts, all finished")
    }
    return act(
      "\(pending.count) begun and not finished, the first at entry \(first.position)",
      "run the same candor erase once more: it finishes them")
  }
}
