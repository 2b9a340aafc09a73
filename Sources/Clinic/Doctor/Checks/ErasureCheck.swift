internal import Ledger

/// Whether an erasure was begun and not finished.
struct ErasureCheck: HealthCheck {
  let name = "erasures"

  func examine(_ site: ExaminedSite) throws -> HealthFinding {
    let closed = try site.ledger().read { try $0.closedCharts() }
    let pending = closed.filter(\.isPending)
    guard let first = pending.first else {
      guard !closed.isEmpty else { return ok("none") }
      return ok("\(closed.count) \(closed.count == 1 ? "chart" : "charts") erased, none unfinished")
    }
    return act(
      "\(pending.count) begun and not finished, the first at entry \(first.position)",
      "the next sign-in of somebody who reads charts finishes them, as does candor erase "
        + "\(first.chart) once more")
  }
}
