internal import ClinicalRecord
internal import Crypto
internal import DurableFile
internal import FoundationEssentials
internal import Glibc
public import Ledger
internal import TransparencyLog

extension SignedIn {
  /// Signs the tree as it is and publishes the checkpoint: in the ledger's directory, and outside
  /// it.
  ///
  /// - Returns: the signed note, C2SP tlog-checkpoint.
  /// - Throws: `ClinicError.notActive`, `.notPermitted`; `.rolledBack`, `.restoredBefore` or
  ///   `.inconsistent` when the ledger does not continue the one published last.
  public func checkpoint() throws -> String {
    try checkpoint(acceptingRollback: false).note
  }

  /// The same, for a copy that takes the ledger's place although it lies before the checkpoint that
  /// was published last: that one is set aside, as evidence.
  ///
  /// A process that is killed on the way leaves the old one published, and this can be repeated.
  ///
  /// - Parameters:
  ///   - acceptingRollback: whether what that one says is given up; who may not back up may not.
  ///   - second: an administrator who signs that, too; where two people have recorded it before,
  ///     neither is needed.
  /// - Throws: as above; `ClinicError.notPermitted`, `.secondSignerNeeded`.
  public func checkpoint(
    acceptingRollback: Bool, second: Identity? = nil
  ) throws -> SignedCheckpoint {
    let reader = try chartReader(toDo: "sign a checkpoint")
    try requireActive()
    if acceptingRollback { try requireAcceptingRollbacks() }
    try ledger.requireWritable()
    let place = try clinic.publishedPath()
    let lock = try clinic.lock(place)
    defer { lock.release() }
    var head = try ledger.read { $0.head }
    var setAside: String?
    if let (published, contradiction) = try clinic.published(contradicting: head, at: place) {
      if try !clinic.isGivenUp(published) {
        guard acceptingRollback else { throw contradiction }
        // That the history was changed is not a loss that one person calls a rollback.
        if second == nil, case .inconsistent = contradiction { throw contradiction }
        // From here on no command asks again. A crash before the next step leaves the old one
        // published, and the next checkpoint takes its place.
        try giveUp(published, second: second)
        head = try ledger.read { $0.head }
      }
      setAside = try clinic.keepAside(place, size: published.size)
    }
    let signer = try NoteSigner(
      name: clinic.origin, privateKey: [UInt8](reader.keyring.siteKey.rawRepresentation))
    let note = try Checkpoint(origin: clinic.origin, treeHead: head, extensions: []).signed(
      by: signer)
    try clinic.write(note.bytes, to: place)
    try clinic.write(note.bytes, to: directory + "/checkpoint")
    return SignedCheckpoint(note: note.encoded, setAside: setAside)
  }
}

extension Clinic {
  /// Where the checkpoint published last is kept, outside the ledger's directory, which may be
  /// rolled back whole; the folder is made when it is missing.
  func publishedPath() throws -> String {
    let folder = Self.checkpointFolder(in: stateFolder)
    do {
      try FileManager.default.createDirectory(
        atPath: folder, withIntermediateDirectories: true,
        attributes: [.posixPermissions: 0o700])
    } catch {
      throw ClinicError.file(
        path: folder, what: "cannot be made: set XDG_STATE_HOME to a folder of this account's.")
    }
    return Self.publishedPath(of: ledger.id, in: stateFolder)
  }

  static func publishedPath(of ledger: LedgerID, in stateFolder: String) -> String {
    checkpointFolder(in: stateFolder) + "/\(ledger).checkpoint"
  }

  private static func checkpointFolder(in stateFolder: String) -> String {
    stateFolder + "/checkpoints"
  }

  /// What belongs to this machine and account rather than to the ledger.
  static var defaultStateFolder: String {
    let environment = ProcessInfo.processInfo.environment
    let home = environment["HOME"] ?? "/"
    let state =
      environment["XDG_STATE_HOME"].flatMap { $0.isEmpty ? nil : $0 } ?? home + "/.local/state"
    return state + "/candor"
  }

