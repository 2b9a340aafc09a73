internal import Crypto
public import DurableFile
internal import LMDB

/// The data keys of one ledger, sealed, in a database of their own beside it: a copy of the log
/// alone opens no chart, and a chart is erased by deleting its keys, without a change to the log.
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
  /// from then on. Nil only where no ledger is at hand. `patience` is how long a change waits for
  /// another writer, who then says so beside the keyring; nil: as long as it takes.
  ///
  /// Throws ``KeyError/keyringMissing(path:)``,
  /// ``KeyError/keyringOfAnotherLedger(expected:found:)``,
  /// ``KeyError/keyringTooNew(format:)``, ``KeyError/keyringDamaged(what:)`` and
  /// ``KeyError/storage(action:reason:)``.
  public static func open(
    at directory: String, ledger: LedgerID, sitePublicKey: [UInt8]? = nil,
    patience: Patience? = nil
  ) throws(KeyError) -> Keyring {
    let store = try KeyringStore(at: path(in: directory), patience: patience)
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

extension Keyring {
  /// Every data key that a device holds, in order of actor, subject and number; or one device's.
  ///
  /// Throws ``KeyError/keyringDamaged(what:)`` and ``KeyError/storage(action:reason:)``.
  public func deviceGrants(of actor: UInt32? = nil) throws(KeyError) -> [DeviceGrant] {
    let prefix = actor.map { DeviceWrap.Name.prefix(actor: $0) } ?? []
    var grants: [DeviceGrant] = []
    for device in try store.deviceWraps(prefix: prefix) {
      let (name, row) = (device.name, device.row)
      guard let receiving = DeviceWrap.receivingPublicKey(in: row) else {
        throw .keyringDamaged(
          what: "the wrap of data key \(name.number) to actor \(name.actor) has \(row.count) bytes")
      }
      grants.append(
        DeviceGrant(
          actor: name.actor, receivingPublicKey: receiving, subject: name.subject,
          number: name.number))
    }
    return grants
  }

  /// The data keys that this device holds, in order of subject and number; none when it was handed
  /// none, or when all were taken back.
  ///
  /// Whoever opens or seals with one checks it first against its introduction
  /// (``DataKey/check(commitment:in:)``). Throws ``KeyError/wrapRefused(actor:)``,
  /// ``KeyError/identityOfAnotherLedger(expected:found:)``, ``KeyError/keyringDamaged(what:)``.
  public func deviceKeys(of identity: Identity) throws(KeyError) -> [DataKey] {
    guard identity.ledger == ledger else {
      throw .identityOfAnotherLedger(expected: ledger, found: identity.ledger)
    }
    var keys: [DataKey] = []
    for device in try store.deviceWraps(
      prefix: DeviceWrap.Name.prefix(actor: identity.actor))
    {
      keys.append(try DeviceWrap.unwrap(device.row, device.name, with: identity))
    }
    return keys
  }

  /// Takes back what a device holds: its keys of one subject, or all of them (`subject` nil).
  ///
  /// The keyring key is not needed for it. What the device has copied stays opened; the subject
  /// needs a new data key for what is not to be its. Returns how many there were; none is no error.
  @discardableResult
  public func revokeDevice(
    _ actor: UInt32, subject: SubjectID? = nil
  ) throws(KeyError) -> Int {
    try store.deleteDeviceWraps(
      prefix: DeviceWrap.Name.prefix(actor: actor, subject: subject))
  }

  /// Takes back one key of a device, and leaves its others; one that is gone is no error.
  ///
  /// Throws ``KeyError/storage(action:reason:)``.
  public func takeBack(_ grant: DeviceGrant) throws(KeyError) {
    let name = DeviceWrap.Name(
      actor: grant.actor, subject: grant.subject, number: grant.number)
    _ = try store.deleteDeviceWraps(prefix: name.rowKey)
  }
}

extension UnlockedKeyring {
  /// Hands a device one data key, in place of an earlier wrap of the same key to the same actor.
  ///
  /// It opens what is sealed under that key, and nothing else: the keyring key is not in it. The
  /// receiving key is the one that the ledger enrolled. Throws
  /// ``KeyError/malformed(what:expected:)``, ``KeyError/noDataKey(subject:number:)`` when the key
  /// is not in the keyring any more, and ``KeyError/storage(action:reason:)``.
  public func grantDevice(
    _ dataKey: DataKey, to actor: UInt32, receivingPublicKey: [UInt8]
  ) throws(KeyError) {
    let row = try DeviceWrap.wrap(
      dataKey, to: actor, receivingPublicKey: receivingPublicKey, ledger: ledger)
    try store.putDeviceWrap(
      row, DeviceWrap.Name(actor: actor, subject: dataKey.subject, number: dataKey.number))
  }
}

extension Keyring {
  /// The subjects that have a data key here, or of whom a device has one.
  ///
  /// Throws ``KeyError/keyringDamaged(what:)`` and ``KeyError/storage(action:reason:)``.
  public func subjectsWithKeys() throws(KeyError) -> Set<SubjectID> { try store.subjects() }

  /// Removes what an erasure that was killed has left beside the keyring: the old file, or an
  /// unfinished new one. Waits for an erasure that is under way elsewhere. None is no error.
  public func removeLeftovers() throws(KeyError) { try store.removeLeftovers() }

  /// Whether a killed erasure has left something at `directory`/keyring.next, or one is under way.
  static func hasLeftovers(at directory: String) -> Bool {
    KeyringPlace(path(in: directory)).isNextThere
  }

  /// Removes every data key of these subjects from a keyring that this process does not have open,
  /// without unlocking it: all other rows stay as they are, wraps and generation too, in a fresh
  /// file. For a copy that is about to become a ledger's keyring; no lock file is left there.
  ///
  /// Returns those of the subjects that had keys; where none had, nothing is written. Throws
  /// ``KeyError/keyringMissing(path:)``, ``KeyError/cannotErase(path:reason:)``,
  /// ``KeyError/keyringDamaged(what:)`` and ``KeyError/storage(action:reason:)``.
  public static func removeKeys(
    of subjects: Set<SubjectID>, at directory: String
  ) throws(KeyError) -> Set<SubjectID> {
    let store = try KeyringStore(at: path(in: directory))
    let held = try store.subjects().intersection(subjects)
    if !held.isEmpty {
      _ = try store.replace { (contents) throws(KeyError) in contents.without(held) }
    }
    store.close()
    LogFiles.removeLock(in: path(in: directory))
    return held
  }

  /// Refuses what an erasure at `directory`/keyring could not be done on, before anything is
  /// recorded of one: tried with two empty directories, which are removed again.
  ///
  /// Throws ``KeyError/cannotErase(path:reason:)``, ``KeyError/keyringMissing(path:)`` and
  /// ``KeyError/storage(action:reason:)``.
  public static func checkErasable(at directory: String) throws(KeyError) {
    let place = KeyringPlace(path(in: directory))
    do throws(LMDBError) {
      try Environment.probeExchange(beside: place.directory)
    } catch {
      throw KeyringStore.keyError(error, "try an erasure", place.directory)
    }
  }

}

/// Somebody whom the keyring key is, or is to be, wrapped to.
public struct KeyringReader: Hashable, Sendable {
  public var actor: UInt32
  /// X25519, 32 bytes; as the ledger enrolled it.
  public var receivingPublicKey: [UInt8]

  public init(actor: UInt32, receivingPublicKey: [UInt8]) {
    self.actor = actor
    self.receivingPublicKey = receivingPublicKey
  }
}

/// A wrap of the keyring key that lies in the keyring.
public struct KeyringGrant: Hashable, Sendable {
  public let actor: UInt32
  /// The X25519 public key that the wrap was made for, 32 bytes: another than the enrolled one
  /// means that the key was replaced since. Nil in a wrap that was made before this was kept.
  public let receivingPublicKey: [UInt8]?
}

/// A data key that a device holds a wrap of.
public struct DeviceGrant: Hashable, Sendable {
  public let actor: UInt32
  /// X25519, 32 bytes: whom the wrap was made for.
  public let receivingPublicKey: [UInt8]
  public let subject: SubjectID
  /// Of the data key.
  public let number: UInt32
}
