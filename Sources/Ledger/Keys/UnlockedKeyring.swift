public import Crypto
internal import Synchronization

/// A keyring opened by one of its readers: data keys, and the site's own secrets.
public final class UnlockedKeyring: Sendable {
  public let ledger: LedgerID
  /// Ed25519: signs the site's checkpoints.
  public let siteKey: Curve25519.Signing.PrivateKey

  let store: KeyringStore
  let key: KeyringKey
  private let lookupKey: SymmetricKey
  private let projectionKey: SymmetricKey
  private let opened = Mutex<[Name: DataKey]>([:])

  private struct Name: Hashable {
    let subject: SubjectID
    let number: UInt32
  }

  /// `meta` is the table as it was when the key was the one in force.
  init(_ store: KeyringStore, key: KeyringKey, meta: [String: [UInt8]]) throws(KeyError) {
    self.store = store
    self.key = key
    ledger = key.ledger
    let seed = try Self.secret(.siteSeed, meta, key)
    guard let siteKey = try? Curve25519.Signing.PrivateKey(rawRepresentation: seed.bytes),
      siteKey.publicKey.rawRepresentation.bytes == (try KeyringMeta(meta).sitePublicKey)
    else { throw .keyringDamaged(what: "its site public key is not its site key's") }
    self.siteKey = siteKey
    lookupKey = try Self.secret(.lookupKey, meta, key)
    projectionKey = try Self.secret(.projectionKey, meta, key)
  }

  private static func secret(
    _ name: KeyringSecret, _ meta: [String: [UInt8]], _ key: KeyringKey
  ) throws(KeyError) -> SymmetricKey {
    guard let row = meta[name.rawValue] else {
      throw .keyringDamaged(what: "the \(name.rawValue) is missing")
    }
    return try key.open(row, as: name)
  }

  /// Which keyring key this is, from 1.
  public var generation: UInt32 { key.generation }

  /// The seed of ``siteKey``, 32 secret bytes, for a signer of notes.
  public var siteSigningSeed: [UInt8] { siteKey.rawRepresentation.bytes }

  /// Ed25519, 32 bytes: as the ledger's first entry names it.
  public var sitePublicKey: [UInt8] { siteKey.publicKey.rawRepresentation.bytes }

  /// The subject's key of this number; nil when there is none. Cheap after the first time.
  ///
  /// Whoever opens entries with it checks it first against its introduction
  /// (``DataKey/check(commitment:in:)``). Throws ``KeyError/keyringRenewed(unlocked:found:)`` for
  /// one not seen before the renewal, and ``KeyError/keyringDamaged(what:)``.
  public func dataKey(_ subject: SubjectID, _ number: UInt32) throws(KeyError) -> DataKey? {
    let name = Name(subject: subject, number: number)
    if let known = opened.withLock({ $0[name] }) { return known }
    guard let row = try store.key(subject, number) else { return nil }
    try refuseRenewed(row)
    let dataKey = try key.openDataKey(row, subject: subject, number: number)
    opened.withLock { $0[name] = dataKey }
    return dataKey
  }

  /// A row of another generation is not damaged when this one's is not in force any more.
  private func refuseRenewed(_ row: [UInt8]) throws(KeyError) {
    guard KeyringKey.generation(of: row) != key.generation else { return }
    let found = try KeyringMeta(store.opening(for: nil).meta).generation
    guard found != key.generation else { return }
    throw .keyringRenewed(unlocked: key.generation, found: found)
  }

  /// The subject's key of the greatest number, as of now; nil when it has none.
  public func newestDataKey(of subject: SubjectID) throws(KeyError) -> DataKey? {
    guard let number = try store.newestNumber(of: subject) else { return nil }
    return try dataKey(subject, number)
  }

