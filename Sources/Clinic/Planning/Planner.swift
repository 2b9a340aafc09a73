internal import ClinicalRecord
internal import Compliance
internal import Ledger

// What a statement is, the record decides; what departs from policy, the rules do, held against the
// chart before and after. Nothing here reads the ledger, a clock or a key.

extension Plan {
  /// Plans an act on one state of the ledger.
  ///
  /// - Parameters:
  ///   - site: as it is before the act.
  ///   - chart: with all its visits; nil for what is about the staff or a lot.
  ///   - book: nil where the act moves no drug, or the clinic keeps no drug book.
  /// - Throws: `ClinicError.notActive`, `.noVisit`, `.unknownVisit`, `.notPermitted` for what can
  ///   be no part of any plan, `.rejected` for a reason that may not be given.
  init(
    _ act: Act, on site: SiteState, chart: ChartFile?, book: BookFile? = nil, at place: Place
  ) throws {
    var planner = try Planner(act, on: site, chart: chart, at: place)
    planner.plan.book = book
    // Imported and batched facts without a reason are judged once, at their end.
    let isEachJudged =
      switch act.reasons {
      case .asked: true
      case .owed: act.reason != nil
      }
    // First what the statements say, each on what the ones before have brought about. The first
    // that cannot be recorded ends the plan: what comes after it would stand on nothing.
    for (index, statement) in act.statements.enumerated() {
      planner.current = index
      do {
        guard try !planner.leavesOut(statement) else { continue }
        let first = planner.plan.steps.count
        try planner.take(statement, isJudged: isEachJudged)
        try planner.transcribe(stepsFrom: first)
      } catch ClinicError.rejected(let reason) {
        planner.plan.rejection = (index, reason)
        planner.plan.signing = SigningPlan(of: act.statements.map(\.event.kind))
        self = planner.plan
        return
      }
    }
    // What stands in the drug book, too, is corrected there in the same act.
    do { try planner.correctHalves() } catch ClinicError.rejected(let reason) {
      planner.plan.rejection = (planner.corrected.first?.statement ?? 0, reason)
      self = planner.plan
      return
    }
    // What corrections take away, something else may rest on: asked of all of them together, since
    // several are corrected in one act.
    if let (index, reason) = try planner.lostSupport() {
      planner.plan.rejection = (index, reason)
      self = planner.plan
      return
    }
    // Then who has to sign: by what is said alone, so that nobody learns of the chart by it.
    planner.plan.signing = SigningPlan(
      of: planner.plan.steps.map(\.event.kind), corrections: planner.witnessed, actor: act.actor,
      second: act.secondSigner, on: planner.plan.site)
    guard planner.plan.signing.problem == nil || planner.plan.signing.isOnlyMissing else {
      self = planner.plan
      return
    }
    if !isEachJudged, let chart { try planner.judge(since: chart) }
    // Beyond the kinds: a dose over the policy's most, and what no one person overrides.
    planner.requireSignatures()
    // A departure that a person can still avoid is not recorded without its reason; what is never
    // held up is, and owes it.
    if case .asked = act.reasons, planner.plan.file != nil {
      planner.plan.unexplained = planner.plan.departures.compactMap { departure in
        var departure = departure
        departure.findings.removeAll { act.reason(for: $0) != nil }
        return departure.isNeverHeldUp || departure.findings.isEmpty ? nil : departure
      }
    }
    if planner.plan.signing.problem == nil, planner.plan.unexplained.isEmpty {
      try planner.explain()
    }
    // Last what is left owed. A stop and an import are when somebody looks back on the visit.
    if planner.plan.unexplained.isEmpty {
      let isStop = act.statements.contains { statement in
        if case .visit(.infusionStopped) = statement.event { true } else { false }
      }
      try planner.settle(tellsAllOwed: isStop || !isEachJudged)
    }
    self = planner.plan
  }
}

/// Takes one statement after the other into a plan.
struct Planner {
  var plan: Plan
  /// Which statement of the act is taken.
  var current = 0
  /// The corrections that nobody makes alone.
  var witnessed: [WitnessedCorrection] = []
  /// Those of the act, with the statement each is, and what could not stand before the first of
  /// them.
  var corrected: [(statement: Int, kind: EventKind, position: UInt64)] = []
  var unsupportedBefore: [UInt64: Rejection] = [:]
  /// The chart and the drug book before the first of them.
  var chartBefore: ChartFile?
  var bookBefore: BookFile?
  /// The staff as the append finds them.
  let staffBefore: Staff
  /// Of the append, whoever is signed in first.
  let signers: [UInt32]
  var touchedVisits: Set<UInt32> = []
  private var visitsOfAct: Set<UInt32> = []
  /// Why somebody beside the actor has to sign, as the doses say.
  var excesses: [SigningCause] = []

  init(_ act: Act, on site: SiteState, chart: ChartFile?, at place: Plan.Place) throws {
    guard let role = site.staff.members[act.actor]?.enrolled.value.role else {
      throw ClinicError.notSignedIn(toDo: "recording")
    }
    try site.requireActive(act.actor)
    plan = Plan(
      act: act, place: place, role: role, signing: SigningPlan(of: []), file: chart,
      site: site)
    staffBefore = site.staff
    signers = [act.actor] + (act.secondSigner.map { [$0] } ?? [])
  }

