import Bytes
import Testing

@testable import Ledger

@Suite struct ProofOfPossessionTests {
  @Test func `the golden proof holds`() throws {
    let identity = try KeySamples.identity()
    #expect(Hex.string(identity.signingPublicKey) == GoldenKeys.signingPublicKey)
    #expect(Hex.string(identity.receivingPublicKey) == GoldenKeys.receivingPublicKey)
    let proof = ProofOfPossession(signature: try KeySamples.bytes(GoldenKeys.proof))
    try proof.check(
      ledger: identity.ledger, actor: identity.actor,
      signingPublicKey: identity.signingPublicKey,
      receivingPublicKey: identity.receivingPublicKey)
  }

  @Test func `a proof made here holds, and for no other ledger, actor or key`() throws {
    let identity = try KeySamples.identity()
    let other = try Identity.generate(
      ledger: identity.ledger, actor: 4, handle: "other", enrolment: 20)
    let proof = try ProofOfPossession.make(by: identity)
    let refused = KeyError.proofRefused(actor: 3)

    try proof.check(
      ledger: identity.ledger, actor: 3, signingPublicKey: identity.signingPublicKey,
      receivingPublicKey: identity.receivingPublicKey)
    #expect(throws: refused) {
      try proof.check(
        ledger: .random(), actor: 3, signingPublicKey: identity.signingPublicKey,
        receivingPublicKey: identity.receivingPublicKey)
    }
    #expect(throws: KeyError.proofRefused(actor: 4)) {
      try proof.check(
        ledger: identity.ledger, actor: 4, signingPublicKey: identity.signingPublicKey,
        receivingPublicKey: identity.receivingPublicKey)
    }
    #expect(throws: refused) {
      try proof.check(
        ledger: identity.ledger, actor: 3, signingPublicKey: other.signingPublicKey,
        receivingPublicKey: identity.receivingPublicKey)
    }
    #expect(throws: refused) {
      try proof.check(
        ledger: identity.ledger, actor: 3, signingPublicKey: identity.signingPublicKey,
        receivingPublicKey: other.receivingPublicKey)
    }
  }

  @Test func `every bit of the signature counts`() throws {
    let identity = try KeySamples.identity()
    let proof = try ProofOfPossession.make(by: identity)
    for bit in 0..<proof.signature.count * 8 {
      let altered = ProofOfPossession(signature: flipped(proof.signature, bit))
      #expect(throws: KeyError.proofRefused(actor: 3)) {
        try altered.check(
          ledger: identity.ledger, actor: 3, signingPublicKey: identity.signingPublicKey,
          receivingPublicKey: identity.receivingPublicKey)
      }
    }
  }

  @Test func `keys of another length than 32 are refused`() throws {
    let identity = try KeySamples.identity()
    let proof = try ProofOfPossession.make(by: identity)
    let malformed = KeyError.malformed(
      what: "public key of actor 3", expected: "32 bytes of a whole key")
    #expect(throws: malformed) {
      try proof.check(
        ledger: identity.ledger, actor: 3, signingPublicKey: [1, 2, 3],
        receivingPublicKey: identity.receivingPublicKey)
    }
    #expect(throws: malformed) {
      try proof.check(
        ledger: identity.ledger, actor: 3, signingPublicKey: identity.signingPublicKey,
        receivingPublicKey: identity.receivingPublicKey + [0])
    }
  }

  @Test func `a receiving key of low order is refused even with its proof`() throws {
    let identity = try KeySamples.identity()
    let zero = [UInt8](repeating: 0, count: 32)
    let proof = ProofOfPossession(
      signature: try identity.sign(
        ProofOfPossession.message(
          ledger: identity.ledger, actor: 3, signingPublicKey: identity.signingPublicKey,
          receivingPublicKey: zero)))
    #expect(throws: KeyError.self) {
      try proof.check(
        ledger: identity.ledger, actor: 3, signingPublicKey: identity.signingPublicKey,
        receivingPublicKey: zero)
    }
  }

  @Test(arguments: ["", "a", "Mara", "m lane", "mé", "a\nb", String(repeating: "a", count: 33)])
  func `a handle that breaks its rule is refused`(handle: String) throws {
    let ledger = try KeySamples.ledger()
    #expect(throws: KeyError.self) {
      try Identity.generate(ledger: ledger, actor: 1, handle: handle, enrolment: 1)
    }
  }

  @Test func `actor 0 is nobody`() throws {
    let ledger = try KeySamples.ledger()
    #expect(throws: KeyError.malformed(what: "actor", expected: "1 or more")) {
      try Identity.generate(ledger: ledger, actor: 0, handle: "nobody", enrolment: 1)
    }
  }
}
