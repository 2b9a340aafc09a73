internal import FoundationEssentials

/// Requests for a signature that nobody answers any more: past their limit, or unreadable.
struct RequestsCheck: HealthCheck {
  let name = "requests"

  func examine(_ site: ExaminedSite) throws -> HealthFinding {
    let folder = RequestFolder(ledger: site.directory)
    let now = site.clock.nowMicroseconds()
    let readable = folder.all()
    let waiting = readable.count { !$0.isOver(atMicroseconds: now) }
    let names = try? FileManager.default.contentsOfDirectory(atPath: folder.path)
    let left = (names ?? []).count { !$0.hasPrefix(".") } - waiting
    guard left <= 0 else {
      return look(
        "\(left) left behind in the folder requests, past their limit or unreadable",
        "delete them; whoever asked asks again")
    }
    return ok(waiting == 0 ? "none is left behind" : "\(waiting) waiting for a signature")
  }
}
