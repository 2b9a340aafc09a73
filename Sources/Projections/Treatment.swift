public import ClinicalRecord
public import Compliance

/// What a patient was treated with and how they scored: which infusion of which course one is, what
/// a course has come to, and which risks nobody has answered.
public enum Treatment: Projection {
  /// What is known of one chart. Its record number and names are the roster's.
  public struct State: Sendable, Hashable {
    /// By visit number.
    public var visits: [VisitLine] = []
    /// Of courses, in ledger order.
    public var marks: [CourseMark] = []
    public var scores: [Score] = []
    /// Scores and escalations that show a risk, whether or not they were answered.
    public var risks: [UInt64] = []
    /// Of the newest answer to a risk.
    public var answeredPosition: UInt64?
    /// The charts that are merged into this one, 16 bytes each, in the order in which they were.
    public var absorbed: [[UInt8]] = []
    /// The chart that this one is merged into; empty where it is its own.
    public var mergedInto: [UInt8] = []
  }

  /// One visit.
  public struct VisitLine: Sendable, Hashable {
    public var number: UInt32
    public var indication: Indication
    public var arrivedPosition: UInt64
    public var arrived: ClinicalTime
    public var stage: Visit.Stage
    /// The first start of its infusion; nil while none has started.
    public var started: Start?
    /// Why it was stopped, as the schema numbers it; nil while it was not.
    public var stopCause: InfusionStopped.Cause?
  }

  /// Where and when an infusion was started.
  public struct Start: Sendable, Hashable {
    public var position: UInt64
    public var occurred: ClinicalTime
  }

  /// One scale that was scored.
  public struct Score: Sendable, Hashable {
    public var position: UInt64
    public var occurred: ClinicalTime
    public var scale: OutcomeScored.Scale
    /// Nil of a scale that has none.
    public var total: UInt32?
  }

  public static let name = "courses"
  public static let version: UInt32 = 1
  public static let streams: Set<EventStream> = [.chart, .visit]
  public static let initial = State()

  /// Visits, infusions, plans, scores and risks.
  public static func apply(
    _ fact: Fact<ClinicalEvent>, visitNumber: UInt32, to state: inout State
  ) {
    switch fact.value {
    case .chart(let event): take(event, of: fact, in: &state)
    case .visit(let event): take(event, of: fact, visitNumber, in: &state)
    case .access, .staff, .policy, .operations, .lot, .document: break
    }
  }

  private static func take(
    _ event: ChartEvent.OneOf_Event, of fact: Fact<ClinicalEvent>, in state: inout State
  ) {
    if let mark = CourseMark(event, of: fact) { state.marks.append(mark) }
    switch event {
    case .outcomeScored(let scored):
      state.scores.append(
        Score(
          position: fact.position, occurred: fact.occurred, scale: scored.scale,
          total: scored.hasTotal ? scored.total : nil))
      if scored.risk != nil { state.risks.append(fact.position) }
    case .riskEscalated: state.risks.append(fact.position)
    case .riskAnswered: state.answeredPosition = fact.position
    case .chartMerged(let merged):
      let other = [UInt8](merged.otherChart)
      if merged.part == .merged { state.mergedInto = other }
      if merged.part == .survivor { state.absorbed.append(other) }
    case .chartUnmerged(let unmerged):
      let other = [UInt8](unmerged.otherChart)
      if unmerged.part == .merged { state.mergedInto = [] }
      if unmerged.part == .survivor { state.absorbed.removeAll { $0 == other } }
    default: break
    }
  }

  private static func take(
    _ event: VisitEvent.OneOf_Event, of fact: Fact<ClinicalEvent>, _ visitNumber: UInt32,
    in state: inout State
  ) {
    if case .arrived(let arrival) = event {
      state.visits.append(
        VisitLine(
          number: visitNumber, indication: arrival.indication, arrivedPosition: fact.position,
          arrived: fact.occurred, stage: .arrived))
      return
    }
    guard let index = state.visits.firstIndex(where: { $0.number == visitNumber }) else { return }
    state.visits[index].stage.advance(by: event.kind.stageEffect)
    switch event {
    case .infusionStarted where state.visits[index].started == nil:
      state.visits[index].started = Start(position: fact.position, occurred: fact.occurred)
    case .infusionStopped(let stopped) where state.visits[index].stopCause == nil:
      state.visits[index].stopCause = stopped.cause
    default: break
    }
  }
}

