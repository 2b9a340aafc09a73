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
    _ plan: RestorePlan, observing: ((Entry) throws -> String?)? = nil,
    progress: (_ done: UInt64, _ of: UInt64) -> Void = { _, _ in },
    erased: (Ledger) throws -> Set<SubjectID> = { _ in [] },
    accepting: (Ledger, RestoredLedger) throws -> Void = { _, _ in }
  ) throws -> RestoredLedger {
    let staging = try Staging(for: plan.ledger, replacingEmpty: false)
    let backup = try ManifestFile.read(BackupManifest.self, in: plan.backup).manifest
    try backup.check(in: plan.backup)
    for file in backup.files {
      try SyncedFile.copy(file, from: plan.backup, to: staging.path)
    }
    let part = try plan.keyring.map { try copyKeyringPart(from: $0, to: staging.path, backup) }
    let ledger = try Ledger.open(at: staging.path, examining: true)
    defer { ledger.close() }
    let found = try ledger.verify(
      VerifyOptions(signatures: true), observing: observing, progress: progress)
    try found.refuseUnsound()
    try ledger.agree(with: backup, found.head, in: staging.path)
    let keys = try part.map { _ in try ledger.settleKeyring(erased: erased(ledger)) }
    let restored = RestoredLedger(
      manifest: backup, verification: found, keyring: part?.manifest,
      isKeyringOfSameBackup: part.map { $0.digest == backup.keyringPart },
      missingKeys: keys?.missing ?? [], erased: keys?.erased ?? [])
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
    let recorded = try snapshot().newestRecordedMicroseconds
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
