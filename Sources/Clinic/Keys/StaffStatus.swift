public import ClinicalRecord
internal import Ledger

extension SignedIn {
  /// Suspends somebody: from here on they record nothing, sign in nowhere and open nothing that is
  /// sealed from then on.
  ///
  /// The event comes first, the keyring's renewal after it; killed in between, the next reader who
  /// signs in finishes it. What the person has opened before stays known to them.
  ///
  /// - Throws: `ClinicError.unknownStaff`, `.rejected`, `.notPermitted`, `.leftUnfinished`;
  ///   `LedgerError`, `KeyError`.
  @discardableResult
  public func suspend(_ handle: String, cause: StaffSuspended.Cause) throws -> Recorded {
    var suspended = StaffSuspended()
    suspended.actor = try clinic.staffMember(handle).actor
    suspended.cause = cause
    return try change(.staffSuspended(suspended))
  }

  /// Ends somebody's part in the clinic, for good. Otherwise as `suspend`.
  @discardableResult
  public func depart(_ handle: String) throws -> Recorded {
    var departed = StaffDeparted()
    departed.actor = try clinic.staffMember(handle).actor
    return try change(.staffDeparted(departed))
  }

  /// Ends a suspension; whose role holds the charts' keys gets a wrap of the keyring key again.
  ///
  /// Repeated, it gives the wrap that an interrupted reinstatement did not get to, and records
  /// nothing: then nil is returned.
  @discardableResult
  public func reinstate(_ handle: String) throws -> Recorded? {
    let actor = try clinic.staffMember(handle).actor
    var reinstated = StaffReinstated()
    reinstated.actor = actor
    // Signing in may have given it just now.
    let wasGranted = granted.contains(actor)
    if role == .administrator, try wasGranted || lacksWrap(actor, status: .active) {
      if !wasGranted { try grantWrap(to: actor) }
      return nil
    }
    let recorded = try change(.staffReinstated(reinstated))
    try finishing(recordedAt: recorded.positions.lowerBound) {
      if try lacksWrap(actor, status: .active) { try grantWrap(to: actor) }
    }
    return recorded
  }

  private func change(_ event: StaffEvent.OneOf_Event) throws -> Recorded {
    guard keyring != nil || role != .administrator else {
      throw refusal(opensNothing("renew the keyring"))
    }
    let recorded = try record(
      RecordRequest(statements: [Statement(chart: nil, event: .staff(event))]))
    try finishing(recordedAt: recorded.positions.lowerBound) {
      _ = try finishRenewal(try ledger.read { try SiteState.load(from: $0) })
    }
    return recorded
  }

  /// Whether somebody of this status should hold a wrap of the keyring key and does not.
  private func lacksWrap(_ actor: UInt32, status: Staff.Status) throws -> Bool {
    let site = try ledger.read { try SiteState.load(from: $0) }
    guard let member = site.staff.members[actor], member.status == status,
      Clinic.holdsKeys(member.role)
    else { return false }
    return try !clinic.keyring().readers().contains(actor)
  }

  /// Wraps the keyring key to somebody's enrolled receiving key.
  func grantWrap(to actor: UInt32) throws {
    try requireActive()
    guard let charts,
      let keys = try ledger.read({ try $0.enrolment(of: actor)?.keys })
    else { return }
    try charts.renewing {
      try $0.grant(to: actor, receivingPublicKey: [UInt8](keys.receivingPublicKey))
    }
  }
}
