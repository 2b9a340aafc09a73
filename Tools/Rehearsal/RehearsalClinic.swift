public import Clinic
public import ClinicalRecord
private import Foundation
public import Ledger

/// A training clinic in a folder of its own: an administrator, a doctor, a nurse, a front desk.
public struct RehearsalClinic: Sendable {
  public let folder: String
  public let program: Program

  /// The sign-in name of whoever records at the bedside.
  public static let nurse = "nurse.lee"
  /// The second signer.
  public static let doctor = "dr.okafor"

  /// Makes the clinic with the program itself, in a new folder.
  ///
  /// - Parameters:
  ///   - candor: the program's path; nil: the one beside the running tool.
  ///   - clock: the time that the ledger is made at; nil: now.
  ///   - folder: to be made; nil: a temporary one.
  public init(candor: String?, clock: ClinicalTime? = nil, folder: String? = nil) throws {
    self.folder = try folder ?? Self.newFolder()
    if let folder {
      try FileManager.default.createDirectory(
        atPath: folder, withIntermediateDirectories: true)
    }
    program = Program(candor, folder: self.folder)
    let admin = ["--no-passphrase", "--as", "admin"]
    let enroll = ["staff", "enroll"]
    let commands = [
      ["init", "--site", "rehearsal.example/clinic", "--training", "--no-passphrase"],
      enroll + [Self.doctor, "--role", "physician"] + admin,
      enroll + [Self.nurse, "--role", "nurse"] + admin,
      enroll + ["desk.kim", "--role", "front-desk"] + admin,
      ["staff", "credential", Self.doctor, "--specialty", "anesthesiology"]
        + ["--from", "2024-01-01", "--until", "2027-12-31", "--as", "admin"],
    ]
    for command in commands { try program.run(command, clock: clock?.iso8601) }
  }

  /// One that was made before, as it lies in its folder.
  public init(candor: String?, in folder: String) {
    self.folder = folder
    program = Program(candor, folder: folder)
  }

  public var ledger: String { folder + "/ledger" }

  /// The folder is left behind when something failed, to be looked at.
  public func remove() { try? FileManager.default.removeItem(atPath: folder) }

  public func identityPath(_ handle: String) -> String {
    folder + "/data/candor/identities/\(handle).identity"
  }

  /// Opens the clinic through the library, signed in; one at a time in a process.
  public func open(as handle: String, at time: ClinicalTime? = nil) throws -> SignedIn {
    try Self.open(ledger, identity: identityPath(handle), at: time)
  }

  /// The same for a child process, which is told the paths.
  public static func open(
    _ ledger: String, identity: String, at time: ClinicalTime? = nil
  ) throws -> SignedIn {
    let clock = time.map { SystemClock(standingAt: $0) } ?? SystemClock()
    return try Clinic.open(directory: ledger, clock: clock)
      .signIn(try IdentityFile.read(identity) { [] })
  }

  private static func newFolder() throws -> String {
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "candor-rehearsal-\(ProcessInfo.processInfo.globallyUniqueString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    return folder.path(percentEncoded: false)
  }
}

/// Times of a rehearsal, on UTC's clock.
public enum RehearsalTime {
  /// This second.
  public static func now() -> ClinicalTime {
    let seconds = SystemClock().nowMicroseconds() / 1_000_000
    return ClinicalTime(
      unixMicroseconds: seconds * 1_000_000, utcOffsetMinutes: 0, precision: .second)
  }

  /// A morning's or an afternoon's session: two a day, from 2 March 2026 on.
  public static func session(_ index: Int) throws -> ClinicalTime {
    let first = try ClinicalTime(iso8601: "2026-03-02T07:00:00+00:00")
    return first.adding(minutes: index / 2 * 24 * 60 + index % 2 * 6 * 60)
  }
}

/// Why a rehearsal could not go on at all; what merely turned out wrong is tallied instead.
public enum RehearsalError: Error, CustomStringConvertible {
  case notStarted(program: String, code: Int32)
  case failed(arguments: [String], ending: Ending, said: String)
  case system(what: String, code: Int32)
  case unexpected(String)

  public var description: String {
    switch self {
    case .notStarted(let program, let code):
      "\(program) did not start (error \(code)); build it first, or name it with --candor PATH"
    case .failed(let arguments, let ending, let said):
      "candor \(arguments.joined(separator: " ")) \(ending): \(said)"
    case .system(let what, let code): "\(what) failed with error \(code)"
    case .unexpected(let what): what
    }
  }
}
