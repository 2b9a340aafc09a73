internal import ClinicalRecord
internal import Compliance
internal import Ledger

/// What a request comes to, worked out on the states that the write transaction sees.
///
/// Shape is the record's `decide`; policy is the rules held against the states before and after
/// (DESIGN §8).
struct Decision {
  /// One event that follows from a statement, with the stream it goes to.
  struct Step: Equatable {
    var stream: StreamKey
    var event: ClinicalEvent
    var occurred: ClinicalTime
  }

  /// Departures that one statement brought about, and the step they are tied to.
  struct Departed {
    var step: Int
    var visit: UInt32
    var findings: [Finding]
    var isNeverHeldUp: Bool
  }

  private(set) var steps: [Step] = []
  private(set) var departed: [Departed] = []
  private(set) var file: ChartFile?
  private(set) var visitNumber: UInt32?
  /// The departures as they stand when all is taken and explained; set by `settle`.
  private(set) var standing: [Finding] = []
  /// Whether those named what was owed before too.
  private(set) var tellsAllOwed = false
  let appendPosition: UInt64
  let precedingCount: Int
  /// What the clinical steps are sealed with; nil when there are none.
  let sealing: SealingKey?

  private(set) var house: House
  /// The staff as the append finds them.
  private let staffBefore: Staff
  /// Of the append, whoever is signed in first.
  let signers: [UInt32]
  let role: Role
  let actor: UInt32
  private var touchedVisits: Set<UInt32> = []
  private var visitsOfRequest: Set<UInt32> = []
  private let nowMicroseconds: Int64

  /// - Parameters:
  ///   - appendPosition: where the append begins.
  ///   - sealing: the data key of the clinical steps.
  ///   - precedingCount: entries of the append that come before the first step, beside the
  ///     introduction of that key.
  init(
    file: ChartFile?, house: House, actor: UInt32, appendPosition: UInt64,
    cosigners: [UInt32] = [], sealing: SealingKey? = nil, precedingCount: Int = 0,
    nowMicroseconds: Int64
  ) throws {
    guard let role = house.staff.members[actor]?.enrolled.value.role else {
      throw ClinicError.notSignedIn(toDo: "recording")
    }
    try house.requireActive(actor)
    self.file = file
    self.house = house
    staffBefore = house.staff
    self.role = role
    self.actor = actor
    signers = [actor] + cosigners
    self.appendPosition = appendPosition
    self.sealing = sealing
    self.precedingCount = precedingCount + (sealing?.isNew == true ? 1 : 0)
    self.nowMicroseconds = nowMicroseconds
  }

  /// Takes one statement: what follows from it, and what it departs from.
  ///
  /// - Parameter isJudged: whether the rules are asked at once; a long batch asks them at its end,
  ///   with `judge(since:)`.
  mutating func take(_ statement: Statement, occurred: ClinicalTime, isJudged: Bool = true) throws {
    let before = file
    let first = steps.count
    switch statement.event {
    case .chart(let event): try takeChart(event, occurred: occurred)
    case .visit(let event):
      try takeVisit(event, number: statement.visitNumber, occurred: occurred)
    case .staff(let event): try takeStaff(event, occurred: occurred)
    case .policy:
      throw ClinicError.notPermitted(
        act: "adopt a policy here", role: role, allowed: "candor init")
    case .access, .operations:
      throw ClinicError.notPermitted(
        act: "state what Candor itself records", role: role, allowed: "the act it is about")
    }
    if isJudged, let before {
      try judge(
        since: before, step: first, isNeverHeldUp: statement.event.kind.isNeverHeldUp)
    }
  }

  /// Holds the rules against the states as they were and as they are: new deviations are
  /// departures.
  mutating func judge(since before: ChartFile, step: Int = 0, isNeverHeldUp: Bool = false) throws {
    guard let file else { return }
    for visit in judgedVisits(of: file) {
      let departures = RuleBook.departures(
        before: try caseFile(of: before, visit: visit), after: try caseFile(of: file, visit: visit))
      if !departures.isEmpty {
        departed.append(
          Departed(step: step, visit: visit, findings: departures, isNeverHeldUp: isNeverHeldUp))
      }
    }
    visitsOfRequest.formUnion(touchedVisits)
    touchedVisits = []
  }

