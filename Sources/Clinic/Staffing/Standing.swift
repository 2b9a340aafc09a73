public import ClinicalRecord
internal import Ledger

extension Clinic {
  /// Suspends somebody: from here on they record nothing, sign in nowhere and open nothing that is
  /// sealed from then on (DESIGN §6).
  ///
  /// The event comes first, the keyring's renewal after it; killed in between, the next reader who
  /// signs in finishes it. What the person has opened before stays known to them.
  ///
  /// - Throws: `ClinicError.unknownStaff`, `.rejected`, `.notPermitted`; `LedgerError`, `KeyError`.
  @discardableResult
  public func suspend(_ handle: String, cause: StaffSuspended.Cause) throws -> Recorded {
    var suspended = StaffSuspended()
    suspended.actor = try staffMember(handle).actor
    suspended.cause = cause
    return try change(.staffSuspended(suspended))
  }

  /// Ends somebody's part in the clinic, for good. Otherwise as `suspend`.
  @discardableResult
  public func depart(_ handle: String) throws -> Recorded {
    var departed = StaffDeparted()
    departed.actor = try staffMember(handle).actor
    return try change(.staffDeparted(departed))
  }

  /// Ends a suspension; whose role holds the charts' keys gets a wrap of the keyring key again.
  ///
  /// Repeated, it gives the wrap that an interrupted reinstatement did not get to, and records
  /// nothing: then nil is returned.
  @discardableResult
  public func reinstate(_ handle: String) throws -> Recorded? {
    let session = try signedInSession(toDo: "reinstating staff")
    let actor = try staffMember(handle).actor
    var reinstated = StaffReinstated()
    reinstated.actor = actor
    if session.label.role == .administrator, try lacksWrap(actor, status: .active) {
      try grantWrap(to: actor)
      return nil
    }
    let recorded = try change(.staffReinstated(reinstated))
    if try lacksWrap(actor, status: .active) { try grantWrap(to: actor) }
    return recorded
  }

  private func change(_ event: StaffEvent.OneOf_Event) throws -> Recorded {
    let session = try signedInSession(toDo: "changing somebody's standing")
    guard session.keyring != nil || session.label.role != .administrator else {
      throw session.opensNothing("renew the keyring")
    }
    let recorded = try record(
      RecordRequest(statements: [Statement(chart: nil, event: .staff(event))]))
    try finishRenewal()
    return recorded
  }

  /// Whether somebody of this standing should hold a wrap of the keyring key and does not.
  private func lacksWrap(_ actor: UInt32, status: Staff.Status) throws -> Bool {
    let house = try ledger.read { try House.load(from: $0) }
    guard let member = house.staff.members[actor], member.status == status,
      Self.holdsKeys(member.role)
    else { return false }
    return try !keyring().readers().contains(actor)
  }

  /// Wraps the keyring key to somebody's enrolled receiving key.
  func grantWrap(to actor: UInt32) throws {
    let session = try signedInSession(toDo: "granting access")
    try requireActive(session)
    guard let charts = session.charts,
      let keys = try ledger.read({ try $0.enrolment(of: actor)?.keys })
    else { return }
    try charts.renewing {
      try $0.grant(to: actor, receivingPublicKey: [UInt8](keys.receivingPublicKey))
    }
  }
}
