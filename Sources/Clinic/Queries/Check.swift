public import ClinicalRecord
public import Compliance
internal import Ledger
internal import TransparencyLog

extension SignedIn {
  /// What stands in the way of an act: the plan that recording it would follow, with nothing of it
  /// recorded but that somebody looked.
  ///
  /// For whoever reads charts, and for the roles of the roster that may record the act; every
  /// finding beside the act's own departures is for whoever reads compliance reports.
  ///
  /// - Throws: `ClinicError.unknownPatient`, `.noVisit`, `.notPermitted`, `.lookNotRecorded`; what
  ///   the record itself refuses is part of the answer.
  public func check(_ statement: Statement) throws -> Preflight {
    guard let chart = statement.chart else { throw ClinicError.unknownPatient("nobody") }
    let kind = statement.event.kind
    return try disclosing(
      "check \(kind.identifier)",
      roles: Permission.readCharts.roles.union(kind.recorders.intersection(Viewed.kind.recorders)),
      concerning: chart
    ) { context in
      let plan = try plan(of: statement, about: chart, for: context)
      guard let file = plan.file, let patient = file.label else {
        throw ClinicError.unknownPatient(chart.description)
      }
      let visit = plan.visitNumber ?? file.newestVisitNumber
      let readsFindings = Permission.readFindings.holds(for: role)
      let preflight = Preflight(
        patient: patient, visitNumber: visit, kind: kind, rejection: plan.rejection?.reason,
        departures: plan.unexplained.flatMap(\.findings),
        owedDepartures: plan.owedDepartures.flatMap(\.findings),
        secondSigners: plan.signing.needing == nil ? [] : plan.signing.roles,
        findings: readsFindings ? try plan.findings() : [])
      return (preflight, [file.disclosure(at: visit)])
    }
  }

  private func plan(
    of statement: Statement, about chart: SubjectID, for context: AccessContext
  ) throws -> Plan {
    try ledger.read { snapshot in
      try Plan(
        Act(statements: [statement], actor: actor), on: try SiteState.load(from: snapshot),
        chart: try ChartFile.load(chart, keys: context.charts, from: snapshot),
        at: Plan.Place(clock.now(), in: snapshot))
    }
  }
}

/// What stands in the way of an act, before it is done (`candor check`).
public struct Preflight: Sendable {
  public var patient: PatientLabel
  public var visitNumber: UInt32?
  public var kind: EventKind
  /// Why the statement could not be recorded at all; nil when it could.
  public var rejection: Rejection?
  /// Departures from policy that hold the act up: it needs a reason.
  public var departures: [Finding]
  /// Departures of an act that is never held up: it is recorded at once, and the reason is owed.
  public var owedDepartures: [Finding]
  /// Who has to sign beside whoever records it: one of these; empty where nobody has to.
  public var secondSigners: Set<Role>
  /// Every finding that stands after the act, for the list on the screen.
  public var findings: [Finding]

  /// Whether the act can be recorded as it is, with no reason asked.
  public var isClear: Bool { rejection == nil && departures.isEmpty }
}