  /// Asks once more, when everything is taken and explained, which departures stand and how.
  ///
  /// - Parameter tellsAllOwed: also name what was owed before: at a stop and after an import, when
  ///   somebody looks back on the visit. A role that does not read findings is told the act's own.
  mutating func settle(tellsAllOwed: Bool) throws {
    guard let file else { return }
    let tellsAllOwed = tellsAllOwed && Permission.readFindings.holds(for: role)
    self.tellsAllOwed = tellsAllOwed
    if tellsAllOwed {
      for visit in visitsOfRequest.sorted() {
        standing += RuleBook.findings(for: try caseFile(of: file, visit: visit))
          .filter(\.isOwedAReason)
      }
    }
    for (visit, group) in Dictionary(grouping: departed, by: \.visit).sorted(by: { $0.key < $1.key }
    ) {
      let rules = Set(group.flatMap { $0.findings.map(\.rule) })
      standing += RuleBook.findings(for: try caseFile(of: file, visit: visit))
        .filter { rules.contains($0.rule) && $0.verdict.isDeviation }
        .filter { !tellsAllOwed || !$0.isOwedAReason }
    }
  }

  /// Adds the reason to every departure, as an event beside what it explains.
  ///
  /// Where nothing departs, beside the last step about the patient: what follows it releases the
  /// devices.
  mutating func explain(_ reason: String) throws {
    let last = steps.lastIndex { $0.event.isClinical } ?? steps.count - 1
    let abouts =
      departed.isEmpty
      ? [(last, [String]())]
      : departed.map {
        ($0.step, $0.findings.map(\.rule.rawValue))
      }
    for (index, rules) in abouts {
      var explanation = DeviationExplained()
      explanation.aboutAppendIndex = UInt32(precedingCount + index)
      explanation.rules = rules
      explanation.reason = reason
      try explain(explanation, beside: steps[index])
    }
  }

  /// Every finding on the visit, or on the chart before its first, as it stands after all that was
  /// taken.
  func findings() throws -> [Finding] {
    guard let file else { return [] }
    let visit = visitNumber ?? file.newestVisitNumber ?? 0
    return RuleBook.findings(for: try caseFile(of: file, visit: visit))
  }

  private mutating func explain(_ explanation: DeviationExplained, beside step: Step) throws {
    switch step.event {
    case .chart:
      guard let chart = file?.chart else { return }
      for event in try rejecting({ () throws(Rejection) in
        try chart.decide(.deviationExplained(explanation), occurred: step.occurred, by: role)
      }) { commit(.chart(event), stream: step.stream, occurred: step.occurred) }
    case .visit:
      guard let visit = file?.visits[step.stream.number] else { return }
      for event in try rejecting({ () throws(Rejection) in
        try visit.decide(.deviationExplained(explanation), occurred: step.occurred, by: role)
      }) { commit(.visit(event), stream: step.stream, occurred: step.occurred) }
    case .access, .staff, .policy, .operations: break
    }
  }

  private mutating func takeChart(
    _ event: ChartEvent.OneOf_Event, occurred: ClinicalTime
  ) throws {
    guard let before = file else { throw ClinicError.mixedStatements }
    if case .deviationExplained(let explanation) = event { try checkAbout(explanation, in: before) }
    let events = try rejecting { () throws(Rejection) in
      try before.chart.decide(event, occurred: occurred, by: role)
    }
    let stream = StreamKey(type: .chart, subject: before.subject, number: 0)
    for event in events { commit(.chart(event), stream: stream, occurred: occurred) }
  }

  private mutating func takeVisit(
    _ event: VisitEvent.OneOf_Event, number: UInt32?, occurred: ClinicalTime
  ) throws {
    guard let before = file else { throw ClinicError.mixedStatements }
    if case .deviationExplained(let explanation) = event { try checkAbout(explanation, in: before) }
    if case .arrived(let arrival) = event {
      try arrive(arrival, as: number, file: before, occurred: occurred)
    } else {
      try ClinicalEvent.visit(event).kind.requireRole(role)
      let visitNumber = try existingVisit(number, in: before)
      self.visitNumber = visitNumber
      touchedVisits.insert(visitNumber)
      guard let visit = before.visits[visitNumber] else { return }
      let events = try rejecting { () throws(Rejection) in
        try visit.decide(event, occurred: occurred, by: role)
      }
      let stream = StreamKey(type: .visit, subject: before.subject, number: visitNumber)
      for event in events { commit(.visit(event), stream: stream, occurred: occurred) }
      if event.kind.endsVisit { releaseDevices(from: stream, occurred: occurred) }
    }
  }

