internal import ClinicalRecord
internal import Ledger

/// What a device records, on the one visit that it serves.
///
/// It opens nothing but its own: whether the visit lasts is told from headers, no rule is asked,
/// and what it says is sealed with the key that it was handed.
struct DeviceRecording {
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
    var made: [Proposal] = []
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
        made = try proposals(in: draft, now: now)
        return made
      })
    switch outcome {
    case .appended(let appended), .alreadyAppended(let appended):
      return recorded(appended, isNew: !made.isEmpty, now: now)
    }
  }

  private func proposals(
    in draft: borrowing LedgerDraft, now: ClinicalTime
  ) throws -> [Proposal] {
    let staff = try activeStaff(in: draft)
    guard let assignment = staff.members[session.label.actor]?.assignment?.value,
      let subject = assignment.subject
    else { throw ClinicError.deviceServesNone(handle: session.label.handle) }
    let visit = StreamKey(type: .visit, subject: subject, number: assignment.visitNumber)
    for entry in try draft.stream(visit) where entry.header.endsVisit {
      throw ClinicError.visitEnded(number: visit.number)
    }
    let key = try key(of: subject, staff: staff, in: draft)
    return try request.statements.enumerated().map { index, statement in
      let event = try statedOnVisit(statement, visit: visit, index: index)
      return Proposal(
        stream: visit, kind: event.kind.number, occurred: (statement.occurred ?? now).occurred,
        body: try event.serialized(), dataKey: key)
    }
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

  /// A device is told what it said; nothing is read for it.
  private func recorded(_ appended: Appended, isNew: Bool, now: ClinicalTime) -> Recorded {
    let lines = zip(appended.positions, request.statements).map { position, statement in
      let occurred = statement.occurred ?? now
      return Recorded.Line(
        position: position, event: statement.event.kind.name,
        sentence: statement.event.sentence(occurred: occurred), occurred: occurred)
    }
    return Recorded(
      positions: appended.positions, lines: lines,
      recordedMicroseconds: appended.recordedMicroseconds,
      signatures: [session.signature(at: now.unixMicroseconds)], wasAlreadyRecorded: !isNew,
      patient: nil, visitNumber: request.statements.first?.visitNumber, explainedDepartures: [],
      owedDepartures: [])
  }
}
