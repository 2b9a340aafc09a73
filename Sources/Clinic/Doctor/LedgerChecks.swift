internal import FoundationEssentials
internal import LMDB
internal import Ledger
internal import TransparencyLog

/// Whether the log opens, and ends where its tree says. Only `verify` looks at every entry.
struct LedgerCheck: HealthCheck {
  let name = "ledger"

  func examine(_ site: ExaminedSite) throws -> HealthFinding {
    if let failure = site.openingFailure() {
      return act(
        Doctor.words(of: failure), "keep this copy as it is, run candor verify, restore a backup")
    }
    let size = try site.ledger().head().size
    return ok("\(size) entries; the newest is whole and where the tree says")
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

/// How far the read models are behind, and whether they are of this ledger.
struct ReadModelsCheck: HealthCheck {
  let name = "read models"

  private static let rebuild =
    "delete the folder projections; it is made anew when it is next needed"

  func examine(_ site: ExaminedSite) throws -> HealthFinding {
    let path = site.directory + "/" + ProjectionStore.folder
    guard FileManager.default.fileExists(atPath: path + "/data.mdb") else {
      return ok("none yet; they are made when they are first needed")
    }
    let ledger = try site.ledger()
    let reached: TreeHead
    do {
      reached = try ProjectionStore.reached(at: path)
    } catch let error as LMDBError {
      return look("damaged: \(error)", Self.rebuild)
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
    guard let note = FileManager.default.contents(atPath: path) else {
      return look(
        "none was published by this account",
        "run candor checkpoint and keep its output elsewhere: only it reveals a rollback")
    }
    guard let published = try? clinic.openCheckpoint([UInt8](note), verifierKey: nil) else {
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
        "if it takes the ledger's place, run candor checkpoint --accept-rollback; else delete it")
    case _?:
      return act(
        "the ledger does not continue the published one of \(published.size) entries", Self.stop)
    }
  }

  private static let stop = "stop, keep both, and call whoever answers for the ledger"
}
