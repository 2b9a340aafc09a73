internal import ClinicalRecord
internal import FoundationEssentials
public import Ledger
internal import TransparencyLog

extension Clinic {
  /// Appends what happened to the ledger itself, in the clear, in an append of its own.
  ///
  /// - Parameters:
  ///   - signer: must be active, with a role that records this kind.
  ///   - id: of an event that is recorded once however often it is tried; nil: a new one.
  ///   - appendsSpooled: false for a caller that holds the spool.
  ///   - check: asked inside the write transaction; what it throws refuses the event.
  func recordOperation(
    _ event: OperationsEvent.OneOf_Event, by signer: Signer, id: AppendID? = nil,
    appendsSpooled: Bool = true,
    unless check: (borrowing LedgerSnapshot, SiteState) throws -> Void = { _, _ in }
  ) throws -> Appended {
    do throws(Rejection) { try event.statement.validate() } catch {
      throw ClinicError.rejected(error)
    }
    let now = clock.now()
    var order = WriteOrder(id: id, signers: [signer], now: now)
    order.appendsSpooled = appendsSpooled
    order.isSame = { _ in id != nil }
    return try write(order) { draft, site in
      guard let member = site.staff.members[signer.actor] else {
        throw ClinicError.notSignedIn(toDo: "recording \(event.kind.name)")
      }
      guard event.kind.recorders.contains(member.role) else {
        throw ClinicError.notPermitted(
          act: "record \(event.kind.name)", role: member.role,
          allowed: event.kind.recorders.map(\.words).sorted().joined(separator: ", "))
      }
      try check(draft, site)
      return Decided([
        try .inTheClear(.operations(event), number: 0, occurred: now.occurred)
      ])
    }.appended
  }
}

extension SignedIn {
  /// Refuses whoever may not attest a verification, before anything is verified.
  ///
  /// - Throws: `ClinicError.notPermitted`, `.notSignedIn`.
  public func requireAttesting() throws { try require(.attestVerification) }

  /// Appends that, and with what outcome, the signed-in person has verified the ledger.
  ///
  /// - Parameter further: problems beyond those of the verification: a rollback, another site.
  /// - Returns: the position of `ledger verified`.
  /// - Throws: `ClinicError.notPermitted`, `LedgerError`.
  public func attest(
    _ verification: Verification, signatures: Bool, further: Int = 0
  ) throws -> UInt64 {
    try require(.attestVerification)
    var event = LedgerVerified()
    event.size = verification.head.size
    event.root = Data(verification.head.root.bytes)
    event.problemCount = UInt32(clamping: verification.problemCount + further)
    event.signaturesChecked = signatures
    return try refusing {
      try clinic.recordOperation(.ledgerVerified(event), by: try signer(.recorded))
    }.positions.lowerBound
  }
}

extension LedgerSnapshot {
  /// The newest event of one kind in the operations stream of the ledger itself, with when it was
  /// recorded; nil when there is none.
  func newestOperation(
    _ kind: EventKind
  ) throws -> (event: OperationsEvent.OneOf_Event, recordedMicroseconds: Int64)? {
    let stream = StreamKey(type: .operations, subject: .none, number: 0)
    var next = try streamHead(stream)?.position
    while let position = next {
      let entry = try entry(at: position)
      if entry.header.isOf(kind),
        case .operations(let event)? = try entry.fact(body: entry.body)?.value
      {
        return (event, entry.stamp.recordedMicroseconds)
      }
      next = entry.stamp.previous
    }
    return nil
  }
}
