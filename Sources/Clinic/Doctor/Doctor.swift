internal import LMDB
internal import Ledger

/// Looks at a ledger and everything that it needs to be there, and says what a person should do.
///
/// Needs no identity, opens no body, appends nothing.
public struct Doctor {
  private let site: ExaminedSite

  private static let checks: [any HealthCheck] = [
    LedgerCheck(), MapCheck(), DiskCheck(), ReadersCheck(), PermissionsCheck(),
    ClockCheck(), SynchronizationCheck(), ReadModelsCheck(), KeyringCheck(), DataKeysCheck(),
    RenewalCheck(), ProgramCheck(), RequestsCheck(), CheckpointCheck(), BackupCheck(),
    VerificationCheck(), EmergencyCheck(), SpoolCheck(), ErasureCheck(), ErasedBackupCheck(),
  ]

  /// - Parameters:
  ///   - stateFolder: of the account, where the checkpoint published last is; nil: the usual one.
  ///   - identityFolder: where identity files are; nil: not looked at.
  public init(
    directory: String, clock: SystemClock, stateFolder: String? = nil,
    identityFolder: String? = nil
  ) {
    site = ExaminedSite(
      directory: directory, clock: clock, stateFolder: stateFolder ?? Clinic.defaultStateFolder,
      identityFolder: identityFolder)
  }

  /// Refuses a clock that was set where the ledger is no training ledger: by it, a backup of last
  /// year would be one of today.
  ///
  /// A ledger that cannot be opened is left to its line.
  ///
  /// - Throws: `ClinicError.clockSetOutsideTraining`.
  public func requireFittingClock() throws {
    guard site.clock.isSet,
      case .clockSetOutsideTraining? = site.openingFailure() as? ClinicError
    else { return }
    throw ClinicError.clockSetOutsideTraining
  }

  /// What is looked at, in order.
  public static var checkNames: [String] { checks.map(\.name) }

  /// Runs the checks from the given one on, and shows each finding as soon as it is there: reading
  /// a damaged file can end the process, and then all but one are known.
  public func examine(from first: Int = 0, _ show: (HealthFinding) throws -> Void) rethrows {
    for check in Self.checks.dropFirst(first) { try show(finding(of: check)) }
  }

  /// What is said of a check that ended the process that ran it.
  public static func fatalFinding(at index: Int) -> HealthFinding {
    HealthFinding(
      check: checkNames[index], verdict: .act,
      found: "reading it makes the storage library fail: the file's structure is damaged",
      advice: "keep this copy as it is, restore a backup, and verify the backup")
  }

  private func finding(of check: any HealthCheck) -> HealthFinding {
    do {
      return try check.examine(site)
    } catch SiteUnknown.ledger {
      return check.look("unknown: the ledger cannot be opened", "see the line ledger")
    } catch SiteUnknown.keyring {
      return check.look("unknown: the keyring cannot be opened", "see the line keyring")
    } catch {
      return check.act(
        Self.words(of: error), "run candor verify, and compare with a backup")
    }
  }

  /// Only our own errors describe themselves: a foreign one may quote what it choked on.
  static func words(of error: any Error) -> String {
    switch error {
    case let error as LedgerError: "\(error)"
    case let error as KeyError: "\(error)"
    case let error as ClinicError: "\(error)"
    case let error as LMDBError: "\(error)"
    default: "something unforeseen failed"
    }
  }
}
