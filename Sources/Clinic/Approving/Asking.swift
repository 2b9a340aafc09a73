internal import ClinicalRecord
public import Ledger
internal import TransparencyLog

/// An act that waits for somebody's signature, in the process that asked for it.
public struct PendingApproval: Sendable {
  public var request: ApprovalRequest
  let prepared: PreparedAppend
  let decision: Decision
  let signer: Signer
}

/// What came of asking for a signature.
public enum Asked: Sendable {
  case waiting(PendingApproval)
  /// The append id was in the ledger already, with the same statements and the same two people.
  case recorded(Recorded)
}

/// Where a request for a signature stands.
public enum ApprovalProgress: Hashable, Sendable {
  case waiting
  case signed
  /// Somebody took the request away: it is past its limit by the clinic's clock.
  case gone
}

// The order of the two signatures: the asker states their fields and leaves the act, sealed and
// anchored; the one who is asked states theirs and signs; the asker signs last and appends. So all
// fields are fixed before the first signature, and nothing is recorded without the asker there.

extension Clinic {
  /// Decides and seals an act, and leaves it for another person's signature (S25).
  ///
  /// Only about a patient who has a chart. The statements of `request` are held against the ledger
  /// as ``record(_:)`` does it; its `secondSigner` is not used.
  ///
  /// - Parameters:
  ///   - handle: the sign-in name of whoever is asked.
  ///   - withinMicroseconds: how long it can be signed.
  /// - Throws: what ``record(_:)`` throws; `ClinicError.unknownStaff`, `.askedForNewChart`;
  ///   `.requestWaits` where the append id waits for a signature already.
  public func ask(
    _ request: RecordRequest, of handle: String, withinMicroseconds: Int64
  ) throws -> Asked {
    guard let first = request.statements.first else { throw ClinicError.nothingToRecord }
    guard request.statements.allSatisfy({ $0.chart == first.chart }) else {
      throw ClinicError.mixedStatements
    }
    guard first.chart != nil else { throw ClinicError.askedForNewChart }
    let other = try staffMember(handle).actor
    let recording = try Recording(clinic: self, request: request)
    return try telling { try recording.ask(other, withinMicroseconds: withinMicroseconds) }
  }

  /// Where the request stands; look again every now and then.
  public func progress(of pending: PendingApproval) -> ApprovalProgress {
    guard let file = RequestFolder(ledger: directory).request(pending.prepared.id) else {
      return .gone
    }
    return file.secondSigner?.signature == nil ? .waiting : .signed
  }

  /// Takes the request away unless it has been signed meanwhile.
  ///
  /// - Returns: false when it has been signed: then it can be completed.
  public func withdraw(_ pending: PendingApproval) throws -> Bool {
    let folder = RequestFolder(ledger: directory)
    return try folder.alone {
      guard progress(of: pending) != .signed else { return false }
      folder.remove(pending.prepared.id)
      return true
    }
  }

  /// Signs what the other has signed, and appends it.
  ///
  /// What has come between on the chart is no hindrance where the act would be decided the same on
  /// it: that is decided again in the write transaction.
  ///
  /// - Throws: `ClinicError.requestOutdated` when what it was decided on has changed,
  ///   `.requestDamaged`; what an append throws. Nothing is recorded then, and the request is gone.
  public func complete(_ pending: PendingApproval) throws -> Recorded {
    let id = pending.prepared.id
    let folder = RequestFolder(ledger: directory)
    defer { folder.remove(id) }
    guard let theirs = folder.request(id)?.prepared, pending.prepared.isContinued(by: theirs)
    else { throw ClinicError.requestDamaged(id) }
    var prepared = theirs
    // The other may have taken an hour.
    try signedInSession(toDo: "signing").confirm()
    try prepared.sign(pending.signer)
    let now = clock.nowMicroseconds()
    var decision = pending.decision
    let outcome: AppendOutcome
    do {
      appendSpooled()
      outcome = try commit(
        prepared, nowMicroseconds: now,
        holding: { draft in try prepared.checkFits(try House.load(from: draft)) },
        conflicting: { _, draft in
          guard try prepared.hasChartMovedOn(in: draft) else { return }
          try prepared.checkFits(try House.load(from: draft))
          let charts = try chartReader(toDo: "record care").charts
          let act = WaitingAct(prepared: prepared, steps: pending.decision.steps, charts: charts)
          decision = try act.decidedAgain(in: draft)
          try decision.settle(tellsAllOwed: pending.decision.tellsAllOwed)
        })
    } catch LedgerError.signatureInvalid, LedgerError.signatureMissing {
      throw ClinicError.requestDamaged(id)
    }
    return decision.recorded(
      outcome.appended,
      signedBy: decision.house.signatures(
        prepared.signers.map { ($0.actor, $0.meaning, $0.signedAtMicroseconds ?? now) }))
  }
}

extension PreparedAppend {
  /// What an act with two signers demands when it is opened, signed and appended: it is one act,
  /// both may still act, the first may record it, and neither keys nor policy are older than they
  /// may be.
  func checkFits(_ house: House) throws {
    guard isOneAct(in: house), let first = house.label(of: signers[0].actor) else {
      throw ClinicError.requestDamaged(id)
    }
    if let status = house.staff.members[first.actor]?.status, status != .active {
      throw ClinicError.notPermitted(
        act: "record, since \(first.handle) is \(status.rawValue)", role: first.role,
        allowed: "active members of staff")
    }
    // Whoever prepared it may have been a program that knows no roles.
    for kind in kinds where !kind.mayBeRecorded(by: first.role) {
      throw ClinicError.rejected(
        .notYourRole(event: kind, role: first.role, allowed: kind.recorders))
    }
    try SecondSigning(of: kinds).check(signers[1].actor, beside: first.actor, in: house)
    let changes =
      [house.staff.renewalPosition, house.policies.current?.position]
      + statements.map { house.staff.chartRenewalPositions[$0.header.stream.subject.bytes] }
    guard changes.compactMap({ $0 }).allSatisfy({ $0 < anchor.size }) else {
      throw ClinicError.requestOutdated(id)
    }
    guard releasesEveryDevice(in: house) else { throw ClinicError.requestOutdated(id) }
  }

  /// The clinical kinds of its statements, in order.
  var kinds: [EventKind] {
    statements.compactMap { statement in
      statement.header.stream.type.eventStream.flatMap {
        EventKind(stream: $0, number: statement.header.kind)
      }
    }
  }
}
