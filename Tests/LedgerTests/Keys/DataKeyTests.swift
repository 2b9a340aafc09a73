import Bytes
import Testing

@testable import Ledger

@Suite struct DataKeyTests {
  private let plaintext = Array("vitals at 09:30".utf8)
  private let header = Array("header".utf8)

  @Test func `sealing gives the golden bytes and opening gives back the plaintext`() throws {
    let key = try KeySamples.dataKey()
    let sealed = try key.seal(plaintext, associated: header, nonce: GoldenKeys.nonce)
    #expect(Hex.string(sealed) == GoldenKeys.sealed)
    #expect(try key.open(sealed, associated: header, nonce: GoldenKeys.nonce) == plaintext)
  }

  @Test(arguments: [0, 1, 31, 32, 4096, 65_000])
  func `a body of any length comes back`(count: Int) throws {
    let key = try KeySamples.dataKey()
    let body = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 7) }
    let sealed = try key.seal(body, associated: [], nonce: GoldenKeys.nonce)
    #expect(sealed.count == count + DataKey.tagByteCount)
    #expect(try key.open(sealed, associated: [], nonce: GoldenKeys.nonce) == body)
  }

  @Test func `a flip of any bit of body, associated data, nonce or key is refused`() throws {
    let key = try KeySamples.dataKey()
    let sealed = try key.seal(plaintext, associated: header, nonce: GoldenKeys.nonce)
    let expected = KeyError.openFailed(what: "a body under \(key)")
    for bit in 0..<sealed.count * 8 {
      #expect(throws: expected) {
        try key.open(flipped(sealed, bit), associated: header, nonce: GoldenKeys.nonce)
      }
    }
    for bit in 0..<header.count * 8 {
      #expect(throws: expected) {
        try key.open(sealed, associated: flipped(header, bit), nonce: GoldenKeys.nonce)
      }
    }
    for bit in 0..<GoldenKeys.nonce.count * 8 {
      #expect(throws: expected) {
        try key.open(sealed, associated: header, nonce: flipped(GoldenKeys.nonce, bit))
      }
    }
    for bit in 0..<GoldenKeys.dataKeyBytes.count * 8 {
      let other = try DataKey(
        bytes: flipped(GoldenKeys.dataKeyBytes, bit), subject: key.subject, number: key.number)
      #expect(throws: expected) {
        try other.open(sealed, associated: header, nonce: GoldenKeys.nonce)
      }
    }
  }

  @Test(arguments: 0..<16)
  func `less than a tag does not open`(count: Int) throws {
    let key = try KeySamples.dataKey()
    let bytes = [UInt8](repeating: 0, count: count)
    #expect(throws: KeyError.openFailed(what: "a body under \(key)")) {
      try key.open(bytes, associated: [], nonce: GoldenKeys.nonce)
    }
  }

  @Test(arguments: [0, 8, 11, 13, 16])
  func `a nonce of another length than 12 is refused`(count: Int) throws {
    let key = try KeySamples.dataKey()
    let nonce = [UInt8](repeating: 1, count: count)
    #expect(throws: KeyError.self) { try key.seal([1], associated: [], nonce: nonce) }
    let sealed = [UInt8](repeating: 0, count: 32)
    #expect(throws: KeyError.malformed(what: "nonce", expected: "12 bytes, not \(count)")) {
      try key.open(sealed, associated: [], nonce: nonce)
    }
  }

  @Test func `a key has 32 bytes and a number`() throws {
    let subject = try KeySamples.subject()
    #expect(throws: KeyError.malformed(what: "data key", expected: "32 bytes, not 31")) {
      try DataKey(bytes: [UInt8](repeating: 1, count: 31), subject: subject, number: 1)
    }
    #expect(throws: KeyError.malformed(what: "data-key number", expected: "1 or more")) {
      try DataKey(bytes: [UInt8](repeating: 1, count: 32), subject: subject, number: 0)
    }
  }

  @Test func `the commitment is the golden one and only it passes`() throws {
    let key = try KeySamples.dataKey()
    let ledger = try KeySamples.ledger()
    let commitment = key.commitment(in: ledger)
    #expect(Hex.string(commitment) == GoldenKeys.commitment)
    try key.check(commitment: commitment, in: ledger)

    let mismatch = KeyError.commitmentMismatch(subject: key.subject, number: key.number)
    for bit in 0..<commitment.count * 8 {
      #expect(throws: mismatch) { try key.check(commitment: flipped(commitment, bit), in: ledger) }
    }
    #expect(throws: mismatch) { try key.check(commitment: commitment.dropLast(), in: ledger) }
    #expect(throws: mismatch) { try key.check(commitment: [], in: ledger) }
    #expect(throws: mismatch) { try key.check(commitment: commitment, in: .random()) }
  }

  @Test func `another number or subject has another commitment`() throws {
    let ledger = try KeySamples.ledger()
    let commitment = try KeySamples.dataKey().commitment(in: ledger)
    let bytes = GoldenKeys.dataKeyBytes
    let nextNumber = try DataKey(bytes: bytes, subject: KeySamples.subject(), number: 8)
    let otherSubject = try DataKey(bytes: bytes, subject: .random(), number: GoldenKeys.number)
    #expect(nextNumber.commitment(in: ledger) != commitment)
    #expect(otherSubject.commitment(in: ledger) != commitment)
  }

  @Test func `derived keys are golden and differ by purpose and number`() throws {
    let key = try KeySamples.dataKey()
    #expect(Hex.string(key.derive(purpose: "roster").bytes) == GoldenKeys.derivedForRoster)
    #expect(key.derive(purpose: "roster") != key.derive(purpose: "visits"))
    let next = try DataKey(bytes: GoldenKeys.dataKeyBytes, subject: key.subject, number: 8)
    #expect(key.derive(purpose: "roster") != next.derive(purpose: "roster"))
  }
}

/// The bytes with one bit inverted.
func flipped(_ bytes: [UInt8], _ bit: Int) -> [UInt8] {
  var bytes = bytes
  bytes[bit / 8] ^= 1 << (bit % 8)
  return bytes
}
