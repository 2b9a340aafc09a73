import TestSupport
import Testing

@testable import Ledger

/// What is refused of a keyring, and as what.
@Suite struct KeyringDamageTests {
  private let scratch: TemporaryDirectory
  private let file: KeyringFile
  private let identity: Identity
  private let subject: SubjectID

  init() throws {
    scratch = try TemporaryDirectory()
    file = KeyringFile(directory: scratch.path)
    identity = try KeySamples.identity()
    subject = try KeySamples.subject()
    try file.writeGolden()
  }

  /// What a reader of the golden data key is told; nil when it opens.
  private func refusal() throws -> KeyError? {
    do throws(KeyError) {
      _ = try Keyring.open(at: scratch.path, ledger: identity.ledger)
        .unlock(with: identity).dataKey(subject, GoldenKeys.number)
      return nil
    } catch {
      return error
    }
  }

  private func expectDamage(_ note: String) throws {
    guard case .keyringDamaged = try refusal() else {
      Issue.record("\(note) was not refused as damage")
      return
    }
  }

  @Test func `every bit of a data key's row counts`() throws {
    let key = try KeyringWrap.unwrap(
      KeySamples.bytes(GoldenKeys.wrap), with: identity, generation: 1)
    let row = try KeySamples.bytes(GoldenKeys.keyRow)
    _ = try key.openDataKey(row, subject: subject, number: GoldenKeys.number)
    for bit in 0..<row.count * 8 {
      #expect(throws: KeyError.self) {
        try key.openDataKey(flipped(row, bit), subject: subject, number: GoldenKeys.number)
      }
    }
    for count in [0, 15, row.count - 1, row.count + 1] {
      let other = Array((row + [0]).prefix(count))
      #expect(throws: KeyError.self) {
        try key.openDataKey(other, subject: subject, number: GoldenKeys.number)
      }
    }
  }

  @Test func `every bit of a wrap counts`() throws {
    let wrap = try KeySamples.bytes(GoldenKeys.wrap)
    for bit in 32..<wrap.count * 8 {
      #expect(throws: KeyError.wrapRefused(actor: 3)) {
        try KeyringWrap.unwrap(flipped(wrap, bit), with: identity, generation: 1)
      }
    }
    for bit in 0..<32 {
      let expected = KeyError.keyringDamaged(
        what: "the wrap of actor 3 is of another generation than 1")
      #expect(throws: expected) {
        try KeyringWrap.unwrap(flipped(wrap, bit), with: identity, generation: 1)
      }
    }
    #expect(throws: KeyError.keyringDamaged(what: "the wrap of actor 3 has 83 bytes")) {
      try KeyringWrap.unwrap(wrap.dropLast(), with: identity, generation: 1)
    }
  }

  @Test func `a wrap is bound to its ledger, actor and generation`() throws {
    let wrap = try KeySamples.bytes(GoldenKeys.wrap)
    let asOther = try Identity(
      ledger: identity.ledger, actor: 4, handle: "same-keys", enrolment: 17,
      signing: identity.signing, receiving: identity.receiving)
    #expect(throws: KeyError.wrapRefused(actor: 4)) {
      try KeyringWrap.unwrap(wrap, with: asOther, generation: 1)
    }
    let elsewhere = try Identity(
      ledger: .random(), actor: 3, handle: "same-keys", enrolment: 17,
      signing: identity.signing, receiving: identity.receiving)
    #expect(throws: KeyError.wrapRefused(actor: 3)) {
      try KeyringWrap.unwrap(wrap, with: elsewhere, generation: 1)
    }
    #expect(throws: KeyError.wrapRefused(actor: 3)) {
      try KeyringWrap.unwrap([2] + wrap.dropFirst(), with: identity, generation: 2)
    }
  }

  @Test(arguments: [0, 4, 16, 63])
  func `a damaged data key in the file is refused`(byte: Int) throws {
    #expect(try refusal() == nil)
    let row = try KeySamples.bytes(GoldenKeys.keyRow)
    try file.set(.key(subject, GoldenKeys.number), flipped(row, byte * 8))
    try expectDamage("byte \(byte)")
  }

  @Test func `a data key moved to another number or subject is refused`() throws {
    let row = try KeySamples.bytes(GoldenKeys.keyRow)
    let other = SubjectID.random()
    try file.set(.key(subject, 8), row)
    try file.set(.key(other, GoldenKeys.number), row)
    let unlocked = try Keyring.open(at: scratch.path, ledger: identity.ledger)
      .unlock(with: identity)
    #expect(throws: KeyError.self) { try unlocked.dataKey(subject, 8) }
    #expect(throws: KeyError.self) { try unlocked.dataKey(other, GoldenKeys.number) }
    #expect(try unlocked.dataKey(subject, GoldenKeys.number) != nil)
  }

  @Test(arguments: ["site seed", "look-up key", "projection key"])
  func `each sealed secret, damaged or missing, is refused at unlocking`(name: String) throws {
    let row = try #require(try file.value(.meta(name)))
    for byte in [0, 4, 16, 48, 63] {
      try file.set(.meta(name), flipped(row, byte * 8))
      try expectDamage("\(name), byte \(byte)")
    }
    try file.set(.meta(name), nil)
    try expectDamage("\(name) missing")
  }

  @Test func `secrets that changed places are refused`() throws {
    let (lookup, projection) = (
      try file.value(.meta("look-up key")), try file.value(.meta("projection key"))
    )
    try file.set(.meta("look-up key"), projection)
    try file.set(.meta("projection key"), lookup)
    try expectDamage("secrets in each other's place")
  }

  @Test func `a site public key that is not the sealed one is refused`() throws {
    let row = try #require(try file.value(.meta("site public key")))
    try file.set(.meta("site public key"), flipped(row, 9))
    #expect(
      try refusal()
        == .keyringDamaged(what: "its site public key is not its site key's"))
  }

  @Test func `format, ledger and generation are believed only as they should be`() throws {
    try file.set(.meta("format"), [2, 0, 0, 0])
    #expect(try refusal() == .keyringTooNew(format: 2))
    try file.set(.meta("format"), [1, 0])
    #expect(try refusal() == .keyringDamaged(what: "its format has not 4 bytes"))
    try file.set(.meta("format"), [1, 0, 0, 0])

    try file.set(.meta("generation"), [2, 0, 0, 0])
    try expectDamage("another generation")
    try file.set(.meta("generation"), nil)
    #expect(try refusal() == .keyringDamaged(what: "its generation is missing"))
    try file.set(.meta("generation"), [1, 0, 0, 0])

    let other = flipped(identity.ledger.bytes, 5)
    try file.set(.meta("ledger"), other)
    let found = try #require(LedgerID(bytes: other))
    #expect(try refusal() == .keyringOfAnotherLedger(expected: identity.ledger, found: found))
    try file.set(.meta("ledger"), identity.ledger.bytes)
    #expect(try refusal() == nil)
  }

  @Test func `nothing is written under a keyring key that was renewed meanwhile`() throws {
    let store = try KeyringStore(at: Keyring.path(in: scratch.path))
    let renewed = KeyError.keyringRenewed(unlocked: 2, found: 1)
    #expect(throws: renewed) {
      try store.addKey(for: subject, generation: 2) { _ throws(KeyError) in [1] }
    }
    let late = try KeyringWrapRow(
      KeyringKey.generate(for: identity.ledger),
      to: KeyringReader(actor: 5, receivingPublicKey: identity.receivingPublicKey))
    #expect(throws: renewed) { try store.putWrap(late, generation: 2) }
    #expect(try store.newestNumber(of: subject) == GoldenKeys.number)
    #expect(try store.grants().map(\.actor) == [3])
  }
}
