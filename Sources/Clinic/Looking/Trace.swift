internal import ClinicalRecord
internal import Ledger

/// Records what an answer shows, before it is shown: at most one durable append.
struct Trace {
  let clinic: Clinic
  let looker: Looker
  let emergency: BreakGlass?

  /// Entries of one append; an answer that shows more than this takes a second one. Half of what an
  /// append may have, since every entry may need a new data key.
  private static let mostEntries = 32_000

  /// The look was recorded by another process of the same person meanwhile.
  private struct CoveredMeanwhile: Error {}

  /// - Throws: `ClinicError.lookNotRecorded` when storage failed: then nothing may be shown.
  func leave(of shown: [Glance]) throws {
    let untold = try clinic.ledger.read { try uncovered(shown, in: $0) }
    guard !untold.isEmpty else { return }
    guard !looker.isEmergency else { return try leaveEmergency(of: untold) }
    do {
      try append(untold)
    } catch let error where error.isStorageFailure {
      try leaveEmergency(of: untold, since: error)
    }
  }

  // MARK: Ordinary looks

  private func append(_ glances: [Glance]) throws {
    clinic.appendSpooled()
    try append(glances) { glance, writing, draft in
      try writing.add(glance.event, to: .looks(at: glance.chart), in: draft)
    }
  }

  private func append(
    _ glances: [Glance], spooled: [SubjectID: UInt32] = [:],
    _ add: (Glance, inout AccessWriting, borrowing LedgerSnapshot) throws -> Void
  ) throws {
    for first in stride(from: 0, to: glances.count, by: Self.mostEntries) {
      let part = Array(glances[first..<min(first + Self.mostEntries, glances.count)])
      let now = clinic.clock.now()
      do {
        _ = try clinic.commit(
          AppendRequest(
            id: .timeOrdered(now.unixMicroseconds), signers: [try looker.session.signer(.recorded)],
            nowMicroseconds: now.unixMicroseconds),
          isSame: { _ in false },
          decide: { draft in
            let untold = try uncovered(part, in: draft)
            guard !untold.isEmpty else { throw CoveredMeanwhile() }
            var writing = try writing(now, spooled: spooled, in: draft)
            for glance in untold { try add(glance, &writing, draft) }
            return writing.proposals
          })
      } catch is CoveredMeanwhile {
        continue
      }
    }
  }

  // MARK: Emergencies

  /// Appends an emergency access, or keeps it in the spool where storage fails.
  ///
  /// - Parameter failure: why an ordinary look could not be recorded; nil where the role does not
  ///   read this.
  private func leaveEmergency(of glances: [Glance], since failure: (any Error)? = nil) throws {
    guard let emergency else {
      throw ClinicError.lookNotRecorded(
        cause: failure.map { "\($0)" } ?? "", isEmergency: false)
    }
    let reason = try emergency.reason()
    do {
      let held = try HeldSpool(clinic.accessSpool)
      if failure == nil, try append(glances, for: reason, emergency, holding: held) { return }
      try spool(glances, for: reason, emergency, in: held)
    } catch ClinicError.file(let path, let what) {
      throw ClinicError.lookNotRecorded(cause: "\(path): \(what)", isEmergency: true)
    } catch let error where error.isStorageFailure {
      throw ClinicError.lookNotRecorded(cause: "\(error)", isEmergency: true)
    }
  }

  /// - Returns: false where storage failed.
  private func append(
    _ glances: [Glance], for reason: String, _ emergency: BreakGlass, holding held: HeldSpool
  ) throws -> Bool {
    clinic.drain(held)
    do {
      try append(glances, spooled: held.newestNumbers) { glance, writing, draft in
        try writing.open(glance, reason: reason, host: emergency.host, in: draft)
      }
      return true
    } catch let error where error.isStorageFailure {
      return false
    }
  }

  private func spool(
    _ glances: [Glance], for reason: String, _ emergency: BreakGlass, in held: HeldSpool
  ) throws {
    let now = clinic.clock.now()
    let signer = PrepareRequest.Signer(
      actor: looker.actor, meaning: .recorded, signedAtMicroseconds: now.unixMicroseconds)
    var prepared = try clinic.ledger.prepare(
      PrepareRequest(id: .timeOrdered(now.unixMicroseconds), signers: [signer])
    ) { snapshot in
      try Clinic.refuseErased(glances.map(\.chart), in: snapshot)
      var writing = try writing(now, spooled: held.newestNumbers, in: snapshot)
      for glance in glances {
        try writing.open(
          glance, reason: reason, host: emergency.host, isSpooled: true, in: snapshot)
      }
      return writing.proposals
    }
    try prepared.sign(try looker.session.signer(.recorded))
    try held.add(prepared)
  }

  // MARK: What is there already

  /// What no earlier look of the window covers; refuses whoever may not act any more, and what is
  /// erased: an answer is given before the erasure or not at all.
  private func uncovered(
    _ shown: [Glance], in reader: borrowing LedgerSnapshot
  ) throws -> [Glance] {
    let house = try House.load(from: reader)
    try house.requireActive(looker.actor)
    try Clinic.refuseErased(shown.map(\.chart), in: reader)
    let trail = try LookTrail(
      of: looker, spool: emergency == nil ? nil : clinic.accessSpool,
      nowMicroseconds: clinic.clock.nowMicroseconds(), house: house, in: reader)
    var untold: [Glance] = []
    for glance in shown where try !trail.covers(glance, in: reader) { untold.append(glance) }
    return untold
  }

  private func writing(
    _ now: ClinicalTime, spooled: [SubjectID: UInt32],
    in reader: borrowing LedgerSnapshot
  ) throws -> AccessWriting {
    AccessWriting(
      charts: looker.charts, staff: try House.load(from: reader).staff, occurred: now.occurred,
      spooled: spooled)
  }
}
