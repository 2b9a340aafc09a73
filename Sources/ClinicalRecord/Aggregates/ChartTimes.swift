// When what is on a patient's papers can have happened. This is asked when something is recorded;
// what is on record was said, and an older ledger holds what would be refused now.

extension Chart {
  /// Nobody signs a form of the clinic's this long before they are its patient, and what is typed
  /// of a time that long ago is asked about: most are slips of the year.
  public static let farMicroseconds: Int64 = 366 * 86_400_000_000

  /// How far ahead a clock may be.
  private static let aheadMicroseconds: Int64 = 86_400_000_000

  /// Refuses what cannot have happened at that time: long before the patient's intake, or days
  /// after now.
  ///
  /// - Parameter nowMicroseconds: since 1970-01-01T00:00:00Z.
  /// - Throws: `outOfOrder`.
  public func requirePossibleTime(
    of kind: EventKind, at occurred: ClinicalTime, nowMicroseconds: Int64
  ) throws(Rejection) {
    if occurred.earliest > nowMicroseconds + Self.aheadMicroseconds {
      throw .outOfOrder(
        event: kind, stage: "it has not happened",
        why: "\(occurred.iso8601) lies more than a day ahead of the clock",
        next: "give the time at which it happened")
    }
    guard let intake, occurred.latest < intake.occurred.earliest &- Self.farMicroseconds else {
      return
    }
    throw .outOfOrder(
      event: kind, stage: "nothing is known of this patient",
      why: "\(occurred.iso8601) lies more than a year before the intake at "
        + "\(intake.occurred.iso8601)",
      next: "give the time at which it happened, or correct that one: candor amend "
        + "\(intake.position)")
  }
}
