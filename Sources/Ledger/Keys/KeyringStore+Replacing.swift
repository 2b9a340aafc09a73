internal import LMDB
internal import Synchronization

extension KeyringStore {
  /// What has been done of a replacement; killed at any of them, the path has one whole keyring.
  enum ReplacingStep: String, CaseIterable {
    /// What an earlier one has left is removed.
    case begun
    /// The new file is on disk, beside the old one's.
    case written
    /// It has the old one's name.
    case exchanged
    /// That is on disk, too.
    case synced
    /// The old one is gone.
    case removed
  }

  /// Puts a fresh file in the place of the one that is open: the rows that `rewritten` makes of all
  /// rows, and not one byte else of what was there before. Returns those rows.
  ///
  /// The old database's write transaction is held from before its rows are read until after the
  /// exchange, so that nothing that was acknowledged is missed; the new one's from before the
  /// exchange until the old file is gone, so that nobody else touches `next` meanwhile.
  func replace(
    generation: UInt32? = nil, after step: (ReplacingStep) -> Void = { _ in },
    _ rewritten: (KeyringContents) throws(KeyError) -> KeyringContents
  ) throws(KeyError) -> KeyringContents {
    try hold("replace its file") { database, transaction in
      if let generation { try Self.check(generation, in: database, transaction) }
      let contents = try rewritten(database.contents(in: transaction))
      let place = KeyringPlace(path)
      try place.removeNext()
      step(.begun)
      let turn = try install(contents, at: place, step)
      step(.exchanged)
      try Environment.syncNames(beside: place.directory)
      step(.synced)
      try Environment.remove(place.next)
      step(.removed)
      turn.abort()
      transaction.abort()
      return contents
    }
  }

  /// Writes the new file, and exchanges the directories; on failure the old one stays.
  private func install(
    _ contents: KeyringContents, at place: KeyringPlace, _ step: (ReplacingStep) -> Void
  ) throws -> WriteTransaction {
    do {
      let fresh = try KeyringDatabase(at: place.next, holding: contents)
      step(.written)
      let turn = try fresh.environment.beginWrite()
      // Locked, so that no other thread opens by its new name what is open here already.
      try current.withLock { current in
        try Environment.exchange(place.directory, with: place.next)
        current = fresh
      }
      return turn
    } catch {
      try? place.removeNext()
      throw error
    }
  }

  /// Removes what a killed replacement has left beside the keyring.
  func removeLeftovers() throws(KeyError) {
    try hold("remove what an erasure has left") { _, transaction in
      try KeyringPlace(path).removeNext()
      transaction.abort()
    }
  }
}
