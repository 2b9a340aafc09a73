internal import ClinicalRecord
internal import Ledger

/// Whether somebody who may not read charts any more still holds a wrap: a renewal of the keyring
/// that was begun and not finished.
struct RenewalCheck: HealthCheck {
  let name = "keyring renewal"

  func examine(_ site: ExaminedSite) throws -> HealthFinding {
    let ledger = try site.ledger()
    guard let keyring = try? site.keyring() else { throw SiteUnknown.keyring }
    let grants = try keyring.grants()
    let stale = try ledger.read { snapshot in
      let staff = try House.load(from: snapshot).staff
      return try grants.filter { grant in
        guard let member = staff.members[grant.actor], member.status == .active,
          let keys = try snapshot.enrolment(of: grant.actor)?.keys
        else { return true }
        return grant.receivingPublicKey.map { $0 != [UInt8](keys.receivingPublicKey) } ?? false
      }
    }
    guard stale.isEmpty else {
      return act(
        "\(stale.count) of \(grants.count) wraps are for somebody suspended, departed or with a "
          + "replaced key",
        "have anybody who reads charts sign in: that finishes the renewal")
    }
    return ok("every wrap is for somebody active, with the key in force")
  }
}
