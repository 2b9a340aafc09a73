internal import Crypto
internal import DurableFile
internal import FoundationEssentials
internal import Glibc
internal import Ledger
internal import TransparencyLog

extension Clinic {
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
  /// - Parameter acceptingRollback: whether `.rolledBack` and `.restoredBefore` are accepted; who
  ///   may not back up may not. `.inconsistent` never is.
  /// - Throws: as above; `ClinicError.notPermitted`.
  public func checkpoint(acceptingRollback: Bool) throws -> SignedCheckpoint {
    let reader = try chartReader(toDo: "sign a checkpoint")
    try requireActive(reader.session)
    if acceptingRollback { try requireAcceptingRollbacks(reader.session) }
    let place = try publishedPath()
    let lock = try lock(place)
    defer { lock.release() }
    let head = try ledger.read { $0.head }
    var setAside: String?
    if let contradiction = try contradiction(of: head, publishedAt: place) {
      guard acceptingRollback, let size = contradiction.rollbackSize else { throw contradiction }
      setAside = try keepAside(place, size: size)
    }
    let signer = try NoteSigner(
      name: origin, privateKey: [UInt8](reader.keyring.siteKey.rawRepresentation))
    let note = try Checkpoint(origin: origin, treeHead: head, extensions: []).signed(by: signer)
    try write(note.bytes, to: place)
    try write(note.bytes, to: directory + "/checkpoint")
    return SignedCheckpoint(note: note.encoded, setAside: setAside)
  }

  /// Where the checkpoint published last is kept, outside the ledger's directory (DESIGN §5); the
  /// folder is made when it is missing.
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
      try FileLock(waitingAt: place + ".lock")
    }
  }

  /// Replaces a file whole: written beside it, synced, renamed.
  func write(_ bytes: [UInt8], to path: String) throws {
    try ClinicError.filing { () throws(FileFailure) in
      try DurableFile.replace(path, with: bytes)
    }
  }
}
