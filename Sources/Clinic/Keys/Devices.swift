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
      let file = try ChartFile.load(chart, keys: charts, from: draft)
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
      let sealing = SealingKey(key: key, isNew: true)
      return Decided(try plan.proposals(sealedWith: sealing, in: ledger.id), plan)
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
