internal import ClinicalRecord
internal import Glibc
public import Ledger
internal import TransparencyLog

extension Clinic {
  /// Gives somebody new keys in place of the old ones: signed with the old key by its holder, or by
  /// two administrators (DESIGN §6).
  ///
  /// The new identity is on disk, beside the old one, before the append is; then come the append,
  /// the keyring's renewal, and last the files change places: the old identity is kept as
  /// `NAME.identity.replaced-POSITION`, where it opens nothing any more. Interrupted, repeating it
  /// finishes it.
  ///
  /// - Throws: `ClinicError.notActive`, `.identityNotInForce` of the second administrator,
  ///   `.rejected`, `.unknownStaff`; `KeyError`, `LedgerError`.
  public func replaceKey(_ replacement: KeyReplacement) throws -> ReplacedKey {
    let session = try signedInSession(toDo: "replacing a key")
    let label = try staffMember(replacement.handle)
    if let position = try finishedAppend(of: replacement, actor: label.actor) {
      return try finish(replacement, label, at: position)
    }
    let signers = try self.signers(of: replacement, session: session)
    for _ in 0..<Self.replacementAttempts {
      if let new = try attempt(replacement, label, signers: signers) {
        if label.actor == session.label.actor { takeOver(new) }
        return try finish(replacement, label, at: new.enrolment)
      }
    }
    throw ClinicError.file(
      path: directory, what: "others kept recording while the key was replaced; try again.")
  }

  /// Finishes a replacement by the holder of the old key that was interrupted after its append:
  /// only that key may open the keyring still.
  ///
  /// - Returns: nil when there is nothing of that kind to finish.
  public func finishReplacement(
    of replacement: KeyReplacement, old: Identity
  ) throws -> ReplacedKey? {
    guard old.ledger == ledger.id,
      let position = try finishedAppend(of: replacement, actor: old.actor),
      position > old.enrolment
    else { return nil }
    let keyring = try keyring()
    if try keyring.grants().contains(where: {
      $0.actor == old.actor && $0.receivingPublicKey == old.receivingPublicKey
    }) {
      _ = try renewKeyring(with: try ChartKeys(of: old, in: keyring))
    }
    return try exchangeFiles(replacement, try staffMember(replacement.handle), at: position)
  }

  private static let replacementAttempts = 10

  /// Where the keys that lie ready are enrolled, when they are the ones in force. Keys of a
  /// replacement that never came to be are removed.
  private func finishedAppend(of replacement: KeyReplacement, actor: UInt32) throws -> UInt64? {
    guard let next = try? IdentityFile.peek(replacement.nextPath), next.ledger == ledger.id else {
      return nil
    }
    if next.actor == actor, let inForce = try ledger.read({ try $0.enrolment(of: actor) }),
      [UInt8](inForce.keys.signingPublicKey) == next.signingPublicKey
    {
      return inForce.position
    }
    unlink(replacement.nextPath)
    return nil
  }

  private func signers(of replacement: KeyReplacement, session: Session) throws -> [Signer] {
    guard let second = replacement.second else { return [try session.signer(.recorded)] }
    guard second.ledger == ledger.id else {
      throw ClinicError.identityOfAnotherLedger(handle: second.handle)
    }
    let (enrolment, house) = try ledger.read { snapshot in
      (try snapshot.enrolment(of: second.actor), try House.load(from: snapshot))
    }
    try house.requireActive(second.actor)
    guard let enrolment, [UInt8](enrolment.keys.signingPublicKey) == second.signingPublicKey else {
      throw ClinicError.identityNotInForce(handle: second.handle)
    }
    return [
      try session.signer(.recorded),
      Signer(
        actor: second.actor, enrolment: enrolment.position, privateKey: second.signing,
        meaning: .secondSigner),
    ]
  }

  /// One try on the tree as it is, as at an enrolment; nil when the ledger had moved on.
  private func attempt(
    _ replacement: KeyReplacement, _ label: StaffLabel, signers: [Signer]
  ) throws -> Identity? {
    let new = try Identity.generate(
      ledger: ledger.id, actor: label.actor, handle: label.handle,
      enrolment: try ledger.read { $0.head.size })
    try IdentityFile.write(
      new, to: replacement.nextPath, protection: .given(replacement.passphrase))
    do {
      _ = try append(
        AppendRequest(
          id: .timeOrdered(clock.nowMicroseconds()), signers: signers,
          nowMicroseconds: clock.nowMicroseconds()),
        isSame: { _ in false },
        decide: { try proposals(replacement, new: new, signers: signers, in: $0) })
      return new
    } catch EnrolmentRace.ledgerMovedOn {
      unlink(replacement.nextPath)
      return nil
    } catch let error as LedgerError {
      if !error.leavesOutcomeOpen { unlink(replacement.nextPath) }
      throw error
    } catch {
      unlink(replacement.nextPath)
      throw error
    }
  }

  private func proposals(
    _ replacement: KeyReplacement, new: Identity, signers: [Signer],
    in draft: borrowing LedgerSnapshot
  ) throws -> [Proposal] {
    guard draft.head.size == new.enrolment else { throw EnrolmentRace.ledgerMovedOn }
    let now = clock.now()
    let actors = signers.map(\.actor)
    let house = try House.load(from: draft)
    for actor in actors { try house.requireActive(actor) }
    var decision = try Decision(
      file: nil, house: house, actor: actors[0], appendPosition: draft.head.size,
      cosigners: Array(actors.dropFirst()), precedingCount: 1,
      nowMicroseconds: now.unixMicroseconds)
    var replaced = StaffKeyReplaced()
    replaced.actor = new.actor
    replaced.cause = replacement.cause
    try decision.take(
      Statement(chart: nil, event: .staff(.staffKeyReplaced(replaced))), occurred: now)
    return [try .enrolment(of: new, occurred: now.occurred)]
      + (try decision.steps.map { step in
        try .inTheClear(step.event, number: new.actor, occurred: now.occurred)
      })
  }

  /// Whoever replaced their own key goes on under the new one.
  private func takeOver(_ new: Identity) {
    session?.identity = new
    session?.enrolment = new.enrolment
  }

  private func finish(
    _ replacement: KeyReplacement, _ label: StaffLabel, at position: UInt64
  ) throws -> ReplacedKey {
    try finishRenewal()
    if let session, session.label.actor == label.actor, session.keyring != nil {
      self.session?.charts = try ChartKeys(of: session.identity, in: try keyring())
    }
    return try exchangeFiles(replacement, label, at: position)
  }

  /// Either the old file has its name and the new one lies ready, or the new one has it and the old
  /// one is kept: a rename is all or nothing.
  private func exchangeFiles(
    _ replacement: KeyReplacement, _ label: StaffLabel, at position: UInt64
  ) throws -> ReplacedKey {
    let path = replacement.identityPath
    var kept: String?
    if access(path, F_OK) == 0 {
      let keptPath = "\(path).replaced-\(position)"
      guard link(path, keptPath) == 0 || errno == EEXIST else {
        throw ClinicError.system(path: keptPath)
      }
      kept = keptPath
    }
    guard rename(replacement.nextPath, path) == 0 else { throw ClinicError.system(path: path) }
    try Self.syncParent(of: path)
    return ReplacedKey(position: position, label: label, keptPath: kept)
  }
}
