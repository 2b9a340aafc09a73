internal import ClinicalRecord
internal import Ledger

// What is recorded of a patient with merged charts goes to the survivor, but for what belongs to a
// visit of another of the charts: what happened in it, and what is said of one of its entries.

/// What was to be recorded in one chart belongs to another of the same patient: on its way out of
/// the transaction that found it.
struct BelongsElsewhere: Error {
  let chart: SubjectID
}

extension ChartFile {
  /// The chart of the patient that statements belong to, where that is another than this one.
  func elsewhere(_ statements: [Statement], now: ClinicalTime) -> SubjectID? {
    let survivor = chart.mergedInto.flatMap { SubjectID(bytes: [UInt8]($0.value.otherChart)) }
    guard survivor != nil || !merged.isEmpty else { return nil }
    let places = statements.map { place(of: $0, at: $0.occurred ?? now, survivor: survivor) }
    guard let first = places.first, first != subject, places.allSatisfy({ $0 == first }) else {
      return nil
    }
    return first
  }

  private func place(
    of statement: Statement, at time: ClinicalTime, survivor: SubjectID?
  ) -> SubjectID {
    // A correction stands in the stream of what it corrects.
    if statement.event.correction != nil { return subject }
    if let about = statement.event.explainedPosition {
      if holds(about) { return subject }
      return merged.first { $0.holds(about) }?.subject ?? survivor ?? subject
    }
    guard case .visit(let event) = statement.event, event.kind.stageEffect != .beginsVisit else {
      return survivor ?? subject
    }
    if statement.visitNumber != nil || isHeld(time) { return subject }
    return survivor ?? merged.first { $0.isHeld(time) }?.subject ?? subject
  }

  /// Whether one of the chart's own visits was going on.
  private func isHeld(_ time: ClinicalTime) -> Bool { visits.values.contains { $0.holds(time) } }
}

extension ClinicalEvent {
  /// The entry that an explanation is about; nil for what explains none by its position.
  var explainedPosition: UInt64? {
    switch self {
    case .chart(.deviationExplained(let explained)), .visit(.deviationExplained(let explained)):
      if case .aboutPosition(let position)? = explained.about { position } else { nil }
    case .chart, .visit, .access, .staff, .policy, .operations, .lot, .document: nil
    }
  }
}

extension RecordRequest {
  /// Does something with the request; once more with the chart that it belongs to, where that turns
  /// out to be another one of the patient's.
  func placed<Value>(_ body: (RecordRequest) throws -> Value) throws -> Value {
    do { return try body(self) } catch let elsewhere as BelongsElsewhere {
      var placed = self
      placed.statements = statements.map { statement in
        var statement = statement
        statement.chart = elsewhere.chart
        return statement
      }
      return try body(placed)
    }
  }
}

extension Planner {
  /// A merged chart takes nothing new of its own, and nobody states half of a merge.
  func refuseMerged(_ event: ChartEvent.OneOf_Event) throws {
    switch event {
    case .chartMerged, .chartUnmerged:
      throw ClinicError.rejected(
        .outOfOrder(
          event: event.kind, stage: "one chart alone is told of it",
          why: "both charts say it, in one act", next: "candor merge and candor unmerge do"))
    case .deviationExplained: return
    default: break
    }
    guard let file = plan.file, let merged = file.chart.mergedInto else { return }
    throw ClinicError.rejected(
      .outOfOrder(
        event: event.kind, stage: "the chart is merged into another one",
        why: "entry \(merged.position) says so", next: "state it of the patient once more"))
  }
}
