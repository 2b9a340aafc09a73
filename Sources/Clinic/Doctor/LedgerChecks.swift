internal import ClinicalRecord
internal import DurableFile
internal import FoundationEssentials
internal import LMDB
internal import Ledger
internal import TransparencyLog

/// Whether the log opens, and ends where its tree says. Only `verify` looks at every entry.
struct LedgerCheck: HealthCheck {
  let name = "ledger"

  func examine(_ site: ExaminedSite) throws -> HealthFinding {
    if let failure = site.openingFailure() {
      guard Doctor.isDamage(failure) else { return notExamined(failure) }
      return act(
        Doctor.words(of: failure), "keep this copy as it is, run candor verify, restore a backup")
    }
    let size = try site.ledger().head().size
    let found = "\(size) entries; the newest is whole and where the tree says"
    let defects = try site.ledger().tableDefects()
    guard defects.isEmpty else {
      return act(
        "\(size) entries; " + defects.map(\.description).joined(separator: "; "),
        "run candor mend, then candor verify")
    }
    switch try site.clinic().readOnlyCause {
    case nil: return ok(found)
    case .fileSystem?:
      return look(
        found + "; its disk is mounted read-only",
        "record where the ledger is in use, or restore a backup to a disk")
    case .account?:
      return look(
        found + "; this account may not write it",
        "to record, act as the account that the ledger belongs to")
    }
  }
}

/// How much of the reserved address space the log has filled.
struct MapCheck: HealthCheck {
  let name = "map"

  private static let lookPercent = 70
  private static let actPercent = 90

  func examine(_ site: ExaminedSite) throws -> HealthFinding {
    let storage = try site.ledger().storage()
    let percent = storage.usedBytes / max(storage.mapBytes / 100, 1)
    let found =
      "the log holds \(ByteText.words(UInt64(storage.usedBytes))) of the "
      + "\(ByteText.words(UInt64(storage.mapBytes))) that are mapped (\(percent) %)"
    let advice = "ask for a Candor that maps more before the rest is full"
    if percent >= Self.actPercent { return act(found, advice) }
    return percent >= Self.lookPercent ? look(found, advice) : ok(found)
  }
}

/// Who reads the log: slots that killed processes left are freed at every opening.
struct ReadersCheck: HealthCheck {
  let name = "readers"

  func examine(_ site: ExaminedSite) throws -> HealthFinding {
    let storage = try site.ledger().storage()
    let stale = storage.staleReaders
    let found =
      "\(storage.readersInUse) of \(storage.maxReaders) reading now"
      + (stale > 0 ? "; \(stale) left by killed processes, freed" : "")
    if storage.readersInUse * 2 > storage.maxReaders {
      return look(found, "find out which processes keep the ledger open, and end them")
    }
    return ok(found)
  }
}

/// Who writes the log right now: whoever stays there long holds everybody else up.
struct WriterCheck: HealthCheck {
  let name = "writer"

  private static let lookSeconds = 60

  func examine(_ site: ExaminedSite) throws -> HealthFinding {
    guard let writer = try site.ledger().writer else { return ok("nobody is writing") }
    let found = "\(writer) is writing"
    guard writer.heldSeconds < Self.lookSeconds else {
      return look(found, "find out whether it still works; when it is ended, all others go on")
    }
    return ok(found)
  }
}

/// How far the read models are behind, and whether they are of this ledger.
struct ReadModelsCheck: HealthCheck {
  let name = "read models"

  private static let rebuild =
    "delete the folder projections; it is made anew when it is next needed"

  func examine(_ site: ExaminedSite) throws -> HealthFinding {
    let path = site.directory + "/" + ProjectionStore.folder
    let data = try ClinicError.filing { () throws(FileFailure) in
      try FileIdentity.find(path + "/data.mdb")
    }
    guard data != nil else {
      return ok("none yet; they are made when they are first needed")
    }
    let ledger = try site.ledger()
    let reached: TreeHead
    do {
      reached = try ProjectionShelf.reached(at: path)
    } catch LMDBError.notAnLMDBFile, LMDBError.damaged, LMDBError.versionMismatch {
      return look("damaged", Self.rebuild)
    }
    let head = try ledger.head()
    guard reached.size <= head.size, try ledger.treeHead(at: reached.size) == reached else {
      return look("they were folded from another ledger than this", Self.rebuild)
    }
    let lag = head.size - reached.size
    return ok(
      lag == 0
        ? "up to the newest entry" : "\(lag) entries behind; they catch up when next needed")
  }
}

/// Whether the ledger continues the checkpoint that was published last on this machine.
struct CheckpointCheck: HealthCheck {
  let name = "checkpoint"