  /// Takes one statement: what follows from it, and what it departs from.
  fileprivate mutating func take(_ statement: Statement, isJudged: Bool) throws {
    // Kept only where it is held against what comes after: a second copy of the states makes every
    // statement cost as much as the whole chart.
    let before = isJudged ? plan.file : nil
    let first = plan.steps.count
    // The same instant, by the clinic's clock, wherever it was typed.
    let occurred = plan.site.clock.local(statement.occurred ?? plan.place.now)
    if let correction = statement.event.correction {
      let isNeverHeldUp = try takeCorrection(correction, statement.event, at: statement.occurred)
      if let before { try judge(since: before, step: first, isNeverHeldUp: isNeverHeldUp) }
      return
    }
    switch statement.event {
    case .chart(let event): try takeChart(event, statement, occurred: occurred)
    case .visit(let event): try takeVisit(event, statement, occurred: occurred)
    case .lot(let event): try takeLot(event, statement, occurred: occurred)
    case .staff(let event): try takeStaff(event, occurred: occurred)
    case .policy(let event): try takePolicy(event, occurred: occurred)
    case .access(.disclosed(let disclosed)): try takeDisclosed(disclosed, occurred: occurred)
    case .access, .operations, .document:
      throw ClinicError.notPermitted(
        act: "state what Candor itself records", role: plan.role, allowed: "the act it is about")
    }
    if let before {
      try judge(since: before, step: first, isNeverHeldUp: statement.event.kind.isNeverHeldUp)
    }
  }

  /// Holds the rules against the states as they were and as they are: new deviations are
  /// departures.
  mutating func judge(since before: ChartFile, step: Int = 0, isNeverHeldUp: Bool = false) throws {
    guard let file = plan.file else { return }
    // The newest visit, or the chart itself, when no visit was touched.
    let judged =
      touchedVisits.isEmpty ? [file.newestVisitNumber ?? 0] : touchedVisits.sorted()
    for visit in judged {
      let findings = RuleBook.departures(
        before: try caseFile(of: before, visit: visit), after: try caseFile(of: file, visit: visit))
      if !findings.isEmpty {
        plan.departures.append(
          Plan.Departure(
            step: step, visit: visit, findings: findings, isNeverHeldUp: isNeverHeldUp))
      }
    }
    visitsOfAct.formUnion(touchedVisits)
    touchedVisits = []
  }

  /// Asks once more, when everything is taken and explained, which departures stand and how.
  ///
  /// - Parameter tellsAllOwed: also name what was owed before. A role that does not read findings
  ///   is told the act's own.
  mutating func settle(tellsAllOwed: Bool) throws {
    guard let file = plan.file else { return }
    let tellsAllOwed = tellsAllOwed && Permission.readFindings.holds(for: plan.role)
    plan.tellsAllOwed = tellsAllOwed
    let departed = Dictionary(grouping: plan.departures, by: \.visit)
    let visits = Set(departed.keys).union(tellsAllOwed ? visitsOfAct : [])
    var findings: [UInt32: [Finding]] = [:]
    for visit in visits {
      findings[visit] = RuleBook.findings(for: try caseFile(of: file, visit: visit))
    }
    if tellsAllOwed {
      for visit in visitsOfAct.sorted() {
        plan.standing += (findings[visit] ?? []).filter(\.isOwedAReason)
      }
    }
    for (visit, group) in departed.sorted(by: { $0.key < $1.key }) {
      let rules = Set(group.flatMap { $0.findings.map(\.rule) })
      plan.standing += (findings[visit] ?? [])
        .filter { rules.contains($0.rule) && $0.verdict.isDeviation }
        .filter { !tellsAllOwed || !$0.isOwedAReason }
    }
  }

  // MARK: The states that follow

  var nextPosition: UInt64 {
    plan.place.position + UInt64(plan.place.precedingCount + plan.steps.count)
  }

  /// Adds a step, and takes it into the states as it will be read back from the ledger.
  mutating func add(_ event: ClinicalEvent, to stream: StreamKey, occurred: ClinicalTime) {
    let fact = Fact(
      event.withAboutPosition(appendPosition: plan.place.position), position: nextPosition,
      occurred: occurred, recordedMicroseconds: plan.place.nowMicroseconds, actor: plan.act.actor)
    plan.steps.append(Plan.Step(stream: stream, event: event, occurred: occurred))
    switch event {
    case .chart, .visit, .access, .policy, .operations, .document:
      plan.file?.evolve(fact, visitNumber: stream.rowNumber)
    case .staff(let event): plan.site.staff.evolve(fact.with(event))
    case .lot: plan.book?.evolve(fact, lot: stream.number)
    }
  }

  func caseFile(of file: ChartFile, visit: UInt32) throws -> CaseFile {
    try file.caseFile(
      visit: visit, site: plan.site, nowMicroseconds: plan.place.nowMicroseconds,
      size: nextPosition)
  }

  func rejecting<Value>(_ decide: () throws(Rejection) -> Value) throws(ClinicError)
    -> Value
  {
    do { return try decide() } catch { throw ClinicError.rejected(error) }
  }
}
