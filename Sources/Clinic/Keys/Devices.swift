internal import ClinicalRecord
internal import FoundationEssentials
public import Ledger
internal import TransparencyLog

extension SignedIn {
  /// Lets a device serve a visit: a new data key of the chart, introduced in the same append, is
  /// all that it holds, and what its entries are sealed with.
  ///
  /// - Parameter visit: nil: the one that is open, or was last.
  /// - Throws: `ClinicError.unknownStaff`, `.unknownVisit`, `.noVisit`, `.visitEnded`, `.rejected`;
  ///   `LedgerError`, `KeyError`.
  public func assignDevice(
    _ handle: String, to chart: SubjectID, visit: UInt32?
  ) throws -> Recorded {
    let charts = try refusing(concerning: chart) {
      try chartReader(toDo: "assign a device").charts
    }
    let device = try clinic.staffMember(handle).actor
    let now = clock.now()
    var order = WriteOrder(signers: try signers(nil), now: now)
    order.charts = [chart]
    let written = try write(order, concerning: chart) { draft, site in
      try DeviceAssigned.kind.requireRole(role)
      try site.refuseErased([chart], in: draft)
      let file = try ChartFile.load(chart, keys: charts, clock: site.clock, from: draft)
      var assigned = DeviceAssigned()
      assigned.actor = device
      assigned.chart = Data(chart.bytes)
      assigned.visitNumber = try openVisit(visit, of: file)
      // Any number will do for the plan: a key is made only for what can be recorded.
      assigned.dataKeyNumber = 1
      let act = Act(
        statements: [Statement(chart: nil, event: .staff(.deviceAssigned(assigned)))],
        actor: actor)
      var plan = try Plan(
        act, on: site, chart: nil, at: Plan.Place(now, in: draft, precedingCount: 1))
      try plan.requireRecordable()
      guard try draft.enrolment(of: device) != nil else {
        throw ClinicError.unknownStaff("actor \(device)")
      }
      let key = try charts.makeKey(for: chart)
      // Those that serve the chart already record on under it too: it is the newest from here on.
      try charts.grant(key, to: [device] + site.staff.devices(serving: chart), in: draft)
      plan.number(dataKey: key.number)
      let keys = SealingKeys(chart: SealingKey(key: key, isNew: true))
      return Decided(try plan.proposals(sealedWith: keys, in: ledger.id), plan)
    }
    guard case .appended(let appended, let plan) = written else {
      throw ClinicError.nothingToRecord
    }
    return plan.recorded(appended, signedBy: [signature(at: now.unixMicroseconds)])
  }

  /// Ends a device's service; the chart's next entry is sealed under a new data key.
  public func releaseDevice(_ handle: String) throws -> Recorded {
    var released = DeviceReleased()
    released.actor = try clinic.staffMember(handle).actor
    return try record(
      RecordRequest(statements: [Statement(chart: nil, event: .staff(.deviceReleased(released)))]))
  }

  private func openVisit(_ visit: UInt32?, of file: ChartFile) throws -> UInt32 {
    guard let number = visit ?? file.newestVisitNumber else { throw ClinicError.noVisit }
    guard let found = file.visits[number] else { throw ClinicError.unknownVisit(number: number) }
    guard found.stage != .ended else { throw ClinicError.visitEnded(number: number) }
    return number
  }
}

extension Plan {
  /// Says with which data key the assigned device records.
  fileprivate mutating func number(dataKey: UInt32) {
    for index in steps.indices {
      guard case .staff(.deviceAssigned(var assigned)) = steps[index].event else { continue }
      assigned.dataKeyNumber = dataKey
      steps[index].event = .staff(.deviceAssigned(assigned))
    }
  }
}

extension Clinic {
  /// Every device, by actor number, with the visit that it serves.
  public func devices() throws -> [StaffListing] {
    try staff().filter { $0.label.role == .device }
  }
}

/// What a device records, on the one visit that it serves.
///
/// It opens nothing but its own: whether the visit lasts is told from headers, no rule is asked,
/// and what it says is sealed with the key that it was handed.
struct DeviceRecording {
  let person: SignedIn
  let charts: ChartKeys
  let request: RecordRequest

  init(by person: SignedIn, _ request: RecordRequest) throws {
    self.person = person
    // As of now: after a renewal it is handed a new one.
    charts = ChartKeys(
      handed: try person.clinic.keyring().deviceKeys(of: person.identity),
      ledger: person.ledger.id)
    self.request = request
  }

