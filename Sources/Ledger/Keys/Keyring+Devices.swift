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