  func examine(_ site: ExaminedSite) throws -> HealthFinding {
    let clinic = try site.clinic()
    let path = Clinic.publishedPath(of: clinic.ledger.id, in: site.stateFolder)
    guard let note = try Clinic.keptNote(path) else {
      return look(
        "none was published by this account",
        "run candor checkpoint and keep its output elsewhere: only it reveals a rollback")
    }
    guard let published = try? clinic.openCheckpoint(note, verifierKey: nil) else {
      return act(
        "the one kept at \(path) is not this site's",
        "find out who changed it, and compare with one kept elsewhere")
    }
    let head = try clinic.ledger.head()
    switch try clinic.contradiction(of: head, with: published, path: path) {
    case nil: return ok("the ledger continues the published one of \(published.size) entries")
    case .rolledBack?:
      return act(
        "\(published.size) entries were published and \(head.size) are here: rolled back, or "
          + "another copy", Self.stop)
    case .restoredBefore(let size, _, _)?:
      return act(
        "this copy was restored with \(size) entries, and \(published.size) were published",
        "if it takes the ledger's place, run candor checkpoint --accept-rollback --second NAME; else delete it"
      )
    case _?:
      return act(
        "the ledger does not continue the published one of \(published.size) entries", Self.stop)
    }
  }

  private static let stop = "stop, keep both, and call whoever answers for the ledger"
}

/// How old the newest backup is that the ledger knows of.
struct BackupCheck: HealthCheck {
  let name = "backup"

  func examine(_ site: ExaminedSite) throws -> HealthFinding {
    let newest = try site.ledger().read { try $0.newestOperation(BackupTaken.kind) }
    guard let (event, recorded) = newest, case .backupTaken(let taken) = event else {
      return look("never", "run candor backup, to another disk, every day")
    }
    let age = Age(of: recorded, at: site.clock.nowMicroseconds())
    let found =
      "\(age.words) ago, of \(taken.size) entries, "
      + (taken.holdsKeyring ? "with the keyring" : "without the keyring")
    if age.microseconds > 7 * Age.day { return act(found, "run candor backup now") }
    if age.microseconds > Age.day { return look(found, "run candor backup every day") }
    return ok(found)
  }
}

/// How old the newest recorded verification is, and what it found.
struct VerificationCheck: HealthCheck {
  let name = "verification"

  private static let advice = "run candor verify --signatures --record"

  func examine(_ site: ExaminedSite) throws -> HealthFinding {
    let newest = try site.ledger().read { try $0.newestOperation(LedgerVerified.kind) }
    guard let (event, recorded) = newest, case .ledgerVerified(let verified) = event else {
      return look("never recorded", Self.advice)
    }
    let age = Age(of: recorded, at: site.clock.nowMicroseconds())
    let found =
      "\(age.words) ago, \(verified.size) entries, signatures "
      + (verified.signaturesChecked ? "checked" : "not checked")
    guard verified.problemCount == 0 else {
      return act(
        found + ", \(verified.problemCount) problems",
        "run candor verify --signatures, and call whoever answers for the ledger")
    }
    return age.microseconds > 7 * Age.day ? look(found, Self.advice) : ok(found)
  }
}

/// Requests for a signature that nobody answers any more: past their limit, or unreadable.
struct RequestsCheck: HealthCheck {
  let name = "requests"

  func examine(_ site: ExaminedSite) throws -> HealthFinding {
    let folder = RequestFolder(ledger: site.directory)
    let now = site.clock.nowMicroseconds()
    let readable = folder.all()
    let waiting = readable.count { !$0.isOver(atMicroseconds: now) }
    let names = try? FileManager.default.contentsOfDirectory(atPath: folder.path)
    let left = (names ?? []).count { !$0.hasPrefix(".") } - waiting
    guard left <= 0 else {
      return look(
        "\(left) left behind in the folder requests, past their limit or unreadable",
        "delete them; whoever asked asks again")
    }
    return ok(waiting == 0 ? "none is left behind" : "\(waiting) waiting for a signature")
  }
}

/// Emergency accesses that nobody has reviewed, by their headers.
struct EmergencyCheck: HealthCheck {
  let name = "emergency access"

  func examine(_ site: ExaminedSite) throws -> HealthFinding {
    let clinic = try site.clinic()
    let (waiting, erased) = try clinic.unreviewedEmergencies()
    // What is not recorded yet nobody can have reviewed.
    let spooled = (try? clinic.spoolState())?.unreviewedCount ?? 0
    guard let oldest = waiting.first else {
      guard spooled == 0 else {
        return look(
          "\(spooled) not reviewed yet, in the spool, since the ledger took nothing",
          "see the line access spool; then have somebody review it (candor review)")
      }
      let charts = erased == 1 ? "an erased chart" : "erased charts"
      return ok(
        "none waits for a review" + (erased == 0 ? "" : "; \(erased) of \(charts) had none"))
    }
    let age = Age(of: oldest.recordedMicroseconds, at: site.clock.nowMicroseconds())
    return look(
      "\(waiting.count + spooled) not reviewed yet, the oldest of \(age.words) ago (entry "
        + "\(oldest.position))" + (spooled == 0 ? "" : ", \(spooled) in the spool"),
      "have somebody who may review it do so (candor review)")
  }
}