  /// A new random key with the subject's next number, on disk when this returns.
  ///
  /// A key that no entry ever introduces is harmless, so it comes before the entry. Throws
  /// ``KeyError/keyringRenewed(unlocked:found:)`` and ``KeyError/storage(action:reason:)``.
  public func makeDataKey(for subject: SubjectID) throws(KeyError) -> DataKey {
    let secret = SymmetricKey(size: .bits256)
    let number = try store.addKey(for: subject, generation: key.generation) {
      (number) throws(KeyError) -> [UInt8] in
      try key.seal(DataKey(key: secret, subject: subject, number: number))
    }
    let dataKey = DataKey(key: secret, subject: subject, number: number)
    opened.withLock { $0[Name(subject: subject, number: number)] = dataKey }
    return dataKey
  }

  /// Wraps the keyring key to another person, in place of an earlier wrap of the same actor.
  ///
  /// The receiving key is the one that the ledger enrolled; whether the role may read charts is
  /// for the caller. Throws ``KeyError/malformed(what:expected:)``,
  /// ``KeyError/keyringRenewed(unlocked:found:)`` and ``KeyError/storage(action:reason:)``.
  public func grant(to actor: UInt32, receivingPublicKey: [UInt8]) throws(KeyError) {
    let reader = KeyringReader(actor: actor, receivingPublicKey: receivingPublicKey)
    try store.putWrap(KeyringWrapRow(key, to: reader), generation: key.generation)
  }

  /// 32 bytes by which a record can be found without its number lying anywhere in the clear.
  ///
  /// HMAC-SHA256 with a random key kept here, over `"candor/lookup/v1\0"` ‖ ledger id ‖ the text in
  /// UTF-8. The caller brings the text into one spelling first.
  public func lookupDigest(of text: String) -> [UInt8] {
    let message = Array("candor/lookup/v1\0".utf8) + ledger.bytes + Array(text.utf8)
    let code = HMAC<SHA256>.authenticationCode(for: message, using: lookupKey)
    return code.withUnsafeBytes { [UInt8]($0) }
  }

  /// The key for one purpose of rows that belong to no one chart.
  ///
  /// HKDF-SHA256 (RFC 5869) without salt, of a random key kept here; info =
  /// `"candor/site/v1\0"` ‖ ledger id ‖ purpose in UTF-8; 32 bytes.
  public func siteProjectionKey(purpose: String) -> SymmetricKey {
    HKDF<SHA256>.deriveKey(
      inputKeyMaterial: projectionKey,
      info: Array("candor/site/v1\0".utf8) + ledger.bytes + Array(purpose.utf8),
      outputByteCount: DataKey.byteCount)
  }
}

extension UnlockedKeyring: CustomStringConvertible, CustomDebugStringConvertible,
  CustomReflectable
{
  /// The ledger; never a key.
  public var description: String { "unlocked keyring of ledger \(ledger)" }
  /// The same as ``description``.
  public var debugDescription: String { description }
  /// The ledger; never a key.
  public var customMirror: Mirror { Mirror(self, children: ["ledger": ledger]) }
}

extension UnlockedKeyring {
  /// A new keyring key, wrapped to exactly these readers; every row is sealed anew under it.
  ///
  /// One durable transaction: killed before its end, nothing has changed. Whoever unlocked the
  /// generation before keeps the data keys that they have seen, is told
  /// ``KeyError/keyringRenewed(unlocked:found:)`` at the next write or row, and unlocks again with
  /// their identity, or learns that they hold no wrap any more. Data keys stay what they were:
  /// what comes later is kept from a former reader only by new data keys. The site's secrets stay
  /// too, so that what was found and signed before can be found and verified.
  ///
  /// The old wraps and rows are gone from the tables; pages that the database has freed may still
  /// hold their bytes until they are used again, which is no concern to somebody who could read
  /// them before. It is no erasure: that is ``erase(_:for:)``.
  ///
  /// Returns this keyring in the new generation, whether or not its holder is among the readers.
  /// Throws ``KeyError/malformed(what:expected:)`` for no readers, for one twice and for what is no
  /// receiving key; ``KeyError/keyringRenewed(unlocked:found:)`` when somebody else was first;
  /// ``KeyError/keyringDamaged(what:)`` when a row does not open, and then nothing has changed.
  public func renew(for readers: [KeyringReader]) throws(KeyError) -> UnlockedKeyring {
    let renewal = try KeyringRenewal(of: key, for: readers)
    let contents = try store.rewrite(generation: generation, renewal.renewed)
    return try UnlockedKeyring(store, key: renewal.new, meta: contents.meta)
  }
}

