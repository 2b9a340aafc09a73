public import Crypto
private import Synchronization

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
