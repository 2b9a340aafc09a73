internal import ClinicalRecord
internal import FoundationEssentials
internal import Ledger

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
    let (waiting, erased) = try site.clinic().unreviewedEmergencies()
    guard let oldest = waiting.first else {
      let charts = erased == 1 ? "an erased chart" : "erased charts"
      return ok(
        "none waits for a review" + (erased == 0 ? "" : "; \(erased) of \(charts) had none"))
    }
    let age = Age(of: oldest.recordedMicroseconds, at: site.clock.nowMicroseconds())
    return look(
      "\(waiting.count) not reviewed yet, the oldest of \(age.words) ago (entry \(oldest.position))",
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
    let told = older.suffix(Self.told).map { "#\($0.position) of \($0.localDay)" }
      .joined(separator: ", ")
    let rest = older.count > Self.told ? "the newest " : ""
    return look(
      "\(older.count) \(older.count == 1 ? "backup" : "backups") took the keyring before a chart was "
        + "erased, and it still opens the chart: \(rest)\(told)",
      "destroy the keyring's part of each, if that has not been done")
  }

  private static let told = 5
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
