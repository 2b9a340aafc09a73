internal import FoundationEssentials
internal import Ledger
internal import TransparencyLog

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
