public import ClinicalRecord

/// Which visits a chart has, when, and how far each has come.
public enum VisitIndex: Projection {
  /// The visits of one chart.
  public struct State: Sendable, Hashable {
    /// By visit number, from 1.
    public var visits: [Line] = []
  }

  /// One visit.
  public struct Line: Sendable, Hashable {
    public var number: UInt32
    /// `Indication` as the schema numbers it.
    public var indication: Int
    public var arrivedPosition: UInt64
    public var arrivedMicroseconds: Int64
    public var utcOffsetMinutes: Int16
    public var stage: Visit.Stage
    /// Nil while no infusion has started.
    public var started: Started?
    /// The newest entry of the visit's stream.
    public var newestPosition: UInt64
  }

  /// When a visit's infusion started: the first statement of it.
  public struct Started: Sendable, Hashable {
    public var position: UInt64
    public var unixMicroseconds: Int64
    public var utcOffsetMinutes: Int16
  }

  public static let name = "visit index"
  public static let version: UInt32 = 4
  public static let streams: Set<EventStream> = [.chart, .visit]
  public static let initial = State()

  /// An arrival adds a visit; later events move it on.
  public static func apply(
    _ fact: Fact<ClinicalEvent>, visitNumber: UInt32, to state: inout State
  ) {
    guard case .visit(let event) = fact.value else { return }
    if case .arrived(let arrival) = event {
      state.visits.append(line(for: arrival, fact: fact, visitNumber: visitNumber))
      return
    }
    guard let index = state.visits.firstIndex(where: { $0.number == visitNumber }) else { return }
    state.visits[index].newestPosition = fact.position
    state.visits[index].stage.advance(by: event.kind.stageEffect)
    if case .infusionStarted = event, state.visits[index].started == nil {
      state.visits[index].started = Started(
        position: fact.position, unixMicroseconds: fact.occurred.unixMicroseconds,
        utcOffsetMinutes: fact.occurred.utcOffsetMinutes)
    }
  }

  private static func line(
    for arrival: Arrived, fact: Fact<ClinicalEvent>, visitNumber: UInt32
  ) -> Line {
    Line(
      number: visitNumber, indication: arrival.indication.rawValue,
      arrivedPosition: fact.position, arrivedMicroseconds: fact.occurred.unixMicroseconds,
      utcOffsetMinutes: fact.occurred.utcOffsetMinutes, stage: .arrived,
      newestPosition: fact.position)
  }
}

extension VisitIndex.State: RowCodable {
  /// As ``write(to:)`` has written it.
  public init(from row: inout RowReader) throws(RowDefect) { visits = try row.list() }
  /// Field by field.
  public func write(to row: inout RowWriter) { row.put(visits) }
}

extension VisitIndex.Line: RowCodable {
  /// As ``write(to:)`` has written it.
  public init(from row: inout RowReader) throws(RowDefect) {
    number = try row.small()
    indication = try row.small()
    arrivedPosition = try row.number()
    arrivedMicroseconds = try row.signed()
    utcOffsetMinutes = try row.small()
    guard let stage = Visit.Stage(rawValue: try row.text()) else { throw RowDefect() }
    self.stage = stage
    started = try row.optional()
    newestPosition = try row.number()
  }

  /// Field by field.
  public func write(to row: inout RowWriter) {
    row.put(UInt64(number))
    row.put(Int64(indication))
    row.put(arrivedPosition)
    row.put(arrivedMicroseconds)
    row.put(Int64(utcOffsetMinutes))
    row.put(stage.rawValue)
    row.put(started)
    row.put(newestPosition)
  }
}

extension VisitIndex.Started: RowCodable {
  /// As ``write(to:)`` has written it.
  public init(from row: inout RowReader) throws(RowDefect) {
    position = try row.number()
    unixMicroseconds = try row.signed()
    utcOffsetMinutes = try row.small()
  }

  /// Field by field.
  public func write(to row: inout RowWriter) {
    row.put(position)
    row.put(unixMicroseconds)
    row.put(Int64(utcOffsetMinutes))
  }
}
