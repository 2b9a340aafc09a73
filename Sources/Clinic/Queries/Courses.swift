public import ClinicalRecord
public import Compliance
public import Ledger
internal import Projections
internal import SwiftProtobuf
internal import TransparencyLog

extension SignedIn {
  /// Every course with an infusion in a span of local days: its infusions, its scores, and what it
  /// has come to. A pure function of the ledger's prefix, as the compliance report is.
  ///
  /// - Parameters:
  ///   - from: first local date, YYYY-MM-DD; nil: from the beginning.
  ///   - to: last local date; nil: to the end.
  ///   - emergency: for whoever holds the charts' keys but does not read compliance reports.
  /// - Throws: `ClinicError.malformedDate`, `.futureAsOf`, `.notPermitted`, `.lookNotRecorded`.
  public func courseReport(
    from: String?, to: String?, asOf: AsOf?, emergency: BreakGlass? = nil
  ) throws -> CourseReport {
    try ClinicError.requireSpan(from: from, to: to)
    return try leavingErasedOut {
      try disclosing(.readFindings, emergency: emergency) { _ in
        let report = try courseReport(from: from, to: to, asOf: asOf)
        return (
          report,
          report.courses.map {
            Disclosure(chart: $0.patient.chart, look: .chart(.courses))
          }.distinct
        )
      }
    }
  }

  private func courseReport(from: String?, to: String?, asOf: AsOf?) throws -> CourseReport {
    let head = try clinic.head(asOf: asOf)
    let open = try clinic.openCharts()
    return try withReadModels { models in
      let moment = try models.moment(at: head, for: [VisitFindings.self])
      guard moment.site.policies.stage == .adopted else { throw ClinicError.nothingByThen }
      let (patients, setAside) = try models.treatedPatients(open, at: moment)
      let day = try day(asOf: asOf, in: head)
      let policy = try moment.site.policy(at: head.size)
      var courses: [CourseLine] = []
      for patient in patients {
        guard let label = patient.label(on: day) else { continue }
        courses += CourseLine.all(of: patient, label, on: day, under: policy)
      }
      let told = courses.filter { line in
        line.infusions.contains { infusion in
          let date = LocalDate(daysSinceEpoch: infusion.day).iso8601
          return date >= from ?? date && date <= to ?? date
        }
      }
      return CourseReport(
        origin: clinic.origin, fromDate: from, toDate: to, treeSize: head.size,
        treeRoot: head.root.hex, erasedCharts: try clinic.erasedChartCount(),
        courses: told.sorted { $0.place < $1.place }, setAside: setAside)
    }
  }

  /// A patient's courses, which infusion is next, and what is missing before it. It is a look at
  /// the chart.
  ///
  /// - Throws: `ClinicError.unknownPatient`, `.notPermitted`, `.lookNotRecorded`.
  public func courses(
    of chart: SubjectID, emergency: BreakGlass? = nil
  ) throws -> CourseOverview {
    try disclosing(.readCharts, emergency: emergency, concerning: chart) { context in
      let charts = try charts(ofPatientWith: chart)
      let (patients, moment) = try withReadModels { models in
        let moment = try models.moment(for: [VisitFindings.self])
        return (try models.treatedPatients(charts, at: moment).patients, moment)
      }
      let own = patients.first { $0.members.contains { $0.subject == chart } }
      // One that cannot be folded is read as a whole, which says by which entry.
      guard let patient = own, let label = patient.label(on: today) else {
        _ = try chartFile(chart)
        throw ClinicError.unknownPatient(chart.description)
      }
      let policy = try moment.site.policy(at: moment.head.size)
      let overview = CourseOverview(
        patient: label,
        courses: CourseLine.all(of: patient, label, on: today, under: policy),
        openRisks: patient.openRisks,
        next: try nextInfusion(of: patient, moment, context), treeSize: moment.head.size,
        treeRoot: moment.head.root.hex)
      return (
        overview,
        patient.members.map { Disclosure(chart: $0.subject, look: .chart(.courses)) }
      )
    }
  }

  /// What the rules would say of an infusion that was started now: of the visit that is open, of
  /// the next one where none is.
  private func nextInfusion(
    of patient: TreatedPatient, _ moment: Moment, _ context: AccessContext
  ) throws -> CourseOverview.Next? {
    let now = clock.now()
    let waiting = patient.visits.last { $0.line.stage != .ended && $0.line.started == nil }
    let date = patient.appointments.first {
      $0.outcome == .due && now.localDate <= $0.time.localDate
        && !patient.isArrived(on: $0.time.localDate)
    }
    let last = patient.visits.max { $0.line.arrived.earliest < $1.line.arrived.earliest }
    let stored = storedStreams()
    var file = try ledger.read {
      try ChartFile.load(
        patient.survivor, beginningWith: stored, keys: context.charts, clock: moment.site.clock,
        from: $0)
    }
    let determined = file.chart[CandidacyDetermined.self].last?.value.indication
    guard
      let indication = waiting?.line.indication ?? date?.indication ?? last?.line.indication
        ?? determined
    else { return nil }
    let count: InfusionCount?
    if let waiting {
      count = try patient.count(of: waiting.line, now: now, on: moment.site)
    } else if let date {
      count = try patient.count(of: date, now: now, on: moment.site)
    } else {
      count = patient.record.countOfNext(
        at: now, for: indication, under: try moment.site.policy(at: moment.head.size))
    }
    let isOwnVisit = waiting.map { $0.member.subject == patient.survivor } ?? false
    let number = isOwnVisit ? waiting?.line.number ?? 0 : file.chart.nextVisitNumber
    func suppose(_ event: VisitEvent.OneOf_Event, _ index: UInt64) {
      file.evolve(
        Fact(
          .visit(event), position: moment.head.size + index, occurred: now,
          recordedMicroseconds: now.unixMicroseconds, actor: actor), visitNumber: number)
    }
    if !isOwnVisit { suppose(.arrived(.with { $0.indication = indication }), 0) }
    suppose(.infusionStarted(.init()), 1)
    let states = try file.caseFile(
      visit: number, site: moment.site,
      nowMicroseconds: max(now.unixMicroseconds, moment.nowMicroseconds), size: moment.head.size)
    let missing = RuleBook.findings(for: states).filter {
      CourseOverview.Next.isMissing($0)
    }.map { finding in
      var finding = finding
      // What is supposed is no entry.
      finding.evidence.removeAll { $0 >= moment.head.size }
      return finding
    }
    return CourseOverview.Next(
      indication: indication, count: count,
      visitName: waiting.map {
        patient.visitName($0.member, $0.line.number)
      }, scheduled: waiting == nil ? date?.time : nil, missing: missing)
  }
}

