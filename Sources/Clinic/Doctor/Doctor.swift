internal import LMDB
internal import Ledger

/// Looks at a ledger and everything that it needs to be there, and says what a person should do.
///
/// Needs no identity, opens no body, appends nothing.
public struct Doctor {
  private let site: ExaminedSite

  private static let checks: [any HealthCheck] = [
    LedgerCheck(), MapCheck(), DiskCheck(), ReadersCheck(), WriterCheck(), PermissionsCheck(),
    ClockCheck(), TimeZoneCheck(), SynchronizationCheck(), ReadModelsCheck(), KeyringCheck(),
    DataKeysCheck(),
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
    for check in Self.checks.dropFirst(max(0, first)) { try show(finding(of: check)) }
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
    } catch  where Self.isDamage(error) {
      return check.act(
        Self.words(of: error), "run candor verify, and compare with a backup")
    } catch {
      return check.notExamined(error)
    }
  }

  /// Whether it says that something is not as it was written.
  static func isDamage(_ error: any Error) -> Bool {
    switch error {
    case let error as LedgerError: error.category == .damaged
    case let error as KeyError: error.category == .damaged
    case let error as ClinicError: error.details.category == .damaged
    default: false
    }
  }

  /// What is wrong, without what to do: for whoever says that themself.
  static func problem(of error: any Error) -> String {
    let problem =
      switch error {
      case let error as LedgerError: error.problem
      case let error as KeyError: error.problem
      case let error as ClinicError: error.details.problem
      default: words(of: error)
      }
    // Some go on with what to do.
    guard problem.hasSuffix(":") || problem.hasSuffix(";") else { return problem }
    return String(problem.dropLast()) + "."
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

/// One thing that can be wrong with a ledger and what is around it.
///
/// A check needs no identity and changes nothing. What it throws becomes its finding.
protocol HealthCheck: Sendable {
  /// What is looked at, as its line begins.
  var name: String { get }

  func examine(_ site: ExaminedSite) throws -> HealthFinding
}

extension HealthCheck {
  func ok(_ found: String) -> HealthFinding {
    HealthFinding(check: name, verdict: .ok, found: found)
  }

  func look(_ found: String, _ advice: String) -> HealthFinding {
    HealthFinding(check: name, verdict: .look, found: found, advice: advice)
  }

  func act(_ found: String, _ advice: String) -> HealthFinding {
    HealthFinding(check: name, verdict: .act, found: found, advice: advice)
  }

  /// What keeps the check from looking says nothing about what it looks at: a right, a descriptor,
  /// memory or a lock is missing, or the disk fails.
  func notExamined(_ error: any Error) -> HealthFinding {
    act(
      "could not be examined: \(Doctor.words(of: error))", "mend that, and run candor doctor again")
  }
}

/// What one check of `doctor` found.
public struct HealthFinding: Codable, Hashable, Sendable {
  /// Whether anything has to be done.
  public enum Verdict: String, Codable, Sendable {
    /// Nothing.
    case ok
    /// Somebody should know.
    case look
    /// A person is needed.
    case act
  }

  /// What was looked at: "disk space".
  public var check: String
  public var verdict: Verdict
  /// In words, without a patient's or an account's name.
  public var found: String
  /// What to do; nil when there is nothing to do.
  public var advice: String?

  public init(check: String, verdict: Verdict, found: String, advice: String? = nil) {
    self.check = check
    self.verdict = verdict
    self.found = found
    self.advice = advice
  }
}

/// How long ago something was, for a person.
struct Age {
  let microseconds: Int64

  /// Of a moment, by a clock; negative when it lies ahead.
  init(of moment: Int64, at now: Int64) {
    let age = now.subtractingReportingOverflow(moment)
    microseconds = age.overflow ? (now < moment ? .min : .max) : age.partialValue
  }

  static let hour: Int64 = 3_600_000_000
  static let day = 24 * hour

  /// "40 s", "12 min", "5 h", "3 days".
  var words: String {
    let seconds = microseconds.magnitude / 1_000_000
    if seconds < 60 { return "\(seconds) s" }
    if seconds < 3_600 { return "\(seconds / 60) min" }
    if seconds < 48 * 3_600 { return "\(seconds / 3_600) h" }
    return "\(seconds / 86_400) days"
  }
}

/// A number of bytes for a person.
enum ByteText {
  /// "512 bytes", "3 MiB", "256 GiB".
  static func words(_ bytes: UInt64) -> String {
    let units: [(UInt64, String)] = [(1 << 40, "TiB"), (1 << 30, "GiB"), (1 << 20, "MiB")]
    for (size, unit) in units where bytes >= size { return "\(bytes / size) \(unit)" }
    return bytes >= 1_024 ? "\(bytes / 1_024) KiB" : "\(bytes) bytes"
  }
}

/// What the checks look at: a ledger's directory and what belongs to it, opened when first asked
/// for and at most once.
final class ExaminedSite {
  let directory: String
  let clock: SystemClock
  let stateFolder: String
  /// Where identity files are; nil: not looked at.
  let identityFolder: String?
  private var opened: Result<Clinic, any Error>?
  private var openedKeyring: Result<Keyring, any Error>?

  init(
    directory: String, clock: SystemClock, stateFolder: String, identityFolder: String?
  ) {
    self.directory = directory
    self.clock = clock
    self.stateFolder = stateFolder
    self.identityFolder = identityFolder
  }

  /// The clinic without anybody signed in; opened even when its ledger contradicts itself.
  ///
  /// - Throws: `SiteUnknown.ledger` when it cannot be opened; its own line says why.
  func clinic() throws -> Clinic {
    let result = opened ?? Result { try open() }
    opened = result
    do { return try result.get() } catch { throw SiteUnknown.ledger }
  }

  func ledger() throws -> Ledger { try clinic().ledger }

  /// - Throws: `SiteUnknown` where the ledger cannot be opened, what opening it throws elsewhere.
  func keyring() throws -> Keyring {
    let ledger = try ledger()
    let result =
      openedKeyring
      ?? Result {
        try Keyring.open(at: directory, ledger: ledger.id, sitePublicKey: ledger.sitePublicKey)
      }
    openedKeyring = result
    return try result.get()
  }

  /// Why the ledger could not be opened, or what it contradicts; nil when there is nothing.
  func openingFailure() -> (any Error)? {
    do {
      _ = try clinic()
      return contradiction
    } catch {
      if case .failure(let reason)? = opened { return reason }
      return error
    }
  }

  private var contradiction: (any Error)?

  private func open() throws -> Clinic {
    let ledger = try openLedger()
    try Clinic.refuse(clock, in: ledger)
    return Clinic(directory: directory, ledger: ledger, clock: clock)
  }

  private func openLedger() throws -> Ledger {
    do {
      return try Ledger.open(at: directory)
    } catch {
      let ledger = try Ledger.open(at: directory, examining: true)
      contradiction = error
      return ledger
    }
  }
}

/// Why a check could not look: what it needs is told by another line.
enum SiteUnknown: Error {
  case ledger
  case keyring
}
