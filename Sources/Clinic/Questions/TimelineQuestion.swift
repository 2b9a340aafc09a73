internal import ClinicalRecord
public import Ledger
internal import TransparencyLog

extension Clinic {
  /// Everything recorded about a patient, in the order in which it happened, both times beside
  /// each.
  ///
  /// - Parameters:
  ///   - visit: only this visit's entries; nil: the chart's and every visit's.
  ///   - asOf: the ledger as it stood.
  ///   - emergency: for whoever holds the charts' keys but does not read charts.
  /// - Throws: `ClinicError.unknownVisit`, `.notPermitted`, `.damagedEntry`, `.lookNotRecorded`.
  public func timeline(
    of chart: SubjectID, visit: UInt32?, asOf: AsOf?, emergency: BreakGlass? = nil
  ) throws -> Timeline {
    try looking(.readCharts, emergency: emergency) { looker in
      let timeline = try timeline(of: chart, visit: visit, asOf: asOf, for: looker)
      let look: Look = visit.map { .visit($0, .timeline) } ?? .chart(.timeline)
      return (timeline, [Glance(chart: chart, look: look)])
    }
  }

  private func timeline(
    of chart: SubjectID, visit: UInt32?, asOf: AsOf?, for looker: Looker
  ) throws -> Timeline {
    let head = try head(asOf: asOf)
    let (file, house) = try ledger.read { snapshot in
      (
        try ChartFile.load(chart, below: head.size, keys: looker.charts, from: snapshot),
        try House.load(below: head.size, from: snapshot)
      )
    }
    guard let patient = file.label else { throw ClinicError.unknownPatient(chart.description) }
    if let visit, file.visits[visit] == nil {
      throw ClinicError.unknownVisit(number: visit)
    }
    let rows = file.facts.filter { visit == nil || $0.visitNumber == visit }
      .map { row(for: $0.fact, visitNumber: $0.visitNumber, in: file, house: house) }
      .sorted {
        ($0.occurred.unixMicroseconds, $0.position) < ($1.occurred.unixMicroseconds, $1.position)
      }
    return Timeline(patient: patient, rows: rows, treeSize: head.size, treeRoot: head.root.hex)
  }

  private func row(
    for fact: Fact<ClinicalEvent>, visitNumber: UInt32, in file: ChartFile, house: House
  ) -> Timeline.Row {
    let visit = file.visits[visitNumber]
    let end = visit?.discharge?.position ?? visit?.transfer?.position
    return Timeline.Row(
      position: fact.position, visitNumber: visitNumber == 0 ? nil : visitNumber,
      occurred: fact.occurred, recordedMicroseconds: fact.recordedMicroseconds,
      event: fact.value, name: fact.value.kind.name,
      sentence: house.sentence(of: fact.value, occurred: fact.occurred),
      recordedBy: house.label(of: fact.actor),
      isLate: fact.recordedMicroseconds - fact.occurred.latest > Self.lateMicroseconds,
      isAfterEnd: end.map { fact.position > $0 } ?? false)
  }

  /// What is taken down more than five minutes after it happened is marked late.
  private static let lateMicroseconds: Int64 = 5 * 60 * 1_000_000

  /// The tree an answer rests on.
  ///
  /// - Throws: `ClinicError.futureAsOf`.
  func head(asOf: AsOf?) throws -> TreeHead {
    let now = try ledger.read { $0.head }
    switch asOf {
    case nil: return now
    case .size(let size):
      guard size <= now.size else { throw ClinicError.futureAsOf }
      return try ledger.treeHead(at: size)
    case .recordedMicroseconds(let time):
      guard time <= clock.nowMicroseconds() else { throw ClinicError.futureAsOf }
      return try ledger.treeHead(at: try size(recordedAtOrBefore: time, in: now))
    }
  }

  /// Recorded times never decrease, so the first later entry is found by halving.
  private func size(recordedAtOrBefore time: Int64, in head: TreeHead) throws -> UInt64 {
    try ledger.read { snapshot in
      var low: UInt64 = 0
      var high = head.size
      while low < high {
        let middle = low + (high - low) / 2
        if try snapshot.outline(at: middle).stamp.recordedMicroseconds <= time {
          low = middle + 1
        } else {
          high = middle
        }
      }
      return low
    }
  }
}
