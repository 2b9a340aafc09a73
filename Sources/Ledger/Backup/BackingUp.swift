internal import DurableFile
internal import Glibc
internal import LMDB
internal import TransparencyLog

extension Ledger {
  /// Copies the ledger as of one commit, while others append, and verifies the copy with all its
  /// signatures before it is acknowledged.
  ///
  /// A directory that is named holds all of its part when this returns, and before that nothing:
  /// both parts are filled beside their places, synced and renamed, the keyring's first.
  ///
  /// - Parameters:
  ///   - keyring: signs the checkpoint with the site's key, and is copied where the plan says so.
  ///   - observing: as for ``verify(_:observing:progress:)``.
  ///   - erased: of the copied ledger, the subjects whose data keys are not missed.
  /// - Throws: ``LedgerError/backup(_:)``, ``LedgerError/storage(_:)``, ``LedgerError/key(_:)``.
  public func backUp(
    _ plan: BackupPlan, signedBy keyring: UnlockedKeyring,
    observing: ((Entry) throws -> (any ObservedDefect)?)? = nil,
    progress: (_ done: UInt64, _ of: UInt64) -> Void = { _, _ in },
    erased: (Ledger) throws -> Set<SubjectID> = { _ in [] }
  ) throws -> TakenBackup {
    try plan.check(ledger: directory)
    let staging = try Staging(for: plan.directory, replacingEmpty: true)
    let keyringStaging = try plan.keyringDirectory.map { place in
      try Staging(for: place, replacingEmpty: true, isLeftover: plan.isUnfinishedKeyring)
    }
    // LMDB copies one commit, in a read transaction: appends go on meanwhile.
    let environment = try store().environment
    try storing { () throws(LMDBError) in
      try environment.copy(to: LogFiles.path(in: staging.path))
    }
    // After the log: every key that its entries use was committed before them.
    let part = try keyringStaging.map { try copyKeyring(of: keyring, into: $0.path, plan) }
    // The copy is read back and verified whole before anything is called a backup.
    let copy = try Ledger.open(at: staging.path, examining: true)
    let found = try verified(copy, observing: observing, progress: progress)
    let missing = try keyringStaging.map { staging in
      let erased = try erased(copy)
      return try Keyring.examining(staging.path, of: copy) {
        try $0.missingDataKeys(of: copy, erased: erased)
      }
    }
    let note = try copy.signedCheckpoint(of: found.head, by: keyring)
    let recorded = try copy.read { try $0.newestRecordedMicroseconds }
    copy.close()
    LogFiles.removeLock(in: LogFiles.path(in: staging.path))
    try SyncedFile.write(note, to: staging.path + "/" + BackupManifest.checkpointFile)
    let manifest = BackupManifest(
      format: BackupManifest.format, ledgerID: id.description, origin: origin,
      training: isTraining, size: found.head.size, root: found.head.root.hex,
      lastRecordedMicroseconds: recorded, takenMicroseconds: plan.takenMicroseconds,
      files: try [BackupManifest.checkpointFile, BackupManifest.logFile].map {
        try SyncedFile.digest(of: staging.path + "/" + $0, named: $0)
      },
      keyringPart: part?.digest)
    // The manifest comes last: without one, a directory is no backup. Then both parts get their
    // names, the keyring's first, so that a log never claims a keyring part that is not there. A
    // crash in between leaves the keyring's part with the mark that says whose it was to be: the
    // same backup, tried again, puts another in its place.
    try ManifestFile.write(manifest, in: staging.path)
    try keyringStaging?.install(folders: ["keyring"])
    try staging.install(folders: [LogFiles.directory])
    try plan.finishKeyring()
    return TakenBackup(
      manifest: manifest, verification: found, keyring: part?.manifest,
      missingKeys: missing ?? [])
  }

  /// The copy must hold up by itself, and be a beginning of the ledger that it was made of.
  private func verified(
    _ copy: Ledger, observing: ((Entry) throws -> (any ObservedDefect)?)?,
    progress: (_ done: UInt64, _ of: UInt64) -> Void
  ) throws -> Verification {
    let found = try copy.verify(
      VerifyOptions(signatures: true), observing: observing, progress: progress)
    try found.refuseUnsound()
    guard copy.id == id, try treeHead(at: found.head.size) == found.head else {
      throw LedgerError.backup(
        .contradicts(what: "the copy is no beginning of the ledger that it was made of"))
    }
    return found
  }

