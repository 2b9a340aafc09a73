internal import ClinicalRecord
internal import Ledger

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
    let replay = Replay(by: person, request, secondSigner: nil)
    order.isSame = { try replay.isSame(as: $0) }
    let written = try person.write(order, concerning: request.chart) { draft, site in
      let visit = try servedVisit(site, in: draft)
      let key = try key(of: visit.subject, site.staff, in: draft)
      let steps = try Plan.steps(
        ofDevice: person.label, on: visit, request.statements, staff: site.staff, now: now)
      return Decided(
        try steps.map { step in
          Proposal(
            stream: step.stream, kind: step.event.kind.number, occurred: step.occurred.occurred,
            body: try step.event.serialized(), dataKey: step.event.isClinical ? key : nil)
        }, steps)
    }
    switch written {
    case .appended(let appended, let steps):
      let lines = zip(appended.positions, steps).map { position, step in
        line(at: position, step.event, step.occurred)
      }
      return recorded(appended, lines, isNew: true, now: now)
    case .before(let appended): return try recordedBefore(appended, now: now)
    }
  }

  /// The visit that it is assigned to, and that lasts.
  private func servedVisit(
    _ site: SiteState, in draft: borrowing LedgerSnapshot
  ) throws -> StreamKey {
    guard let assignment = site.staff.members[person.actor]?.assignment?.value,
      let subject = assignment.subject
    else { throw ClinicError.deviceServesNone(handle: person.label.handle) }
    let visit = StreamKey(type: .visit, subject: subject, number: assignment.visitNumber)
    for entry in try draft.stream(visit) where entry.header.endsVisit {
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
        return try person.fact(of: entry).map { line(at: entry.position, $0.value, $0.occurred) }
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

  private func line(
    at position: UInt64, _ event: ClinicalEvent, _ occurred: ClinicalTime
  ) -> Recorded.Line {
    Recorded.Line(
      position: position, event: event.kind.name, sentence: event.sentence(occurred: occurred),
      occurred: occurred)
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
  /// What a device states on the visit that it serves; and with the visit's end the release of the
  /// devices that serve it, this one among them, as whenever a person ends it.
  ///
  /// The device opens no chart, so only the shape of what it says is held against the record.
  ///
  /// - Throws: `ClinicError.deviceServesAnother`, `.visitEnded` for what follows the visit's end,
  ///   `.rejected`, `.batchRejected`.
  static func steps(
    ofDevice device: StaffLabel, on visit: StreamKey, _ statements: [Statement], staff: Staff,
    now: ClinicalTime
  ) throws -> [Step] {
    var steps: [Step] = []
    var hasEnded = false
    for (index, statement) in statements.enumerated() {
      guard !hasEnded else { throw ClinicError.visitEnded(number: visit.number) }
      let isElsewhere =
        statement.chart != visit.subject
        || statement.visitNumber.map { $0 != visit.number } ?? false
      guard case .visit = statement.event, !isElsewhere else {
        throw ClinicError.deviceServesAnother(handle: device.handle, visit: visit.number)
      }
      do throws(Rejection) {
        try statement.event.validate(by: device.role)
      } catch {
        throw statements.count > 1
          ? ClinicError.batchRejected(index: index, error) : ClinicError.rejected(error)
      }
      let occurred = statement.occurred ?? now
      steps.append(Step(stream: visit, event: statement.event, occurred: occurred))
      hasEnded = statement.event.kind.endsVisit
      if hasEnded { steps += staff.releaseSteps(atEndOf: visit, occurred: occurred) }
    }
    return steps
  }
}
