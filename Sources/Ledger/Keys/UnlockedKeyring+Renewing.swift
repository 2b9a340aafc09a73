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
  /// them before. It is no erasure.
  ///
  /// Returns this keyring in the new generation, whether or not its holder is among the readers.
  /// Throws ``KeyError/malformed(what:expected:)`` for no readers, for one twice and for what is no
  /// receiving key; ``KeyError/keyringRenewed(unlocked:found:)`` when somebody else was first;
  /// ``KeyError/keyringDamaged(what:)`` when a row does not open, and then nothing has changed.
  public func renew(for readers: [KeyringReader]) throws(KeyError) -> UnlockedKeyring {
    guard !readers.isEmpty, Set(readers.map(\.actor)).count == readers.count else {
      throw .malformed(what: "list of readers", expected: "at least one, and nobody twice")
    }
    let (old, new) = (key, try key.successor())
    var wraps: [KeyringWrapRow] = []
    for reader in readers { wraps.append(try KeyringWrapRow(new, to: reader)) }
    let meta = try store.renew(
      KeyringStore.Renewal(
        generation: old.generation,
        meta: { (rows) throws(KeyError) in try Self.renewed(rows, from: old, to: new) },
        key: { (subject, number, row) throws(KeyError) in
          try new.seal(old.openDataKey(row, subject: subject, number: number))
        },
        wraps: wraps))
    return try UnlockedKeyring(store, key: new, meta: meta)
  }

  private static func renewed(
    _ rows: [String: [UInt8]], from old: KeyringKey, to new: KeyringKey
  ) throws(KeyError) -> [String: [UInt8]] {
    var rows = rows
    rows[KeyringMeta.Row.generation.rawValue] = KeyringMeta.bytes(of: new.generation)
    for name in KeyringSecret.allCases {
      guard let row = rows[name.rawValue] else {
        throw .keyringDamaged(what: "the \(name.rawValue) is missing")
      }
      rows[name.rawValue] = try new.seal(old.open(row, as: name), as: name)
    }
    return rows
  }
}
