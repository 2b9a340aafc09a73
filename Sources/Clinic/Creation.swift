internal import ClinicalRecord
internal import Compliance
internal import DurableFile
internal import FoundationEssentials
internal import Glibc
internal import Ledger
internal import TransparencyLog

extension Clinic {
  /// Creates a clinic: ledger, keyring, first administrator, first policy.
  ///
  /// All of it is made beside the directory and moved there in one step, so that a directory either
  /// holds a whole clinic or none.
  ///
  /// - Throws: `ClinicError.file` when the directory holds something already; `.malformedPolicy`,
  ///   `.siteNameMalformed`, `.handleMalformed`, `.passphraseNeeded`; `KeyError` when the identity
  ///   file exists; `LedgerError`.
  public static func create(_ creation: ClinicCreation, clock: SystemClock) throws -> CreatedClinic
  {
    guard creation.isTraining || !clock.isSet else { throw ClinicError.clockSetOutsideTraining }
    var creation = creation
    creation.directory = withoutTrailingSlashes(creation.directory)
    let policy = try adoptable(creation.policyDocument)
    let origin = try origin(for: creation)
    guard isHandle(creation.administratorHandle) else {
      throw ClinicError.handleMalformed(creation.administratorHandle)
    }
    guard creation.administratorHandle != programHandle else {
      throw ClinicError.handleTaken(programHandle)
    }
    try requireProtection(
      creation.passphrase, of: creation.administratorHandle, role: .administrator,
      isTraining: creation.isTraining)
    try refuseOccupied(creation.directory)
    let administrator = try Identity.generate(
      ledger: .random(), actor: 1, handle: creation.administratorHandle, enrolment: 1)
    guard access(creation.identityPath, F_OK) != 0 else {
      throw KeyError.identityExists(path: creation.identityPath)
    }
    sweepStagings(of: creation.directory)
    return try stage(
      creation, policy: policy, origin: origin, administrator: administrator, clock: clock)
  }

  /// Makes the whole clinic in a folder of its own, then gives it its name.
  private static func stage(
    _ creation: ClinicCreation, policy: Policy, origin: String, administrator: Identity,
    clock: SystemClock
  ) throws -> CreatedClinic {
    let staging = creation.directory + stagingMark + "\(getpid())"
    guard mkdir(staging, 0o700) == 0 else { throw ClinicError.system(path: staging) }
    do {
      let (genesisHash, siteKey) = try fill(
        staging, creation, policy: policy, origin: origin, administrator: administrator,
        clock: clock)
      let created = CreatedClinic(
        origin: origin, ledgerID: administrator.ledger.description, genesisHash: genesisHash,
        verifierKey: try NoteVerifier(name: origin, publicKey: siteKey).vkey,
        identityPath: creation.identityPath)
      try IdentityFile.write(
        administrator, to: creation.identityPath,
        protection: protection(creation.passphrase, isTraining: creation.isTraining))
      guard rename(staging, creation.directory) == 0 else {
        let error = ClinicError.system(path: creation.directory)
        unlink(creation.identityPath)
        throw error
      }
      try? syncParent(of: creation.directory)
      return created
    } catch {
      try? FileManager.default.removeItem(atPath: staging)
      throw error
    }
  }

  private static func fill(
    _ staging: String, _ creation: ClinicCreation, policy: Policy, origin: String,
    administrator: Identity, clock: SystemClock
  ) throws -> (genesisHash: String, siteKey: [UInt8]) {
    let keyring = try Keyring.create(
      at: staging, ledger: administrator.ledger, firstReader: administrator)
    // The policy is the ledger's first: its entries carry its zone's offset from the beginning.
    let clinicClock = ClinicClock(zone: try policy.timeZone.map { try ZoneFiles.rules(of: $0) })
    let now = clock.on(clinicClock).now()
    let program = try makeProgram(in: staging, ledger: administrator.ledger)
    let genesis = Genesis(
      origin: origin, isTraining: creation.isTraining, sitePublicKey: keyring.sitePublicKey,
      administrator: administrator, nowMicroseconds: now.unixMicroseconds,
      utcOffsetMinutes: now.utcOffsetMinutes,
      proposals: [
        try .enrolment(of: program, occurred: now.occurred),
        try .inTheClear(enrolled(creation), number: 1, occurred: now.occurred),
        try .inTheClear(
          enrolledProgram(program), number: program.actor, occurred: now.occurred),
        try .inTheClear(
          .policy(.policyAdopted(.adopting(policy, creation.policyDocument))), number: 0,
          occurred: now.occurred),
      ])
    try AccessSpool(path: staging + "/" + AccessSpool.name).makeIfMissing()
    let ledger = try Ledger.create(at: staging, genesis: genesis)
    let hash = ledger.genesisLeafHash.hex
    ledger.close()
    return (hash, keyring.sitePublicKey)
  }

