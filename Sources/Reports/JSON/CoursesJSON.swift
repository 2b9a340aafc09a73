public import Clinic
internal import ClinicalRecord
internal import Compliance
internal import Ledger

/// Courses and open matters as JSON.
public enum CoursesJSON {
  /// The report of a span of days; throws what the encoder throws.
  public static func render(_ report: CourseReport) throws -> String {
    try JSONText.render(
      ReportDocument(
        origin: report.origin, from: report.fromDate, to: report.toDate,
        treeSize: report.treeSize, treeRoot: report.treeRoot, erasedCharts: report.erasedCharts,
        courses: report.courses.map(CourseDocument.init),
        setAside: SetAsideLine.all(report.setAside)))
  }

  /// One patient's.
  public static func render(_ overview: CourseOverview) throws -> String {
    try JSONText.render(
      OverviewDocument(
        patient: PatientDocument(overview.patient),
        courses: overview.courses.map(CourseDocument.init), openRisks: overview.openRisks,
        next: overview.next.map(NextDocument.init), treeSize: overview.treeSize,
        treeRoot: overview.treeRoot))
  }

  /// What is open in the clinic.
  public static func render(_ matters: OpenMatters) throws -> String {
    try JSONText.render(OpenDocument(matters))
  }

  private struct ReportDocument: Encodable {
    var origin: String
    var from: String?
    var to: String?
    var treeSize: UInt64
    var treeRoot: String
    var erasedCharts: Int
    var courses: [CourseDocument]
    var setAside: [SetAsideLine]?
  }

  private struct OverviewDocument: Encodable {
    var patient: PatientDocument
    var courses: [CourseDocument]
    var openRisks: [UInt64]
    var next: NextDocument?
    var treeSize: UInt64
    var treeRoot: String
  }

  private struct NextDocument: Encodable {
    var indication: String
    var infusion: InfusionDocument?
    var visitName: String?
    var scheduled: String?
    var missing: [MissingDocument]

    init(_ next: CourseOverview.Next) {
      indication = next.indication.words
      infusion = next.count.map(InfusionDocument.init)
      visitName = next.visitName
      scheduled = next.scheduled?.iso8601
      missing = next.missing.map {
        MissingDocument(
          rule: $0.rule.rawValue, title: $0.title, statement: $0.statement, evidence: $0.evidence)
      }
    }
  }

  private struct MissingDocument: Encodable {
    var rule: String
    var title: String
    var statement: String
    var evidence: [UInt64]
  }

  private struct CourseDocument: Encodable {
    struct Infused: Encodable {
      var position: UInt64
      var started: String
      var isCompleted: Bool

      init(_ infusion: Infusion) {
        position = infusion.position
        started = infusion.occurred.iso8601
        isCompleted = infusion.isCompleted
      }
    }

    struct Scored: Encodable {
      var position: UInt64
      var occurred: String
      var total: UInt32

      init(_ score: OutcomeScore) {
        position = score.position
        occurred = score.occurred.iso8601
        total = score.total
      }
    }

    struct Outcome: Encodable {
      var scale: String
      var baseline: Scored?
      var since: [Scored]
      var isResponse: Bool?
      var isRemission: Bool?
    }

    var patient: PatientDocument
    var indication: String
    var course: Int
    var plannedAtLeast: Int?
    var plannedAtMost: Int?
    var status: String
    var infusions: [Infused]
    var maintenance: [Infused]
    var outcomes: [Outcome]

    init(_ line: CourseLine) {
      patient = PatientDocument(line.patient)
      indication = line.indication.words
      course = line.course
      plannedAtLeast = line.planned?.lowerBound
      plannedAtMost = line.planned?.upperBound
      status = line.status.rawValue
      infusions = line.infusions.map(Infused.init)
      maintenance = line.maintenance.map(Infused.init)
      outcomes = line.outcomes.map { outcome in
        Outcome(
          scale: outcome.scale.words, baseline: outcome.baseline.map(Scored.init),
          since: outcome.since.map(Scored.init), isResponse: outcome.isResponse,
          isRemission: outcome.isRemission)
      }
    }
  }

  private struct OpenDocument: Encodable {
    struct Visit: Encodable {
      var patient: PatientDocument
      var inChart: String
      var visit: UInt32
      var arrived: String
    }

    struct Missed: Encodable {
      var patient: PatientDocument
      var scheduled: String
      var indication: String
    }

    struct Risk: Encodable {
      var patient: PatientDocument
      var positions: [UInt64]
    }

    struct Owed: Encodable {
      var by: String?
      var patient: PatientDocument
      var inChart: String
      var visit: UInt32
      var date: String
      var rule: String
      var statement: String
    }

    var treeSize: UInt64
    var treeRoot: String
    var erasedCharts: Int
    var leftOpen: [Visit]
    var neverArrived: [Missed]
    var risks: [Risk]
    var reasonsOwed: [Owed]
    var setAside: [SetAsideLine]?

    init(_ matters: OpenMatters) {
      treeSize = matters.treeSize
      treeRoot = matters.treeRoot
      erasedCharts = matters.erasedCharts
      leftOpen = matters.leftOpen.map {
        Visit(
          patient: PatientDocument($0.patient), inChart: $0.chart.description,
          visit: $0.visitNumber, arrived: $0.arrived.iso8601)
      }
      neverArrived = matters.neverArrived.map {
        Missed(
          patient: PatientDocument($0.patient), scheduled: $0.scheduled.iso8601,
          indication: $0.indication.words)
      }
      risks = matters.risks.map {
        Risk(patient: PatientDocument($0.patient), positions: $0.positions)
      }
      reasonsOwed = matters.owed.map {
        Owed(
          by: $0.by?.handle, patient: PatientDocument($0.patient), inChart: $0.chart.description,
          visit: $0.visitNumber, date: $0.date, rule: $0.rule.rawValue, statement: $0.statement)
      }
      setAside = SetAsideLine.all(matters.setAside)
    }
  }
}