extension UnlockedKeyring {
  /// Removes every data key of these subjects, for good: a fresh file takes the keyring's place,
  /// with all other rows sealed anew under a new keyring key, wrapped to exactly these readers.
  ///
  /// When it returns, that is on disk, and nothing at the keyring's path holds a row of an erased
  /// key, a wrap of one for a device, or anything that was sealed under the old keyring key. What
  /// devices hold of other charts they keep. A subject without keys is no error: who repeats an
  /// erasure that was interrupted finishes it.
  ///
  /// Killed at any moment, the path has the old keyring or the new one, whole; what lies beside it
  /// then is removed by the next erasure, or by ``Keyring/removeLeftovers()``. Every process that
  /// has the old file open takes the new one at its next reading or writing there, and is told
  /// ``KeyError/keyringRenewed(unlocked:found:)``; a data key that was acknowledged before is in
  /// the new file. What a process has read already it keeps in memory, and copies elsewhere, the
  /// file system's free blocks and backups are not reached.
  ///
  /// A key that is made for the subject afterwards gets the number 1 again: whoever makes keys
  /// refuses that first.
  ///
  /// Returns this keyring in the new generation, whether or not its holder is among the readers.
  /// Throws as ``renew(for:)`` does, and ``KeyError/cannotErase(path:reason:)`` where the file
  /// system does not exchange directories; then nothing has changed.
  public func erase(
    _ subjects: Set<SubjectID>, for readers: [KeyringReader]
  ) throws(KeyError) -> UnlockedKeyring {
    try erase(subjects, for: readers, after: { _ in })
  }

  func erase(
    _ subjects: Set<SubjectID>, for readers: [KeyringReader],
    after step: (KeyringStore.ReplacingStep) -> Void
  ) throws(KeyError) -> UnlockedKeyring {
    let renewal = try KeyringRenewal(of: key, for: readers)
    let contents = try store.replace(generation: generation, after: step) {
      (contents) throws(KeyError) in
      try renewal.renewed(contents.without(subjects))
    }
    return try UnlockedKeyring(store, key: renewal.new, meta: contents.meta)
  }
}

/// A new keyring key in the place of another: what becomes of all rows.
struct KeyringRenewal: Sendable {
  let old: KeyringKey
  let new: KeyringKey
  /// All the wraps that there are afterwards.
  private let wraps: [KeyringWrapRow]

  /// Throws ``KeyError/malformed(what:expected:)`` for no readers, for one twice and for what is no
  /// receiving key.
  init(of old: KeyringKey, for readers: [KeyringReader]) throws(KeyError) {
    guard !readers.isEmpty, Set(readers.map(\.actor)).count == readers.count else {
      throw .malformed(what: "list of readers", expected: "at least one, and nobody twice")
    }
    self.old = old
    new = try old.successor()
    var wraps: [KeyringWrapRow] = []
    for reader in readers { wraps.append(try KeyringWrapRow(new, to: reader)) }
    self.wraps = wraps
  }

  /// The rows as they are to be; what devices hold is sealed to them alone and stays.
  ///
  /// Throws ``KeyError/keyringDamaged(what:)`` when a row does not open.
  func renewed(_ contents: KeyringContents) throws(KeyError) -> KeyringContents {
    var contents = contents
    contents.meta[KeyringMeta.Row.generation.rawValue] = KeyringMeta.bytes(of: new.generation)
    for name in KeyringSecret.allCases {
      guard let row = contents.meta[name.rawValue] else {
        throw .keyringDamaged(what: "the \(name.rawValue) is missing")
      }
      contents.meta[name.rawValue] = try new.seal(old.open(row, as: name), as: name)
    }
    for index in contents.keys.indices {
      let key = contents.keys[index]
      contents.keys[index].row = try new.seal(
        old.openDataKey(key.row, subject: key.subject, number: key.number))
    }
    contents.wraps = wraps
    return contents
  }
}
