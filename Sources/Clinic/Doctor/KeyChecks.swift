internal import ClinicalRecord
internal import DurableFile
internal import Ledger

/// Whether the keyring is there, and this ledger's.
struct KeyringCheck: HealthCheck {
  let name = "keyring"

  func examine(_ site: ExaminedSite) throws -> HealthFinding {
    do {
      let readers = try site.keyring().readers()
      return ok("of this ledger; \(readers.count) can unlock it")
    } catch KeyError.keyringMissing where !Self.isLive(site) {
      return look(
        "there is none: this is an auditor's copy, and no chart opens",
        "if it should be more, restore the keyring's part of a backup")
    } catch let error as KeyError {
      // A disk that fails, or a lock that is missing, says nothing about the keyring.
      guard [.damaged, .notFound, .badData].contains(error.category) else {
        return notExamined(error)
      }
      return act(
        "\(error)",
        "restore the keyring's part of a backup now: without it no chart opens")
    }
  }

  /// The program's identity goes only where the keyring goes: where it lies, a keyring belongs.
  /// So it is where nobody can say.
  private static func isLive(_ site: ExaminedSite) -> Bool {
    do throws(FileFailure) {
      return try FileIdentity.find(Clinic.programIdentityPath(in: site.directory)) != nil
    } catch {
      return true
    }
  }
}

/// Whether the keyring holds a key for everything that is sealed. Without an erasure, a missing one
/// is an alarm.
struct DataKeysCheck: HealthCheck {
  let name = "data keys"

  func examine(_ site: ExaminedSite) throws -> HealthFinding {
    let ledger = try site.ledger()
    guard let keyring = try? site.keyring() else { throw SiteUnknown.keyring }
    let closed = try ledger.read { try $0.closedCharts() }
    let missing = try keyring.missingDataKeys(of: ledger, erased: Set(closed.map(\.chart)))
    guard let first = missing.first else { return ok("one for every sealed entry") }
    return act(
      "\(missing.count) missing, first needed by entry \(first.position)",
      "the keyring is older than the ledger or was damaged: restore its newest backup")
  }
}

/// Whether somebody who may not read charts any more still holds a wrap: a renewal of the keyring
/// that was begun and not finished.
struct RenewalCheck: HealthCheck {
  let name = "keyring renewal"

  func examine(_ site: ExaminedSite) throws -> HealthFinding {
    let ledger = try site.ledger()
    guard let keyring = try? site.keyring() else { throw SiteUnknown.keyring }
    let grants = try keyring.grants()
    let stale = try ledger.read { snapshot in
      let staff = try SiteState.load(from: snapshot).staff
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

/// Whether the program can record what nobody who is signed in may record.
struct ProgramCheck: HealthCheck {
  let name = "program identity"

  private static let consequence =
    "refused sign-ins and acts are not recorded, and wrong passphrases are not counted"

  func examine(_ site: ExaminedSite) throws -> HealthFinding {
    do {
      _ = try site.clinic().programSigner()
      return ok("present, and in force")
    } catch KeyError.identityExposed(_, let mode) {
      return act(
        "its mode is \(String(mode, radix: 8)), so that it is not used: \(Self.consequence)",
        "run chmod 600 on program.identity; if somebody may have read it, what refusals say is no "
          + "proof any more")
    } catch KeyError.fileMissing, KeyError.identityUnreadable, KeyError.wrongPassphrase,
      ClinicError.identityNotInForce, ClinicError.identityOfAnotherLedger
    {
      return look(
        "missing, or not the one in force: \(Self.consequence)",
        "restore program.identity with the keyring's part of a backup")
    }
  }
}
