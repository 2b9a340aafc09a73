internal import LMDB
internal import TransparencyLog

extension Ledger {
  /// Makes a new ledger of a backup: every digest is checked, the log is verified with all its
  /// signatures, manifest, checkpoint, log and keyring are held against each other.
  ///
  /// The directory holds the whole ledger when this returns, and before that nothing. Nothing is
  /// written to the backup.
  ///
  /// - Parameters:
  ///   - observing: as for ``verify(_:observing:progress:)``.
  ///   - erased: of the restored ledger, sound and not in its place yet, the subjects whose data
  ///     keys must not come back: they are removed from the restored keyring, and are not missed.
  ///   - accepting: sees the ledger, sound and not in its place yet, and may throw to refuse it.
  /// - Throws: ``LedgerError/backup(_:)``, ``LedgerError/storage(_:)``, ``KeyError``, and what
  ///   `observing` and `accepting` throw.
  public static func restore(
    _ plan: RestorePlan, observing: ((Entry) throws -> (any ObservedDefect)?)? = nil,
    progress: (_ done: UInt64, _ of: UInt64) -> Void = { _, _ in },
    erased: (Ledger) throws -> Set<SubjectID> = { _ in [] },
    accepting: (Ledger, RestoredLedger) throws -> Void = { _, _ in }
  ) throws -> RestoredLedger {
    let staging = try Staging(for: plan.ledger, replacingEmpty: false)
    let backup = try ManifestFile.read(BackupManifest.self, in: plan.backup).manifest
    try backup.check(in: plan.backup)
    // Bytes first: every file is held against its listed digest while it is copied.
    for file in backup.files {
      try SyncedFile.copy(file, from: plan.backup, to: staging.path)
    }
    let part = try plan.keyring.map { try copyKeyringPart(from: $0, to: staging.path, backup) }
    // Then meaning: the copied log must be sound, and what manifest and checkpoint say it is.
    let ledger = try Ledger.open(at: staging.path, examining: true)
    defer { ledger.close() }
    let found = try ledger.verify(
      VerifyOptions(signatures: true), observing: observing, progress: progress)
    try found.refuseUnsound()
    try ledger.agree(with: backup, found.head, in: staging.path)
    // Erased charts stay erased: the keyring may be older than their erasure.
    let keys = try part.map { _ in try ledger.settleKeyring(erased: erased(ledger)) }
    let restored = RestoredLedger(
      manifest: backup, verification: found, keyring: part?.manifest,
      isKeyringOfSameBackup: part.map { $0.digest == backup.keyringPart },
      missingKeys: keys?.missing ?? [], erased: keys?.erased ?? [])
    // The last refusal. After `install` the ledger has its name and is whole.
    try accepting(ledger, restored)
    ledger.close()
    LogFiles.removeLock(in: LogFiles.path(in: staging.path))
    try staging.install(
      folders: [LogFiles.directory] + (part == nil ? [] : ["keyring"]))
    return restored
  }

  /// Erases again what was erased since the keyring was copied, and looks what else it lacks.
  private func settleKeyring(
    erased subjects: Set<SubjectID>
  ) throws -> (missing: [MissingDataKey], erased: Set<SubjectID>) {
    let erased = try Keyring.removeKeys(of: subjects, at: directory)
    let missing = try Keyring.examining(directory, of: self) {
      try $0.missingDataKeys(of: self, erased: subjects)
    }
    return (missing, erased)
  }

  private static func copyKeyringPart(
    from directory: String, to staging: String, _ backup: BackupManifest
  ) throws(LedgerError) -> (manifest: KeyringManifest, digest: String) {
    let part = try ManifestFile.read(KeyringManifest.self, in: directory)
    try part.manifest.check(in: directory)
    guard part.manifest.ledgerID == backup.ledgerID else {
      throw .backup(.contradicts(what: "the keyring is that of another ledger"))
    }
    for file in part.manifest.files { try SyncedFile.copy(file, from: directory, to: staging) }
    return part
  }

