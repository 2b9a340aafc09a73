public import ClinicalRecord
public import Compliance
public import Ledger
internal import Projections
internal import TransparencyLog

extension SignedIn {
  /// What is open in the whole clinic: visits that nobody has ended, dates that nobody came to,
  /// risks that nobody has answered, and the reasons that are owed and by whom.
  ///
  /// - Throws: `ClinicError.notPermitted`, `.lookNotRecorded`.
  public func openMatters(emergency: BreakGlass? = nil) throws -> OpenMatters {
    try leavingErasedOut {
      try disclosing(.readFindings, emergency: emergency) { _ in
        let matters = try openMatters()
        return (matters, matters.disclosures)
      }
    }
  }

  private func openMatters() throws -> OpenMatters {
    let judged = try judgedVisits(from: nil, to: nil, asOf: nil)
    let open = try clinic.openCharts()
    return try withReadModels { models in
      let moment = try models.moment(for: [VisitFindings.self])
      let (patients, setAside) = try models.treatedPatients(open, at: moment)
      let now = clock.now()
      var matters = OpenMatters(
        treeSize: moment.head.size, treeRoot: moment.head.root.hex,
        erasedCharts: judged.erasedCharts, leftOpen: judged.leftOpen)
      matters.owed = judged.visits.flatMap { visit in
        visit.findings.filter(\.isOwedAReason).map { finding in
          OpenMatters.OwedReason(
            by: visit.recordedBy[finding.rule], patient: visit.patient,
            chart: visit.inChart?.chart ?? visit.patient.chart, visitNumber: visit.visitNumber,
            chartLetter: visit.inChart?.letter, date: visit.date, rule: finding.rule,
            statement: finding.statement)
        }
      }
      for patient in patients {
        guard let label = patient.label(on: today) else { continue }
        matters.neverArrived += patient.appointments.filter {
          $0.outcome == .due && $0.time.localDate < now.localDate
            && !patient.isArrived(on: $0.time.localDate)
        }.map {
          OpenMatters.NeverArrived(patient: label, scheduled: $0.time, indication: $0.indication)
        }
        if !patient.openRisks.isEmpty {
          matters.risks.append(OpenMatters.Risk(patient: label, positions: patient.openRisks))
        }
      }
      matters.neverArrived.sort {
        ($0.scheduled.earliest, $0.patient.recordNumber)
          < ($1.scheduled.earliest, $1.patient.recordNumber)
      }
      matters.risks.sort { ($0.positions[0]) < ($1.positions[0]) }
      let known = Set(judged.setAside.map(\.chart))
      matters.setAside = judged.setAside + setAside.filter { !known.contains($0.chart) }
      return matters
    }
  }
}

/// What somebody still has to do or to say.
public struct OpenMatters: Sendable {
  /// A date whose day is over, and nobody came or said why.
  public struct NeverArrived: Sendable {
    public var patient: PatientLabel
    public var scheduled: ClinicalTime
    public var indication: Indication
  }

  /// Scores and escalations of a patient that nobody has answered.
  public struct Risk: Sendable {
    public var patient: PatientLabel
    /// Ascending.
    public var positions: [UInt64]
  }

  /// A departure from policy without its reason.
  public struct OwedReason: Sendable {
    /// Whoever recorded the newest entry that the finding rests on; nil where it rests on none.
    public var by: StaffLabel?
    public var patient: PatientLabel
    /// That the visit stands in.
    public var chart: SubjectID
    public var visitNumber: UInt32
    /// Of that chart; nil where the patient has one.
    public var chartLetter: String?
    /// YYYY-MM-DD.
    public var date: String
    public var rule: RuleID
    public var statement: String
  }

  public var treeSize: UInt64
  /// Lower-case hexadecimal.
  public var treeRoot: String
  /// Charts that were erased, which are left out.
  public var erasedCharts: Int
  /// The oldest first.
  public var leftOpen: [ComplianceReport.VisitLeftOpen]
  public var neverArrived: [NeverArrived] = []
  public var risks: [Risk] = []
  public var owed: [OwedReason] = []
  /// Charts that are left out, since an entry of theirs cannot be read.
  public var setAside: [ChartSetAside] = []

  /// Whether nobody has anything to do.
  public var isEmpty: Bool {
    leftOpen.isEmpty && neverArrived.isEmpty && risks.isEmpty && owed.isEmpty
  }

  fileprivate var disclosures: [Disclosure] {
    let visits =
      owed.map { Disclosure(chart: $0.chart, look: .visit($0.visitNumber, .findings)) }
      + leftOpen.map { Disclosure(chart: $0.chart, look: .visit($0.visitNumber, .findings)) }
    let charts =
      neverArrived.map { Disclosure(chart: $0.patient.chart, look: .chart(.schedule)) }
      + risks.map { Disclosure(chart: $0.patient.chart, look: .chart(.courses)) }
    return (visits + charts).distinct
  }
}
