public import Clinic
internal import ClinicalRecord
public import Compliance
internal import Ledger

/// The compliance report as JSON.
public enum ComplianceJSON {
  /// The document, ending in a newline; throws what the encoder throws.
  public static func render(_ report: ComplianceReport) throws -> String {
    try JSONText.render(Document(report))
  }

  /// Findings alone, as `check` answers.
  public static func render(_ preflight: Preflight) throws -> String {
    try JSONText.render(
      PreflightDocument(
        patient: preflight.patient.map(PatientDocument.init), visit: preflight.visitNumber,
        lot: preflight.lotNumber,
        infusion: preflight.count.map(InfusionDocument.init),
        event: preflight.kind.identifier, rejection: preflight.rejection?.description,
        departures: preflight.departures.map { FindingDocument($0, reasons: [:]) },
        owedDepartures: preflight.owedDepartures.map { FindingDocument($0, reasons: [:]) },
        secondSigners: preflight.secondSigners.map(\.identifier).sorted(),
        doubts: preflight.doubts.map(\.says), remarks: preflight.remarks,
        findings: preflight.findings.map { FindingDocument($0, reasons: [:]) }))
  }

  private struct Document: Encodable {
    var origin: String
    var from: String?
    var to: String?
    var policy: String
    var policyVersion: UInt32
    var ruleSetVersion: UInt32
    var treeSize: UInt64
    var treeRoot: String
    /// Left out of an empty ledger.
    var asOf: String?
    /// Whether patients are named and reasons told.
    var identified: Bool
    // What it is confined to; left out where it is not.
    var chart: String?
    var visit: UInt32?
    var course: Int?
    var clinician: UInt32?
    var rules: [String]?
    var reasonsOwed: Int
    /// What became of each rule.
    var totals: [TotalDocument]
    var erasedCharts: Int
    /// The clinic's sentences that no rule judges.
    var notJudged: [UnjudgedDocument]
    var visits: [VisitDocument]
    /// Visits that nobody has ended; left out where there is none.
    var leftOpen: [LeftOpenDocument]?
    /// Charts that are left out, since an entry of theirs cannot be read.
    var setAside: [SetAsideDocument]?

    init(_ report: ComplianceReport) {
      origin = report.origin
      from = report.fromDate
      to = report.toDate
      policy = report.policyName
      policyVersion = report.policyVersion
      ruleSetVersion = report.ruleSetVersion
      treeSize = report.treeSize
      treeRoot = report.treeRoot
      asOf = report.asOf?.iso8601
      identified = report.filter.isIdentified
      chart = report.filter.chart?.description
      visit = report.filter.visitNumber
      course = report.filter.course
      clinician = report.filter.clinician
      rules =
        report.filter.rules.isEmpty
        ? nil : report.filter.rules.sorted { $0.number < $1.number }.map(\.rawValue)
      reasonsOwed = report.owedCount
      totals = ComplianceSums(report, by: .rule).lines.map(TotalDocument.init)
      erasedCharts = report.erasedCharts
      notJudged = RuleBook.unjudged.map { UnjudgedDocument(rule: $0.id, title: $0.title) }
      visits = report.visits.map { VisitDocument($0, identified: report.filter.isIdentified) }
      leftOpen =
        report.leftOpen.isEmpty
        ? nil
        : report.leftOpen.map { LeftOpenDocument($0, identified: report.filter.isIdentified) }
      setAside = report.setAside.isEmpty ? nil : report.setAside.map(SetAsideDocument.init)
    }
  }

  private struct SetAsideDocument: Encodable {
    var chart: String
    var cause: String

    init(_ aside: ChartSetAside) {
      chart = aside.chart.description
      cause = aside.cause
    }
  }

  private struct TotalDocument: Encodable {
    var rule: String
    var met: Int
    var late: Int
    var departed: Int
    var owed: Int
    var other: Int

    init(_ line: ComplianceSums.Line) {
      rule = line.name
      met = line.met
      late = line.late
      departed = line.departed
      owed = line.owed
      other = line.other
    }
  }

  private struct LeftOpenDocument: Encodable {
    /// Left out where nobody is named.
    var patient: PatientDocument?
    var chart: String
    var visit: UInt32
    var arrived: String

    init(_ visit: ComplianceReport.VisitLeftOpen, identified: Bool) {
      patient = identified ? PatientDocument(visit.patient) : nil
      chart = visit.chart.description
      self.visit = visit.visitNumber
      arrived = visit.arrived.iso8601
    }
  }

  private struct UnjudgedDocument: Encodable {
    var rule: String
    var title: String
  }

  private struct VisitDocument: Encodable {
    /// Of the patient: that which others are merged into.
    var chart: String
    /// Left out where nobody is named.
    var patient: PatientDocument?
    /// The chart that the visit stands in; left out where the patient has one.
    var inChart: String?
    var visit: UInt32
    var indication: String
    /// Left out where the visit ended without one.
    var infusion: InfusionDocument?
    var date: String
    var findings: [FindingDocument]

    init(_ section: ComplianceReport.VisitSection, identified: Bool) {
      chart = section.patient.chart.description
      patient = identified ? PatientDocument(section.patient) : nil
      inChart = section.inChart?.chart.description
      visit = section.visitNumber
      indication = section.indication.words
      infusion = section.count.map(InfusionDocument.init)
      date = section.date
      findings = section.findings.map {
        FindingDocument($0, reasons: section.reasons, by: section.recordedBy[$0.rule])
      }
    }
  }

  private struct PreflightDocument: Encodable {
    /// Left out for an act in the drug book.
    var patient: PatientDocument?
    var visit: UInt32?
    var lot: UInt32?
    /// Left out where it is not told.
    var infusion: InfusionDocument?
    var event: String
    var rejection: String?
    var departures: [FindingDocument]
    var owedDepartures: [FindingDocument]
    var secondSigners: [String]
    var doubts: [String]
    var remarks: [String]
    var findings: [FindingDocument]
  }

  private struct FindingDocument: Encodable {
    var rule: String
    var title: String
    var verdict: String
    var statement: String
    var measured: String?
    var evidence: [UInt64]
    var explanations: [UInt64]
    var reasons: [String]
    var isOwedAReason: Bool
    /// Who is to be asked for a reason that is owed.
    var owedBy: String?
    var policy: String
    var policyVersion: UInt32
    var computedAt: UInt64

    init(_ finding: Finding, reasons: [UInt64: String], by recorder: StaffLabel? = nil) {
      rule = finding.rule.rawValue
      title = finding.title
      verdict = finding.verdict.rawValue
      statement = finding.statement
      measured = finding.measured
      evidence = finding.evidence
      explanations = finding.explanations
      self.reasons = finding.explanations.compactMap { reasons[$0] }
      isOwedAReason = finding.isOwedAReason
      owedBy = finding.isOwedAReason ? recorder?.handle : nil
      policy = finding.policyName
      policyVersion = finding.policyVersion
      computedAt = finding.computedAt
    }
  }
}