  /// Manifest and checkpoint must be those of this very log.
  private func agree(
    with manifest: BackupManifest, _ head: TreeHead, in directory: String
  ) throws(LedgerError) {
    let recorded = try reading { (snapshot) throws(LedgerError) in
      try snapshot.newestRecordedMicroseconds
    }
    guard manifest.ledgerID == id.description, manifest.origin == origin,
      manifest.training == isTraining, manifest.head == head,
      manifest.lastRecordedMicroseconds == recorded
    else { throw .backup(.contradicts(what: "the manifest is not that of the log")) }
    let path = directory + "/" + BackupManifest.checkpointFile
    let note = try SyncedFile.read(path, limitBytes: 1 << 20) ?? []
    let checkpoint = try? Checkpoint.open(
      note, verifier: NoteVerifier(name: origin, publicKey: sitePublicKey))
    guard checkpoint?.treeHead == head else {
      throw .backup(.contradicts(what: "the checkpoint is not the site's signature of the log"))
    }
  }
}

/// What is restored, and where to.
public struct RestorePlan: Sendable {
  /// Holds the backup.
  public var backup: String
  /// Holds the keyring's part; nil: an auditor's copy is made, which opens no chart.
  public var keyring: String?
  /// The new ledger's directory; must not exist.
  public var ledger: String

  public init(backup: String, keyring: String? = nil, ledger: String) {
    self.backup = backup
    self.keyring = keyring
    self.ledger = ledger
  }
}

/// What a restored ledger is, and how far it reaches.
public struct RestoredLedger: Sendable {
  public let manifest: BackupManifest
  /// Of the restored ledger, with signatures.
  public let verification: Verification
  /// Nil when the keyring was not restored.
  public let keyring: KeyringManifest?
  /// Whether log and keyring were backed up together; nil when the keyring was not restored.
  public let isKeyringOfSameBackup: Bool?
  /// What the restored keyring does not hold: an alarm.
  public let missingKeys: [MissingDataKey]
  /// Whose data keys were in the keyring's copy, and were removed from what was restored.
  public let erased: Set<SubjectID>
}

/// A data key that sealed entries need and a keyring does not hold: unless erased, an alarm.
public struct MissingDataKey: Hashable, Sendable {
  public let subject: SubjectID
  public let number: UInt32
  /// Of the first entry that is sealed with it.
  public let position: UInt64
}

extension Keyring {
  /// The data keys that a ledger's sealed entries need and that have no row here, by position.
  ///
  /// Nothing is unlocked: headers and rows are compared. Throws ``KeyError`` and ``LedgerError``.
  ///
  /// - Parameter erased: the subjects whose keys are not to be there, and are not missed.
  public func missingDataKeys(
    of ledger: Ledger, erased: Set<SubjectID> = []
  ) throws -> [MissingDataKey] {
    var first: [SealingKey: UInt64] = [:]
    try ledger.forEachOutline { outline in
      let subject = outline.header.stream.subject
      guard outline.header.isSealed, !erased.contains(subject) else { return true }
      let key = SealingKey(
        subject: subject, number: outline.header.dataKeyNumber)
      if first[key] == nil { first[key] = outline.position }
      return true
    }
    return try first.filter { try store.key($0.key.subject, $0.key.number) == nil }
      .map { MissingDataKey(subject: $0.key.subject, number: $0.key.number, position: $0.value) }
      .sorted { $0.position < $1.position }
  }
}

private struct SealingKey: Hashable {
  let subject: SubjectID
  let number: UInt32
}

extension Keyring {
  /// Opens the keyring beside a copy of a ledger, shows it, and leaves no lock file behind.
  ///
  /// Throws what ``open(at:ledger:sitePublicKey:)`` and `body` throw.
  static func examining<R>(
    _ directory: String, of ledger: Ledger, _ body: (Keyring) throws -> R
  ) throws -> R {
    let keyring = try Keyring.open(
      at: directory, ledger: ledger.id, sitePublicKey: ledger.sitePublicKey)
    let result = try body(keyring)
    keyring.store.close()
    LogFiles.removeLock(in: path(in: directory))
    return result
  }
}
