private import Crypto

/// The data keys of one ledger, sealed, in a database of their own beside it (DESIGN §6).
///
/// Two processes may have it open at once; within a process it is opened once and shared.
public final class Keyring: Sendable {
  /// The ledger that the keyring belongs to.
  public let ledger: LedgerID
  /// Ed25519, 32 bytes: verifies the site's checkpoints. In the clear; the ledger's first entry
  /// names it too, and whoever unlocks a keyring holds it against that.
  public let sitePublicKey: [UInt8]

  let store: KeyringStore

  /// Makes the keyring of a new ledger at `directory`/keyring, with a new site signing key, and
  /// wraps its key to the first reader. The ledger itself may not exist yet.
  ///
  /// Throws ``KeyError/keyringExists(path:)``,
  /// ``KeyError/identityOfAnotherLedger(expected:found:)`` and
  /// ``KeyError/storage(action:reason:)``.
  public static func create(
    at directory: String, ledger: LedgerID, firstReader: Identity
  ) throws(KeyError) -> Keyring {
    guard firstReader.ledger == ledger else {
      throw .identityOfAnotherLedger(expected: ledger, found: firstReader.ledger)
    }
    let site = Curve25519.Signing.PrivateKey()
    let sitePublicKey = site.publicKey.rawRepresentation.bytes
    let key = KeyringKey.generate(for: ledger)
    var meta = KeyringMeta(
      ledger: ledger, generation: key.generation, sitePublicKey: sitePublicKey
    ).rows
    for name in KeyringSecret.allCases {
      let secret =
        switch name {
        case .siteSeed: SymmetricKey(data: site.rawRepresentation)
        case .lookupKey, .projectionKey: SymmetricKey(size: .bits256)
        }
      meta[name.rawValue] = try key.seal(secret, as: name)
    }
    let reader = KeyringReader(
      actor: firstReader.actor, receivingPublicKey: firstReader.receivingPublicKey)
    let store = try KeyringStore(
      at: path(in: directory),
      creating: KeyringContents(meta: meta, wraps: [try KeyringWrapRow(key, to: reader)]))
    return Keyring(store, ledger: ledger, sitePublicKey: sitePublicKey)
  }

  /// Opens the keyring at `directory`/keyring; nothing in it can be read before it is unlocked.
  ///
  /// `sitePublicKey` is the one that the ledger's first entry names: whoever can write the keyring
  /// but not open it could otherwise put one of their own in its place, and read what is sealed
  /// from then on. Nil only where no ledger is at hand.
  ///
  /// Throws ``KeyError/keyringMissing(path:)``,
  /// ``KeyError/keyringOfAnotherLedger(expected:found:)``,
  /// ``KeyError/keyringTooNew(format:)``, ``KeyError/keyringDamaged(what:)`` and
  /// ``KeyError/storage(action:reason:)``.
  public static func open(
    at directory: String, ledger: LedgerID, sitePublicKey: [UInt8]? = nil
  ) throws(KeyError) -> Keyring {
    let store = try KeyringStore(at: path(in: directory))
    let meta = try KeyringMeta(store.opening(for: nil).meta)
    guard meta.ledger == ledger else {
      throw .keyringOfAnotherLedger(expected: ledger, found: meta.ledger)
    }
    guard sitePublicKey == nil || sitePublicKey == meta.sitePublicKey else {
      throw .keyringDamaged(what: "its site key is not the one that the ledger names")
    }
    return Keyring(store, ledger: ledger, sitePublicKey: meta.sitePublicKey)
  }

  private init(_ store: KeyringStore, ledger: LedgerID, sitePublicKey: [UInt8]) {
    self.store = store
    self.ledger = ledger
    self.sitePublicKey = sitePublicKey
  }

  /// Where a ledger's directory has its keyring.
  public static func path(in directory: String) -> String { directory + "/keyring" }

  /// Opens the keyring for one reader, as it is at its path by now.
  ///
  /// The site key sealed inside must be the one named outside: whoever can write the file but not
  /// open it cannot slip in a keyring key of their own. Throws ``KeyError/notGranted(actor:)``,
  /// ``KeyError/wrapRefused(actor:)``, ``KeyError/keyringDamaged(what:)`` and
  /// ``KeyError/identityOfAnotherLedger(expected:found:)``.
  public func unlock(with identity: Identity) throws(KeyError) -> UnlockedKeyring {
    guard identity.ledger == ledger else {
      throw .identityOfAnotherLedger(expected: ledger, found: identity.ledger)
    }
    let (rows, wrap) = try store.opening(for: identity.actor)
    guard let wrap else { throw .notGranted(actor: identity.actor) }
    let meta = try KeyringMeta(rows)
    guard meta.sitePublicKey == sitePublicKey else {
      throw .keyringDamaged(what: "its site public key is another than at its opening")
    }
    let key = try KeyringWrap.unwrap(wrap, with: identity, generation: meta.generation)
    return try UnlockedKeyring(store, key: key, meta: rows)
  }

  /// Which keyring key is in force, from 1; a renewal makes the next.
  public func generation() throws(KeyError) -> UInt32 {
    try KeyringMeta(store.opening(for: nil).meta).generation
  }

  /// The actors who hold a wrap of the keyring key, in order.
  public func readers() throws(KeyError) -> [UInt32] {
    try store.grants().map(\.actor)
  }

  /// The wraps of the keyring key, with whom each was made for, in order of the actors.
  public func grants() throws(KeyError) -> [KeyringGrant] { try store.grants() }
}
