internal import ClinicalRecord

extension ChartFile {
  /// The visit that an event belongs to, by when it happened.
  ///
  /// An ended visit takes what happened before its end. Whatever else comes later belongs to a
  /// visit of its own, unless somebody names the old one.
  ///
  /// - Throws: `outOfOrder` where no visit was going on at that time: what is never held up goes to
  ///   the one before, or else to the first.
  func visitNumber(
    of kind: EventKind, at time: ClinicalTime
  ) throws(Rejection) -> UInt32 {
    let newestFirst = visits.compactMap { number, visit in
      visit.arrival.map { (number: number, visit: visit, arrival: $0.occurred) }
    }.sorted { $0.number > $1.number }
    let before = newestFirst.first { $0.arrival.mayBeAtOrBefore(time) }
    // What looks back on a visit comes after its end.
    let lookedAt = newestFirst.first { number, visit, arrival in
      guard arrival.mayBeAtOrBefore(time) else { return false }
      return switch kind {
      case VisitSignedOff.kind: visit.end != nil
      case AdverseEventFollowedUp.kind: !visit[AdverseEventNoted.self].isEmpty
      default: false
      }
    }
    if let lookedAt { return lookedAt.number }
    if let own = newestFirst.first(where: { $0.visit.holds(time) }) { return own.number }
    if kind.isNeverHeldUp, let nearest = before ?? newestFirst.last { return nearest.number }
    guard let before else {
      throw .outOfOrder(
        event: kind, stage: "the patient has not arrived",
        why: newestFirst.last.map {
          "\(time.iso8601) lies before the first visit, which began at \($0.arrival.iso8601)"
        } ?? "there is no visit to record it in",
        next: "look at the time, or record \"\(Arrived.name)\" first, with its own time")
    }
    let number = before.number
    if let end = before.visit.end {
      throw .outOfOrder(
        event: kind, stage: "visit \(number) has ended",
        why: "it ended at \(end.occurred.iso8601), before \(time.iso8601)",
        next: "record \"\(Arrived.name)\" first, or give --visit \(number) if it belongs there")
    }
    throw .outOfOrder(
      event: kind, stage: "visit \(number) is open since \(before.arrival.iso8601)",
      why: "that is more than \(Visit.longestHours) hours before \(time.iso8601)",
      next: "record how it ended, with its own time, and then the new arrival, or give --visit "
        + "\(number) if it belongs there")
  }

  /// The visit in which the patient is at that time; nil where there is none.
  func visitGoingOn(at time: ClinicalTime) -> (number: UInt32, visit: Visit)? {
    visits.filter { _, visit in
      // They may come back in the minute in which they left.
      if let end = visit.end { return visit.holds(time) && !end.occurred.mayBeAtOrBefore(time) }
      return visit.holds(time) || visit.arrival?.occurred.localDate == time.localDate
    }.max { $0.key < $1.key }.map { ($0.key, $0.value) }
  }
}