  /// An arrival opens the next visit: an event of the chart and the first one of the visit.
  ///
  /// Nobody arrives twice on one day without having left.
  private mutating func arrive(
    _ arrival: Arrived, as number: UInt32?, file: ChartFile, occurred: ClinicalTime
  ) throws {
    let event = ClinicalEvent.visit(.arrived(arrival))
    let kind = event.kind
    try rejecting { () throws(Rejection) in try event.validate(by: role) }
    if let number, number != file.chart.nextVisitNumber {
      throw ClinicError.rejected(
        .malformed(
          field: "visit", value: "\(number)",
          expected: "nothing, or the number of the next visit"))
    }
    if let newest = file.newestVisitNumber, let open = file.visits[newest], open.stage != .ended,
      open.arrival?.occurred.localDate == occurred.localDate
    {
      throw ClinicError.rejected(
        .outOfOrder(
          event: kind, stage: open.stage.words, why: "visit \(newest) of this day is still open",
          next: "record its discharge first, or record on that visit"))
    }
    let arrival = try rejecting { () throws(Rejection) in
      try file.chart.decideArrival(arrival, occurred: occurred, by: role)
    }
    visitNumber = arrival.visitNumber
    touchedVisits.insert(arrival.visitNumber)
    commit(
      .chart(arrival.opened), stream: StreamKey(type: .chart, subject: file.subject, number: 0),
      occurred: occurred)
    commit(
      .visit(arrival.arrived),
      stream: StreamKey(type: .visit, subject: file.subject, number: arrival.visitNumber),
      occurred: occurred)
  }

  private mutating func releaseDevices(from visit: StreamKey, occurred: ClinicalTime) {
    for released in house.staff.releases(atEndOf: visit) {
      commit(
        .staff(.deviceReleased(released)),
        stream: StreamKey(type: .staff, subject: .none, number: released.actor),
        occurred: occurred)
    }
  }

  private mutating func takeStaff(_ event: StaffEvent.OneOf_Event, occurred: ClinicalTime) throws {
    if let defect = StaffRules(staff: staffBefore, signers: signers).defect(of: event) {
      throw ClinicError.rejected(
        .outOfOrder(
          event: event.kind, stage: "actor \(actor) signs", why: defect.why, next: defect.next))
    }
    let events = try rejecting { () throws(Rejection) in
      try house.staff.decide(event, occurred: occurred, by: role)
    }
    for event in events {
      commit(
        .staff(event), stream: StreamKey(type: .staff, subject: .none, number: event.subjectActor),
        occurred: occurred)
    }
  }

  private var nextPosition: UInt64 {
    appendPosition + UInt64(precedingCount + steps.count)
  }

  /// What is explained must be an entry of this chart.
  private func checkAbout(_ explanation: DeviationExplained, in file: ChartFile) throws {
    guard case .aboutPosition(let position)? = explanation.about else { return }
    let isOwn = position >= appendPosition && position < nextPosition
    guard isOwn || file.facts.contains(where: { $0.fact.position == position }) else {
      throw ClinicError.rejected(
        .malformed(
          field: "about_position", value: "\(position)",
          expected: "the position of an entry of this patient (candor timeline)"))
    }
  }

  private func existingVisit(_ number: UInt32?, in file: ChartFile) throws -> UInt32 {
    guard let newest = file.newestVisitNumber else { throw ClinicError.noVisit }
    guard let number else { return newest }
    guard file.visits[number] != nil else { throw ClinicError.unknownVisit(number: number) }
    return number
  }

  private mutating func commit(_ event: ClinicalEvent, stream: StreamKey, occurred: ClinicalTime) {
    let fact = Fact(
      event.withAboutPosition(appendPosition: appendPosition), position: nextPosition,
      occurred: occurred,
      recordedMicroseconds: nowMicroseconds, actor: actor)
    steps.append(Step(stream: stream, event: event, occurred: occurred))
    file?.evolve(fact, visitNumber: stream.type == .visit ? stream.number : 0)
    if case .staff(let event) = event { house.staff.evolve(fact.with(event)) }
  }

  /// The visits that were touched; the newest one, or the chart itself, when none was.
  private func judgedVisits(of file: ChartFile) -> [UInt32] {
    touchedVisits.isEmpty ? [file.newestVisitNumber ?? 0] : touchedVisits.sorted()
  }

  private func caseFile(of file: ChartFile, visit: UInt32) throws -> CaseFile {
    try file.caseFile(
      visit: visit, house: house,
      nowMicroseconds: nowMicroseconds, size: nextPosition)
  }

  private func rejecting<Value>(_ decide: () throws(Rejection) -> Value) throws(ClinicError)
    -> Value
  {
    do { return try decide() } catch { throw ClinicError.rejected(error) }
  }
}
