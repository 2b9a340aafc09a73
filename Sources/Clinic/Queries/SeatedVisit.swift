public import ClinicalRecord
public import Ledger
internal import Projections

// What a prompt that is bound to a patient's visit asks.

extension SignedIn {
  /// The visit that a patient is here for now: the newest one that nobody has ended; nil before
  /// they have arrived.
  ///
  /// - Throws: `ClinicError.notPermitted` for a role that opens no charts; `LedgerError`.
  public func visitGoingOn(of chart: SubjectID) throws -> UInt32? {
    let now = clock.nowMicroseconds()
    let index = try load([ChartFold<VisitIndex>.self], of: [chart])
    return try index.state(ChartFold<VisitIndex>.self, of: chart).visits
      .last { $0.stage != .ended && !$0.isLeftOpen(at: now) }?.number
  }

  /// The kinds of event that a visit has a statement of which stands. It is a look like a check of
  /// a start.
  ///
  /// - Throws: as ``check(_:)``.
  public func kindsOnRecord(of chart: SubjectID, visit: UInt32) throws -> Set<EventKind> {
    let start = InfusionStarted.kind
    return try disclosing(
      "check \(start.identifier)",
      roles: Permission.readCharts.roles.union(start.recorders.intersection(Viewed.kind.recorders)),
      concerning: chart
    ) { context in
      let stored = storedStreams()
      let file = try ledger.read { snapshot in
        try ChartFile.load(
          chart, beginningWith: stored, keys: context.charts, clock: clock.clinicClock,
          from: snapshot)
      }
      let kinds = file.facts.filter { $0.visitNumber == visit }
        .compactMap { file.corrections.standing($0.fact)?.value.kind }
      return (Set(kinds), [file.disclosure(at: visit)])
    }
  }
}
