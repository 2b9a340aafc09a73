public import ClinicalRecord
public import Compliance
public import Ledger
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
    if statement.isOfLot { return try checkLot(statement) }
    guard let chart = statement.chart else { throw ClinicError.unknownPatient("nobody") }
    let kind = statement.event.kind
    return try disclosing(
      "check \(kind.identifier)",
      roles: Permission.readCharts.roles.union(kind.recorders.intersection(Viewed.kind.recorders)),
      concerning: chart
    ) { context in
      let plan = try plan(of: statement, about: chart, for: context)
      storeRowsBehind(of: plan.file, plan.book)
      guard let file = plan.file, let patient = file.label(on: today) else {
        throw ClinicError.unknownPatient(chart.description)
      }
      let visit = plan.visitNumber ?? file.newestVisitNumber
      let readsFindings = Permission.readFindings.holds(for: role)
      let preflight = Preflight(
        patient: patient, visitNumber: visit, kind: kind, rejection: plan.rejection?.reason,
        departures: plan.unexplained.flatMap(\.findings),
        owedDepartures: plan.owedDepartures.flatMap(\.findings),
        secondSigners: plan.signing.isNeeded ? plan.signing.roles : [],
        signingCauses: plan.signing.causes, doubts: plan.doubts, remarks: plan.remarks,
        findings: readsFindings ? try plan.findings() : [], count: plan.infusionCount)
      return (preflight, [file.disclosure(at: visit)])
    }
  }

  /// The same of an act in the drug book, which is about nobody: no look at a chart.
  private func checkLot(_ statement: Statement) throws -> Preflight {
    let kind = statement.event.kind
    try refusing { try kind.requireRole(role) }
    let charts = try chartReader(toDo: "read the drug book").charts
    let plan = try ledger.read { snapshot in
      var act = Act(statements: [statement], repeats: .refused, actor: actor)
      try act.readSigners(in: snapshot)
      let site = try SiteState.load(from: snapshot)
      return try Plan(
        act, on: site, chart: nil,
        book: try RecordRequest(statements: [statement]).bookFile(
          drawnFor: nil, beginningWith: storedLots, site, keys: charts, in: snapshot),
        at: Plan.Place(clock.now(), in: snapshot))
    }
    storeRowsBehind(of: nil, plan.book)
    return Preflight(
      lotNumber: plan.lotNumber, kind: kind, rejection: plan.rejection?.reason, departures: [],
      owedDepartures: [], secondSigners: plan.signing.isNeeded ? plan.signing.roles : [],
      signingCauses: plan.signing.causes, doubts: plan.doubts, remarks: plan.remarks, findings: [])
  }

  /// The weight that a dose per kilogram rests on: the newest of the visit by then. It is a look
  /// like a check.
  ///
  /// - Parameters:
  ///   - visit: nil: the visit that is open, or was last.
  ///   - occurred: nil: now.
  /// - Returns: nil where no weight is on record that somebody can have.
  /// - Throws: as ``check(_:)``.
  public func weight(
    of chart: SubjectID, visit: UInt32?, at occurred: ClinicalTime?
  ) throws -> (kilograms: Double, occurred: ClinicalTime)? {
    let kind = InfusionStarted.kind
    return try disclosing(
      "check \(kind.identifier)",
      roles: Permission.readCharts.roles.union(kind.recorders.intersection(Viewed.kind.recorders)),
      concerning: chart
    ) { context in
      let now = clock.now()
      let stored = storedStreams()
      let (file, site, size) = try ledger.read { snapshot in
        let site = try SiteState.load(from: snapshot)
        return (
          try ChartFile.load(
            chart, beginningWith: stored, keys: context.charts, clock: site.clock, from: snapshot),
          site, snapshot.head.size
        )
      }
      let own = try? file.visitNumber(of: kind, at: occurred ?? now)
      let number = visit ?? own ?? file.newestVisitNumber ?? 0
      let states = try file.caseFile(
        visit: number, site: site, nowMicroseconds: now.unixMicroseconds, size: size)
      let weight = states.weight(at: occurred ?? now)
      return (
        weight.map { ($0.value.weightKg, $0.occurred) }, [file.disclosure(at: number)]
      )
    }
  }

  private func plan(
    of statement: Statement, about chart: SubjectID, for context: AccessContext
  ) throws -> Plan {
    let stored = storedStreams(for: [statement])
    let others = datesOfOthers(for: [statement])
    return try ledger.read { snapshot in
      var act = Act(statements: [statement], repeats: .refused, actor: actor)
      act.datesOfOthers = others
      try act.readSigners(in: snapshot)
      let site = try SiteState.load(from: snapshot)
      let file = try ChartFile.load(
        chart, beginningWith: stored, keys: context.charts, clock: site.clock, from: snapshot)
      return try Plan(
        act, on: site, chart: file,
        book: try RecordRequest(statements: [statement]).bookFile(
          drawnFor: file, beginningWith: storedLots, site, keys: context.charts, in: snapshot),
        at: Plan.Place(clock.now(), in: snapshot))
    }
  }
}

/// What stands in the way of an act, before it is done (`candor check`).
public struct Preflight: Sendable {
  /// Nil for an act in the drug book.
  public var patient: PatientLabel?
  public var visitNumber: UInt32?
  /// Of an act in the drug book, where it is one.
  public var lotNumber: UInt32?
  public var kind: EventKind
  /// Why the statement could not be recorded at all; nil when it could.
  public var rejection: Rejection?
  /// Departures from policy that hold the act up: it needs a reason.
  public var departures: [Finding]
  /// Departures of an act that is never held up: it is recorded at once, and the reason is owed.
  public var owedDepartures: [Finding]
  /// Who has to sign beside whoever records it: one of these; empty where nobody has to.
  public var secondSigners: Set<Role>
  /// Why, where no kind of event asks for it.
  public var signingCauses: [SigningCause]
  /// What looks like a slip: a person is asked about each.
  public var doubts: [Doubt]
  /// What else whoever records it is told: a dose by weight.
  public var remarks: [String]
  /// Every finding that stands after the act, for the list on the screen.
  public var findings: [Finding]
  /// Which infusion the visit's is, or is to be; nil where that is told to nobody of the role.
  public var count: InfusionCount?

  /// Whether the act can be recorded as it is, with no reason asked.
  public var isClear: Bool { rejection == nil && departures.isEmpty && !isRepeated }

  /// The same is on record, less than a minute away.
  public var isRepeated: Bool {
    doubts.contains(where: \.isRepeated)
  }
}
