internal import FoundationEssentials

/// Requests for a second signature that nobody has answered or taken away.
struct RequestsCheck: HealthCheck {
  let name = "requests"

  func examine(_ site: ExaminedSite) throws -> HealthFinding {
    let names = try? FileManager.default.contentsOfDirectory(atPath: site.directory + "/requests")
    let left = (names ?? []).filter { !$0.hasPrefix(".") }.count
    guard left > 0 else { return ok("none is left behind") }
    return look(
      "\(left) left in the folder requests",
      "answer them, or let them be made again and delete them")
  }
}
