internal import ClinicalRecord
internal import DurableFile
internal import FoundationEssentials
public import Ledger
internal import TransparencyLog

extension SignedIn {
  /// Backs up the log into a new directory, and the keyring with the program's identity into
  /// another, while others go on recording; then records that it did.
  ///
  /// The copies are verified where they lie before anything is said of them. A ledger that
  /// contradicts the checkpoint published last is not backed up: what is wrong must not pass for
  /// the newest good copy.
  ///
  /// - Parameters:
  ///   - directory: for the log; must not exist, or be empty.
  ///   - keyringDirectory: apart from it; nil: the keyring is not copied.
  ///   - progress: entries verified, entries in all.
  /// - Throws: `ClinicError.notPermitted`, `.rolledBack`, `.inconsistent`; `LedgerError`,
  ///   `KeyError`.
  public func backUp(
    to directory: String, keyring keyringDirectory: String?,
    progress: (UInt64, UInt64) -> Void
  ) throws -> BackupAnswer {
    try require(.backUp)
    let charts = try chartReader(toDo: "sign the checkpoint of a backup").charts
    let place = try clinic.publishedPath()
    try clinic.refuseContradiction(of: try ledger.head(), publishedAt: place)
    let plan = BackupPlan(
      directory: directory, keyringDirectory: keyringDirectory,
      takenMicroseconds: clock.nowMicroseconds())
    let taken: TakenBackup
    do {
      taken = try copy(plan, signedBy: charts, progress, refusingErasures: true)
    } catch is ErasedMeanwhile {
      taken = try copy(plan, signedBy: charts, progress, refusingErasures: false)
    }
    var answer = BackupAnswer(
      directory: directory, keyringDirectory: keyringDirectory, taken: taken)
    do {
      try clinic.publish(taken, checkpointIn: directory, at: place)
      answer.recordedPosition = try clinic.recordOperation(
        .backupTaken(taken.event), by: try signer(.recorded)
      ).positions.lowerBound
    } catch {
      // The backup is whole all the same, and whoever made it must learn both.
      // Only our own errors describe themselves: a foreign one may quote what it choked on.
      answer.recordingFailure =
        error is ClinicError || error is LedgerError || error is KeyError
        ? "\(error)" : "an unforeseen failure"
    }
    return answer
  }

  /// A chart was erased between the copies of the log and of the keyring: the one does not know it,
  /// and the other has no key of it.
  private struct ErasedMeanwhile: Error {}

  /// The copies, where an erasure between them makes it start over once.
  private func copy(
    _ plan: BackupPlan, signedBy charts: ChartKeys, _ progress: (UInt64, UInt64) -> Void,
    refusingErasures: Bool
  ) throws -> TakenBackup {
    let roles = RoleCheck()
    return try charts.renewing { keyring in
      try ledger.backUp(
        plan, signedBy: keyring, observing: { roles.problem(with: $0) }, progress: progress,
        erased: { copy in
          let known = Set(try copy.read { try $0.closedCharts().map(\.chart) })
          let now = try ledger.read { try $0.closedCharts() }
          try clinic.note(now)
          guard !refusingErasures || known.isSuperset(of: now.map(\.chart)) else {
            throw ErasedMeanwhile()
          }
          return known
        })
    }
  }
}

extension Clinic {
  /// The checkpoint of a backup is kept on this machine too, unless a greater one is.
  fileprivate func publish(
    _ taken: TakenBackup, checkpointIn directory: String, at place: String
  ) throws {
    guard let head = taken.manifest.head,
      let note = try Self.keptNote(directory + "/checkpoint")
    else { return }
    let lock = try lock(place)
    defer { lock.release() }
    if let known = try Self.keptNote(place),
      try openCheckpoint(known, verifierKey: nil).size > head.size
    {
      return
    }
    try write(note, to: place)
  }
}

extension TakenBackup {
  fileprivate var event: BackupTaken {
    var event = BackupTaken()
    event.size = manifest.size
    event.root = Data(verification.head.root.bytes)
    event.holdsKeyring = keyring != nil
    return event
  }
}

/// What was backed up, and whether the ledger says so.
public struct BackupAnswer: Sendable {
  public var directory: String
  /// Nil: the keyring was not copied, and a restored copy opens no chart.
  public var keyringDirectory: String?
  public var taken: TakenBackup
  /// Of `backup taken`; nil when the backup is whole and that could not be recorded.
  public var recordedPosition: UInt64?
  /// Why it could not be.
  public var recordingFailure: String?
}
