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

  /// What stands of a visit, the newest statement of each kind of event. It is a look like a check
  /// of a start.
  ///
  /// - Throws: as ``check(_:)``.
  public func newestStatements(
    of chart: SubjectID, visit: UInt32
  ) throws -> [EventKind: (sentence: String, occurred: ClinicalTime)] {
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
      return (Self.newest(of: file, visit: visit), [file.disclosure(at: visit)])
    }
  }

  private static func newest(
    of file: ChartFile, visit: UInt32
  ) -> [EventKind: (sentence: String, occurred: ClinicalTime)] {
    var newest: [EventKind: (sentence: String, occurred: ClinicalTime)] = [:]
    for line in file.facts where line.visitNumber == visit {
      guard let fact = file.corrections.standing(line.fact) else { continue }
      let known = newest[fact.value.kind]?.occurred.unixMicroseconds ?? .min
      if fact.occurred.unixMicroseconds >= known {
        newest[fact.value.kind] = (fact.value.sentence(occurred: fact.occurred), fact.occurred)
      }
    }
    return newest
  }
}
