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
