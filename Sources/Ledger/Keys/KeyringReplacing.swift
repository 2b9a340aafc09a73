internal import Glibc
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
      // All rows, under the write lock of the file that is replaced: none can be added unseen.
      let contents = try rewritten(database.contents(in: transaction))
      let place = KeyringPlace(path)
      try place.removeNext()
      step(.begun)
      let successor = try install(contents, at: place, step)
      step(.exchanged)
      try Environment.syncNames(beside: place.directory)
      step(.synced)
      try Environment.remove(place.next)
      step(.removed)
      successor.abort()
      transaction.abort()
      return contents
    }
  }

  /// Writes the new file, and exchanges the directories; on failure the old one stays.
  private func install(
    _ contents: KeyringContents, at place: KeyringPlace, _ step: (ReplacingStep) -> Void
  ) throws -> WriteTransaction {
    do {
      // Nobody else writes it before the exchange: the turn that is held is the old one's.
      let fresh = try KeyringDatabase(at: place.next, holding: contents, turn: nil)
      step(.written)
      let transaction = try fresh.environment.beginWrite()
      // Locked, so that no other thread opens by its new name what is open here already.
      try current.withLock { current in
        try Environment.exchange(place.directory, with: place.next)
        current = fresh
      }
      return transaction
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

/// Where a keyring's database lies, and where the one is made that takes its place.
///
/// Symbolic links are resolved first: an exchange moves a link and not what it leads to, and the
/// old file would stay where it was. So a keyring on a disk of its own stays there.
struct KeyringPlace {
  let directory: String

  /// Beside it. Touched only by who holds the write transaction of the database in `directory`.
  var next: String { directory + ".next" }

  init(_ path: String) {
    guard let resolved = realpath(path, nil) else {
      directory = path
      return
    }
    defer { free(resolved) }
    directory = String(cString: resolved)
  }

  /// Removes what a killed process has left. The exchange that it may have made is made durable
  /// first: until then, the old database may be the one that a crash of the machine leaves.
  func removeNext() throws(LMDBError) {
    guard isNextThere else { return }
    try Environment.syncNames(beside: directory)
    try Environment.remove(next)
  }

  var isNextThere: Bool { access(next, F_OK) == 0 }
}
