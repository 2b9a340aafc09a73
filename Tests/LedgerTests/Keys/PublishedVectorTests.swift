import Bytes
import Crypto
import Foundation
import Testing

@testable import Ledger

/// The primitives that files depend on, as the RFCs have them.
@Suite struct PublishedVectorTests {
  @Test(arguments: [
    (
      "password", "NaCl", 1024, 8, 16,
      "fdbabe1c9d3472007856e7190d01e9fe7c6ad7cbc8237830e77376634b3731622eaf30d92e22a3886ff10927"
        + "9d9830dac727afb94a83ee6d8360cbdfa2cc0640"
    ),
    (
      "pleaseletmein", "SodiumChloride", 16384, 8, 1,
      "7023bdcb3afd7348461c06cd81fd38ebfda8fbba904f8e3ea9b543f6545da1f2d5432955613f0fcf62d49705"
        + "242a9af9e61e85dc0d651e40dfcf017b45575887"
    ),
  ])
  func `scrypt is RFC 7914's (section 12)`(
    passphrase: String, salt: String, rounds: Int, blockSize: Int, parallelism: Int,
    expected: String
  ) throws {
    let cost = try #require(
      ScryptCost(rounds: rounds, blockSize: blockSize, parallelism: parallelism))
    let key = cost.deriveKey(
      passphrase: Array(passphrase.utf8), salt: Array(salt.utf8), byteCount: 64)
    #expect(key.map { Hex.string($0.bytes) } == expected)
  }

  @Test(arguments: [
    (
      [UInt8](0..<13), "f0f1f2f3f4f5f6f7f8f9",
      "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865"
    ),
    (
      [UInt8](), "",
      "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395faa4b61a96c8"
    ),
  ])
  func `HKDF-SHA256 is RFC 5869's (appendices A.1 and A.3)`(
    salt: [UInt8], info: String, expected: String
  ) throws {
    let key = HKDF<SHA256>.deriveKey(
      inputKeyMaterial: SymmetricKey(data: [UInt8](repeating: 0x0b, count: 22)), salt: salt,
      info: try KeySamples.bytes(info), outputByteCount: 42)
    #expect(Hex.string(key.bytes) == expected)
  }

  /// From the test vectors published with RFC 9180: base mode, KEM 32, KDF 1, AEAD 2.
  @Test func `HPKE with the suite of wraps is RFC 9180's`() throws {
    let privateKey = try Curve25519.KeyAgreement.PrivateKey(
      rawRepresentation: try KeySamples.bytes(
        "497b4502664cfea5d5af0b39934dac72242a74f8480451e1aee7d6a53320333d"))
    let encapsulated = try KeySamples.bytes(
      "6c93e09869df3402d7bf231bf540fadd35cd56be14f97178f0954db94b7fc256")
    let ciphertext = try KeySamples.bytes(
      "e5d84cd531cfb583096e7cfa9641bd3079cf3a91cda813c52deb5f512be9931980a41de125a925cdad859d5b7a")
    var recipient = try HPKE.Recipient(
      privateKey: privateKey, ciphersuite: KeyringWrap.suite,
      info: Data("Ode on a Grecian Urn".utf8), encapsulatedKey: Data(encapsulated))
    let plaintext = try recipient.open(ciphertext, authenticating: Array("Count-0".utf8))
    #expect(plaintext == Data("Beauty is truth, truth beauty".utf8))
  }
}
