internal import ClinicalRecord
internal import Ledger

/// Whether the newest backup was made before an erasure: its keyring still opens the chart.
struct ErasedBackupCheck: HealthCheck {
  let name = "erased in backups"

  func examine(_ site: ExaminedSite) throws -> HealthFinding {
    let ledger = try site.ledger()
    let (closed, newest) = try ledger.read { snapshot in
      (try snapshot.closedCharts(), try snapshot.newestOperation(BackupTaken.kind)?.event)
    }
    guard case .backupTaken(let taken)? = newest, taken.holdsKeyring else {
      return ok("the newest backup holds no keyring")
    }
    let since = closed.filter { $0.position >= taken.size }
    guard !since.isEmpty else { return ok("the newest backup knows every erasure") }
    return look(
      "the newest backup is older than \(since.count) erasures: its keyring still opens them",
      "run candor backup, and destroy the keyring's part of every older one")
  }
}
