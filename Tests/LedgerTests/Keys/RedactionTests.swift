import Bytes
import TestSupport
import Testing

@testable import Ledger

/// However a key is printed, it shows who it is and never what it is.
@Suite struct RedactionTests {
  /// Everything that printing, debugging and dumping make of the value.
  private func texts(_ value: some Any) -> String {
    var dumped = ""
    dump(value, to: &dumped)
    dump([value], to: &dumped)
    return "\(value) \(String(reflecting: value)) \([value]) \(dumped)"
  }

  private func expectSilence(_ text: String, about secrets: [[UInt8]]) {
    for secret in secrets {
      #expect(!text.contains(Hex.string(secret.prefix(4))))
      #expect(!text.contains(secret.prefix(4).map(String.init).joined(separator: ", ")))
      #expect(!isDumped(Array(secret.prefix(4)), in: text))
    }
    #expect(!text.contains("SymmetricKey"))
    #expect(!text.contains("PrivateKey"))
  }

  /// Whether the bytes stand one below the other, as a dump lists an array.
  private func isDumped(_ bytes: [UInt8], in text: String) -> Bool {
    let listed = text.split(whereSeparator: \.isNewline).compactMap { line in
      UInt8(line.drop { $0 == " " || $0 == "-" })
    }
    return listed.indices.contains { listed[$0...].starts(with: bytes) }
  }

  @Test func `a data key shows its subject and number`() throws {
    let key = try KeySamples.dataKey()
    #expect("\(key)" == "data key 7 of subject \(Hex.string(GoldenKeys.subjectBytes))")
    expectSilence(texts(key), about: [GoldenKeys.dataKeyBytes])
  }

  @Test func `an identity shows its handle, actor and ledger`() throws {
    let identity = try KeySamples.identity()
    #expect("\(identity)".hasPrefix("identity m.lane-2, actor 3 of ledger 0001"))
    expectSilence(
      texts(identity), about: [GoldenKeys.signingSeed, GoldenKeys.receivingPrivateKey])
  }

  @Test func `a protection does not show the passphrase`() throws {
    let text = texts(IdentityProtection.passphrase(GoldenKeys.passphrase))
    expectSilence(text, about: [GoldenKeys.passphrase])
    #expect(!text.contains("lantern"))
  }

  @Test func `an unlocked keyring shows its ledger`() throws {
    let scratch = try TemporaryDirectory()
    let identity = try KeySamples.identity()
    let keyring = try Keyring.create(
      at: scratch.path, ledger: identity.ledger, firstReader: identity)
    let unlocked = try keyring.unlock(with: identity)
    let key = try unlocked.makeDataKey(for: .random())
    #expect("\(unlocked)".hasPrefix("unlocked keyring of ledger 0001"))
    expectSilence(texts(unlocked), about: [unlocked.siteSigningSeed, key.key.bytes])
  }

  @Test func `every error says what to do next`() throws {
    let (subject, ledger) = (SubjectID.none, try KeySamples.ledger())
    let errors: [KeyError] = [
      .wrongPassphrase(path: "p"), .emptyPassphrase,
      .identityUnreadable(path: "p", reason: "r"), .identityExists(path: "p"),
      .identityExposed(path: "p", mode: 0o644),
      .identityOfAnotherLedger(expected: ledger, found: ledger), .proofRefused(actor: 3),
      .notGranted(actor: 3), .wrapRefused(actor: 3), .noDataKey(subject: subject, number: 1),
      .commitmentMismatch(subject: subject, number: 1), .openFailed(what: "w"),
      .malformed(what: "w", expected: "e"), .keyringExists(path: "p"),
      .keyringMissing(path: "p"), .keyringOfAnotherLedger(expected: ledger, found: ledger),
      .keyringDamaged(what: "w"), .keyringRenewed(unlocked: 1, found: 2),
      .cannotErase(path: "p", reason: "r"), .keyringTooNew(format: 2),
      .storage(action: "a", reason: "r"),
      .file(path: "p", action: "a", reason: "r"),
    ]
    for error in errors {
      let sentences = "\(error)".split(separator: ". ")
      #expect(sentences.count >= 2, "\(error)")
      #expect("\(error)".hasSuffix("."))
      #expect(!"\(error)".contains(".."))
    }
    #expect("\(KeyError.identityExposed(path: "p", mode: 0o644))".contains("mode 644"))
  }
}
