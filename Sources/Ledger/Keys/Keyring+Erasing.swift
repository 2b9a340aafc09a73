internal import LMDB

extension Keyring {
  /// The subjects that have a data key here, or of whom a device has one.
  ///
  /// Throws ``KeyError/keyringDamaged(what:)`` and ``KeyError/storage(action:reason:)``.
  public func subjectsWithKeys() throws(KeyError) -> Set<SubjectID> { try store.subjects() }

  /// Removes what an erasure that was killed has left beside the keyring: the old file, or an
  /// unfinished new one. Waits for an erasure that is under way elsewhere. None is no error.
  public func removeLeftovers() throws(KeyError) { try store.removeLeftovers() }

  /// Whether a killed erasure has left something at `directory`/keyring.next, or one is under way.
  public static func hasLeftovers(at directory: String) -> Bool {
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

  /// Whether ``checkErasable(at:)`` has nothing against it.
  public static func canErase(at directory: String) -> Bool {
    do throws(KeyError) {
      try checkErasable(at: directory)
      return true
    } catch {
      return false
    }
  }
}
