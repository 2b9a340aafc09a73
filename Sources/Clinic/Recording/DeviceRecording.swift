internal import ClinicalRecord
internal import Ledger

/// What a device records, on the one visit that it serves.
///
/// It opens nothing but its own: whether the visit lasts is told from headers, no rule is asked,
/// and what it says is sealed with the key that it was handed.
struct DeviceRecording {
  private typealias Said = (event: ClinicalEvent, occurred: ClinicalTime)

  let clinic: Clinic
  let session: Session
  let charts: ChartKeys
  let request: RecordRequest

  init(clinic: Clinic, session: Session, request: RecordRequest) throws {
    self.clinic = clinic
    self.session = session
    // As of now: after a renewal it is handed a new one.
    charts = ChartKeys(
      handed: try clinic.keyring().deviceKeys(of: session.identity), ledger: clinic.ledger.id)
    self.request = request
  }

  func run() throws -> Recorded {
    let now = clinic.clock.now()
    var said: [Said] = []
    let outcome = try clinic.append(
      AppendRequest(
        id: request.appendID ?? .timeOrdered(now.unixMicroseconds),
        signers: [try session.signer(.recorded)], nowMicroseconds: clinic.clock.nowMicroseconds()),
      isSame: {
        try Replay(
          clinic: clinic, request: request, actor: session.label.actor, secondSigner: nil
        ).isSame(as: $0)
      },
      decide: { draft in
        let (steps, key) = try decide(in: draft, now: now)
        said = steps.map { ($0.event, $0.occurred) }
        return try steps.map { step in
          Proposal(
            stream: step.stream, kind: step.event.kind.number, occurred: step.occurred.occurred,
            body: try step.event.serialized(), dataKey: step.event.isClinical ? key : nil)
        }
      })
    switch outcome {
    case .appended(let appended) where !said.isEmpty:
      return recorded(appended, said, isNew: true, now: now)
    case .appended(let appended), .alreadyAppended(let appended):
      return recorded(appended, try saidBefore(appended, now: now), isNew: false, now: now)
    }
  }

  /// What is stated; and with the visit's end the release of the devices that serve it, this one
  /// among them, as whenever a person ends it.
  private func decide(
    in draft: borrowing LedgerDraft, now: ClinicalTime
  ) throws -> (steps: [Decision.Step], key: DataKey) {
    let staff = try activeStaff(in: draft)
    guard let assignment = staff.members[session.label.actor]?.assignment?.value,
      let subject = assignment.subject
    else { throw ClinicError.deviceServesNone(handle: session.label.handle) }
    let visit = StreamKey(type: .visit, subject: subject, number: assignment.visitNumber)
    for entry in try draft.stream(visit) where entry.header.endsVisit {
      throw ClinicError.visitEnded(number: visit.number)
    }
    let key = try key(of: subject, staff: staff, in: draft)
    var steps: [Decision.Step] = []
    var hasEnded = false
    for (index, statement) in request.statements.enumerated() {
      guard !hasEnded else { throw ClinicError.visitEnded(number: visit.number) }
      let event = try statedOnVisit(statement, visit: visit, index: index)
      let occurred = statement.occurred ?? now
      steps.append(Decision.Step(stream: visit, event: event, occurred: occurred))
      guard case .visit(let stated) = event, stated.endsVisit else { continue }
      hasEnded = true
      for released in staff.releases(atEndOf: visit) {
        steps.append(
          Decision.Step(
            stream: StreamKey(type: .staff, subject: .none, number: released.actor),
            event: .staff(.deviceReleased(released)), occurred: occurred))
      }
    }
    return (steps, key)
  }

  private func activeStaff(in draft: borrowing LedgerDraft) throws -> Staff {
    let house = try House.load(from: draft)
    try house.requireActive(session.label.actor)
    return house.staff
  }

  /// The chart's newest key that the device was handed, unless a renewal has made it old.
  private func key(
    of subject: SubjectID, staff: Staff, in draft: borrowing LedgerDraft
  ) throws -> DataKey {
    guard let newest = try draft.newestKeyIntroduction(of: subject),
      newest.position >= staff.renewalPosition(of: subject) ?? 0,
      let key = try charts.key(newest.number, of: subject, in: draft)
    else { throw ClinicError.deviceKeyRenewed(handle: session.label.handle) }
    return key
  }

  private func statedOnVisit(
    _ statement: Statement, visit: StreamKey, index: Int
  ) throws -> ClinicalEvent {
    let isElsewhere =
      statement.chart != visit.subject
      || statement.visitNumber.map { $0 != visit.number } ?? false
    guard case .visit = statement.event, !isElsewhere else {
      throw ClinicError.deviceServesAnother(
        handle: session.label.handle, visit: visit.number)
    }
    do throws(Rejection) {
      try statement.event.validate(by: session.label.role)
    } catch {
      throw request.statements.count > 1
        ? ClinicError.batchRejected(index: index, error) : ClinicError.rejected(error)
    }
    return statement.event
  }

  /// What an append of before said: what was stated, and the releases that came with it, which
  /// are never sealed.
  private func saidBefore(_ appended: Appended, now: ClinicalTime) throws -> [Said] {
    let stated: [Said] = request.statements.map { ($0.event, $0.occurred ?? now) }
    let releases: [Said] = try clinic.ledger.read { snapshot in
      try appended.positions.dropFirst(stated.count).compactMap { position in
        let entry = try snapshot.entry(at: position)
        guard !entry.header.isSealed, let fact = try entry.fact(body: entry.body) else {
          return nil
        }
        return (fact.value, fact.occurred)
      }
    }
    return stated + releases
  }

  /// A device is told what it said; nothing is opened for it.
  private func recorded(
    _ appended: Appended, _ said: [Said], isNew: Bool, now: ClinicalTime
  ) -> Recorded {
    let lines = zip(appended.positions, said).map { position, said in
      Recorded.Line(
        position: position, event: said.event.kind.name,
        sentence: said.event.sentence(occurred: said.occurred), occurred: said.occurred)
    }
    return Recorded(
      positions: appended.positions, lines: lines,
      recordedMicroseconds: appended.recordedMicroseconds,
      signatures: [session.signature(at: now.unixMicroseconds)], wasAlreadyRecorded: !isNew,
      patient: nil, visitNumber: request.statements.first?.visitNumber, explainedDepartures: [],
      owedDepartures: [])
  }
}
