/// Looks that were shown in an emergency and wait to be appended.
struct SpoolCheck: HealthCheck {
  let name = "access spool"

  func examine(_ site: ExaminedSite) throws -> HealthFinding {
    let state = try site.clinic().spoolState()
    guard !state.isMissing else {
      return look("not there", "the next command that records something makes it again")
    }
    if let problem = state.waiting.compactMap(\.problem).first {
      return act(
        "\(state.waiting.count) emergency looks wait, one of them for ever: \(problem)",
        "keep a copy of the file access-spool and tell the compliance officer")
    }
    guard state.waiting.isEmpty else {
      return look(
        "\(state.waiting.count) emergency looks wait to be appended",
        "make room on the disk; the next command that records something appends them")
    }
    return ok("nothing waits")
  }
}
