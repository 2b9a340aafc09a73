internal import ClinicalRecord
public import Ledger
internal import TransparencyLog

/// An act that waits for somebody's signature, in the process that asked for it.
public struct PendingApproval: Sendable {
  public var request: ApprovalRequest
  let prepared: PreparedAppend
  let plan: Plan
  let signer: Signer

  var chart: SubjectID? { plan.file?.subject }
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
  /// Where the request stands; ask again every now and then.
  public func progress(of pending: PendingApproval) -> ApprovalProgress {
    guard let file = RequestFolder(ledger: directory, patience).request(pending.prepared.id) else {
      return .gone
    }
    return file.secondSigner?.signature == nil ? .waiting : .signed
  }

  /// Takes the request away unless it has been signed meanwhile.
  ///
  /// - Returns: false when it has been signed: then it can be completed.
  public func withdraw(_ pending: PendingApproval) throws -> Bool {
    let folder = RequestFolder(ledger: directory, patience)
    return try folder.locked {
      guard progress(of: pending) != .signed else { return false }
      folder.remove(pending.prepared.id)
      return true
    }
  }
}

extension SignedIn {
  /// Plans and seals an act, and leaves it for another person's signature.
  ///
  /// Only about a patient who has a chart, or about the drug book that there is. The statements of
  /// `request` are held against the ledger as ``record(_:)`` does it; its `secondSigner` is not
  /// used.
  ///
  /// - Parameters:
  ///   - handle: the sign-in name of whoever is asked.
  ///   - withinMicroseconds: how long it can be signed.
  /// - Throws: what ``record(_:)`` throws; `ClinicError.unknownStaff`, `.askedForNewChart`;
  ///   `.requestWaits` where the append id waits for a signature already.
  public func ask(
    _ request: RecordRequest, of handle: String, withinMicroseconds: Int64
  ) throws -> Asked {
    try request.requireOneSubject()
    let book = request.isOfLots ? try ledger.read { try SiteState.load(from: $0) }.drugBook : nil
    guard request.chart != nil || book != nil else { throw ClinicError.askedForNewChart }
    let other = try clinic.staffMember(handle).actor
    return try request.placed { request in
      let recording = try Recording(by: self, request)
      do {
        return try recording.ask(other, withinMicroseconds: withinMicroseconds)
      } catch {
        throw failure(error, concerning: request.chart)
      }
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
    let folder = RequestFolder(ledger: directory, patience)
    defer { folder.remove(id) }
    guard let theirs = folder.request(id)?.prepared, pending.prepared.isContinued(by: theirs)
    else { throw ClinicError.requestDamaged(id) }
    var prepared = theirs
    // The other may have taken an hour.
    try confirm()
    try prepared.sign(pending.signer)
    let now = clock.nowMicroseconds()
    let signed = prepared
    var plan = pending.plan
    let outcome: AppendOutcome
    do {
      outcome = try refusing(concerning: pending.chart) {
        try clinic.write(
          signed, appendsSpooled: true,
          holding: { _, site in try signed.checkFits(site) },
          conflicting: { draft, site in
            guard try signed.hasChartMovedOn(in: draft) else { return }
            try signed.checkFits(site)
            let charts = try chartReader(toDo: "record care").charts
            let act = WaitingAct(
              prepared: signed, steps: pending.plan.steps, charts: charts,
              reasons: pending.plan.act.reasons)
            plan = try act.plannedAgain(on: site, in: draft)
          })
      }
    } catch LedgerError.signatureInvalid, LedgerError.signatureMissing {
      throw ClinicError.requestDamaged(id)
    }
    return plan.recorded(
      outcome.appended,
      signedBy: plan.site.signatures(
        prepared.signers.map { ($0.actor, $0.meaning, $0.signedAtMicroseconds ?? now) }))
  }
}

extension Recording {
  /// Prepares the act on the ledger as it is and leaves it for `other`'s signature.
  func ask(_ other: UInt32, withinMicroseconds: Int64) throws -> Asked {
    guard other != person.actor else {
      throw ClinicError.secondSignerIsActor(handle: person.label.handle)
    }
    let id = request.appendID ?? AppendID.timeOrdered(now.unixMicroseconds)
    if let appended = try appendedBefore(id, beside: other) {
      return .recorded(try person.recordedBefore(appended))
    }
    let signer = try person.signer(.recorded)
    let nowMicroseconds = person.clock.nowMicroseconds()
    let (prepared, plan) = try prepare(id, beside: other, nowMicroseconds: nowMicroseconds)
    let file = RequestFile(
      expiresMicroseconds: nowMicroseconds + withinMicroseconds, prepared: prepared)
    try person.leave(file, nowMicroseconds: nowMicroseconds)
    return .waiting(
      PendingApproval(
        request: ApprovalRequest(file, site: plan.site), prepared: prepared, plan: plan,
        signer: signer))
  }

