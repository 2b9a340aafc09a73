internal import ClinicalRecord
internal import Ledger
internal import TransparencyLog

/// One clinic site: its ledger, its keyring and its read models, as whoever is signed in may see
/// them.
///
/// The one joint of the house: log and record have never heard of each other and meet here.
/// Not for use from several threads at once; several processes may open the same clinic.
public final class Clinic {
  let directory: String
  let ledger: Ledger
  /// Set once; tests of a training ledger move it on.
  var clock: SystemClock
  var session: Session?
  /// Where this account keeps the checkpoints that it has seen.
  var stateFolder = Clinic.defaultStateFolder
  /// The chart that was asked for last, for the record of a refused act.
  var concernedChart: SubjectID?
  /// What signing in has finished of interrupted erasures.
  public internal(set) var finishedErasures: [FinishedErasure] = []
  private var openKeyring: Keyring?
  var projectionStore: ProjectionStore?

  init(directory: String, ledger: Ledger, clock: SystemClock) {
    self.directory = directory
    self.ledger = ledger
    self.clock = clock
  }

  /// Opens a clinic without an identity: headers, staff, history and verification need none.
  ///
  /// - Parameter examining: opens a ledger that contradicts itself all the same, so that
  ///   verification can name what is wrong with it.
  /// - Throws: `LedgerError` when the directory is no ledger or cannot be read;
  ///   `ClinicError.clockSetOutsideTraining`.
  public static func open(
    directory: String, clock: SystemClock, examining: Bool = false
  ) throws -> Clinic {
    let ledger = try Ledger.open(at: directory, examining: examining)
    try refuse(clock, in: ledger)
    return Clinic(directory: directory, ledger: ledger, clock: clock)
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

  /// The clinic's keyring, opened once: an environment is never opened twice in one process.
  func keyring() throws -> Keyring {
    if let openKeyring { return openKeyring }
    let keyring = try Keyring.open(
      at: directory, ledger: ledger.id, sitePublicKey: ledger.sitePublicKey)
    openKeyring = keyring
    return keyring
  }

  /// The C2SP verifier key of the site.
  public var verifierKey: String {
    get throws { try NoteVerifier(name: ledger.origin, publicKey: ledger.sitePublicKey).vkey }
  }

  /// Who is signed in; nil before `signIn`.
  public var signedIn: StaffLabel? { session?.label }

  /// Leaf hash of the first entry, lower-case hexadecimal, for pinning elsewhere.
  public var genesisHash: String { ledger.genesisLeafHash.hex }
}
