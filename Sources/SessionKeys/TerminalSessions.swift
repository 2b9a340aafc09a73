internal import DurableFile
public import Ledger

/// The sign-ins of one terminal session in one ledger: one open, any number locked.
///
/// Two things are kept of a person who signs in: the private keys while the session is open, which
/// the store forgets when it is left idle; and, until the absolute limit, who it was, with the keys
/// sealed under the PIN if there is one. Locking forgets the first. The clinic's clock decides as
/// well as the store's, which nobody can set.
///
/// What reads and then writes holds a lock: processes of one terminal do it one after the other.
public struct TerminalSessions {
  let ledger: LedgerID
  let store: SessionStore
  private let prefix: String
  private let lockName: String

  /// Of one ledger on one terminal; nothing is read yet.
  public init(in ledger: LedgerID, on terminal: TerminalSession, store: SessionStore) {
    self.ledger = ledger
    self.store = store
    prefix = terminal.prefix(in: ledger)
    lockName = terminal.lockName(in: ledger)
  }

  /// Signs a person in; whoever is open here is locked.
  ///
  /// Throws ``SessionError/noStore(reasons:)`` and ``SessionError/sealFailed``.
  @discardableResult
  public func open(
    _ identity: Identity, pin: PIN?, limits: SessionLimits, nowMicroseconds: Int64
  ) throws(SessionError) -> SessionRecord {
    let exclusive = store.lock(lockName)
    defer { exclusive?.release() }
    try displace(except: identity.actor, nowMicroseconds: nowMicroseconds)
    let record = SessionRecord(
      ledger: ledger, actor: identity.actor, handle: identity.handle,
      enrolment: identity.enrolment, openedMicroseconds: nowMicroseconds,
      usedMicroseconds: nowMicroseconds, lockedMicroseconds: nil,
      endsMicroseconds: nowMicroseconds + limits.absoluteMicroseconds,
      endsMachineMicroseconds: MachineClock.microseconds() + limits.absoluteMicroseconds,
      wrongPINCount: 0)
    let secret = identity.sessionSecret()
    let seal: PINSeal?
    if let pin { seal = try PINSeal(secret, under: pin, of: record) } else { seal = nil }
    try hold(record, seal)
    try putOpen(record, secret, limits)
    return record
  }

  /// Who is signed in, and with that renews the session; or who may unlock.
  ///
  /// Throws ``SessionError/unreadable(what:)`` and ``SessionError/noStore(reasons:)``.
  public func standing(
    _ limits: SessionLimits, nowMicroseconds: Int64
  ) throws(SessionError) -> SessionStatus {
    // Where nothing is kept, there is no reason to create a lock file.
    guard !store.names(beginning: prefix).isEmpty else { return .nobody }
    let exclusive = store.lock(lockName)
    defer { exclusive?.release() }
    if let payload = try load(openName) {
      let record = payload.record
      if record.hasEnded(nowMicroseconds: nowMicroseconds) {
        forget(record.actor)
        return .ended(record)
      }
      if !record.isIdle(limits, nowMicroseconds: nowMicroseconds) {
        return try renewed(payload, limits, nowMicroseconds: nowMicroseconds)
      }
      store.remove(openName)
    }
    var ended: SessionRecord?
    for record in try held() where record.hasEnded(nowMicroseconds: nowMicroseconds) {
      store.remove(heldName(record.actor))
      ended = ended ?? record
    }
    if let last = try held().first { return .locked(last) }
    return ended.map { .ended($0) } ?? .nobody
  }

  /// Whose session is open, without using it; nil when none is.
  ///
  /// Throws ``SessionError/unreadable(what:)``.
  public func openRecord() throws(SessionError) -> SessionRecord? { try load(openName)?.record }

  /// That a session which was open when a command began is so still: neither locked nor signed out,
  /// not left idle or past its end, and nobody else's. Does not renew it.
  ///
  /// Throws ``SessionError/closedMeanwhile(handle:)``.
  public func confirm(
    _ record: SessionRecord, _ limits: SessionLimits, nowMicroseconds: Int64
  ) throws(SessionError) {
    guard let open = try openRecord(), open.isOfSameSignIn(as: record),
      !open.hasEnded(nowMicroseconds: nowMicroseconds),
      !open.isIdle(limits, nowMicroseconds: nowMicroseconds)
    else { throw .closedMeanwhile(handle: record.handle) }
  }

