internal import Clinic
internal import ClinicalRecord
internal import Ledger
internal import SessionKeys

/// The sign-ins of this terminal at one desk, with the clinic's limits and its clock.
struct SessionPlace {
  var sessions: TerminalSessions
  var limits: SessionLimits
  var nowMicroseconds: Int64

  /// Throws `SessionError.noTerminalSession` where nobody can be signed in for longer than a
  /// command.
  init(_ desk: Desk) throws {
    guard let ledger = HexDigits.bytes(desk.clinic.ledgerID).flatMap(LedgerID.init(bytes:)) else {
      throw ProgramError.internal("the ledger's id is not 32 bytes; report it")
    }
    let store = SessionStore(try Self.choice(), runtimeDirectory: Environment["XDG_RUNTIME_DIR"])
    sessions = TerminalSessions(in: ledger, on: try .current(), store: store)
    limits = try desk.sessionLimits()
    nowMicroseconds = desk.clock.nowMicroseconds()
  }

  /// Nil where there is no terminal session to be signed in on.
  static func ifAny(_ desk: Desk) throws -> SessionPlace? {
    do {
      return try SessionPlace(desk)
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

extension Desk {
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