/// A patient's course, with what it has come to.
public struct CourseLine: Sendable {
  /// How a course stands. The raw value is the wording of every report.
  public enum Status: String, CaseIterable, Hashable, Sendable {
    case goingOn = "going on"
    case completed
    /// Given up, and somebody has said why.
    case discontinued
    /// Its days have run with fewer infusions than the policy's least, and nobody has said why.
    case abandoned
    /// Its days have run.
    case over
  }

  public var patient: PatientLabel
  public var indication: Indication
  /// Of the patient's courses for the indication, from 1.
  public var course: Int
  /// In order; the first one begins the course.
  public var infusions: [Infusion]
  public var maintenance: [Infusion]
  /// How many there are to be; nil where nobody has planned it.
  public var planned: ClosedRange<Int>?
  public var status: Status
  public var outcomes: [CourseOutcome]

  /// How many came to their planned end.
  public var completedCount: Int { infusions.count(where: \.isCompleted) }

  fileprivate var place: (Int64, String, Int) {
    (infusions.first?.occurred.unixMicroseconds ?? 0, patient.recordNumber, course)
  }

  static func all(
    of patient: TreatedPatient, _ label: PatientLabel, on day: LocalDate, under policy: Policy
  ) -> [CourseLine] {
    let record = patient.record
    let scores = patient.scores
    let indications = Set(record.infusions.map(\.indication))
    return indications.sorted { $0.rawValue < $1.rawValue }.flatMap { indication in
      let courses = record.courses(for: indication, under: policy)
      return courses.enumerated().map { index, course in
        CourseLine(
          patient: label, indication: indication, course: index + 1,
          infusions: course.infusions, maintenance: course.maintenance,
          planned: course.planned(under: policy),
          status: Status(of: course, on: day, under: policy),
          outcomes: course.outcomes(
            of: scores,
            before: index + 1 < courses.count ? courses[index + 1].infusions.first : nil))
      }
    }
  }
}

extension CourseLine.Status {
  fileprivate init(of course: TreatmentCourse, on day: LocalDate, under policy: Policy) {
    if let end = course.end {
      self = end.kind == .discontinued ? .discontinued : .completed
    } else if course.isAbandoned(on: day.daysSinceEpoch, under: policy) {
      self = .abandoned
    } else {
      self = course.lastDay.map { day.daysSinceEpoch > $0 } ?? false ? .over : .goingOn
    }
  }
}

/// The courses of a span of days.
public struct CourseReport: Sendable {
  public var origin: String
  /// First and last local date, YYYY-MM-DD; nil: from the beginning, to the end.
  public var fromDate: String?
  public var toDate: String?
  public var treeSize: UInt64
  /// Lower-case hexadecimal.
  public var treeRoot: String
  /// Charts that were erased, whose courses are left out.
  public var erasedCharts: Int
  /// By their first infusions.
  public var courses: [CourseLine]
  /// Charts that are left out, since an entry of theirs cannot be read.
  public var setAside: [ChartSetAside] = []
}

/// One patient's courses, and the next infusion.
public struct CourseOverview: Sendable {
  /// What is known of the next infusion.
  public struct Next: Sendable {
    /// The rules that speak about papers, scores, the determination and maintenance: what can be
    /// had before the patient comes.
    public static let rules: Set<RuleID> = [.S1, .S2, .S3, .S20, .S21, .S26, .S28]

    /// Whether something is still to be had, or stands against it: papers that came after the
    /// scheduling are there.
    static func isMissing(_ finding: Finding) -> Bool {
      guard rules.contains(finding.rule) else { return false }
      let came = finding.verdict == .deviation && [.S1, .S2].contains(finding.rule)
      return finding.verdict.isDeviation && !came
    }

    public var indication: Indication
    public var count: InfusionCount?
    /// Of the visit that is open; nil where none is.
    public var visitName: String?
    /// The next date; nil where none is given, or the patient is here.
    public var scheduled: ClinicalTime?
    /// What would depart from policy if it were started now.
    public var missing: [Finding]
  }

  public var patient: PatientLabel
  /// By indication, then in order.
  public var courses: [CourseLine]
  /// Scores and escalations that nobody has answered.
  public var openRisks: [UInt64]
  /// Nil where nobody has said what the patient is to be treated for.
  public var next: Next?
  public var treeSize: UInt64
  /// Lower-case hexadecimal.
  public var treeRoot: String
}
