public import ClinicalRecord

/// Who is known to the clinic: enough to find a chart and to say whose it is.
public enum Roster: Projection {
  /// What is known of one chart.
  public struct State: Sendable, Hashable {
    public var recordNumber = ""
    public var familyName = ""
    public var givenName = ""
    /// YYYY-MM-DD.
    public var birthDate = ""
    /// What they were called before, oldest first, and when they were said to be born.
    public var former: [Former] = []
    /// Of the intake.
    public var intakePosition: UInt64?
    /// Of intakes that were entered in error, in ledger order: the chart is still found by their
    /// numbers, and nobody else gets them.
    public var retracted: [Retracted] = []
    /// The chart's id, 16 bytes, that this one is merged into; empty where it is its own.
    public var mergedInto: [UInt8] = []

    /// Every record number that leads to the chart.
    public var recordNumbers: [String] {
      (recordNumber.isEmpty ? [] : [recordNumber]) + retracted.map(\.recordNumber)
    }
  }

  /// What an intake said that was entered in error.
  public struct Retracted: Sendable, Hashable {
    public var recordNumber: String
    public var identity: Former
  }

  /// A name and a birth date that were corrected since.
  public struct Former: Sendable, Hashable {
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
  public static let version: UInt32 = 3
  public static let streams: Set<EventStream> = [.chart]
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
    case .chart(.chartMerged(let merged)) where merged.part == .merged:
      state.mergedInto = [UInt8](merged.otherChart)
    case .chart(.chartUnmerged(let unmerged)) where unmerged.part == .merged:
      state.mergedInto = []
    case .chart, .visit, .access, .staff, .policy, .operations, .lot, .document: break
    }
  }

  /// Whoever looks for the chart by it has to find what was said.
  public static func applyRetracted(
    _ fact: Fact<ClinicalEvent>, visitNumber: UInt32, to state: inout State
  ) {
    guard case .chart(.intakeReceived(let intake)) = fact.value else { return }
    state.retracted.append(
      Retracted(
        recordNumber: intake.recordNumber,
        identity: Former(
          familyName: intake.familyName, givenName: intake.givenName, birthDate: intake.birthDate)))
  }

  public static func recordNumbers(in state: State) -> [String] { state.recordNumbers }

  private static func take(_ identity: PatientIdentity, in state: inout State) {
    state.familyName = identity.familyName
    state.givenName = identity.givenName
    state.birthDate = identity.birthDate
  }
}

extension Roster.State: RowCodable {
  /// As ``write(to:)`` has written it.
  public init(from row: inout RowReader) throws(RowDefect) {
    recordNumber = try row.text()
    familyName = try row.text()
    givenName = try row.text()
    birthDate = try row.text()
    former = try row.list()
    intakePosition = try row.optional()
    retracted = try row.list()
    mergedInto = Array(try row.blob())
  }

  /// Field by field.
  public func write(to row: inout RowWriter) {
    row.put(recordNumber)
    row.put(familyName)
    row.put(givenName)
    row.put(birthDate)
    row.put(former)
    row.put(intakePosition)
    row.put(retracted)
    row.put(mergedInto)
  }
}

extension Roster.Former: RowCodable {
  /// As ``write(to:)`` has written it.
  public init(from row: inout RowReader) throws(RowDefect) {
    familyName = try row.text()
    givenName = try row.text()
    birthDate = try row.text()
  }

  /// Field by field.
  public func write(to row: inout RowWriter) {
    row.put(familyName)
    row.put(givenName)
    row.put(birthDate)
  }
}

extension Roster.Retracted: RowCodable {
  /// As ``write(to:)`` has written it.
  public init(from row: inout RowReader) throws(RowDefect) {
    recordNumber = try row.text()
    identity = try Roster.Former(from: &row)
  }

  /// Field by field.
  public func write(to row: inout RowWriter) {
    row.put(recordNumber)
    identity.write(to: &row)
  }
}
