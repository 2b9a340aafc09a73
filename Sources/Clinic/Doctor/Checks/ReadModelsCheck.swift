internal import FoundationEssentials
internal import LMDB
internal import Ledger
internal import TransparencyLog

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
