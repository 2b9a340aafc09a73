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
    /// What they were called before, oldest first, and when they were said to be born.
    public var former: [Former] = []
    /// Of the intake.
    public var intakePosition: UInt64?
  }

  /// A name and a birth date that were corrected since.
  public struct Former: Codable, Sendable, Hashable {
    public var familyName: String
    public var givenName: String
    /// YYYY-MM-DD.
    public var birthDate: String

    public init(familyName: String, givenName: String, birthDate: String) {
      self.familyName = familyName
      self.givenName = givenName
      self.birthDate = birthDate
    }
  }

  public static let name = "roster"
  public static let version: UInt32 = 2
  public static let initial = State()

  /// An intake says who somebody is, and a correction who they are from then on.
  public static func apply(
    _ fact: Fact<ClinicalEvent>, visitNumber: UInt32, to state: inout State
  ) {
    switch fact.value {
    case .chart(.intakeReceived(let intake)):
      state.recordNumber = intake.recordNumber
      state.intakePosition = fact.position
      take(PatientIdentity(intake), in: &state)
    case .chart(.identityCorrected(let corrected)):
      let former = Former(
        familyName: state.familyName, givenName: state.givenName, birthDate: state.birthDate)
      take(PatientIdentity(corrected), in: &state)
      if (former.familyName, former.givenName) != (state.familyName, state.givenName)
        || former.birthDate != state.birthDate
      {
        state.former.append(former)
      }
    case .chart, .visit, .access, .staff, .policy, .operations: break
    }
  }

  private static func take(_ identity: PatientIdentity, in state: inout State) {
    state.familyName = identity.familyName
    state.givenName = identity.givenName
    state.birthDate = identity.birthDate
  }
}
