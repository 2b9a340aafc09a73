public import ClinicalRecord
public import DurableFile
internal import LMDB
public import Ledger
internal import Synchronization
internal import TransparencyLog

/// One clinic site: its ledger, its keyring and its read models, with nobody signed in.
///
/// Log and record know nothing of each other and meet in this target. The value holds no state of
/// its own: whoever signs in gets a ``SignedIn``, and any number of them may act through one
/// clinic, side by side. Several processes may open the same clinic, too.
public struct Clinic: Sendable {
  let directory: String
  let ledger: Ledger
  /// By the clinic's time zone, where the policy names one.
  public internal(set) var clock: SystemClock
  /// Somebody has said that the clock is right although it lies far ahead.
  var believesClock = false
  /// The zone that the policy names and whose file cannot be read here; nil where all is well.
  var missingZone: String?
  /// How long a write waits for another writer.
  let patience: Patience
  public let observer: ClinicObserver
  /// Where this account keeps the checkpoints that it has seen.
  var stateFolder = Clinic.defaultStateFolder
  let stores = OpenStores()

  init(
    directory: String, ledger: Ledger, clock: SystemClock, patience: Patience = Patience(),
    observer: ClinicObserver = .none
  ) {
    self.patience = patience
    self.directory = directory
    self.ledger = ledger
    self.clock = clock
    self.observer = observer
    ledger.onTableDefect { observer.tell(.tableContradicted($0)) }
  }

  /// Opens a clinic without an identity: headers, staff, history and verification need none.
  ///
  /// - Parameters:
  ///   - examining: opens a ledger that contradicts itself all the same, so that verification can
  ///     name what is wrong with it.
  ///   - patience: how long a write waits for another writer, and who is told meanwhile.
  ///   - observer: told what no answer says.
  /// - Throws: `LedgerError` when the directory is no ledger or cannot be read;
  ///   `ClinicError.clockSetOutsideTraining`.
  public static func open(
    directory: String, clock: SystemClock, examining: Bool = false,
    patience: Patience = Patience(), observer: ClinicObserver = .none
  ) throws -> Clinic {
    try open(
      directory: directory, clock: { _ in clock }, examining: examining, patience: patience,
      observer: observer)
  }

  /// The same where the clock is set by a time that is to be read by the clinic's own.
  public static func open(
    directory: String, clock: (ClinicClock) throws -> SystemClock, examining: Bool = false,
    patience: Patience = Patience(), observer: ClinicObserver = .none
  ) throws -> Clinic {
    let ledger = try Ledger.open(at: directory, examining: examining, patience: patience)
    // A policy that cannot be read says so to whoever asks it something; it does not keep a
    // damaged ledger from being verified.
    // The clock of whoever signs in is that of a policy that is believed (`signIn`).
    let site = try? ledger.readAsStored { try SiteState.policies(in: $0) }
    let clinicClock = site?.clock ?? .unnamed
    let clock = try clock(clinicClock)
    try refuse(clock, in: ledger)
    var clinic = Clinic(
      directory: directory, ledger: ledger, clock: clock.on(clinicClock), patience: patience,
      observer: observer)
    if clinicClock.zone == nil { clinic.missingZone = site?.zoneName }
    return clinic
  }

  /// Asked before a time is typed or shown.
  ///
  /// - Throws: `ClinicError.zoneUnreadable` where the policy names a time zone that this machine
  ///   does not know.
  public func requireClock() throws {
    if let missingZone { _ = try ZoneFiles.rules(of: missingZone) }
  }

  /// The one guard of every opening: a clock that was set is for training.
  static func refuse(_ clock: SystemClock, in ledger: Ledger) throws {
    guard !clock.isSet || ledger.isTraining else { throw ClinicError.clockSetOutsideTraining }
  }

  /// The checkpoint origin.
  public var origin: String { ledger.origin }

  public var isTraining: Bool { ledger.isTraining }

  /// Lower-case hexadecimal.
  public var ledgerID: String { ledger.id.description }

  /// Why the ledger is read here and no more; nil where it can be written.
  public var readOnlyCause: ReadOnlyCause? { ledger.readOnlyCause }

  /// The C2SP verifier key of the site.
  public var verifierKey: String {
    get throws { try NoteVerifier(name: ledger.origin, publicKey: ledger.sitePublicKey).vkey }
  }

  /// Leaf hash of the first entry, lower-case hexadecimal, for pinning elsewhere.
  public var genesisHash: String { ledger.genesisLeafHash.hex }

  func keyring() throws -> Keyring {
    try stores.keyring {
      try Keyring.open(
        at: directory, ledger: ledger.id, sitePublicKey: ledger.sitePublicKey, patience: patience)
    }
  }
}

/// The environments beside the log, opened when they are first asked for: LMDB lets a process open
/// each once only.
final class OpenStores: Sendable {
  private let openKeyring = Mutex<Keyring?>(nil)
  private let openProjections = Mutex<ProjectionStore?>(nil)

  func keyring(_ open: () throws -> Keyring) throws -> Keyring {
    try openKeyring.withLock { known in
      if let known { return known }
      let opened = try open()
      known = opened
      return opened
    }
  }

  func projections(_ open: () throws -> ProjectionStore) throws -> ProjectionStore {
    try openProjections.withLock { known in
      if let known { return known }
      let opened = try open()
      known = opened
      return opened
    }
  }

  func closeProjections() {
    openProjections.withLock { known in
      known?.close()
      known = nil
    }
  }
}
