internal import Clinic
internal import ClinicalRecord
internal import FoundationEssentials
internal import Ledger
internal import SessionKeys

/// The sign-ins of this terminal at one context, with the clinic's limits and its clock.
struct SessionLocation {
  var sessions: TerminalSessions
  var limits: SessionLimits
  var nowMicroseconds: Int64

  /// Throws `SessionError.noTerminalSession` where nobody can be signed in for longer than a
  /// command.
  init(_ context: CommandContext) throws {
    guard let ledger = HexDigits.bytes(context.clinic.ledgerID).flatMap(LedgerID.init(bytes:))
    else {
      throw ProgramError.internal("the ledger's id is not 32 bytes; report it")
    }
    let store = SessionStore(try Self.choice(), runtimeDirectory: Environment["XDG_RUNTIME_DIR"])
    sessions = TerminalSessions(in: ledger, on: try .current(), store: store)
    limits = try context.sessionLimits()
    nowMicroseconds = context.clock.nowMicroseconds()
  }

  /// Nil where there is no terminal session to be signed in on.
  static func ifAny(_ context: CommandContext) throws -> SessionLocation? {
    do {
      return try SessionLocation(context)
    } catch SessionError.noTerminalSession {
      return nil
    }
  }

  func standing() throws -> SessionStatus {
    try sessions.standing(limits, nowMicroseconds: nowMicroseconds)
  }

  func locked() throws -> [SessionRecord] {
    try sessions.locked(nowMicroseconds: nowMicroseconds)
  }

  /// Throws `SessionError.closedMeanwhile` when this session is open no more; does not renew it.
  func confirm(_ record: SessionRecord, nowMicroseconds: Int64) throws {
    try sessions.confirm(record, limits, nowMicroseconds: nowMicroseconds)
  }

  /// Ends that person's session, and nobody else's, where the refusal says that they or their keys
  /// cannot act any more; a full disk or a keyring that is missing ends none.
  func end(of actor: UInt32, refusedBy error: any Error) {
    switch error as? ClinicError {
    case .identityNotInForce, .notActive: sessions.end(of: actor)
    default: break
    }
  }

  /// When an open session locks if it is not used any more.
  func locks(_ record: SessionRecord) -> Int64 {
    min(record.usedMicroseconds + limits.idleMicroseconds, record.endsMicroseconds)
  }

  /// `$CANDOR_SESSION_STORE`: where sessions may be kept; by itself the kernel's key store, and a
  /// private directory in memory where there is none.
  private static func choice() throws -> SessionStore.Choice {
    guard let text = Environment["CANDOR_SESSION_STORE"], !text.isEmpty else { return .automatic }
    guard let choice = SessionStore.Choice(rawValue: text) else {
      throw ProgramError.usage("CANDOR_SESSION_STORE is none of automatic, kernel and folder")
    }
    return choice
  }
}

extension CommandContext {
  /// How long sessions last here: the policy says so.
  func sessionLimits() throws -> SessionLimits {
    let minutes = try clinic.sessionMinutes()
    return SessionLimits(idleMinutes: minutes.idle, absoluteMinutes: minutes.limit)
  }

  /// "10:05", with the date unless it is today's.
  func clockText(_ microseconds: Int64) -> String {
    let time = localTime(microseconds)
    let isToday = time.localDate == localTime(clock.nowMicroseconds()).localDate
    return isToday ? time.localClock : "\(time.localDate.iso8601) \(time.localClock)"
  }

  /// An instant as local clocks show it, to the minute.
  func localTime(_ microseconds: Int64) -> ClinicalTime {
    ClinicalTime(
      unixMicroseconds: microseconds,
      utcOffsetMinutes: clock.localOffsetMinutes(at: microseconds), precision: .minute)
  }
}

/// Where identity files are: NAME.identity in one directory, or any file that a path names.
struct IdentityLocation {
  private let options: LedgerOptions

  init(_ options: LedgerOptions) { self.options = options }

  /// The identity file of a sign-in name, or the one that a path names; it is there.
  func path(of name: String) throws -> String {
    let path = name.contains("/") ? name : try directory() + "/\(name).identity"
    // A replacement of the key that was interrupted may have left the new file alone.
    let files = [path, PendingReplacement.nextPath(of: path)]
    guard try files.contains(where: { try FileInput.exists($0) }) else {
      throw ProgramError.notFound(
        "there is no identity file \(path); check the name and --identities, or have an administrator enroll it"
      )
    }
    return path
  }

  /// Where a new identity of that name goes; the directory is made when it is missing.
  func pathOfNew(_ handle: String) throws -> String {
    let directory = try directory()
    do {
      try FileManager.default.createDirectory(
        atPath: directory, withIntermediateDirectories: true,
        attributes: [.posixPermissions: 0o700])
    } catch {
      throw ProgramError.io(
        "the directory \(directory) cannot be made; choose another with --identities")
    }
    return "\(directory)/\(handle).identity"
  }

  /// Where identity files are; it need not exist.
  func directory() throws -> String {
    if let named = options.identities ?? Environment["CANDOR_IDENTITIES"], !named.isEmpty {
      return named
    }
    if let data = Environment["XDG_DATA_HOME"], !data.isEmpty { return data + "/candor/identities" }
    guard let home = Environment["HOME"], !home.isEmpty else {
      throw ProgramError.usage(
        "HOME is not set; say where identity files are with --identities DIR")
    }
    return home + "/.local/share/candor/identities"
  }
}

extension SessionError {
  var exitCode: Int32 {
    switch self {
    case .noTerminalSession, .noStore, .sealFailed, .notExamined: ExitStatus.unavailable
    case .unreadable, .malformedPIN: ExitStatus.badData
    case .wrongPIN, .endedByPIN, .noPIN, .notLocked, .closedMeanwhile: ExitStatus.notPermitted
    }
  }
}
