import TestSupport
import Testing

@testable import Ledger

/// What is refused of an identity file, and as what.
@Suite struct IdentityDamageTests {
  private let scratch: TemporaryDirectory

  init() throws { scratch = try TemporaryDirectory() }

  /// A sealed text that costs little to open.
  private func cheapText() throws -> String {
    let path = scratch.path("whole")
    try IdentityFile.write(
      KeySamples.identity(), to: path,
      protection: .passphrase(GoldenKeys.passphrase, cost: KeySamples.cheap()))
    return String(decoding: try PrivateFile.read(path, limitBytes: 4096), as: UTF8.self)
  }

  private func refusal(of text: String) throws -> KeyError? {
    let path = try scratch.write(text, to: "altered")
    do {
      _ = try IdentityFile.read(path) { GoldenKeys.passphrase }
      return nil
    } catch {
      return error as? KeyError
    }
  }

  /// The text with a new digest, as somebody would write who alters it on purpose.
  private func redigested(_ text: String) -> String {
    let body = text.prefix { _ in true }.split(separator: "\n").dropLast()
      .map { $0 + "\n" }.joined()
    return body + "sha256 \(IdentityText.digest(of: body))\n"
  }

  @Test func `a flip of any bit is damage, not a wrong passphrase`() throws {
    let text = Array(try cheapText().utf8)
    for bit in 0..<text.count * 8 {
      let altered = flipped(text, bit)
      guard let string = String(validating: altered, as: UTF8.self) else { continue }
      #expect(throws: IdentityText.Defect.self) { try IdentityText(parsing: string) }
    }
    for byte in stride(from: 0, to: text.count, by: 7) {
      let altered = String(decoding: flipped(text, byte * 8), as: UTF8.self)
      guard case .identityUnreadable = try refusal(of: altered) else {
        Issue.record("byte \(byte) was not refused as damage")
        continue
      }
    }
  }

  @Test func `a file cut short anywhere is damage`() throws {
    let text = try cheapText()
    for count in 0..<text.utf8.count {
      let cut = String(text.prefix(count))
      #expect(throws: IdentityText.Defect.self) { try IdentityText(parsing: cut) }
    }
  }

  @Test(arguments: [
    ("handle m.lane-2", "handle m.lane-3"), ("actor 3", "actor 4"),
    ("ledger 0001", "ledger 0002"), ("enrolment 17", "enrolment 18"),
    ("signing cd14", "signing cd15"), ("receiving dc2c", "receiving dc2d"),
    ("scrypt 2 1 1", "scrypt 4 1 1"), ("scrypt 2 1 1", "scrypt 2 2 1"),
    ("scrypt 2 1 1", "scrypt 2 1 2"),
  ])
  func `a clear field altered with its digest does not open`(
    field: String, altered: String
  ) throws {
    let text = try cheapText()
    let forged = redigested(text.replacing(field, with: altered))
    #expect(forged != text)
    #expect(try refusal(of: forged) == .wrongPassphrase(path: scratch.path("altered")))
  }

  @Test(arguments: ["nonce ", "sealed ", " 2 1 1 "])
  func `salt, nonce and sealed bytes altered with their digest do not open`(
    mark: String
  ) throws {
    let text = try cheapText()
    let start = try #require(text.firstRange(of: mark)).upperBound
    let other = text[start] == "0" ? "1" : "0"
    let forged = redigested(text.replacingCharacters(at: start, with: other))
    #expect(try refusal(of: forged) == .wrongPassphrase(path: scratch.path("altered")))
  }

  @Test(arguments: [
    "0 8 1", "1 8 1", "3 8 1", "32767 8 1", "2097152 8 1", "1048576 16 1", "32768 0 1",
    "32768 17 1", "32768 8 0", "32768 8 17", "-2 8 1", "65536 1 1", "x 8 1",
    "99999999999999999999 8 1", "+2 1 1", "02 1 1",
  ])
  func `absurd scrypt parameters are refused before any work is done`(cost: String) throws {
    let forged = redigested(try cheapText().replacing("scrypt 2 1 1", with: "scrypt \(cost)"))
    guard case .identityUnreadable = try refusal(of: forged) else {
      Issue.record("scrypt \(cost) was not refused")
      return
    }
  }

  @Test(arguments: [
    ("candor identity 1", "candor identity 2"), ("candor identity 1", "candor  identity 1"),
    ("actor 3", "actor 03"), ("actor 3", "actor 0"), ("actor 3", "actor 4294967296"),
    ("actor 3\n", ""), ("handle m.lane-2", "handle M.Lane"), ("signing cd", "signing CD"),
    ("enrolment 17", "enrolment 17 "), ("protection none", "protection plain"),
    ("secret 80", "secret 8"), ("secret 80", "extra 1\nsecret 80"),
  ])
  func `a text that is not format 1 to the letter is refused`(
    part: String, altered: String
  ) throws {
    let forged = redigested(GoldenKeys.openIdentity.replacing(part, with: altered))
    guard case .identityUnreadable = try refusal(of: forged) else {
      Issue.record("\(altered) was not refused")
      return
    }
  }

  @Test func `an open file whose public keys are not its private keys' is refused`() throws {
    let forged = redigested(GoldenKeys.openIdentity.replacing("secret 80", with: "secret 81"))
    let expected = KeyError.identityUnreadable(
      path: scratch.path("altered"), reason: "its public keys are not its private keys'")
    #expect(try refusal(of: forged) == expected)
  }

  @Test func `a file that is no text, or a giant, is refused`() throws {
    let giant = String(repeating: "candor identity 1\n", count: 1000)
    guard case .identityUnreadable = try refusal(of: giant) else {
      Issue.record("a giant was read")
      return
    }
    guard case .identityUnreadable = try refusal(of: "\0\0\0") else {
      Issue.record("zeros were read")
      return
    }
  }
}

extension String {
  fileprivate func replacingCharacters(at index: Index, with other: String) -> String {
    self[..<index] + other + self[self.index(after: index)...]
  }
}
