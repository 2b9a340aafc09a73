internal import ClinicalRecord
internal import Compliance
internal import Ledger
internal import TransparencyLog

extension Clinic {
  /// What stands in the way of an act, found as recording would find it, with nothing of it
  /// recorded: only that somebody looked.
  ///
  /// For whoever reads charts, and for the roles of the roster that may record the act; every
  /// finding beside the act's own departures is for whoever reads compliance reports.
  ///
  /// - Throws: `ClinicError.unknownPatient`, `.noVisit`, `.notPermitted`, `.lookNotRecorded`; what
  ///   the record itself refuses is part of the answer.
  public func check(_ statement: Statement) throws -> Preflight {
    guard let chart = statement.chart else { throw ClinicError.unknownPatient("nobody") }
    let kind = statement.event.kind
    return try looking(
      "check \(kind.identifier)",
      roles: Permission.readCharts.roles.union(kind.recorders.intersection(Viewed.kind.recorders))
    ) { looker in
      let (preflight, visit) = try preflight(of: statement, about: chart, for: looker)
      return (preflight, [Glance(chart: chart, look: .visit(visit, .check))])
    }
  }

  /// - Returns: what stands in the way, and the visit that it is about: the next one where there is
  ///   none yet.
  private func preflight(
    of statement: Statement, about chart: SubjectID, for looker: Looker
  ) throws -> (Preflight, visit: UInt32) {
    let now = clock.now()
    var (decision, rejection) = try ledger.read { snapshot in
      let decision = try Decision(
        file: try ChartFile.load(chart, keys: looker.charts, from: snapshot),
        house: try House.load(from: snapshot), actor: looker.actor,
        appendPosition: snapshot.head.size, precedingCount: 0,
        nowMicroseconds: now.unixMicroseconds)
      return (decision, Rejection?.none)
    }
    do {
      try decision.take(statement, occurred: statement.occurred ?? now)
    } catch ClinicError.rejected(let refused) {
      rejection = refused
    }
    guard let file = decision.file, let patient = file.label else {
      throw ClinicError.unknownPatient(chart.description)
    }
    let visit = decision.visitNumber ?? file.newestVisitNumber
    let readsFindings = Permission.readFindings.holds(for: looker.role)
    let preflight = Preflight(
      patient: patient, visitNumber: visit, kind: statement.event.kind, rejection: rejection,
      departures: decision.departed.flatMap(\.findings),
      findings: readsFindings ? try decision.findings() : [])
    return (preflight, visit ?? file.chart.nextVisitNumber)
  }
}
