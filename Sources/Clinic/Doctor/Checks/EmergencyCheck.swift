/// Emergency accesses that nobody has reviewed, by their headers.
struct EmergencyCheck: HealthCheck {
  let name = "emergency access"

  func examine(_ site: ExaminedSite) throws -> HealthFinding {
    let waiting = try site.clinic().waitingEmergencies()
    guard let oldest = waiting.first else { return ok("none waits for a review") }
    let age = Age(of: oldest.recordedMicroseconds, at: site.clock.nowMicroseconds())
    return look(
      "\(waiting.count) not reviewed yet, the oldest of \(age.words) ago (entry \(oldest.position))",
      "have somebody who may review it do so (candor review)")
  }
}
