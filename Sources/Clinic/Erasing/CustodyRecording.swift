public import ClinicalRecord
public import Ledger
internal import TransparencyLog

extension Clinic {
  /// Places a legal hold: the chart is not erased while it lasts.
  ///
  /// - Throws: `ClinicError.rejected`, `.unknownPatient`; `LedgerError`.
  public func placeHold(on chart: SubjectID) throws -> Recorded {
    appendSpooled()
    return try recordCustody(.legalHoldPlaced(.init()), of: chart, second: nil)
  }

  /// Ends a legal hold; two people sign it.
  ///
  /// - Throws: as ``placeHold(on:)``; `ClinicError.secondSignerNeeded` and what else stands against
  ///   the second signer.
  public func releaseHold(on chart: SubjectID, second: Identity?) throws -> Recorded {
    appendSpooled()
    return try recordCustody(.legalHoldReleased(.init()), of: chart, second: second)
  }

  /// Refuses an act of custody before anybody is asked for a signature, as recording it would.
  ///
  /// - Parameter second: whoever is to sign beside the recorder, as their identity file says; nil:
  ///   nobody is known yet, and it is not asked.
  /// - Returns: what they sign, for them to see.
  /// - Throws: as ``releaseHold(on:second:)``.
  public func previewCustody(
    _ event: OperationsEvent.OneOf_Event, of chart: SubjectID, second: IdentityLabel?
  ) throws -> String {
    let session = try signedInSession(toDo: "to decide about a chart")
    try ledger.read { snapshot in
      try checkCustody(event, of: chart, by: session, at: clock.now(), in: snapshot)
      if let second {
        try SecondSigning(of: [event.kind]).check(
          second.actor, beside: session.label.actor, in: try House.load(from: snapshot))
      }
    }
    return event.statement.sentence
  }

  /// One append to the chart's custody stream, never sealed. What waits in the spool is the
  /// caller's to append first.
  func recordCustody(
    _ event: OperationsEvent.OneOf_Event, of chart: SubjectID, second: Identity?
  ) throws -> Recorded {
    let session = try signedInSession(toDo: "to decide about a chart")
    let secondSigner = try second.map { try self.secondSigner($0, beside: session.label.actor) }
    let now = clock.now()
    let signedMicroseconds = clock.nowMicroseconds()
    let appended = try commit(
      AppendRequest(
        id: .timeOrdered(now.unixMicroseconds),
        signers: [try session.signer(.recorded)] + (secondSigner.map { [$0] } ?? []),
        nowMicroseconds: signedMicroseconds),
      isSame: { _ in false },
      decide: { draft in
        try checkCustody(event, of: chart, by: session, at: now, in: draft)
        try SecondSigning(of: [event.kind]).check(
          secondSigner?.actor, beside: session.label.actor, in: try House.load(from: draft))
        return [try .custody(event, of: chart, occurred: now.occurred)]
      }
    ).appended
    let house = try ledger.read { try House.load(from: $0) }
    return Recorded(
      positions: appended.positions,
      lines: [
        Recorded.Line(
          position: appended.positions.lowerBound, event: event.kind.name,
          sentence: event.statement.sentence, occurred: now)
      ], recordedMicroseconds: appended.recordedMicroseconds,
      signatures: house.signatures(
        [(session.label.actor, .recorded, signedMicroseconds)]
          + (secondSigner.map { [($0.actor, .secondSigner, signedMicroseconds)] } ?? [])),
      wasAlreadyRecorded: false, patient: nil, visitNumber: nil, explainedDepartures: [],
      owedDepartures: [])
  }

  /// Whether it may be stated on one state of the ledger, but for the second signature.
  private func checkCustody(
    _ event: OperationsEvent.OneOf_Event, of chart: SubjectID, by session: Session,
    at now: ClinicalTime, in reader: borrowing LedgerSnapshot
  ) throws {
    let house = try House.load(from: reader)
    try house.requireActive(session.label.actor)
    guard try reader.streams(of: chart).contains(where: { $0.type == .chart }) else {
      throw ClinicError.unknownPatient(chart.description)
    }
    var custody = try reader.custody(of: chart)
    custody.hindrances = try reader.hindrances(of: chart, staff: house.staff)
    do throws(Rejection) {
      _ = try custody.decide(event, occurred: now, by: session.label.role)
    } catch {
      throw ClinicError.rejected(error)
    }
  }
}

extension Proposal {
  static func custody(
    _ event: OperationsEvent.OneOf_Event, of chart: SubjectID, occurred: Occurred
  ) throws -> Proposal {
    Proposal(
      stream: .custody(of: chart), kind: event.kind.number, occurred: occurred,
      body: try ClinicalEvent.operations(event).serialized(), dataKey: nil)
  }
}
