public import ClinicalRecord
public import Ledger
internal import TransparencyLog

extension SignedIn {
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
    try disclosing(.readCharts, emergency: emergency, concerning: chart) { context in
      let timeline = try timeline(of: chart, visit: visit, asOf: asOf, for: context)
      let look: Look = visit.map { .visit($0, .timeline) } ?? .chart(.timeline)
      return (timeline, [Disclosure(chart: chart, look: look)])
    }
  }

  private func timeline(
    of chart: SubjectID, visit: UInt32?, asOf: AsOf?, for context: AccessContext
  ) throws -> Timeline {
    let head = try clinic.head(asOf: asOf)
    let (file, site) = try ledger.read { snapshot in
      (
        try ChartFile.load(chart, below: head.size, keys: context.charts, from: snapshot),
        try SiteState.load(below: head.size, from: snapshot)
      )
    }
    guard let patient = file.label else { throw ClinicError.unknownPatient(chart.description) }
    if let visit, file.visits[visit] == nil {
      throw ClinicError.unknownVisit(number: visit)
    }
    let rows = file.facts.filter { visit == nil || $0.visitNumber == visit }
      .map { row(for: $0.fact, visitNumber: $0.visitNumber, in: file, site: site) }
      .sorted {
        ($0.occurred.unixMicroseconds, $0.position) < ($1.occurred.unixMicroseconds, $1.position)
      }
    return Timeline(patient: patient, rows: rows, treeSize: head.size, treeRoot: head.root.hex)
  }

  private func row(
    for fact: Fact<ClinicalEvent>, visitNumber: UInt32, in file: ChartFile, site: SiteState
  ) -> Timeline.Row {
    let visit = file.visits[visitNumber]
    let end = visit?.end?.position
    return Timeline.Row(
      position: fact.position, visitNumber: visitNumber == 0 ? nil : visitNumber,
      occurred: fact.occurred, recordedMicroseconds: fact.recordedMicroseconds,
      event: fact.value, name: fact.value.kind.name,
      sentence: site.sentence(of: fact.value, occurred: fact.occurred),
      recordedBy: site.label(of: fact.actor),
      // Not a difference of the two: whoever signed the entry could have stated any time.
      isLate: fact.occurred.latest < fact.recordedMicroseconds &- Self.lateMicroseconds,
      isAfterEnd: end.map { fact.position > $0 } ?? false)
  }

  /// What is taken down more than five minutes after it happened is marked late.
  private static let lateMicroseconds: Int64 = 5 * 60 * 1_000_000
}

/// Everything that is recorded about a patient, in the order in which it happened.
public struct Timeline: Sendable {
  /// One entry, with both of its times.
  public struct Row: Sendable {
    public var position: UInt64
    /// Nil for what belongs to the chart.
    public var visitNumber: UInt32?
    public var occurred: ClinicalTime
    public var recordedMicroseconds: Int64
    public var event: ClinicalEvent
    public var name: String
    public var sentence: String
    public var recordedBy: StaffLabel?
    /// Recorded more than five minutes after it happened.
    public var isLate: Bool
    /// Recorded after the visit had ended.
    public var isAfterEnd: Bool
  }

  public var patient: PatientLabel
  /// By occurred time, then position.
  public var rows: [Row]
  /// The tree that the answer was computed from.
  public var treeSize: UInt64
  /// Lower-case hexadecimal.
  public var treeRoot: String
}
