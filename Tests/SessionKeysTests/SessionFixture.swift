import Foundation
import Glibc
import Ledger

@testable import SessionKeys

/// Sign-ins of an invented terminal in a ledger of its own, kept in one kind of store.
struct SessionFixture {
  enum Kind: CaseIterable {
    case kernel, folder
  }

  static let limits = SessionLimits(idleMinutes: 60, absoluteMinutes: 720)
  static let minute: Int64 = 60_000_000
  /// 2026-03-02T08:00:00Z.
  static let morning: Int64 = 1_772_438_400_000_000

  let sessions: TerminalSessions
  let store: SessionStore
  let ledger = LedgerID.random()
  let folder: MemoryDirectory

  init(_ kind: Kind, terminal: TerminalSession = .invented()) throws {
    folder = try MemoryDirectory()
    switch kind {
    case .kernel: store = SessionStore(.kernel, runtimeDirectory: nil)
    case .folder:
      store = SessionStore(stores: [.folder(folder.runtime)], locks: folder.runtime)
    }
    sessions = TerminalSessions(in: ledger, on: terminal, store: store)
  }

  /// The same ledger as another terminal sees it.
  func sessions(on terminal: TerminalSession) -> TerminalSessions {
    TerminalSessions(in: ledger, on: terminal, store: store)
  }

  func identity(_ handle: String, actor: UInt32 = 2) throws -> Identity {
    try .generate(ledger: ledger, actor: actor, handle: handle, enrolment: 7)
  }

  @discardableResult
  func open(_ identity: Identity, pin: String?, at now: Int64 = morning) throws -> SessionRecord {
    try sessions.open(
      identity, pin: pin.flatMap { PIN(Array($0.utf8)) }, limits: Self.limits,
      nowMicroseconds: now)
  }

  func standing(at now: Int64 = morning) throws -> SessionStatus {
    try sessions.standing(Self.limits, nowMicroseconds: now)
  }

  func unlock(_ record: SessionRecord, _ pin: String, at now: Int64 = morning) throws -> Identity? {
    guard let pin = PIN(Array(pin.utf8)) else { return nil }
    let identity = try sessions.identity(of: record, pin: pin, nowMicroseconds: now)
    try sessions.unlock(with: identity, limits: Self.limits, nowMicroseconds: now)
    return identity
  }

  func confirm(_ record: SessionRecord, at now: Int64 = morning) throws {
    try sessions.confirm(record, Self.limits, nowMicroseconds: now)
  }
}

extension TerminalSession {
  /// One that no process leads.
  static func invented() -> TerminalSession {
    TerminalSession(
      leader: 7, leaderStartTicks: .random(in: 1 ... .max), bootID: "an invented start")
  }
}

extension SessionStatus {
  /// Whose session is open.
  var openHandle: String? {
    if case .open(let record, _) = self { record.handle } else { nil }
  }

  /// Whose session is locked.
  var lockedHandle: String? {
    if case .locked(let record) = self { record.handle } else { nil }
  }

  /// Whose session has just ended.
  var endedHandle: String? {
    if case .ended(let record) = self { record.handle } else { nil }
  }

  var isNobody: Bool {
    if case .nobody = self { true } else { false }
  }
}

/// A fresh directory in memory, mode 700, removed when nothing refers to it any more.
final class MemoryDirectory: Sendable {
  let path: String

  init() throws {
    var template = Array("/dev/shm/candor-tests-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else { throw POSIXError(.EIO) }
    path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  var folder: String { path + "/candor" }

  var runtime: RuntimeFolder { RuntimeFolder(candidates: [.init(parent: path, name: "candor")]) }

  /// The names of the files in the folder.
  var names: [String] { (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [] }

  /// A file of ours with that time in front.
  func leave(_ name: String, until deadline: Int64) throws {
    let bytes = withUnsafeBytes(of: deadline.littleEndian) { Data($0) } + Data("secret".utf8)
    let isMade = FileManager.default.createFile(
      atPath: folder + "/" + name, contents: bytes, attributes: [.posixPermissions: 0o600])
    guard isMade else { throw POSIXError(.EIO) }
  }
}
