internal import ClinicalRecord
internal import Glibc
public import Ledger

/// A key's replacement that is recorded and not finished: the new keys are in force, and lie beside
/// the old identity file.
public struct PendingReplacement: Sendable {
  public var label: StaffLabel
  /// Of the entry that enrols the new keys.
  public var position: UInt64
  var identityPath: String

  var nextPath: String { Self.nextPath(of: identityPath) }

  /// Where the old keys are kept, which open nothing any more.
  var keptPath: String { "\(identityPath).replaced-\(position)" }

  /// Where the new keys lie until everything is done.
  public static func nextPath(of identityPath: String) -> String { identityPath + ".next" }
}

extension Clinic {
  /// Opens an identity file with its passphrase.
  ///
  /// Where a killed process has left the replacement of that key unfinished, the new keys are tried
  /// first; the keyring is renewed with the old ones, if the passphrase opens them too, and the
  /// files change places, which is told.
  ///
  /// - Parameter passphrase: asks for that of a sign-in name, at most once.
  /// - Throws: what `passphrase` throws; `ClinicError.keyWasReplaced` where the passphrase is the
  ///   old key's alone; `KeyError`, `LedgerError`.
  public func openIdentity(
    at path: String, passphrase: (_ handle: String) throws -> [UInt8]
  ) throws -> Identity {
    guard let pending = try pendingReplacement(at: path) else {
      let handle = try IdentityFile.peek(path).handle
      return try IdentityFile.read(path) { try passphrase(handle) }
    }
    var given: [UInt8]?
    func secret() throws -> [UInt8] {
      let answer = try given ?? passphrase(pending.label.handle)
      given = answer
      return answer
    }
    let new: Identity?
    do {
      new = try IdentityFile.read(pending.nextPath, passphrase: secret)
    } catch KeyError.wrongPassphrase {
      new = nil
    }
    // The old file may be lost, or sealed by another passphrase.
    let old = try? IdentityFile.read(path, passphrase: secret)
    guard new != nil || old != nil else { throw KeyError.wrongPassphrase(path: pending.nextPath) }
    do {
      if let replaced = try finish(pending, old: old) {
        observer.tell(
          .replacementFinished(
            handle: pending.label.handle, position: pending.position, keptPath: replaced.keptPath))
      }
    } catch {
      observer.tell(.workLeft(cause: Doctor.problem(of: error)))
    }
    guard let new else {
      throw ClinicError.keyWasReplaced(handle: pending.label.handle, position: pending.position)
    }
    return new
  }

  /// The replacement that is recorded and was left unfinished at an identity file; nil when there
  /// is none.
  public func pendingReplacement(at identityPath: String) throws -> PendingReplacement? {
    let next = PendingReplacement.nextPath(of: identityPath)
    guard access(next, F_OK) == 0, let keys = try? IdentityFile.peek(next), keys.ledger == ledger.id
    else { return nil }
    return try ledger.read { snapshot in
      guard let inForce = try snapshot.enrolment(of: keys.actor),
        [UInt8](inForce.keys.signingPublicKey) == keys.signingPublicKey,
        let label = try SiteState.load(from: snapshot).label(of: keys.actor)
      else { return nil }
      return PendingReplacement(
        label: label, position: inForce.position, identityPath: identityPath)
    }
  }

  /// What a replacement has come to that was pending and is finished.
  ///
  /// - Throws: `ClinicError.leftUnfinished` where it is not.
  public func finished(_ pending: PendingReplacement) throws -> ReplacedKey {
    guard access(pending.nextPath, F_OK) != 0 else {
      throw ClinicError.leftUnfinished(
        position: pending.position, cause: "the new identity file has not its place yet.")
    }
    return ReplacedKey(
      position: pending.position, label: pending.label,
      keptPath: access(pending.keptPath, F_OK) == 0 ? pending.keptPath : nil)
  }

  /// Finishes a replacement after its append.
  ///
  /// - Parameter old: the keys that were replaced, where they are at hand: only they may open the
  ///   keyring still.
  /// - Returns: nil where the keyring has to be renewed first, by somebody else who reads charts.
  func finish(_ pending: PendingReplacement, old: Identity?) throws -> ReplacedKey? {
    let keyring = try keyring()
    let new = try IdentityFile.peek(pending.nextPath)
    let wrap = try keyring.grants().first { $0.actor == pending.label.actor }
    if let wrap, wrap.receivingPublicKey != new.receivingPublicKey {
      guard let old, old.actor == pending.label.actor,
        wrap.receivingPublicKey ?? old.receivingPublicKey == old.receivingPublicKey
      else { return nil }
      _ = try renewKeyring(with: try ChartKeys(of: old, in: keyring))
    }
    return try exchangeFiles(pending)
  }

  /// Either the old file has its name and the new one lies ready, or the new one has it and the old
  /// one is kept: a rename is all or nothing.
  func exchangeFiles(
    _ pending: PendingReplacement, after step: (ReplacementStep) -> Void = { _ in }
  ) throws -> ReplacedKey {
    let path = pending.identityPath
    let keptPath = pending.keptPath
    if access(path, F_OK) == 0 {
      guard link(path, keptPath) == 0 || errno == EEXIST else {
        throw ClinicError.system(path: keptPath)
      }
    }
    step(.kept)
    guard rename(pending.nextPath, path) == 0 || isExchanged(pending) else {
      throw ClinicError.system(path: path)
    }
    try Self.syncParent(of: path)
    step(.exchanged)
    return try finished(pending)
  }

  /// Whether another process, the holder's next sign-in, was faster.
  private func isExchanged(_ pending: PendingReplacement) -> Bool {
    guard errno == ENOENT, let label = try? IdentityFile.peek(pending.identityPath) else {
      return false
    }
    return label.actor == pending.label.actor && label.enrolment == pending.position
  }

  /// Removes the keys of a replacement that never came to be.
  func discardUnused(_ replacement: KeyReplacement) {
    guard let next = try? IdentityFile.peek(replacement.nextPath), next.ledger == ledger.id else {
      return
    }
    unlink(replacement.nextPath)
  }
}
