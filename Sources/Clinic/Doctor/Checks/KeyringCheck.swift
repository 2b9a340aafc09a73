internal import FoundationEssentials
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
      return act(
        "\(error)",
        "restore the keyring's part of a backup now: without it no chart opens")
    }
  }

  /// The program's identity goes only where the keyring goes: where it lies, a keyring belongs.
  private static func isLive(_ site: ExaminedSite) -> Bool {
    FileManager.default.fileExists(atPath: Clinic.programIdentityPath(in: site.directory))
  }
}
