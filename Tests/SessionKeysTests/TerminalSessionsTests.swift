import Crypto
import Glibc
import Ledger
import Testing

@testable import SessionKeys

/// Who is signed in on a terminal, in both kinds of store.
struct TerminalSessionsTests {
  private let morning = SessionFixture.morning
  private let minute = SessionFixture.minute

  @Test(arguments: SessionFixture.Kind.allCases)
  func `who has signed in acts with their own keys`(kind: SessionFixture.Kind) throws {
    let fixture = try SessionFixture(kind)
    let reed = try fixture.identity("nurse.reed")
    #expect(try fixture.standing().isNobody)
    try fixture.open(reed, pin: "2468")
    guard case .open(let record, let identity) = try fixture.standing() else {
      Issue.record("nobody is signed in")
      return
    }
    #expect(record.handle == "nurse.reed")
    #expect(record.enrolment == 7)
    #expect(identity.signing.rawRepresentation == reed.signing.rawRepresentation)
    #expect(identity.receiving.rawRepresentation == reed.receiving.rawRepresentation)
    #expect(identity.actor == reed.actor)
    #expect(try fixture.sessions.signOut()?.handle == "nurse.reed")
    #expect(try fixture.standing().isNobody)
    #expect(try fixture.sessions.locked(nowMicroseconds: morning).isEmpty)
  }

  @Test(arguments: SessionFixture.Kind.allCases)
  func `each use renews the idle time, and the absolute limit ends the session`(
    kind: SessionFixture.Kind
  ) throws {
    let fixture = try SessionFixture(kind)
    try fixture.open(try fixture.identity("nurse.reed"), pin: "2468")
    for hours in 1...11 {
      let now = morning + Int64(hours) * 59 * minute
      #expect(try fixture.standing(at: now).openHandle == "nurse.reed")
    }
    #expect(try fixture.standing(at: morning + 700 * minute).openHandle == "nurse.reed")
    #expect(try fixture.standing(at: morning + 720 * minute).endedHandle == "nurse.reed")
    #expect(try fixture.standing(at: morning + 720 * minute).isNobody)
  }

  @Test(arguments: SessionFixture.Kind.allCases)
  func `a session left for an hour is locked, and its PIN opens it again`(
    kind: SessionFixture.Kind
  ) throws {
    let fixture = try SessionFixture(kind)
    let reed = try fixture.identity("nurse.reed")
    try fixture.open(reed, pin: "2468")
    let later = morning + 60 * minute
    guard case .locked(let record) = try fixture.standing(at: later) else {
      Issue.record("not locked")
      return
    }
    #expect(record.lockedMicroseconds == nil)
    #expect(record.closedSinceMicroseconds == morning)
    let identity = try #require(try fixture.unlock(record, "2468", at: later))
    #expect(identity.signing.rawRepresentation == reed.signing.rawRepresentation)
    #expect(try fixture.standing(at: later + 59 * minute).openHandle == "nurse.reed")
  }

