internal import ClinicalRecord
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
