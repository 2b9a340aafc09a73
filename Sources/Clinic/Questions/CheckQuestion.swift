internal import ClinicalRecord
internal import Compliance
internal import Ledger
internal import TransparencyLog

extension Clinic {
  /// What stands in the way of an act, found as recording would find it, with nothing recorded.
  ///
  /// - Throws: `ClinicError.unknownPatient`, `.noVisit`, `.notPermitted`; what the record itself
  ///   refuses is part of the answer.
  public func check(_ statement: Statement) throws -> Preflight {
    let reader = try chartReader(toDo: "check an act")
    guard let chart = statement.chart else { throw ClinicError.unknownPatient("nobody") }
    let now = clock.now()
    var (decision, rejection) = try ledger.read { snapshot in
      let decision = try Decision(
        file: try ChartFile.load(chart, keys: reader.charts, from: snapshot),
        house: try House.load(from: snapshot), actor: reader.session.label.actor,
        appendPosition: snapshot.head.size, precedingCount: 0,
        nowMicroseconds: now.unixMicroseconds)
      return (decision, Rejection?.none)
    }
    do {
      try decision.take(statement, occurred: statement.occurred ?? now)
    } catch ClinicError.rejected(let refused) {
      rejection = refused
    }
    return Preflight(
      patient: try label(of: chart),
      visitNumber: decision.visitNumber ?? decision.file?.newestVisitNumber,
      kind: statement.event.kind, rejection: rejection,
      departures: decision.departed.flatMap(\.findings), findings: try decision.findings())
  }
}
