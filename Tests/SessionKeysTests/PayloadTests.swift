import Ledger
import Testing

@testable import SessionKeys

/// What a store holds, byte for byte.
struct PayloadTests {
  private static let secret = (0..<64).map { UInt8($0) }

  private static func record() throws -> SessionRecord {
    SessionRecord(
      ledger: try #require(LedgerID(bytes: [UInt8](repeating: 9, count: 32))), actor: 3,
      handle: "nurse.reed", enrolment: 7, openedMicroseconds: 1, usedMicroseconds: 2,
      lockedMicroseconds: 4, endsMicroseconds: 5, endsMachineMicroseconds: 6, wrongPINCount: 1)
  }

  private static func open() throws -> [UInt8] {
    var secret = SecretBytes(room: 64)
    secret.append(Self.secret)
    return SessionPayload(record: try record(), keys: .open(secret)).bytes().withBytes { Array($0) }
  }

  @Test func `an open session has these bytes`() throws {
    var expected: [UInt8] = [1, 1, 1, 10] + [UInt8](repeating: 9, count: 32)
    for (value, count) in [(3, 4), (7, 8), (1, 8), (2, 8), (4, 8), (5, 8), (6, 8)] {
      expected += [UInt8(value)] + [UInt8](repeating: 0, count: count - 1)
    }
    expected += Array("nurse.reed".utf8) + Self.secret
    #expect(try Self.open() == expected)
  }

  @Test func `what is written is read again`() throws {
    var bytes = SecretBytes(room: SessionPayload.limitByteCount)
    bytes.append(try Self.open())
    let payload = try bytes.withBytes { bytes throws(SessionError) -> SessionPayload in
      try SessionPayload(parsing: bytes)
    }
    #expect(payload.record == (try Self.record()))
    #expect(payload.withSecret { Array($0) } == Self.secret)
  }

  @Test func `a cut, a longer and a newer payload are refused`() throws {
    let bytes = try Self.open()
    var newer = bytes
    newer[0] = 2
    var unknown = bytes
    unknown[1] = 4
    var nobody = bytes
    nobody[36] = 0
    for wrong in (0..<bytes.count).map({ Array(bytes[..<$0]) }) + [
      bytes + [0], newer, unknown, nobody,
    ] {
      wrong.withUnsafeBytes { buffer in
        #expect(throws: SessionError.self) { _ = try SessionPayload(parsing: buffer).record }
      }
    }
  }

  @Test func `a seal opens with its PIN and its record alone`() throws {
    var secret = SecretBytes(room: 64)
    secret.append(Self.secret)
    let pin = try #require(PIN(Array("2468".utf8)))
    let record = try Self.record()
    let seal = try PINSeal(secret, under: pin, of: record)
    #expect(!seal.sealed.starts(with: Self.secret.prefix(16)))
    let opened = try #require(try seal.open(with: pin, of: record)?.withBytes { Array($0) })
    #expect(opened == Self.secret)
    let other = try #require(PIN(Array("24680".utf8)))
    #expect(try seal.open(with: other, of: record) == nil)
    var longer = record
    longer.endsMicroseconds += 1
    #expect(try seal.open(with: pin, of: longer) == nil)
  }

  @Test(arguments: ["", "123", "123456789", "12a4", "１２３４", " 1234"])
  func `a PIN is 4 to 8 digits`(text: String) {
    #expect(PIN(Array(text.utf8)) == nil)
  }

  @Test func `a PIN does not show itself`() throws {
    let pin = try #require(PIN(Array("24682468".utf8)))
    var dumped = ""
    dump(pin, to: &dumped)
    #expect(!"\(pin) \(String(reflecting: pin)) \(dumped)".contains("246"))
  }

  @Test func `the start of a process is found behind any name`() {
    let rest = (4...21).map(String.init).joined(separator: " ") + " 4711 23"
    #expect(TerminalSession.startTicks(of: "8 (a ) b (c)) S \(rest)") == 4711)
    #expect(TerminalSession.startTicks(of: "8 (sh) S 4 5") == nil)
    #expect(TerminalSession.startTicks(of: "") == nil)
  }

  @Test func `this process belongs to a terminal session`() throws {
    let session = try TerminalSession.current()
    #expect(session.leader > 0)
    #expect(session == (try TerminalSession.current()))
  }
}
