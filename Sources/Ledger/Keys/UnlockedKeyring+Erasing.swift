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
