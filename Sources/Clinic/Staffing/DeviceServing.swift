internal import ClinicalRecord
internal import FoundationEssentials
public import Ledger
internal import TransparencyLog

extension Clinic {
  /// Lets a device serve a visit: a new data key of the chart, introduced in the same append, is
  /// all that it holds, and what its entries are sealed with.
  ///
  /// - Parameter visit: nil: the one that is open, or was last.
  /// - Throws: `ClinicError.unknownStaff`, `.unknownVisit`, `.noVisit`, `.visitEnded`, `.rejected`;
  ///   `LedgerError`, `KeyError`.
  public func assignDevice(
    _ handle: String, to chart: SubjectID, visit: UInt32?
  ) throws -> Recorded {
    let (session, _, charts) = try chartReader(toDo: "assign a device")
    let device = try staffMember(handle).actor
    let now = clock.now()
    var decided: Decision?
    let outcome = try append(
      AppendRequest(
        id: .timeOrdered(now.unixMicroseconds), signers: [try session.signer(.recorded)],
        nowMicroseconds: now.unixMicroseconds),
      isSame: { _ in false },
      decide: { draft in
        let decision = try assignment(
          of: device, to: chart, visit: visit, by: session, charts, now, in: draft)
        decided = decision
        return try decision.proposals(in: ledger.id, now: now)
      })
    guard case .appended(let appended) = outcome, let decided else {
      throw ClinicError.nothingToRecord
    }
    return decided.recorded(appended, signedBy: [session.signature(at: now.unixMicroseconds)])
  }

  /// Ends a device's service; the chart's next entry is sealed under a new data key.
  public func releaseDevice(_ handle: String) throws -> Recorded {
    var released = DeviceReleased()
    released.actor = try staffMember(handle).actor
    return try record(
      RecordRequest(statements: [Statement(chart: nil, event: .staff(.deviceReleased(released)))]))
  }

  /// Every device, by actor number, with the visit that it serves.
  public func devices() throws -> [StaffListing] {
    try staff().filter { $0.label.role == .device }
  }

  private func assignment(
    of device: UInt32, to chart: SubjectID, visit: UInt32?, by session: Session,
    _ charts: ChartKeys, _ now: ClinicalTime, in draft: borrowing LedgerSnapshot
  ) throws -> Decision {
    let house = try House.load(from: draft)
    try house.requireActive(session.label.actor)
    try DeviceAssigned.kind.requireRole(session.label.role)
    try Self.refuseErased([chart], in: draft)
    let file = try ChartFile.load(chart, keys: charts, from: draft)
    let number = try openVisit(visit, of: file)
    // First what may be refused; a key that is made stays in the keyring.
    var assigned = DeviceAssigned()
    assigned.actor = device
    assigned.chart = Data(chart.bytes)
    assigned.visitNumber = number
    assigned.dataKeyNumber = 1
    let statement = { (assigned: DeviceAssigned) in
      Statement(chart: nil, event: .staff(.deviceAssigned(assigned)))
    }
    var trial = try Decision(
      file: nil, house: house, actor: session.label.actor, appendPosition: draft.head.size,
      nowMicroseconds: now.unixMicroseconds)
    try trial.take(statement(assigned), occurred: now)
    let key = try charts.makeKey(for: chart)
    guard try draft.enrolment(of: device) != nil else {
      throw ClinicError.unknownStaff("actor \(device)")
    }
    // Those that serve the chart already record on under it too: it is the newest from here on.
    try charts.hand(key, to: [device] + house.staff.devices(serving: chart), in: draft)
    assigned.dataKeyNumber = key.number
    var decision = try Decision(
      file: nil, house: house, actor: session.label.actor, appendPosition: draft.head.size,
      sealing: SealingKey(key: key, isNew: true), nowMicroseconds: now.unixMicroseconds)
    try decision.take(statement(assigned), occurred: now)
    return decision
  }

  private func openVisit(_ visit: UInt32?, of file: ChartFile) throws -> UInt32 {
    guard let number = visit ?? file.newestVisitNumber else { throw ClinicError.noVisit }
    guard let found = file.visits[number] else { throw ClinicError.unknownVisit(number: number) }
    guard found.stage != .ended else { throw ClinicError.visitEnded(number: number) }
    return number
  }
}