  /// Those who may unlock a session here, the last one first.
  ///
  /// Throws ``SessionError/unreadable(what:)``.
  public func locked(nowMicroseconds: Int64) throws(SessionError) -> [SessionRecord] {
    let open = try openActor()
    return try held().filter {
      $0.actor != open && !$0.hasEnded(nowMicroseconds: nowMicroseconds)
    }
  }

  /// Locks the open session: its keys are forgotten, or remain sealed under the PIN.
  ///
  /// Returns nil when none is open.
  @discardableResult
  public func lock(nowMicroseconds: Int64) throws(SessionError) -> SessionRecord? {
    let exclusive = store.lock(lockName)
    defer { exclusive?.release() }
    guard let actor = try openActor() else { return nil }
    store.remove(openName)
    guard let payload = try load(heldName(actor)) else { return nil }
    var record = payload.record
    record.lockedMicroseconds = nowMicroseconds
    try hold(record, payload.seal)
    return record
  }

  /// The identity of a locked session, by its PIN; ``unlock(with:limits:nowMicroseconds:)`` opens
  /// the session for it.
  ///
  /// A wrong one is counted before it is tried, so that nothing is gained by ending the program in
  /// between. Throws ``SessionError/wrongPIN(handle:left:)``, ``SessionError/endedByPIN(handle:)``,
  /// ``SessionError/noPIN(handle:)`` and ``SessionError/notLocked(handle:)``.
  public func identity(
    of locked: SessionRecord, pin: PIN, nowMicroseconds: Int64
  ) throws(SessionError) -> Identity {
    let exclusive = store.lock(lockName)
    defer { exclusive?.release() }
    guard let payload = try load(heldName(locked.actor)),
      !payload.record.hasEnded(nowMicroseconds: nowMicroseconds)
    else { throw .notLocked(handle: locked.handle) }
    guard let seal = payload.seal else { throw .noPIN(handle: locked.handle) }
    var record = payload.record
    guard record.wrongPINCount < SessionRecord.wrongPINLimit else {
      forget(record.actor)
      throw .endedByPIN(handle: record.handle)
    }
    record.wrongPINCount += 1
    try hold(record, seal)
    guard let secret = try seal.open(with: pin, of: record) else {
      let left = Int(SessionRecord.wrongPINLimit) - Int(record.wrongPINCount)
      guard left > 0 else {
        forget(record.actor)
        throw .endedByPIN(handle: record.handle)
      }
      throw .wrongPIN(handle: record.handle, left: left)
    }
    record.wrongPINCount = 0
    try hold(record, seal)
    return try Identity.ofSession(record, secret)
  }

  /// Opens a locked session for the person who has just opened their identity.
  ///
  /// Throws ``SessionError/notLocked(handle:)``.
  public func unlock(
    with identity: Identity, limits: SessionLimits, nowMicroseconds: Int64
  ) throws(SessionError) {
    let exclusive = store.lock(lockName)
    defer { exclusive?.release() }
    guard let payload = try load(heldName(identity.actor)),
      payload.record.enrolment == identity.enrolment,
      !payload.record.hasEnded(nowMicroseconds: nowMicroseconds)
    else { throw .notLocked(handle: identity.handle) }
    try reopen(
      payload.record, payload.seal, identity.sessionSecret(), limits,
      nowMicroseconds: nowMicroseconds)
  }

  /// Ends the open session; where none is open, the one that was locked last.
  ///
  /// Returns whose it was; nil when there was none.
  @discardableResult
  public func signOut() throws(SessionError) -> SessionRecord? {
    let exclusive = store.lock(lockName)
    defer { exclusive?.release() }
    let open = try openActor()
    let records = try held()
    let record = open == nil ? records.first : records.first { $0.actor == open }
    if let actor = open ?? record?.actor { forget(actor) }
    return record
  }

  /// Ends that person's session, open or locked, and nobody else's.
  public func end(of actor: UInt32) {
    let exclusive = store.lock(lockName)
    defer { exclusive?.release() }
    forget(actor)
  }