  private static func enrolled(_ creation: ClinicCreation) -> ClinicalEvent {
    var enrolled = StaffEnrolled()
    enrolled.actor = 1
    enrolled.handle = creation.administratorHandle
    enrolled.displayName = creation.administratorDisplayName
    enrolled.role = .administrator
    return .staff(.staffEnrolled(enrolled))
  }

  private static func origin(for creation: ClinicCreation) throws -> String {
    let name = creation.siteName
    let isPlain = name.unicodeScalars.allSatisfy {
      $0.value > 0x20 && $0.value != 0x7f && !$0.properties.isWhitespace && $0 != "+"
    }
    guard (1...100).contains(name.utf8.count), isPlain else {
      throw ClinicError.siteNameMalformed(name)
    }
    return creation.isTraining ? "training.\(name)" : name
  }

  private static func refuseOccupied(_ directory: String) throws {
    var status = stat()
    guard stat(directory, &status) == 0 else { return }
    let held = try? FileManager.default.contentsOfDirectory(atPath: directory)
    guard let held, held.isEmpty else {
      throw ClinicError.file(
        path: directory,
        what: "is not empty; a clinic is created in a new directory (choose another --ledger).")
    }
  }

  private static func withoutTrailingSlashes(_ path: String) -> String {
    var path = path
    while path.count > 1, path.hasSuffix("/") { path.removeLast() }
    return path
  }

  /// Removes what creations that were killed have left beside the directory.
  private static func sweepStagings(of directory: String) {
    let parent = directory.split(separator: "/", omittingEmptySubsequences: false).dropLast()
    let folder = parent.isEmpty ? "." : parent.joined(separator: "/") + "/"
    let prefix = (directory.split(separator: "/").last.map(String.init) ?? "") + stagingMark
    for name in (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [] {
      guard name.hasPrefix(prefix), let maker = pid_t(name.dropFirst(prefix.count)),
        kill(maker, 0) != 0, errno == ESRCH
      else { continue }
      try? FileManager.default.removeItem(atPath: folder + "/" + name)
    }
  }

  private static let stagingMark = ".being-made-"

  static func syncParent(of path: String) throws {
    try ClinicError.filing { () throws(FileFailure) in try DurableFile.syncParent(of: path) }
  }
}

extension ClinicError {
  /// What the operating system said last about a path.
  static func system(path: String) -> ClinicError {
    .file(path: path, what: String(cString: strerror(errno)) + ".")
  }

  /// Runs an operation on files; its failure becomes the clinic's.
  static func filing<R: ~Copyable>(_ body: () throws(FileFailure) -> R) throws -> R {
    do throws(FileFailure) {
      return try body()
    } catch {
      throw ClinicError.file(path: error.path, what: error.reason + ".")
    }
  }
}

/// What `init` needs to create a clinic's ledger.
public struct ClinicCreation: Sendable {
  public var directory: String
  /// The checkpoint origin, e.g. "omaha.example/ketamine"; a training ledger's is given the prefix
  /// "training.".
  public var siteName: String
  public var isTraining: Bool
  public var administratorHandle: String
  public var administratorDisplayName: String
  /// Nil: the administrator's identity is stored without a passphrase.
  public var passphrase: [UInt8]?
  /// Where the identity file is written.
  public var identityPath: String
  /// The policy document to adopt, JSON.
  public var policyDocument: [UInt8]

  public init(
    directory: String, siteName: String, isTraining: Bool, administratorHandle: String,
    administratorDisplayName: String, passphrase: [UInt8]?, identityPath: String,
    policyDocument: [UInt8]
  ) {
    self.directory = directory
    self.siteName = siteName
    self.isTraining = isTraining
    self.administratorHandle = administratorHandle
    self.administratorDisplayName = administratorDisplayName
    self.passphrase = passphrase
    self.identityPath = identityPath
    self.policyDocument = policyDocument
  }
}

/// What `init` made, for pinning elsewhere.
public struct CreatedClinic: Sendable {
  public var origin: String
  /// Lower-case hexadecimal.
  public var ledgerID: String
  /// Leaf hash of the first entry, lower-case hexadecimal.
  public var genesisHash: String
  /// The C2SP verifier key of the site, for those who check checkpoints.
  public var verifierKey: String
  public var identityPath: String
}
