/// One line of `patients`.
public struct RosterListing: Sendable {
  public var patient: PatientLabel
  public var visits: UInt32
  /// The local date of the newest visit, YYYY-MM-DD; nil before the first.
  public var newestVisitDate: String?
  /// "scheduled", "infusing", …; nil before the first visit.
  public var newestVisitStage: String?
}