  /// Plans and seals the act on the ledger as it is, for both signatures.
  private func prepare(
    _ id: AppendID, beside other: UInt32, nowMicroseconds: Int64
  ) throws -> (PreparedAppend, Plan) {
    var planned: Plan?
    let prepared = try person.ledger.prepare(
      PrepareRequest(
        id: id,
        signers: [
          PrepareRequest.Signer(
            actor: person.actor, meaning: .recorded, signedAtMicroseconds: nowMicroseconds),
          PrepareRequest.Signer(actor: other, meaning: .secondSigner),
        ], expectedRevisions: try revisionsOfChart()),
      decide: { snapshot in
        let site = try SiteState.load(
          charts: Set([subject].compactMap(\.self)), from: snapshot)
        let keys = try sealingKeys(site, in: snapshot)
        let plan = try plan(on: site, in: snapshot, keys: keys, secondSigner: other)
        planned = plan
        return try plan.proposals(sealedWith: keys, in: person.ledger.id)
      })
    guard let planned else { throw ClinicError.nothingToRecord }
    return (prepared, planned)
  }

  /// The append of that id, if it says the same with the same two people; nil when there is none.
  private func appendedBefore(_ id: AppendID, beside other: UInt32) throws -> Appended? {
    let found = try person.ledger.read { snapshot in
      try snapshot.append(id).map { positions in
        (
          try snapshot.appended(positions), try positions.map { try snapshot.entry(at: $0) }
        )
      }
    }
    guard let (appended, entries) = found else { return nil }
    let replay = Replay(by: person, request, secondSigner: other)
    guard try replay.isSame(as: entries) else { throw LedgerError.appendIDReused(id) }
    return appended
  }

  /// Where all that the decision rests on stands: what comes between has it decided again.
  private func revisionsOfChart() throws -> [StreamKey: UInt32?] {
    guard let subject else { return [:] }
    return try person.ledger.read { snapshot in
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
  init(_ file: RequestFile, site: SiteState) {
    func handle(_ actor: UInt32?) -> String {
      actor.flatMap { site.label(of: $0)?.handle } ?? "actor \(actor ?? 0)"
    }
    self.init(
      id: file.prepared.id, askedBy: handle(file.prepared.signers.first?.actor),
      askedOf: handle(file.secondSigner?.actor),
      meaning: SignatureMeaning.secondSigner.words, events: file.prepared.kinds.map(\.name),
      expiresMicroseconds: file.expiresMicroseconds,
      isSigned: file.secondSigner?.signature != nil)
  }
}

extension SignedIn {
  /// Leaves a request for the other's signature, unless its chart was erased since it was decided.
  ///
  /// It was prepared on a state of the ledger that may lie before the intent: whoever erases either
  /// finds the file, or has recorded the intent by the time that it is written.
  ///
  /// - Throws: `ClinicError.requestWaits` for an append id that waits already, and
  ///   `.chartErased`; no file is left then, and what key was made for it goes.
  func leave(_ file: RequestFile, nowMicroseconds: Int64) throws {
    let folder = RequestFolder(ledger: directory, patience)
    do {
      try folder.locked {
        folder.sweep(nowMicroseconds: nowMicroseconds)
        guard folder.request(file.prepared.id) == nil else {
          throw ClinicError.requestWaits(file.prepared.id)
        }
        try folder.write(file)
        do {
          try ledger.read {
            try SiteState().refuseErased(
              file.prepared.statements.map(\.header.stream.subject), in: $0)
          }
        } catch {
          folder.remove(file.prepared.id)
          throw error
        }
      }
    } catch ClinicError.chartErased(let chart, let position) {
      // The key may have been made after the erasure removed the others. The mark stays until
      // somebody has removed it; whoever erases wants the folder, which is let go by now.
      _ = try ErasureLock(waitingIn: directory, patience)
      try? finishErasuresIfLeft()
      throw ClinicError.chartErased(chart, position: position)
    }
  }
}
