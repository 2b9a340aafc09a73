public import ClinicalRecord
internal import FoundationEssentials
public import Ledger
internal import TransparencyLog

extension Clinic {
  /// Makes a ledger of a backup in a new directory, verified with all its signatures and held
  /// against the checkpoints that are known.
  ///
  /// With the keyring's part, the keys of charts that were erased are removed from it again, and
  /// the program records that it was restored, before the directory has its name: erased is what
  /// the backup's log says, and what this account has noted since.
  ///
  /// The checkpoint that was published last on this machine stays what it is: a drill must not
  /// disarm the ledger in use. `checkpoint(acceptingRollback:)` lets a copy take its place.
  ///
  /// - Parameters:
  ///   - stateFolder: of the account, where the checkpoint published last is; nil: the usual one.
  ///   - progress: entries verified, entries in all.
  /// - Throws: `ClinicError.losesEntries` for a rollback that was not accepted, `.inconsistent`,
  ///   `.otherSite`; `LedgerError`, `KeyError`. Then nothing was made.
  public static func restore(
    _ request: RestoreRequest, clock: SystemClock, stateFolder: String? = nil,
    progress: (UInt64, UInt64) -> Void
  ) throws -> RestoreAnswer {
    let roles = RoleCheck()
    func staged(_ ledger: Ledger) -> Clinic {
      let site = try? ledger.read { try SiteState.policies(in: $0) }
      var staged = Clinic(
        directory: ledger.directory, ledger: ledger, clock: clock.on(site?.clock ?? .unnamed))
      staged.stateFolder = stateFolder ?? staged.stateFolder
      // A backup is of the past, maybe of a long one, and the copy can be made again.
      staged.believesClock = true
      return staged
    }
    var answer: RestoreAnswer?
    var replay = ErasureReplay()
    let restored = try Ledger.restore(
      RestorePlan(backup: request.backup, keyring: request.keyring, ledger: request.ledger),
      observing: { roles.problem(with: $0) }, progress: progress,
      erased: {
        replay = try staged($0).replay(in: request)
        return replay.charts
      },
      accepting: { ledger, restored in
        try refuse(clock, in: ledger)
        let staged = staged(ledger)
        answer = try staged.accept(restored, replay, request)
      })
    guard var answer else {
      throw ClinicError.file(path: request.ledger, what: "could not be restored.")
    }
    answer.restored = restored
    return answer
  }

  /// What is erased again, where that can be recorded: a chart without keys that the log takes for
  /// a kept one would stand in everybody's way.
  private func replay(in request: RestoreRequest) throws -> ErasureReplay {
    let replay = try replay()
    guard replay.noted.isEmpty || asProgram() != nil else {
      throw ClinicError.file(
        path: request.keyring ?? request.backup,
        what: "holds no program identity, and charts were erased since that only the program can "
          + "record as erased again: give the keyring's part of another backup, one that holds it.")
    }
    return replay
  }

  /// Holds what is about to be restored against what is known, and has the program say what it is.
  private func accept(
    _ restored: RestoredLedger, _ replay: ErasureReplay, _ request: RestoreRequest
  ) throws -> RestoreAnswer {
    if let pinned = request.verifierKey, try NoteVerifier(vkey: pinned).vkey != verifierKey {
      throw ClinicError.otherSite(ledger: request.backup)
    }
    let size = restored.verification.head.size
    let known = try knownCheckpoints(request)
    for (head, path) in known where head.size <= size {
      guard try ledger.treeHead(at: head.size) == head else {
        throw ClinicError.inconsistent(publishedSize: head.size, path: path)
      }
    }
    let greatest = known.max { $0.head.size < $1.head.size }
    var answer = RestoreAnswer(
      directory: request.ledger, origin: origin, restored: restored,
      knownSize: greatest?.head.size, replayed: replay.noted,
      notedElsewhere: replay.notedElsewhere, hasErasureNotes: replay.hasNotes)
    answer.clinicClock = clock.clinicClock
    if let greatest, greatest.head.size > size {
      guard request.acceptsRollback else {
        throw ClinicError.losesEntries(
          size: size, knownSize: greatest.head.size, path: greatest.path)
      }
      answer.lost = size..<greatest.head.size
    }
    guard restored.keyring?.holdsProgramIdentity == true, let program = asProgram() else {
      return answer
    }
    for chart in replay.charts.sorted(by: { $0.description < $1.description }) {
      try complete(chart, isReplayed: true, by: program)
    }
    var event = LedgerRestored()
    event.size = size
    event.root = Data(restored.verification.head.root.bytes)
    event.isRollback = answer.lost != nil
    answer.recordedPosition = try recordOperation(.ledgerRestored(event), by: program)
      .positions.lowerBound
    return answer
  }

  private func knownCheckpoints(
    _ request: RestoreRequest
  ) throws -> [(head: TreeHead, path: String)] {
    var known: [(head: TreeHead, path: String)] = []
    let place = try publishedPath()
    if let note = try Self.keptNote(place) {
      known.append((try openCheckpoint(note, verifierKey: nil), place))
    }
    if let since = request.since {
      let head = try openCheckpoint(since.note, verifierKey: request.verifierKey)
      known.append((head, since.path))
    }
    return known
  }
}

/// What was restored, how far it reaches, and what is missing.
public struct RestoreAnswer: Sendable {
  /// Where the new ledger is.
  public var directory: String
  public var origin: String
  public var restored: RestoredLedger
  /// The greatest checkpoint that was known on this machine or given; nil: none.
  public var knownSize: UInt64?
  /// The entries that a known checkpoint counts and this ledger does not hold; nil: none.
  public var lost: Range<UInt64>?
  /// Charts whose keys the backup's keyring still held, and the restored one does not.
  public var erasedCharts: Int { restored.erased.count }
  /// Charts whose erasure this account has noted and the backup's log does not hold.
  public var replayed: [NotedErasure] = []
  /// Charts that were kept, though this account has noted their erasure: it was in another copy.
  public var notedElsewhere: [NotedErasure] = []
  /// Whether this account has noted any erasure of the ledger; without, what was erased since the
  /// backup is not known here.
  public var hasErasureNotes = false
  /// Of `ledger restored`; nil where the program's identity is not at hand.
  public var recordedPosition: UInt64?
  /// By which its times are shown; without a zone where its policy names none.
  public var clinicClock = ClinicClock.unnamed
}

/// What is restored, where to, and what it must not fall behind.
public struct RestoreRequest: Sendable {
  /// Holds the log's part of the backup.
  public var backup: String
  /// Holds the keyring's part; nil: an auditor's copy is made.
  public var keyring: String?
  /// The new ledger's directory; must not exist.
  public var ledger: String
  /// A checkpoint held elsewhere: a signed note, and the file that it came from.
  public var since: (note: [UInt8], path: String)?
  /// The site's verifier key, pinned elsewhere; nil: the one that the ledger itself names.
  public var verifierKey: String?
  /// Whether entries that a known checkpoint counts may be lost.
  public var acceptsRollback: Bool

  public init(
    backup: String, keyring: String? = nil, ledger: String,
    since: (note: [UInt8], path: String)? = nil, verifierKey: String? = nil,
    acceptsRollback: Bool = false
  ) {
    self.backup = backup
    self.keyring = keyring
    self.ledger = ledger
    self.since = since
    self.verifierKey = verifierKey
    self.acceptsRollback = acceptsRollback
  }
}
