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
    guard published.size <= head.size else {
      return act(
        "\(published.size) entries were published and \(head.size) are here: rolled back, or "
          + "another copy", "stop, keep both, and call whoever answers for the ledger")
    }
    guard try clinic.ledger.treeHead(at: published.size) == published else {
      return act(
        "the ledger does not continue the published one of \(published.size) entries",
        "stop, keep both, and call whoever answers for the ledger")
    }
    return ok("the ledger continues the published one of \(published.size) entries")
  }
}