/// Looks that were shown in an emergency and wait to be appended.
struct SpoolCheck: HealthCheck {
  let name = "access spool"

  func examine(_ site: ExaminedSite) throws -> HealthFinding {
    let state = try site.clinic().spoolState()
    guard !state.isMissing else {
      return look("not there", "the next command that records something makes it again")
    }
    if let damage = state.damage {
      return act(
        "\(damage.byteCount) bytes do not read, "
          + (damage.lookCount == 0 ? "" : "\(damage.lookCount) looks among them, ")
          + "and \(state.waiting.count) emergency looks wait",
        "the next command that records something puts the bytes aside and says so; tell the "
          + "compliance officer")
    }
    if let kept = state.keptFiles.first {
      return act(
        "what did not read of it was put aside: \(kept)"
          + (state.keptFiles.count > 1 ? ", and \(state.keptFiles.count - 1) more" : ""),
        "tell the compliance officer, ask who looked while the disk was full, and then take the "
          + "file out of the ledger's directory")
    }
    if let problem = state.waiting.compactMap(\.problem).first {
      return act(
        "\(state.waiting.count) emergency looks wait, one of them for ever: \(problem)",
        "keep a copy of the file access-spool and tell the compliance officer")
    }
    guard state.waiting.isEmpty else {
      return look(
        "\(state.waiting.count) emergency looks wait to be appended",
        "make room on the disk; the next command that records something appends them")
    }
    return ok("nothing waits")
  }
}

/// Whether an erasure was begun and not finished.
struct ErasureCheck: HealthCheck {
  let name = "erasures"

  func examine(_ site: ExaminedSite) throws -> HealthFinding {
    let closed = try site.ledger().read { try $0.closedCharts() }
    let pending = closed.filter(\.isPending)
    guard let first = pending.first else {
      guard !closed.isEmpty else { return ok("none") }
      return ok("\(closed.count) \(closed.count == 1 ? "chart" : "charts") erased, none unfinished")
    }
    return act(
      "\(pending.count) begun and not finished, the first at entry \(first.position)",
      "the next sign-in of somebody who reads charts finishes them, as does candor erase "
        + "\(first.chart) once more")
  }
}

/// Whether backups took the keyring before an erasure was done: such a keyring still opens the
/// chart. Whether it was destroyed since, the ledger cannot know.
struct ErasedBackupCheck: HealthCheck {
  let name = "erased in backups"

  func examine(_ site: ExaminedSite) throws -> HealthFinding {
    let older = try site.ledger().read { try $0.keyringsBeforeErasures() }
    guard !older.isEmpty else { return ok("no keyring on record was copied before an erasure") }
    let named = older.suffix(Self.named).map { "#\($0.position) of \($0.localDay)" }
      .joined(separator: ", ")
    let rest = older.count > Self.named ? "the newest " : ""
    return look(
      "\(older.count) \(older.count == 1 ? "backup" : "backups") took the keyring before a chart was "
        + "erased, and it still opens the chart: \(rest)\(named)",
      "destroy the keyring's part of each, if that has not been done")
  }

  private static let named = 5
}

extension LedgerSnapshot {
  /// The entries of backups whose keyring may hold keys of charts that are erased, oldest first.
  ///
  /// The keyring is copied after the log: a log that holds the completion has a keyring without
  /// the keys.
  fileprivate func keyringsBeforeErasures() throws -> [HistoryRow] {
    let erased = try closedCharts().map { closed in
      let completion = try stream(.custody(of: closed.chart)).first {
        $0.header.isOf(ChartErasureCompleted.kind)
      }
      let chart = StreamKey(type: .chart, subject: closed.chart, number: 0)
      return (
        begun: try stream(chart).first?.position ?? 0, done: completion?.position ?? .max
      )
    }
    guard !erased.isEmpty else { return [] }
    let site = try SiteState.load(from: self)
    let own = StreamKey(type: .operations, subject: .none, number: 0)
    return try stream(own).compactMap { entry in
      guard entry.header.isOf(BackupTaken.kind),
        case .operations(.backupTaken(let taken))? = try entry.fact(body: entry.body)?.value,
        taken.holdsKeyring,
        erased.contains(where: { $0.begun < taken.size && taken.size <= $0.done })
      else { return nil }
      return HistoryRow(
        position: entry.position, header: entry.header, stamp: entry.stamp, site: site)
    }
  }
}
