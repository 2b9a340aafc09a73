public import ClinicalRecord
public import Compliance
public import Ledger
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
  ///   - filter: what is told of them. One that names nobody records no look.
  ///   - emergency: for whoever holds the charts' keys but does not read compliance reports.
  /// - Throws: `ClinicError.malformedDate`, `.futureAsOf`, `.notPermitted`, `.lookNotRecorded`.
  public func complianceReport(
    from: String?, to: String?, asOf: AsOf?, showing filter: ComplianceFilter = ComplianceFilter(),
    emergency: BreakGlass? = nil
  ) throws -> ComplianceReport {
    try ClinicError.requireSpan(from: from, to: to)
    return try leavingErasedOut {
      try disclosing(.readFindings, emergency: emergency) { _ in
        let report = try judgedVisits(from: from, to: to, asOf: asOf, showing: filter)
        guard filter.isIdentified else { return (report, disclosed: []) }
        let judged = report.visits.map {
          Disclosure(
            chart: $0.inChart?.chart ?? $0.patient.chart, look: .visit($0.visitNumber, .findings))
        }
        let open = report.leftOpen.map {
          Disclosure(chart: $0.chart, look: .visit($0.visitNumber, .findings))
        }
        let known = Set(judged)
        return (report, judged + open.filter { !known.contains($0) })
      }
    }
  }

  /// The report itself, which whoever shows something of it records a look at.
  func judgedVisits(
    from: String?, to: String?, asOf: AsOf?, showing filter: ComplianceFilter = ComplianceFilter()
  ) throws -> ComplianceReport {
    let head = try clinic.head(asOf: asOf)
    return try withReadModels { models in
      let moment = try models.moment(at: head, for: [VisitFindings.self])
      let site = moment.site
      guard site.policies.stage == .adopted else { throw ClinicError.nothingByThen }
      let policy = try site.policy(at: head.size)
      let subjects = try charts(of: filter.chart, below: head.size) ?? clinic.openCharts()
      let told = try ToldVisits(from: from, to: to, at: moment, models, of: subjects)
      var report = ComplianceReport(
        origin: clinic.origin, fromDate: from, toDate: to, policyName: policy.name,
        policyVersion: policy.version, ruleSetVersion: RuleBook.version, treeSize: head.size,
        treeRoot: head.root.hex, erasedCharts: try clinic.erasedChartCount(), visits: [])
      report.asOf = try whenRecorded(newestOf: head, on: moment.site.clock)
      try addStored(told, models, at: moment, to: &report)
      report.leave(out: told.setAside)
      for survivor in told.merged {
        do {
          try addMerged(survivor, told, models, at: moment, to: &report)
        } catch {
          guard let aside = ChartSetAside(survivor, after: error) else { throw error }
          clinic.observer.tell(.chartSetAside(aside))
          report.leave(out: [survivor: aside])
        }
      }
      if filter.isAttributed || filter.clinician != nil {
        for index in report.visits.indices {
          report.visits[index].recordedBy = try recorders(
            of: report.visits[index].findings, on: moment.site)
        }
      }
      report.apply(filter)
      report.visits.sort {
        ($0.date, $0.patient.recordNumber, $0.inChart?.letter ?? "", $0.visitNumber) < (
          $1.date, $1.patient.recordNumber, $1.inChart?.letter ?? "", $1.visitNumber
        )
      }
      report.leftOpen.sort {
        ($0.arrived.unixMicroseconds, $0.patient.recordNumber)
          < ($1.arrived.unixMicroseconds, $1.patient.recordNumber)
      }
      return report
    }
  }

  /// The visits of patients with one chart: what the rules say of them is stored.
  private func addStored(
    _ told: ToldVisits, _ models: ReadModels, at moment: Moment, to report: inout ComplianceReport
  ) throws {
    let findings = try models.load(
      [VisitFindings.self], of: told.alone.map(\.subject),
      visits: Dictionary(
        told.alone.map { ($0.subject, Set($0.lines.filter(told.isAsked).map(\.number))) },
        uniquingKeysWith: { first, _ in first }), at: moment, settingAside: true)
    var titles = RuleTitles()
    report.leave(out: findings.setAside)
    for (subject, roster, lines) in told.alone where findings.setAside[subject] == nil {
      for line in lines {
        let arrived = moment.site.clock.local(line.arrived)
        guard let patient = roster.label(of: subject, on: arrived.localDate) else { continue }
        report.add(line, ifLeftOpenAt: moment, of: patient, in: subject, arrived: arrived)
        guard told.isAsked(line) else { continue }
        let state = try findings.state(VisitFindings.self, of: subject, line.number)
        report.visits.append(
          try section(
            line, patient: patient, count: try told.count(of: line, in: subject),
            findings: state.findings(on: moment.site, size: moment.head.size, &titles),
            reasons: state.reasons.map { ($0.position, $0.text) }, at: moment))
      }
    }
  }

  /// The visits of a patient with several charts, which the rules judge together: they are few, and
  /// are judged when they are asked for.
  private func addMerged(
    _ survivor: SubjectID, _ told: ToldVisits, _ models: ReadModels, at moment: Moment,
    to report: inout ComplianceReport
  ) throws {
    let site = moment.site
    let file = try ledger.read {
      try ChartFile.load(
        survivor, below: moment.head.size, keys: models.charts, clock: site.clock, from: $0)
    }
    for (index, member) in ([file] + file.merged).enumerated() {
      let folded = ChartFold<VisitIndex>.state(of: member.facts, member.corrections)
      for line in folded.visits.filter(told.isTold) {
        let arrived = site.clock.local(line.arrived)
        let day = arrived.localDate
        guard let patient = file.label(on: day) else { continue }
        report.add(line, ifLeftOpenAt: moment, of: patient, in: member.subject, arrived: arrived)
        guard told.isAsked(line) else { continue }
        let explanations =
          ([file] + file.merged).flatMap { $0.chart[DeviationExplained.self] }
          + (member.visits[line.number]?[DeviationExplained.self] ?? [])
        let states = try file.caseFile(
          visit: line.number, of: member, site: site, nowMicroseconds: moment.nowMicroseconds,
          size: moment.head.size)
        var section = try section(
          line, patient: patient, count: states.infusionCount,
          findings: RuleBook.findings(for: states),
          reasons: explanations.map { ($0.position, $0.value.reason) }, at: moment)
        if !file.merged.isEmpty {
          section.inChart = Timeline.Chart(member, letter: Timeline.letter(index), on: day)
        }
        report.visits.append(section)
      }
    }
  }

  private func section(
    _ line: VisitIndex.Line, patient: PatientLabel, count: InfusionCount?, findings: [Finding],
    reasons: [(UInt64, String)], at moment: Moment
  ) throws -> ComplianceReport.VisitSection {
    ComplianceReport.VisitSection(
      patient: patient, visitNumber: line.number,
      indication: Indication(rawValue: line.indication) ?? .unspecified,
      count: count,
      date: line.day(below: moment.head.size, moment.site.clock).iso8601, findings: findings,
      reasons: Dictionary(reasons, uniquingKeysWith: { first, _ in first }),
      recordedBy: try recorders(of: findings.filter(\.isOwedAReason), on: moment.site))
  }

  /// Who recorded the newest entry that each finding rests on.
  private func recorders(
    of findings: [Finding], on site: SiteState
  ) throws -> [RuleID: StaffLabel] {
    guard !findings.isEmpty else { return [:] }
    return try ledger.read { reader in
      var recorders: [RuleID: StaffLabel] = [:]
      for finding in findings {
        guard let newest = finding.evidence.last else { continue }
        recorders[finding.rule] = site.label(of: try reader.outline(at: newest).header.actor)
      }
      return recorders
    }
  }

  /// When the newest entry was recorded, by the clinic's clock; before that is named, by the clock
  /// of whoever stated the entry: no machine's own, so that the same entries give the same answer.
  func whenRecorded(newestOf head: TreeHead, on clock: ClinicClock) throws -> ClinicalTime? {
    guard head.size > 0 else { return nil }
    let newest = try ledger.read { try $0.outline(at: head.size - 1) }
    return clock.local(
      newest.stamp.recordedMicroseconds, beside: ClinicalTime(newest.header.occurred))
  }

  /// A patient's charts; nil for everybody's.
  private func charts(of chart: SubjectID?, below size: UInt64) throws -> [SubjectID]? {
    guard let chart else { return nil }
    let keys = try chartReader(toDo: "read charts").charts
    return try ledger.read { try $0.chartGroup(of: chart, below: size, keys: keys).charts }
  }

  /// When the newest entry of a prefix of the ledger was recorded.
  func lastRecorded(in head: TreeHead) throws -> Int64 {
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

extension Roster.State {
  /// Whose chart it is, also where the intake was entered in error; nil before any intake.
  func label(of chart: SubjectID, on day: LocalDate) -> PatientLabel? {
    if intakePosition != nil {
      return PatientLabel(
        chart: chart, recordNumber: recordNumber, familyName: familyName, givenName: givenName,
        birthDate: birthDate, on: day)
    }
    return retracted.last.map { last in
      PatientLabel(
        chart: chart, recordNumber: last.recordNumber, familyName: last.identity.familyName,
        givenName: last.identity.givenName, birthDate: last.identity.birthDate, on: day)
    }
  }
}

/// Which visits a report tells, of whose charts.
private struct ToldVisits {
  /// Of patients with one chart.
  private(set) var alone: [(subject: SubjectID, roster: Roster.State, lines: [VisitIndex.Line])] =
    []
  /// The charts that others are merged into, of patients that are told.
  private(set) var merged: Set<SubjectID> = []
  private(set) var setAside: [SubjectID: ChartSetAside] = [:]
  private var treatments: [SubjectID: Treatment.State] = [:]
  private let from: String?
  private let to: String?
  private let moment: Moment

  init(
    from: String?, to: String?, at moment: Moment, _ models: ReadModels, of subjects: [SubjectID]
  ) throws {
    (self.from, self.to, self.moment) = (from, to, moment)
    let loaded = try models.load(
      [ChartFold<Roster>.self, ChartFold<VisitIndex>.self, ChartFold<Treatment>.self],
      of: subjects, at: moment, settingAside: true)
    setAside = loaded.setAside
    let rosters = Dictionary(
      try subjects.map { ($0, try loaded.state(ChartFold<Roster>.self, of: $0)) },
      uniquingKeysWith: { first, _ in first })
    let survivors = rosters.compactMapValues { roster in
      roster.survivor.flatMap { rosters[$0] == nil ? nil : $0 }
    }
    let surviving = Set(survivors.values)
    for subject in subjects {
      let lines = try loaded.state(ChartFold<VisitIndex>.self, of: subject).visits.filter(isTold)
      guard !lines.isEmpty, let roster = rosters[subject] else { continue }
      if let survivor = survivors[subject] {
        merged.insert(survivor)
      } else if surviving.contains(subject) {
        merged.insert(subject)
      } else {
        alone.append((subject, roster, lines))
        treatments[subject] = try loaded.state(ChartFold<Treatment>.self, of: subject)
      }
    }
  }

  /// Whether it falls into the span.
  func isAsked(_ line: VisitIndex.Line) -> Bool {
    let date = line.day(below: moment.head.size, moment.site.clock).iso8601
    return date >= from ?? date && date <= to ?? date
  }

  /// Which infusion a visit's is, of a patient with one chart.
  func count(of line: VisitIndex.Line, in chart: SubjectID) throws -> InfusionCount? {
    guard let treatment = treatments[chart] else { return nil }
    let policy = try moment.site.policy(of: line.arrived)
    let record = treatment.record(on: moment.site.clock)
    if let started = line.started { return record.count(of: started.position, under: policy) }
    guard line.stage != .ended, let indication = Indication(rawValue: line.indication) else {
      return nil
    }
    let now = moment.site.clock.local(moment.nowMicroseconds, beside: line.arrived)
    return record.countOfNext(at: now, for: indication, under: policy)
  }

  /// Whatever span is asked for: a visit that nobody has ended is told until somebody does.
  func isTold(_ line: VisitIndex.Line) -> Bool {
    isAsked(line) || line.isLeftOpen(at: moment.nowMicroseconds)
  }
}

extension ComplianceReport {
  fileprivate mutating func leave(out charts: [SubjectID: ChartSetAside]) {
    let known = Set(setAside.map(\.chart))
    setAside += charts.values.filter { !known.contains($0.chart) }
    setAside.sort { $0.chart.bytes.lexicographicallyPrecedes($1.chart.bytes) }
    visits.removeAll { charts[$0.patient.chart] != nil }
  }

  fileprivate mutating func add(
    _ line: VisitIndex.Line, ifLeftOpenAt moment: Moment, of patient: PatientLabel,
    in chart: SubjectID, arrived: ClinicalTime
  ) {
    guard line.isLeftOpen(at: moment.nowMicroseconds) else { return }
    leftOpen.append(
      VisitLeftOpen(
        patient: patient, chart: chart, visitNumber: line.number, arrived: arrived))
  }
}

/// The rules of the clinic held against every visit of a span of days.
///
/// A pure function of ledger prefix, policy, rule-set version and the charts erased since: the same
/// prefix gives the same bytes.
public struct ComplianceReport: Sendable {
  /// One visit and what the rules say of it.
  public struct VisitSection: Sendable {
    public var patient: PatientLabel
    /// The chart that the visit stands in, of several that are merged; nil where the patient has
    /// one.
    public var inChart: Timeline.Chart?
    public var visitNumber: UInt32
    public var indication: Indication
    /// Which infusion the visit's is, or is to be; nil where it ended without one.
    public var count: InfusionCount?
    /// Local date of the infusion, of the arrival while there is none, YYYY-MM-DD.
    public var date: String
    /// One finding a rule, in the order of the rule book.
    public var findings: [Finding]
    /// The reasons that were given: by position of the explanation.
    public var reasons: [UInt64: String]
    /// Whoever recorded the newest entry that the finding rests on: who is to be asked for a reason
    /// that is owed. Nobody where it rests on none; of other findings where that is asked for.
    public var recordedBy: [RuleID: StaffLabel] = [:]
  }

  /// A visit that nobody has ended, long after it must have been.
  public struct VisitLeftOpen: Sendable {
    public var patient: PatientLabel
    /// That the visit stands in: one that is merged into the patient's, or that one.
    public var chart: SubjectID
    public var visitNumber: UInt32
    public var arrived: ClinicalTime
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
  /// When the newest of those entries was recorded: what is not due by then is not due yet. Nil of
  /// an empty ledger.
  public var asOf: ClinicalTime?
  /// What of the visits is told.
  public var filter = ComplianceFilter()
  /// Charts that were erased, whose visits are left out.
  public var erasedCharts: Int
  public var visits: [VisitSection]
  /// Whatever span the report is of: the oldest first.
  public var leftOpen: [VisitLeftOpen] = []
  /// Charts that are left out, since an entry of theirs cannot be read.
  public var setAside: [ChartSetAside] = []

  /// Deviations that nobody has explained: what makes the answer "no" (exit code 1).
  public var owedCount: Int {
    visits.reduce(0) { count, visit in count + visit.findings.count(where: \.isOwedAReason) }
  }
}
