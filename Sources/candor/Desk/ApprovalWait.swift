internal import Clinic
private import Glibc
internal import Ledger

/// Leaves an act for somebody's signature and waits until they have signed: here, at the program's
/// edge, and nowhere inside.
struct ApprovalWait {
  var desk: Desk
  /// The sign-in name of whoever is asked.
  var handle: String
  var limit: WaitArgument

  func record(_ request: RecordRequest) throws -> Recorded {
    let asked = try desk.person.ask(
      request, of: handle, withinMicroseconds: Int64(limit.seconds) * 1_000_000)
    switch asked {
    case .recorded(let recorded): return recorded
    case .waiting(let pending):
      Output.note(
        "\(handle) is asked to sign as \(pending.request.meaning), within \(limit.text): "
          + "candor approve \(pending.request.id)")
      return try wait(for: pending)
    }
  }

  private func wait(for pending: PendingApproval) throws -> Recorded {
    let deadline = ContinuousClock.now + .seconds(limit.seconds)
    while true {
      switch desk.clinic.progress(of: pending) {
      case .signed: return try desk.person.complete(pending)
      case .gone: throw try late(pending)
      case .waiting:
        if ContinuousClock.now >= deadline, try desk.clinic.withdraw(pending) {
          throw try late(pending)
        }
      }
      Self.pause()
    }
  }

  private func late(_ pending: PendingApproval) throws -> ProgramError {
    let id = pending.request.id
    if let positions = try desk.clinic.positions(of: id) {
      return .unavailable(
        "the append id \(id) was recorded at \(positions.lowerBound) by another request: see candor "
          + "history, and repeat the command to have it told")
    }
    return .unavailable(
      "\(handle) did not sign within \(limit.text): nothing was recorded; ask again, or somebody "
        + "else")
  }

  /// A fifth of a second: soon enough for a person, seldom enough for the disk.
  static func pause() { poll(nil, 0, 200) }
}
