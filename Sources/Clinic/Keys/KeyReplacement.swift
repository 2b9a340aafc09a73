public import ClinicalRecord
internal import Glibc
public import Ledger
internal import TransparencyLog

extension SignedIn {
  /// Gives somebody new keys in place of the old ones: signed with the old key by its holder, or by
  /// two administrators.
  ///
  /// The new identity is on disk, beside the old one, before the append is; then come the append,
  /// the keyring's renewal, and last the files change places: the old identity is kept as
  /// `NAME.identity.replaced-POSITION`, where it opens nothing any more. Interrupted, repeating it
  /// finishes it.
  ///
  /// - Throws: `ClinicError.notActive`, `.identityNotInForce` of the second administrator,
  ///   `.rejected`, `.unknownStaff`; `KeyError`, `LedgerError`.
  public func replaceKey(_ replacement: KeyReplacement) throws -> ReplacedKey {
    let label = try clinic.staffMember(replacement.handle)
    if let position = try clinic.finishedAppend(of: replacement, actor: label.actor) {
      return try finish(replacement, label, at: position, as: self)
    }
    let second = try refusing { try replacement.second.map { try secondSigner($0) } }
    let signers = try self.signers(second)
    for _ in 0..<Self.replacementAttempts {
      if let new = try attempt(replacement, label, signers: signers) {
        var continuing = self
        if label.actor == actor {
          continuing.identity = new
          continuing.enrolment = new.enrolment
        }
        return try finish(replacement, label, at: new.enrolment, as: continuing)
      }
    }
    throw ClinicError.file(
      path: directory, what: "others kept recording while the key was replaced; try again.")
  }

  private static let replacementAttempts = 10

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
      var replaced = StaffKeyReplaced()
      replaced.actor = new.actor
      replaced.cause = replacement.cause
      let event = StaffEvent.OneOf_Event.staffKeyReplaced(replaced)
      let order = WriteOrder(signers: signers, nowMicroseconds: clock.nowMicroseconds())
      _ = try write(order) { draft, site in
        guard draft.head.size == new.enrolment else { throw EnrolmentRace.ledgerMovedOn }
        for signer in signers { try site.requireActive(signer.actor) }
        return Decided(
          try proposals(
            enrolling: new, [event], by: actor, second: signers.dropFirst().first?.actor,
            on: site, in: draft))
      }
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

  /// What comes after the append: the keyring's renewal, by the keys that are in force now, and the
  /// files' change of places.
  private func finish(
    _ replacement: KeyReplacement, _ label: StaffLabel, at position: UInt64,
    as continuing: SignedIn
  ) throws -> ReplacedKey {
    var continuing = continuing
    try continuing.finishRenewal(try ledger.read { try SiteState.load(from: $0) })
    if continuing.actor == label.actor, continuing.keyring != nil {
      continuing.charts = try ChartKeys(
        of: continuing.identity, in: try clinic.keyring())
    }
    var replaced = try clinic.exchangeFiles(replacement, label, at: position)
    replaced.continuing = continuing
    return replaced
  }
}

extension Clinic {
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

  /// Where the keys that lie ready are enrolled, when they are the ones in force. Keys of a
  /// replacement that never came to be are removed.
  fileprivate func finishedAppend(of replacement: KeyReplacement, actor: UInt32) throws -> UInt64? {
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

  /// Either the old file has its name and the new one lies ready, or the new one has it and the old
  /// one is kept: a rename is all or nothing.
  fileprivate func exchangeFiles(
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

/// New keys for somebody who is enrolled.
public struct KeyReplacement: Sendable {
  public var handle: String
  public var cause: StaffKeyReplaced.Cause
  /// Nil: stored without a passphrase (devices and training).
  public var passphrase: [UInt8]?
  /// Where the person's identity file is, or is to be. The old one is kept beside it.
  public var identityPath: String
  /// The second administrator, who signs beside the first; nil when the old key's holder replaces
  /// it themself.
  public var second: Identity?

  public init(
    handle: String, cause: StaffKeyReplaced.Cause, passphrase: [UInt8]?, identityPath: String,
    second: Identity? = nil
  ) {
    self.handle = handle
    self.cause = cause
    self.passphrase = passphrase
    self.identityPath = identityPath
    self.second = second
  }

  /// Where the new keys lie until everything is done.
  var nextPath: String { identityPath + ".next" }
}

/// What a key replacement did.
public struct ReplacedKey {
  /// Of the entry that enrols the new keys.
  public var position: UInt64
  public var label: StaffLabel
  /// Where the old identity file is kept; nil where there was none.
  public var keptPath: String?
  /// Whoever replaced it, to go on with: under the new key where it is their own. Nil where only
  /// the old key's holder could finish it.
  public var continuing: SignedIn?
}