  @Test(arguments: SessionFixture.Kind.allCases)
  func `a locked session ends at the absolute limit too`(kind: SessionFixture.Kind) throws {
    let fixture = try SessionFixture(kind)
    try fixture.open(try fixture.identity("nurse.reed"), pin: "2468")
    let record = try #require(try fixture.sessions.lock(nowMicroseconds: morning + minute))
    #expect(record.closedSinceMicroseconds == morning + minute)
    let end = morning + 720 * minute
    #expect(throws: SessionError.notLocked(handle: "nurse.reed")) {
      try fixture.unlock(record, "2468", at: end)
    }
    #expect(try fixture.standing(at: end).endedHandle == "nurse.reed")
  }

  @Test(arguments: SessionFixture.Kind.allCases)
  func `the third wrong PIN ends the session, a right one forgives two`(
    kind: SessionFixture.Kind
  ) throws {
    let fixture = try SessionFixture(kind)
    let record = try fixture.open(try fixture.identity("nurse.reed"), pin: "2468")
    for _ in 0..<2 {
      try fixture.sessions.lock(nowMicroseconds: morning)
      for left in [2, 1] {
        #expect(throws: SessionError.wrongPIN(handle: "nurse.reed", left: left)) {
          try fixture.unlock(record, "1357")
        }
      }
      #expect(try fixture.standing().lockedHandle == "nurse.reed")
      #expect(try fixture.unlock(record, "2468") != nil)
    }
    try fixture.sessions.lock(nowMicroseconds: morning)
    _ = try? fixture.unlock(record, "1357")
    _ = try? fixture.unlock(record, "24680")
    #expect(throws: SessionError.endedByPIN(handle: "nurse.reed")) {
      try fixture.unlock(record, "1357")
    }
    #expect(try fixture.standing().isNobody)
    #expect(throws: SessionError.notLocked(handle: "nurse.reed")) {
      try fixture.unlock(record, "2468")
    }
  }

  @Test(arguments: SessionFixture.Kind.allCases)
  func `the second person locks the first, who has a PIN or none`(
    kind: SessionFixture.Kind
  ) throws {
    let fixture = try SessionFixture(kind)
    let reed = try fixture.identity("nurse.reed", actor: 2)
    let lee = try fixture.identity("nurse.lee", actor: 3)
    try fixture.open(reed, pin: "2468")
    try fixture.open(lee, pin: nil, at: morning + minute)
    #expect(try fixture.standing(at: morning + minute).openHandle == "nurse.lee")
    let locked = try fixture.sessions.locked(nowMicroseconds: morning + minute)
    #expect(locked.map(\.handle) == ["nurse.reed"])
    #expect(locked.first?.closedSinceMicroseconds == morning + minute)
    _ = try fixture.unlock(try #require(locked.first), "2468", at: morning + 2 * minute)
    #expect(try fixture.standing(at: morning + 2 * minute).openHandle == "nurse.reed")
    let next = try fixture.sessions.locked(nowMicroseconds: morning + 2 * minute)
    #expect(next.map(\.handle) == ["nurse.lee"])
    #expect(next.map(\.hasPIN) == [false])
  }

  @Test(arguments: SessionFixture.Kind.allCases)
  func `without a PIN the passphrase unlocks`(kind: SessionFixture.Kind) throws {
    let fixture = try SessionFixture(kind)
    let reed = try fixture.identity("nurse.reed")
    let record = try fixture.open(reed, pin: nil)
    try fixture.sessions.lock(nowMicroseconds: morning)
    #expect(throws: SessionError.noPIN(handle: "nurse.reed")) {
      try fixture.unlock(record, "2468")
    }
    // Of keys that were replaced since, there is no session.
    #expect(throws: SessionError.notLocked(handle: "nurse.reed")) {
      try fixture.sessions.unlock(
        with: try reed.enrolled(at: 8), limits: SessionFixture.limits, nowMicroseconds: morning)
    }
    try fixture.sessions.unlock(
      with: reed, limits: SessionFixture.limits, nowMicroseconds: morning)
    #expect(try fixture.standing().openHandle == "nurse.reed")
    #expect(throws: SessionError.notLocked(handle: "nurse.lee")) {
      try fixture.sessions.unlock(
        with: try fixture.identity("nurse.lee", actor: 3), limits: SessionFixture.limits,
        nowMicroseconds: morning)
    }
  }

  @Test(arguments: SessionFixture.Kind.allCases)
  func `another terminal, a later start of the machine and another ledger see nothing`(
    kind: SessionFixture.Kind
  ) throws {
    let terminal = TerminalSession(leader: 40, leaderStartTicks: 1000, bootID: "first")
    let fixture = try SessionFixture(kind, terminal: terminal)
    try fixture.open(try fixture.identity("nurse.reed"), pin: "2468")
    for other in [
      TerminalSession(leader: 41, leaderStartTicks: 1000, bootID: "first"),
      TerminalSession(leader: 40, leaderStartTicks: 1001, bootID: "first"),
      TerminalSession(leader: 40, leaderStartTicks: 1000, bootID: "second"),
    ] {
      let there = fixture.sessions(on: other)
      let standing = try there.standing(SessionFixture.limits, nowMicroseconds: morning)
      #expect(standing.isNobody)
      #expect(there.signOutAll() == 0)
    }
    let elsewhere = TerminalSessions(in: .random(), on: terminal, store: fixture.store)
    #expect(
      try elsewhere.standing(SessionFixture.limits, nowMicroseconds: morning).isNobody)
    #expect(try fixture.standing().openHandle == "nurse.reed")
    #expect(fixture.sessions.signOutAll() == 1)
    #expect(try fixture.standing().isNobody)
  }

  @Test(arguments: SessionFixture.Kind.allCases)
  func `a session whose machine time is over has ended though the clinic's clock stands still`(
    kind: SessionFixture.Kind
  ) throws {
    let fixture = try SessionFixture(kind)
    // Nothing of it is left, not even for a second.
    try fixture.sessions.open(
      try fixture.identity("nurse.reed"), pin: nil,
      limits: SessionLimits(idleMicroseconds: 60_000_000, absoluteMicroseconds: 0),
      nowMicroseconds: morning)
    let standing = try fixture.sessions.standing(SessionFixture.limits, nowMicroseconds: 0)
    #expect(standing.endedHandle == "nurse.reed")
  }

  @Test(arguments: SessionFixture.Kind.allCases)
  func `an open session is confirmed without being renewed, a closed one is not`(
    kind: SessionFixture.Kind
  ) throws {
    let fixture = try SessionFixture(kind)
    let reed = try fixture.identity("nurse.reed", actor: 2)
    let closed = SessionError.closedMeanwhile(handle: "nurse.reed")
    let record = try fixture.open(reed, pin: "2468")
    let late = morning + 59 * minute
    try fixture.confirm(record, at: late)
    #expect(try fixture.sessions.openRecord()?.usedMicroseconds == morning)
    #expect(throws: closed) { try fixture.confirm(record, at: morning + 60 * minute) }
    #expect(throws: closed) { try fixture.confirm(record, at: record.endsMicroseconds) }
    try fixture.sessions.lock(nowMicroseconds: morning)
    #expect(throws: closed) { try fixture.confirm(record) }
    // The same sign-in, used again.
    _ = try fixture.unlock(record, "2468", at: late)
    try fixture.confirm(record, at: morning + 60 * minute)
    try fixture.open(try fixture.identity("nurse.lee", actor: 3), pin: nil, at: late)
    #expect(throws: closed) { try fixture.confirm(record, at: late) }
    fixture.sessions.signOutAll()
    #expect(throws: closed) { try fixture.confirm(record) }
    // The same person, signed in anew at the same time by a clock that stands still.
    try fixture.open(reed, pin: "2468")
    #expect(throws: closed) { try fixture.confirm(record) }
  }

  @Test(arguments: SessionFixture.Kind.allCases)
  func `one person's session is ended, open or locked, and nobody else's`(
    kind: SessionFixture.Kind
  ) throws {
    let fixture = try SessionFixture(kind)
    try fixture.open(try fixture.identity("nurse.reed", actor: 2), pin: "2468")
    try fixture.open(try fixture.identity("nurse.lee", actor: 3), pin: "1357")
    fixture.sessions.end(of: 2)
    #expect(try fixture.standing().openHandle == "nurse.lee")
    #expect(try fixture.sessions.locked(nowMicroseconds: morning).isEmpty)
    fixture.sessions.end(of: 3)
    #expect(try fixture.standing().isNobody)
  }

  @Test func `signing everybody out removes what was left half written`() throws {
    let terminal = TerminalSession.invented()
    let fixture = try SessionFixture(.folder, terminal: terminal)
    try fixture.open(try fixture.identity("nurse.reed"), pin: "2468")
    let half = "\(terminal.prefix(in: fixture.ledger))open.new-\(getpid())"
    try fixture.folder.leave(half, until: .max)
    #expect(fixture.folder.names.contains(half))
    #expect(fixture.sessions.signOutAll() == 1)
    #expect(!fixture.folder.names.contains { $0.hasPrefix("candor-session.") })
  }
}
