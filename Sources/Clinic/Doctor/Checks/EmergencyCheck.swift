/// Emergency accesses that nobody has reviewed, by their headers.
struct EmergencyCheck: HealthCheck {
  let name = "emergency access"

  func examine(_ site: ExaminedSite) throws -> HealthFinding {
    let (waiting, erased) = try site.clinic().unreviewedEmergencies()
    guard let oldest = waiting.first else {
      let charts = erased == 1 ? "an erased chart" : "erased charts"
      return ok(
        "none waits for a review" + (erased == 0 ? "" : "; \(erased) of \(charts) had none"))
    }
    let age = Age(of: oldest.recordedMicroseconds, at: site.clock.nowMicroseconds())
    return look(
      "\(waiting.count) not reviewed yet, the oldest of \(age.words) ago (entry \(oldest.position))",
      "have somebody who may review it do so (candor review)")
  }
}