  /// One publisher at a time: what is published never goes backwards.
  func lock(_ place: String) throws -> FileLock {
    try ClinicError.filing { () throws(FileFailure) in
      try FileLock(waitingAt: place + ".lock", patience)
    }
  }

  /// Replaces a file whole: written beside it, synced, renamed.
  func write(_ bytes: [UInt8], to path: String) throws {
    try ClinicError.filing { () throws(FileFailure) in
      try DurableFile.replace(path, with: bytes)
    }
  }
}

extension Clinic {
  func refuseContradiction(of head: TreeHead, publishedAt path: String) throws {
    if let contradiction = try contradiction(of: head, publishedAt: path) { throw contradiction }
  }

  /// How the ledger contradicts the checkpoint that was published last; nil where it continues it,
  /// or none was published.
  func contradiction(of head: TreeHead, publishedAt path: String) throws -> ClinicError? {
    guard let note = try Self.keptNote(path) else { return nil }
    return try contradiction(
      of: head, with: try openCheckpoint(note, verifierKey: nil), path: path)
  }

  func contradiction(
    of head: TreeHead, with published: TreeHead, path: String
  ) throws -> ClinicError? {
    guard let found = try disagreement(of: head, with: published, path: path) else { return nil }
    return try isGivenUp(published) ? nil : found
  }

  /// The published checkpoint, where the ledger does not continue it, given up or not.
  fileprivate func published(
    contradicting head: TreeHead, at path: String
  ) throws -> (TreeHead, ClinicError)? {
    guard let note = try Self.keptNote(path) else { return nil }
    let published = try openCheckpoint(note, verifierKey: nil)
    return try disagreement(of: head, with: published, path: path).map { (published, $0) }
  }

  private func disagreement(
    of head: TreeHead, with published: TreeHead, path: String
  ) throws -> ClinicError? {
    if published.size <= head.size, try ledger.treeHead(at: published.size) == published {
      return nil
    }
    // A restored copy goes its own way from its first entry on, and may be the longer one by now.
    if case .ledgerRestored(let restored)? = try ledger.read({
      try $0.newestOperation(LedgerRestored.kind)?.event
    }), restored.size < published.size {
      return .restoredBefore(
        restoredSize: restored.size, publishedSize: published.size, path: path)
    }
    return published.size > head.size
      ? .rolledBack(publishedSize: published.size, size: head.size, path: path)
      : .inconsistent(publishedSize: published.size, path: path)
  }

  /// Gives the published checkpoint a second name; the next one takes its first away, whole. Under
  /// the lock of ``lock(_:)``.
  ///
  /// - Returns: the second name, with the size; the one of an earlier, killed try is used again.
  func keepAside(_ place: String, size: UInt64) throws -> String {
    let name = place + ".before-rollback-\(size)"
    let note = try Self.keptNote(place)
    var aside = name
    var attempt = 1
    while link(place, aside) != 0 {
      guard errno == EEXIST else { throw ClinicError.system(path: aside) }
      if try Self.keptNote(aside) == note { break }
      attempt += 1
      aside = name + "-\(attempt)"
    }
    try Self.syncParent(of: place)
    return aside
  }

  /// A checkpoint's note that this program keeps; nil when there is none.
  ///
  /// - Throws: `ClinicError.file` where it cannot be read: that must not pass for none.
  static func keptNote(_ path: String) throws -> [UInt8]? {
    try ClinicError.filing { () throws(FileFailure) in
      try DurableFile.read(path, limit: 1 << 20)
    }
  }
}

extension SignedIn {
  /// Accepting that entries are lost is for those who answer for backups.
  func requireAcceptingRollbacks() throws {
    guard Permission.backUp.holds(for: role) else {
      throw refusal(
        .notPermitted(
          act: "accept a rollback", role: role, allowed: Permission.backUp.roles.words))
    }
  }
}

/// A checkpoint that was signed and published.
public struct SignedCheckpoint: Sendable {
  /// C2SP tlog-checkpoint.
  public var note: String
  /// Where the one is kept that was published before an accepted rollback; nil: none was accepted.
  public var setAside: String?
}