  /// Ends every session of this terminal in this ledger, also one that cannot be read.
  ///
  /// Returns how many there were.
  @discardableResult
  public func signOutAll() -> Int {
    let exclusive = store.lock(lockName)
    defer { exclusive?.release() }
    let names = store.names(beginning: prefix)
    store.removeAll(beginning: prefix)
    return names.count { $0 != openName }
  }

  private var openName: String { prefix + "open" }

  private func heldName(_ actor: UInt32) -> String { prefix + String(actor) }

  private func openActor() throws(SessionError) -> UInt32? { try openRecord()?.actor }

  private func load(_ name: String) throws(SessionError) -> SessionPayload? {
    guard let bytes = try store.get(name) else { return nil }
    let payload = try bytes.withBytes { (bytes) throws(SessionError) -> SessionPayload in
      try SessionPayload(parsing: bytes)
    }
    guard payload.record.ledger == ledger else { throw .unreadable(what: "its ledger") }
    return payload
  }

  /// Everybody of whom something is kept, the last one first.
  private func held() throws(SessionError) -> [SessionRecord] {
    var records: [SessionRecord] = []
    for name in store.names(beginning: prefix) where name != openName {
      if let payload = try load(name) { records.append(payload.record) }
    }
    return records.sorted {
      ($0.closedSinceMicroseconds, $0.actor) > ($1.closedSinceMicroseconds, $1.actor)
    }
  }

  private func hold(_ record: SessionRecord, _ seal: PINSeal?) throws(SessionError) {
    let keys: SessionPayload.Keys
    if let seal { keys = .sealed(seal) } else { keys = .none }
    let payload = SessionPayload(record: record, keys: keys)
    try store.put(
      heldName(record.actor), payload.bytes(),
      seconds: Self.seconds(record.endsMachineMicroseconds - MachineClock.microseconds()))
  }

  private func putOpen(
    _ record: SessionRecord, _ secret: borrowing SecretBytes, _ limits: SessionLimits
  ) throws(SessionError) {
    var copy = SecretBytes(room: SessionPayload.secretByteCount)
    secret.withBytes { copy.append($0) }
    let left = record.endsMachineMicroseconds - MachineClock.microseconds()
    try store.put(
      openName, SessionPayload(record: record, keys: .open(copy)).bytes(),
      seconds: Self.seconds(min(left, limits.idleMicroseconds)))
  }

  private static func seconds(_ microseconds: Int64) -> UInt32 {
    UInt32(clamping: max(1, microseconds / 1_000_000))
  }

  private func renewed(
    _ payload: consuming SessionPayload, _ limits: SessionLimits, nowMicroseconds: Int64
  ) throws(SessionError) -> SessionStatus {
    var record = payload.record
    record.usedMicroseconds = nowMicroseconds
    guard case .open(let secret) = payload.keys else {
      throw .unreadable(what: "how its keys are kept")
    }
    let identity = try Identity.ofSession(record, secret)
    try hold(record, try load(heldName(record.actor))?.seal)
    try putOpen(record, secret, limits)
    return .open(record, identity)
  }

  private func reopen(
    _ record: SessionRecord, _ seal: PINSeal?, _ secret: borrowing SecretBytes,
    _ limits: SessionLimits, nowMicroseconds: Int64
  ) throws(SessionError) {
    try displace(except: record.actor, nowMicroseconds: nowMicroseconds)
    var record = record
    record.wrongPINCount = 0
    record.lockedMicroseconds = nil
    record.usedMicroseconds = nowMicroseconds
    try hold(record, seal)
    try putOpen(record, secret, limits)
  }

  /// Another person's open session is never lent: it is locked.
  private func displace(except actor: UInt32, nowMicroseconds: Int64) throws(SessionError) {
    guard let open = try openActor(), open != actor else { return }
    store.remove(openName)
    guard let payload = try load(heldName(open)) else { return }
    var record = payload.record
    record.lockedMicroseconds = nowMicroseconds
    try hold(record, payload.seal)
  }

  private func forget(_ actor: UInt32) {
    if (try? openActor()) == actor { store.remove(openName) }
    store.remove(heldName(actor))
  }
}