  func run() throws -> Recorded {
    let now = person.clock.now()
    var order = WriteOrder(
      id: request.appendID, signers: try person.signers(nil),
      nowMicroseconds: person.clock.nowMicroseconds())
    order.isNeverHeldUp = request.isNeverHeldUp
    let replay = Replay(by: person, request, secondSigner: nil)
    order.isSame = { try replay.isSame(as: $0) }
    let written = try person.write(order, concerning: request.chart) { draft, site in
      let visit = try servedVisit(site, in: draft)
      let key = try key(of: visit.subject, site.staff, in: draft)
      for statement in request.statements {
        guard case .visit = statement.event, statement.chart == visit.subject,
          statement.visitNumber ?? visit.number == visit.number
        else {
          throw ClinicError.deviceServesAnother(
            handle: person.label.handle, visit: visit.number)
        }
      }
      let steps = try Plan.steps(
        byShapeOf: request.statements, on: visit, by: person.role, site: site, now: now)
      return Decided(try steps.map { try $0.proposal(sealedWith: key) }, steps)
    }
    switch written {
    case .appended(let appended, let steps):
      let lines = zip(appended.positions, steps).map { position, step in
        Recorded.Line(step.event, at: position, step.occurred, on: person.clock.clinicClock)
      }
      return recorded(appended, lines, isNew: true, now: now)
    case .before(let appended): return try recordedBefore(appended, now: now)
    }
  }

  /// The visit that it is assigned to, and that lasts.
  private func servedVisit(
    _ site: SiteState, in draft: borrowing LedgerSnapshot
  ) throws -> StreamKey {
    guard let assignment = site.staff.members[person.actor]?.assignment,
      let subject = assignment.value.subject
    else { throw ClinicError.deviceServesNone(handle: person.label.handle) }
    let visit = StreamKey(type: .visit, subject: subject, number: assignment.value.visitNumber)
    // An end before the assignment was taken back before it: who assigned it saw the visit open.
    for entry in try draft.stream(visit)
    where entry.header.endsVisit && entry.position > assignment.position {
      throw ClinicError.visitEnded(number: visit.number)
    }
    return visit
  }

  /// The chart's newest key that the device was handed, unless a renewal has made it old.
  private func key(
    of subject: SubjectID, _ staff: Staff, in draft: borrowing LedgerSnapshot
  ) throws -> DataKey {
    guard let newest = try draft.newestKeyIntroduction(of: subject),
      newest.position >= staff.renewalPosition(of: subject) ?? 0,
      let key = try charts.key(newest.number, of: subject, in: draft)
    else { throw ClinicError.deviceKeyRenewed(handle: person.label.handle) }
    return key
  }

  /// What an append of before said, as far as the device still holds its key: of the rest, what
  /// headers tell, and never what the request says.
  private func recordedBefore(_ appended: Appended, now: ClinicalTime) throws -> Recorded {
    let entries = try person.ledger.read { snapshot in
      try appended.positions.map { try snapshot.entry(at: $0) }
    }
    var isCompared = true
    let lines = try entries.compactMap { entry -> Recorded.Line? in
      do {
        return try person.fact(of: entry).map {
          Recorded.Line($0.value, at: entry.position, $0.occurred, on: person.clock.clinicClock)
        }
      } catch ClinicError.keyMissing {
        isCompared = false
        return Recorded.Line(
          position: entry.position, event: entry.header.eventName,
          sentence: "Its content could not be compared with what is said now",
          occurred: ClinicalTime(entry.header.occurred))
      }
    }
    var recorded = recorded(appended, lines, isNew: false, now: now)
    recorded.isCompared = isCompared
    return recorded
  }

  /// A device is told what it said.
  private func recorded(
    _ appended: Appended, _ lines: [Recorded.Line], isNew: Bool, now: ClinicalTime
  ) -> Recorded {
    Recorded(
      positions: appended.positions, lines: lines,
      recordedMicroseconds: appended.recordedMicroseconds,
      signatures: [person.signature(at: now.unixMicroseconds)], wasAlreadyRecorded: !isNew,
      patient: nil, visitNumber: request.statements.first?.visitNumber, explainedDepartures: [],
      owedDepartures: [])
  }
}

extension Plan {
  /// What is stated on a visit by whoever cannot read the chart; and with the visit's end the
  /// release of the devices that serve it, as whenever somebody ends it.
  ///
  /// Only the shape of what is said is held against the record.
  ///
  /// - Throws: `ClinicError.visitEnded` for what follows the visit's end, `.rejected`,
  ///   `.batchRejected`.
  static func steps(
    byShapeOf statements: [Statement], on visit: StreamKey, by role: Role, site: SiteState,
    now: ClinicalTime
  ) throws -> [Step] {
    var steps: [Step] = []
    var hasEnded = false
    for (index, statement) in statements.enumerated() {
      guard !hasEnded else { throw ClinicError.visitEnded(number: visit.number) }
      do throws(Rejection) {
        try statement.event.validate(by: role)
      } catch {
        throw statements.count > 1
          ? ClinicError.batchRejected(index: index, error) : ClinicError.rejected(error)
      }
      let occurred = site.clock.local(statement.occurred ?? now)
      steps.append(Step(stream: visit, event: statement.event, occurred: occurred))
      hasEnded = statement.event.kind.endsVisit
      if hasEnded { steps += site.staff.releaseSteps(atEndOf: visit, occurred: occurred) }
    }
    return steps
  }
}
