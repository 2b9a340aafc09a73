public import ClinicalRecord
public import Compliance
internal import Ledger
internal import Projections
internal import TransparencyLog

extension SignedIn {
  /// The rules held against every visit of a span of local days: the day of its infusion counts, or
  /// that of its arrival while it has none.
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
    try ClinicError.requireSpan(from: from, to: to)
    return try leavingErasedOut {
      try disclosing(.readFindings, emergency: emergency) { context in
        let report = try complianceReport(from: from, to: to, asOf: asOf, for: context)
        return (
          report,
          report.visits.map {
            Disclosure(chart: $0.patient.chart, look: .visit($0.visitNumber, .findings))
          }
        )
      }
    }
  }

  private func complianceReport(
    from: String?, to: String?, asOf: AsOf?, for context: AccessContext
  ) throws -> ComplianceReport {
    let head = try clinic.head(asOf: asOf)
    let site = try ledger.read { try SiteState.load(below: head.size, from: $0) }
    guard site.policies.stage == .adopted else { throw ClinicError.nothingByThen }
    let now = try lastRecorded(in: head)
    let policy = try site.policy(at: head.size)
    var sections: [ComplianceReport.VisitSection] = []
    let isNewest = try ledger.head() == head
    let stored = Dictionary(
      isNewest ? try visitIndex().map { ($0.subject, $0.visits) } : [],
      uniquingKeysWith: { first, _ in first })
    for subject in try clinic.openCharts() {
      func isAsked(_ line: VisitIndex.Line) -> Bool {
        let date = line.day(below: head.size, site.clock).iso8601
        return date >= from ?? date && date <= to ?? date
      }
      // The stored index tells which charts need not be opened. It knows of what was corrected
      // since, so that it tells so only of the ledger as it is.
      if isNewest, stored[subject]?.visits.contains(where: isAsked) != true { continue }
      let file = try ledger.read {
        try ChartFile.load(
          subject, below: head.size, keys: context.charts, clock: site.clock, from: $0)
      }
      let lines = ChartStates(file).visits.visits.filter(isAsked)
      for line in lines {
        let day = site.clock.local(line.arrived).localDate
        guard let patient = file.label(on: day) else { continue }
        sections.append(
          try section(line, patient: patient, file: file, site: site, now: now, head: head))
      }
    }
    sections.sort {
      ($0.date, $0.patient.recordNumber, $0.visitNumber) < (
        $1.date, $1.patient.recordNumber, $1.visitNumber
      )
    }
    return ComplianceReport(
      origin: clinic.origin, fromDate: from, toDate: to, policyName: policy.name,
      policyVersion: policy.version, ruleSetVersion: RuleBook.version, treeSize: head.size,
      treeRoot: head.root.hex, erasedCharts: try clinic.erasedChartCount(), visits: sections)
  }

  private func section(
    _ line: VisitIndex.Line, patient: PatientLabel, file: ChartFile, site: SiteState, now: Int64,
    head: TreeHead
  ) throws -> ComplianceReport.VisitSection {
    let findings = RuleBook.findings(
      for: try file.caseFile(
        visit: line.number, site: site, nowMicroseconds: now, size: head.size))
    let explanations =
      file.chart[DeviationExplained.self]
      + (file.visits[line.number]?[DeviationExplained.self] ?? [])
    return ComplianceReport.VisitSection(
      patient: patient, visitNumber: line.number,
      indication: Indication(rawValue: line.indication) ?? .unspecified,
      date: line.day(below: head.size, site.clock).iso8601, findings: findings,
      reasons: Dictionary(
        explanations.map { ($0.position, $0.value.reason) }, uniquingKeysWith: { first, _ in first }
      ))
  }

  private func lastRecorded(in head: TreeHead) throws -> Int64 {
    guard head.size > 0 else { return 0 }
    return try ledger.read { try $0.outline(at: head.size - 1).stamp.recordedMicroseconds }
  }

  /// The day of the newest entry of a prefix of the ledger, by the clinic's clock: what an answer
  /// as of then counts ages to.
  func lastRecordedDay(in head: TreeHead) throws -> LocalDate {
    let recorded = try lastRecorded(in: head)
    return ClinicalTime(
      unixMicroseconds: recorded, utcOffsetMinutes: clock.localOffsetMinutes(at: recorded),
      precision: .microsecond
    ).localDate
  }

  /// By the clinic's clock.
  var today: LocalDate { clock.now().localDate }
}

/// The rules of the clinic held against every visit of a span of days.
///
/// A pure function of ledger prefix, policy, rule-set version and the charts erased since: the same
/// prefix gives the same bytes.
public struct ComplianceReport: Sendable {
  /// One visit and what the rules say of it.
  public struct VisitSection: Sendable {
    public var patient: PatientLabel
    public var visitNumber: UInt32
    public var indication: Indication
    /// Local date of the infusion, of the arrival while there is none, YYYY-MM-DD.
    public var date: String
    /// One finding a rule, in the order of the rule book.
    public var findings: [Finding]
    /// The reasons that were given: by position of the explanation.
    public var reasons: [UInt64: String]
  }

  public var origin: String
  /// First and last local date, YYYY-MM-DD; nil: from the beginning, to the end.
  public var fromDate: String?
  public var toDate: String?
  public var policyName: String
  public var policyVersion: UInt32
  public var ruleSetVersion: UInt32
  public var treeSize: UInt64
  /// Lower-case hexadecimal.
  public var treeRoot: String
  /// Charts that were erased, whose visits are left out.
  public var erasedCharts: Int
  public var visits: [VisitSection]

  /// Deviations that nobody has explained: what makes the answer "no" (exit code 1).
  public var owedCount: Int {
    visits.reduce(0) { count, visit in count + visit.findings.filter(\.isOwedAReason).count }
  }
}
