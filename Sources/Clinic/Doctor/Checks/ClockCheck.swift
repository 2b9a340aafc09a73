internal import Ledger
internal import TransparencyLog

/// Whether the clock agrees with the newest entry: recorded times never go backwards, so a clock
/// that was wrong once is seen.
struct ClockCheck: HealthCheck {
  let name = "clock"

  private static let tolerated: Int64 = 2_000_000

  func examine(_ site: ExaminedSite) throws -> HealthFinding {
    let newest = try site.ledger().read { snapshot in
      try snapshot.outline(at: snapshot.head.size - 1).stamp
    }
    let age = Age(of: newest.recordedMicroseconds, at: site.clock.nowMicroseconds())
    guard age.microseconds >= -Self.tolerated else {
      return act(
        "the newest entry is stamped \(age.words) after this clock",
        "set the clock right; until it has caught up, entries carry the later time")
    }
    guard Int64(newest.clockLagMilliseconds) * 1_000 < Self.tolerated else {
      return look(
        "when the newest entry was recorded, the clock lay "
          + "\(newest.clockLagMilliseconds / 1_000) s behind the entry before",
        "find out what set the clock back")
    }
    return ok(
      "the newest entry was recorded \(age.words) ago"
        + (site.clock.isSet ? ", by a clock that was set" : ""))
  }
}