  private func copyKeyring(
    of keyring: UnlockedKeyring, into staging: String, _ plan: BackupPlan
  ) throws -> (manifest: KeyringManifest, digest: String) {
    // The one in force: a file that an erasure has replaced holds what was erased.
    let database = try keyring.store.database()
    try storing { () throws(LMDBError) in
      try database.environment.copy(to: Keyring.path(in: staging))
    }
    var names = [KeyringManifest.keyringFile]
    let program = directory + "/" + KeyringManifest.programFile
    if let identity = try SyncedFile.read(program, limitBytes: 4096) {
      try SyncedFile.write(identity, to: staging + "/" + KeyringManifest.programFile)
      names.append(KeyringManifest.programFile)
    }
    try SyncedFile.write(plan.unfinishedMark, to: staging + "/" + BackupPlan.unfinishedFile)
    let manifest = KeyringManifest(
      format: BackupManifest.format, ledgerID: id.description,
      takenMicroseconds: plan.takenMicroseconds,
      files: try names.map { try SyncedFile.digest(of: staging + "/" + $0, named: $0) })
    return (manifest, try ManifestFile.write(manifest, in: staging))
  }

  private func signedCheckpoint(
    of head: TreeHead, by keyring: UnlockedKeyring
  ) throws(LedgerError) -> [UInt8] {
    guard keyring.sitePublicKey == sitePublicKey else {
      throw .backup(.contradicts(what: "the keyring's site key is not the one the ledger names"))
    }
    return try treeing {
      let signer = try NoteSigner(name: origin, privateKey: keyring.siteSigningSeed)
      return try Checkpoint(origin: origin, treeHead: head).signed(by: signer).bytes
    }
  }
}

extension Verification {
  func refuseUnsound() throws(LedgerError) {
    guard !isSound else { return }
    throw .backup(
      .unsound(problems: problemCount, first: problems.first?.description ?? "not listed"))
  }
}

/// Where a backup goes.
public struct BackupPlan: Sendable {
  /// Gets the log, the checkpoint and the manifest; must not exist, or be empty.
  public var directory: String
  /// Gets the keyring and the program's identity, apart from the log; nil: they are not copied.
  public var keyringDirectory: String?
  /// The raw clock: microseconds since 1970-01-01T00:00:00Z.
  public var takenMicroseconds: Int64

  public init(directory: String, keyringDirectory: String? = nil, takenMicroseconds: Int64) {
    self.directory = directory
    self.keyringDirectory = keyringDirectory
    self.takenMicroseconds = takenMicroseconds
  }

  /// Refuses places that would make the backup worth less.
  func check(ledger: String) throws(LedgerError) {
    let ledger = ResolvedPath(ledger)
    for place in [directory, keyringDirectory].compactMap(\.self)
    where ResolvedPath(place).isWithin(ledger) {
      throw .backup(.insideTheLedger(path: place))
    }
    guard let keyringDirectory else { return }
    let (keyring, log) = (ResolvedPath(keyringDirectory), ResolvedPath(directory))
    guard !keyring.isWithin(log), !log.isWithin(keyring) else {
      throw .backup(.notApart(keyring: keyringDirectory, backup: directory))
    }
  }
}

extension BackupPlan {
  /// In the keyring's part, from when it has its name until the log's part has its own too: where
  /// that was to be.
  static let unfinishedFile = "unfinished"

  var unfinishedMark: [UInt8] { Array((ResolvedPath(directory).text + "\n").utf8) }

  /// Whether a keyring's part was left by this backup, killed before its log's part got its name:
  /// no log goes with it.
  func isUnfinishedKeyring(_ place: String) -> Bool {
    let mark = try? SyncedFile.read(place + "/" + Self.unfinishedFile, limitBytes: 1 << 13)
    return mark == unfinishedMark
  }

  /// A crash before this leaves a mark that nobody heeds: the log's part is in its place.
  func finishKeyring() throws(LedgerError) {
    guard let keyringDirectory else { return }
    try filing { () throws(FileFailure) in
      try DurableFile.remove(keyringDirectory + "/" + Self.unfinishedFile)
    }
  }
}

/// A path without symbolic links, also of what is not there yet.
private struct ResolvedPath {
  private let parts: [Substring]

  init(_ path: String) {
    var existing = path.hasPrefix("/") ? path : "./" + path
    var missing: [Substring] = []
    while true {
      if let resolved = realpath(existing, nil) {
        defer { free(resolved) }
        parts = String(cString: resolved).split(separator: "/") + missing.reversed()
        return
      }
      let pieces = existing.split(separator: "/", omittingEmptySubsequences: true)
      guard let last = pieces.last else {
        parts = missing.reversed()
        return
      }
      if last != "." { missing.append(last) }
      let rest = pieces.dropLast().joined(separator: "/")
      existing = existing.hasPrefix("/") ? "/" + rest : rest
    }
  }

  var text: String { "/" + parts.joined(separator: "/") }

  func isWithin(_ other: ResolvedPath) -> Bool { parts.starts(with: other.parts) }
}

/// A backup that is on disk and was verified there.
public struct TakenBackup: Sendable {
  public let manifest: BackupManifest
  /// Of the copy, with signatures.
  public let verification: Verification
  /// Nil when the keyring was not copied.
  public let keyring: KeyringManifest?
  /// What the copied keyring does not hold; empty when the keyring was not copied.
  public let missingKeys: [MissingDataKey]
}
