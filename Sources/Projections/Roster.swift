public import ClinicalRecord

/// Who is known to the clinic: enough to find a chart and to say whose it is.
public enum Roster: Projection {
  /// What is known of one chart.
  public struct State: Codable, Sendable, Hashable {
    public var recordNumber = ""
    public var familyName = ""
    public var givenName = ""
    /// YYYY-MM-DD.
    public var birthDate = ""
    /// Of the intake.
    public var intakePosition: UInt64?
  }

  public static let name = "roster"
  public static let version: UInt32 = 1
  public static let initial = State()

  /// Only an intake says who somebody is.
  public static func apply(
    _ fact: Fact<ClinicalEvent>, visitNumber: UInt32, to state: inout State
  ) {
    guard case .chart(.intakeReceived(let intake)) = fact.value else { return }
    state.recordNumber = intake.recordNumber
    state.familyName = intake.familyName
    state.givenName = intake.givenName
    state.birthDate = intake.birthDate
    state.intakePosition = fact.position
  }
}
