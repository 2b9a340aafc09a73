internal import ClinicalRecord
internal import Ledger

extension Recording {
  /// Prepares the act on the ledger as it is and leaves it for `other`'s signature.
  func ask(_ other: UInt32, withinMicroseconds: Int64) throws -> Asked {
    guard other != session.label.actor else {
      throw ClinicError.secondSignerIsActor(handle: session.label.handle)
    }
    let id = request.appendID ?? AppendID.timeOrdered(now.unixMicroseconds)
    if let appended = try appendedBefore(id, beside: other) {
      return .recorded(try clinic.recordedBefore(appended))
    }
    let signer = try session.signer(.recorded)
    var decided: Decision?
    let nowMicroseconds = clinic.clock.nowMicroseconds()
    let prepared = try clinic.ledger.prepare(
      PrepareRequest(
        id: id,
        signers: [
          PrepareRequest.Signer(
            actor: session.label.actor, meaning: .recorded,
            signedAtMicroseconds: nowMicroseconds),
          PrepareRequest.Signer(actor: other, meaning: .secondSigner),
        ], expectedRevisions: try revisionsOfChart()),
      decide: { snapshot in
        let decision = try decide(in: snapshot, secondSigner: other)
        decided = decision
        return try decision.proposals(in: clinic.ledger.id, now: now)
      })
    guard let decided else { throw ClinicError.nothingToRecord }
    let file = RequestFile(
      expiresMicroseconds: nowMicroseconds + withinMicroseconds, prepared: prepared)
    try clinic.leave(file, nowMicroseconds: nowMicroseconds)
    return .waiting(
      PendingApproval(
        request: ApprovalRequest(file, house: decided.house), prepared: prepared,
        decision: decided, signer: signer))
  }

  /// The append of that id, if it says the same with the same two people; nil when there is none.
  private func appendedBefore(_ id: AppendID, beside other: UInt32) throws -> Appended? {
    let found = try clinic.ledger.read { snapshot in
      try snapshot.append(id).map { positions in
        (
          try snapshot.appended(positions), try positions.map { try snapshot.entry(at: $0) }
        )
      }
    }
    guard let (appended, entries) = found else { return nil }
    let replay = Replay(
      clinic: clinic, request: request, actor: session.label.actor, secondSigner: other)
    guard try replay.isSame(as: entries) else { throw LedgerError.appendIDReused(id) }
    return appended
  }

  /// Where all that the decision rests on stands: what comes between has it decided again.
  private func revisionsOfChart() throws -> [StreamKey: UInt32?] {
    guard let subject else { return [:] }
    return try clinic.ledger.read { snapshot in
      var revisions: [StreamKey: UInt32?] = [:]
      for stream in try snapshot.streams(of: subject)
      where stream.type == .chart || stream.type == .visit {
        revisions.updateValue(try snapshot.streamHead(stream)?.revision, forKey: stream)
      }
      return revisions
    }
  }
}

extension ApprovalRequest {
  init(_ file: RequestFile, house: House) {
    func handle(_ actor: UInt32?) -> String {
      actor.flatMap { house.label(of: $0)?.handle } ?? "actor \(actor ?? 0)"
    }
    self.init(
      id: file.prepared.id, askedBy: handle(file.prepared.signers.first?.actor),
      askedOf: handle(file.secondSigner?.actor),
      meaning: SignatureMeaning.secondSigner.words, events: file.prepared.kinds.map(\.name),
      expiresMicroseconds: file.expiresMicroseconds,
      isSigned: file.secondSigner?.signature != nil)
  }
}
