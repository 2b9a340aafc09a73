// When a visit was, and what can have happened in it at a time. This is asked when something is
// recorded; what is on record was said, and an older ledger holds what would be refused now.

extension Visit {
  /// No visit lasts longer: the longest infusion takes four hours, and the night ends every day.
  /// One that nobody has ended by then was forgotten.
  public static let longestHours = 18

  /// The same in microseconds.
  public static let longestMicroseconds = Int64(longestHours) * 3_600_000_000

  /// When the patient left, by the first event that says so.
  public var end: (position: UInt64, occurred: ClinicalTime)? {
    if let discharge { return (discharge.position, discharge.occurred) }
    if let transfer { return (transfer.position, transfer.occurred) }
    return leftAgainstAdvice.map { ($0.position, $0.occurred) }
  }

  /// Whether nobody has said how the visit ended, long after it must have.
  ///
  /// - Parameter microseconds: since 1970-01-01T00:00:00Z.
  public func isLeftOpen(at microseconds: Int64) -> Bool {
    guard let arrival, end == nil else { return false }
    return microseconds &- arrival.occurred.unixMicroseconds > Self.longestMicroseconds
  }

  /// Whether what happened at that time happened in this visit: from the arrival to the end, both
  /// counted.
  public func holds(_ time: ClinicalTime) -> Bool {
    guard let arrival, arrival.occurred.mayBeAtOrBefore(time) else { return false }
    if let end { return time.mayBeAtOrBefore(end.occurred) }
    return !isLeftOpen(at: time.unixMicroseconds)
  }

  /// Refuses what cannot have happened in this visit at that time: before the patient came, a start
  /// after they left, a discharge before the stop.
  ///
  /// What is never held up is recorded whenever it is said to have been.
  /// - Throws: `outOfOrder`.
  public func requirePossibleTime(
    of event: VisitEvent.OneOf_Event, at occurred: ClinicalTime
  ) throws(Rejection) {
    if event.kind.isNeverHeldUp { return }
    switch event {
    case .deviationExplained, .transcribedFromPaper: return
    default: break
    }
    if let arrival {
      try require(
        event.kind, at: occurred, notBefore: arrival.occurred, "the patient arrived",
        arrival.position)
    }
    switch event {
    case .infusionStarted:
      guard let end, !occurred.mayBeAtOrBefore(end.occurred) else { return }
      throw .outOfOrder(
        event: event.kind, stage: stage.words,
        why: "\(occurred.iso8601) lies after the patient left at \(end.occurred.iso8601)",
        next: Self.correction(of: end.position))
    case .discharged, .leftAgainstAdvice:
      if let start {
        try require(
          event.kind, at: occurred, notBefore: start.occurred, "the infusion was started",
          start.position)
      }
      if let stop {
        try require(
          event.kind, at: occurred, notBefore: stop.occurred, "the infusion was stopped",
          stop.position)
      }
    default: break
    }
  }

  private func require(
    _ kind: EventKind, at occurred: ClinicalTime, notBefore earlier: ClinicalTime, _ what: String,
    _ position: UInt64
  ) throws(Rejection) {
    guard !earlier.mayBeAtOrBefore(occurred) else { return }
    throw .outOfOrder(
      event: kind, stage: stage.words,
      why: "\(occurred.iso8601) lies before \(what) at \(earlier.iso8601)",
      next: Self.correction(of: position))
  }

  private static func correction(of position: UInt64) -> String {
    "give the time at which it happened, or correct that one: candor amend \(position)"
  }
}
