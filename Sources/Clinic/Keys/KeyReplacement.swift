public import ClinicalRecord
internal import Glibc
public import Ledger
internal import TransparencyLog

/// What has been done of a key's replacement; killed after any of them, the next sign-in of its
/// holder finishes it.
enum ReplacementStep: CaseIterable {
  /// The new identity is on disk, beside the old one.
  case written
  /// The ledger says that the new key is in force.
  case recorded
  /// The keyring is renewed: the old key opens nothing any more.
  case renewed
  /// The old identity file has a second name.
  case kept
  /// The new one has its place.
  case exchanged
}

extension SignedIn {
  /// Gives somebody new keys in place of the old ones: signed with the old key by its holder, or by
  /// two administrators.
  ///
  /// The new identity is on disk, beside the old one, before the append is; then come the append,
  /// the keyring's renewal, and last the files change places: the old identity is kept as
  /// `NAME.identity.replaced-POSITION`, where it opens nothing any more. Interrupted, the next
  /// sign-in of whose key it is finishes it (``Clinic/openIdentity(at:passphrase:)``), and
  /// repeating it does.
  ///
  /// - Throws: `ClinicError.notActive`, `.identityNotInForce` of the second administrator,
  ///   `.rejected`, `.unknownStaff`, `.leftUnfinished`; `KeyError`, `LedgerError`.
  public func replaceKey(_ replacement: KeyReplacement) throws -> ReplacedKey {
    try replaceKey(replacement, after: { _ in })
  }

  func replaceKey(
    _ replacement: KeyReplacement, after step: (ReplacementStep) -> Void
  ) throws -> ReplacedKey {
    let label = try clinic.staffMember(replacement.handle)
    try clinic.requireProtection(
      replacement.passphrase, of: replacement.handle, role: label.role)
    if let pending = try clinic.pendingReplacement(at: replacement.identityPath),
      pending.label.actor == label.actor
    {
      return try finish(pending, as: self, after: step)
    }
    clinic.discardUnused(replacement)
    let second = try refusing { try replacement.second.map { try secondSigner($0) } }
    let signers = try self.signers(second)
    for _ in 0..<Self.replacementAttempts {
      if let new = try attempt(replacement, label, signers: signers, after: step) {
        var continuing = self
        if label.actor == actor {
          continuing.identity = new
          continuing.enrolment = new.enrolment
        }
        let pending = PendingReplacement(
          label: label, position: new.enrolment, identityPath: replacement.identityPath)
        return try finish(pending, as: continuing, after: step)
      }
    }
    throw ClinicError.file(
      path: directory, what: "others kept recording while the key was replaced; try again.")
  }

  private static let replacementAttempts = 10

  /// One try on the tree as it is, as at an enrolment; nil when the ledger had moved on.
  private func attempt(
    _ replacement: KeyReplacement, _ label: StaffLabel, signers: [Signer],
    after step: (ReplacementStep) -> Void
  ) throws -> Identity? {
    let new = try Identity.generate(
      ledger: ledger.id, actor: label.actor, handle: label.handle,
      enrolment: try ledger.read { $0.head.size })
    try IdentityFile.write(
      new, to: replacement.nextPath, protection: clinic.protection(replacement.passphrase))
    step(.written)
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
      step(.recorded)
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
    _ pending: PendingReplacement, as continuing: SignedIn, after step: (ReplacementStep) -> Void
  ) throws -> ReplacedKey {
    try finishing(recordedAt: pending.position) {
      var continuing = continuing
      try continuing.finishRenewal(try ledger.read { try SiteState.load(from: $0) })
      step(.renewed)
      if continuing.actor == pending.label.actor, continuing.keyring != nil {
        continuing.charts = try ChartKeys(
          of: continuing.identity, in: try clinic.keyring())
      }
      var replaced = try clinic.exchangeFiles(pending, after: step)
      replaced.continuing = continuing
      return replaced
    }
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
  var nextPath: String { PendingReplacement.nextPath(of: identityPath) }
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