extension Treatment.State {
  /// What tells courses apart, as a clock tells the times.
  public func record(on clock: ClinicClock) -> TreatmentRecord {
    TreatmentRecord(
      infusions: visits.compactMap { visit in
        visit.started.map {
          Infusion(
            position: $0.position, occurred: clock.local($0.occurred),
            indication: visit.indication, isCompleted: visit.stopCause == .completed)
        }
      },
      marks: marks.map { mark in
        var mark = mark
        mark.occurred = clock.local(mark.occurred)
        return mark
      })
  }

  /// What somebody has to look into and nobody has answered: as `Chart.openRisks`.
  public var openRisks: [UInt64] {
    risks.filter { risk in answeredPosition.map { risk > $0 } ?? true }
  }
}

extension Treatment.State: RowCodable {
  /// As ``write(to:)`` has written it.
  public init(from row: inout RowReader) throws(RowDefect) {
    visits = try row.list()
    marks = try row.list()
    scores = try row.list()
    risks = try row.list()
    answeredPosition = try row.optional()
    absorbed = []
    for _ in 0..<(try row.small(UInt16.self)) { absorbed.append(Array(try row.blob())) }
    mergedInto = Array(try row.blob())
  }

  /// Field by field.
  public func write(to row: inout RowWriter) {
    row.put(visits)
    row.put(marks)
    row.put(scores)
    row.put(risks)
    row.put(answeredPosition)
    row.put(UInt64(absorbed.count))
    for chart in absorbed { row.put(chart) }
    row.put(mergedInto)
  }
}

extension Treatment.VisitLine: RowCodable {
  /// As ``write(to:)`` has written it.
  public init(from row: inout RowReader) throws(RowDefect) {
    number = try row.small()
    indication = try Indication(from: &row)
    arrivedPosition = try row.number()
    arrived = try ClinicalTime(from: &row)
    guard let stage = Visit.Stage(rawValue: try row.text()) else { throw RowDefect() }
    self.stage = stage
    started = try row.optional()
    let cause: Int = try row.small()
    stopCause = cause < 0 ? nil : InfusionStopped.Cause(rawValue: cause)
  }

  /// Field by field.
  public func write(to row: inout RowWriter) {
    row.put(UInt64(number))
    indication.write(to: &row)
    row.put(arrivedPosition)
    arrived.write(to: &row)
    row.put(stage.rawValue)
    row.put(started)
    row.put(Int64(stopCause?.rawValue ?? -1))
  }
}

extension Treatment.Start: RowCodable {
  /// As ``write(to:)`` has written it.
  public init(from row: inout RowReader) throws(RowDefect) {
    position = try row.number()
    occurred = try ClinicalTime(from: &row)
  }

  /// Field by field.
  public func write(to row: inout RowWriter) {
    row.put(position)
    occurred.write(to: &row)
  }
}

extension Treatment.Score: RowCodable {
  /// As ``write(to:)`` has written it.
  public init(from row: inout RowReader) throws(RowDefect) {
    position = try row.number()
    occurred = try ClinicalTime(from: &row)
    scale = OutcomeScored.Scale(rawValue: try row.small()) ?? .unspecified
    total = try row.flag() ? try row.small() : nil
  }

  /// Field by field.
  public func write(to row: inout RowWriter) {
    row.put(position)
    occurred.write(to: &row)
    row.put(Int64(scale.rawValue))
    row.put(total != nil)
    if let total { row.put(UInt64(total)) }
  }
}

extension CourseMark: RowCodable {
  /// As ``write(to:)`` has written it.
  public init(from row: inout RowReader) throws(RowDefect) {
    let kind: Kind
    switch try row.number() {
    case 0:
      let infusions: Int32 = try row.small()
      kind = .planned(infusions: Int(infusions), days: Int(try row.small(Int32.self)))
    case 1: kind = .completed
    case 2: kind = .discontinued
    default: throw RowDefect()
    }
    let position = try row.number()
    let occurred = try ClinicalTime(from: &row)
    self.init(
      kind, position: position, occurred: occurred, indication: try Indication(from: &row))
  }

  /// Field by field.
  public func write(to row: inout RowWriter) {
    switch kind {
    case .planned(let infusions, let days):
      row.put(0 as UInt64)
      row.put(Int64(infusions))
      row.put(Int64(days))
    case .completed: row.put(1 as UInt64)
    case .discontinued: row.put(2 as UInt64)
    }
    row.put(position)
    occurred.write(to: &row)
    indication.write(to: &row)
  }
}
