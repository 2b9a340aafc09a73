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
      let lines = zip(appended.positions, said).map { line(at: $0, $1) }
      return recorded(appended, lines, isNew: true, now: now)
    case .appended(let appended), .alreadyAppended(let appended):
      return try recordedBefore(appended, now: now)
    }
  }

  /// What is stated; and with the visit's end the release of the devices that serve it, this one
  /// among them, as whenever a person ends it.
  private func decide(
    in draft: borrowing LedgerSnapshot, now: ClinicalTime
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

  private func activeStaff(in draft: borrowing LedgerSnapshot) throws -> Staff {
    let house = try House.load(from: draft)
    try house.requireActive(session.label.actor)
    return house.staff
  }

  /// The chart's newest key that the device was handed, unless a renewal has made it old.
  private func key(
    of subject: SubjectID, staff: Staff, in draft: borrowing LedgerSnapshot
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

  /// What an append of before said, as far as the device still holds its key: of the rest, what
  /// headers tell, and never what the request says.
  private func recordedBefore(_ appended: Appended, now: ClinicalTime) throws -> Recorded {
    let entries = try clinic.ledger.read { snapshot in
      try appended.positions.map { try snapshot.entry(at: $0) }
    }
    var isCompared = true
    let lines = try entries.compactMap { entry -> Recorded.Line? in
      do {
        return try clinic.fact(of: entry).map {
          line(at: entry.position, ($0.value, $0.occurred))
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

  private func line(at position: UInt64, _ said: Said) -> Recorded.Line {
    Recorded.Line(
      position: position, event: said.event.kind.name,
      sentence: said.event.sentence(occurred: said.occurred), occurred: said.occurred)
  }

  /// A device is told what it said.
  private func recorded(
    _ appended: Appended, _ lines: [Recorded.Line], isNew: Bool, now: ClinicalTime
  ) -> Recorded {
    Recorded(
      positions: appended.positions, lines: lines,
      recordedMicroseconds: appended.recordedMicroseconds,
      signatures: [session.signature(at: now.unixMicroseconds)], wasAlreadyRecorded: !isNew,
      patient: nil, visitNumber: request.statements.first?.visitNumber, explainedDepartures: [],
      owedDepartures: [])
  }
}
