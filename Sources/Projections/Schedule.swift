public import ClinicalRecord

/// On which dates a patient's infusions are to be, or were.
///
/// Of the chart's own stream: what is measured in a visit leaves it as it is.
public enum Schedule: Projection {
  /// The dates of one chart.
  public struct State: Sendable, Hashable {
    public var appointments = Appointments()
  }

  public static let name = "schedule"
  public static let version: UInt32 = 1
  public static let streams: Set<EventStream> = [.chart]
  public static let initial = State()

  /// A date is given, moved or given up.
  public static func apply(
    _ fact: Fact<ClinicalEvent>, visitNumber: UInt32, to state: inout State
  ) {
    guard case .chart(let event) = fact.value else { return }
    state.appointments.take(event, at: fact.position)
  }
}

extension Schedule.State: RowCodable {
  /// As ``write(to:)`` has written it.
  public init(from row: inout RowReader) throws(RowDefect) {
    appointments = Appointments(try row.list())
  }

  /// Field by field.
  public func write(to row: inout RowWriter) { row.put(appointments.all) }
}

extension Appointments.Appointment: RowCodable {
  /// As ``write(to:)`` has written it.
  public init(from row: inout RowReader) throws(RowDefect) {
    let position = try row.number()
    let time = try ClinicalTime(from: &row)
    let indication = try Indication(from: &row)
    guard let outcome = Appointments.Outcome(rawValue: try row.text()) else { throw RowDefect() }
    self.init(position: position, time: time, indication: indication, outcome: outcome)
  }

  /// Field by field.
  public func write(to row: inout RowWriter) {
    row.put(position)
    time.write(to: &row)
    indication.write(to: &row)
    row.put(outcome.rawValue)
  }
}

extension Indication: RowCodable {
  /// As ``write(to:)`` has written it.
  public init(from row: inout RowReader) throws(RowDefect) {
    // What a newer program may have written is a number all the same.
    self = Indication(rawValue: try row.small()) ?? .unspecified
  }

  /// The schema's number.
  public func write(to row: inout RowWriter) { row.put(Int64(rawValue)) }
}
