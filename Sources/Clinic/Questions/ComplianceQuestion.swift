internal import ClinicalRecord
internal import Compliance
internal import Ledger
internal import Projections
internal import TransparencyLog

extension Clinic {
  /// The rules held against every visit that arrived in a span of local days.
  ///
  /// It is a pure function of the ledger's prefix and of the charts erased since: "now" is when the
  /// last entry of the prefix was recorded.
  ///
  /// - Parameters:
  ///   - from: first local date, YYYY-MM-DD; nil: from the beginning.
  ///   - to: last local date; nil: to the end.
  ///   - emergency: for whoever holds the charts' keys but does not read compliance reports.
  /// - Throws: `ClinicError.malformedDate`, `.futureAsOf`, `.notPermitted`, `.lookNotRecorded`.
  public func complianceReport(
    from: String?, to: String?, asOf: AsOf?, emergency: BreakGlass? = nil
  ) throws -> ComplianceReport {
    for date in [from, to] {
      if let date, LocalDate(iso8601: date) == nil { throw ClinicError.malformedDate(date) }
    }
    return try leavingErasedOut {
      try looking(.readFindings, emergency: emergency) { looker in
        let report = try complianceReport(from: from, to: to, asOf: asOf, for: looker)
        return (
          report,
          report.visits.map {
            Glance(chart: $0.patient.chart, look: .visit($0.visitNumber, .findings))
          }
        )
      }
    }
  }

  private func complianceReport(
    from: String?, to: String?, asOf: AsOf?, for looker: Looker
  ) throws -> ComplianceReport {
    let head = try head(asOf: asOf)
    let house = try ledger.read { try House.load(below: head.size, from: $0) }
    guard house.policies.stage == .adopted else { throw ClinicError.nothingByThen }
    let now = try lastRecorded(in: head)
    let policy = try house.policy(at: head.size)
    var sections: [ComplianceReport.VisitSection] = []
    for (subject, patient, index) in try visitIndex() {
      let lines = index.visits.filter { line in
        let date = line.arrived.localDate.iso8601
        return line.arrivedPosition < head.size && date >= from ?? date && date <= to ?? date
      }
      guard !lines.isEmpty else { continue }
      let file = try ledger.read {
        try ChartFile.load(subject, below: head.size, keys: looker.charts, from: $0)
      }
      for line in lines {
        sections.append(
          try section(line, patient: patient, file: file, house: house, now: now, head: head))
      }
    }
    sections.sort {
      ($0.date, $0.patient.recordNumber, $0.visitNumber) < (
        $1.date, $1.patient.recordNumber, $1.visitNumber
      )
    }
    return ComplianceReport(
      origin: origin, fromDate: from, toDate: to, policyName: policy.name,
      policyVersion: policy.version, ruleSetVersion: RuleBook.version, treeSize: head.size,
      treeRoot: head.root.hex, erasedCharts: try erasedChartCount(), visits: sections)
  }

  private func section(
    _ line: VisitIndex.Line, patient: PatientLabel, file: ChartFile, house: House, now: Int64,
    head: TreeHead
  ) throws -> ComplianceReport.VisitSection {
    let findings = RuleBook.findings(
      for: try file.caseFile(
        visit: line.number, house: house, nowMicroseconds: now, size: head.size))
    let explanations =
      file.chart[DeviationExplained.self]
      + (file.visits[line.number]?[DeviationExplained.self] ?? [])
    return ComplianceReport.VisitSection(
      patient: patient, visitNumber: line.number,
      indication: Indication(rawValue: line.indication) ?? .unspecified,
      date: line.arrived.localDate.iso8601, findings: findings,
      reasons: Dictionary(
        explanations.map { ($0.position, $0.value.reason) }, uniquingKeysWith: { first, _ in first }
      ))
  }

  private func lastRecorded(in head: TreeHead) throws -> Int64 {
    guard head.size > 0 else { return 0 }
    return try ledger.read { try $0.outline(at: head.size - 1).stamp.recordedMicroseconds }
  }
}
