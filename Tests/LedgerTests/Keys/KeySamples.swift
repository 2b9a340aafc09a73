import Bytes
import Crypto
import Testing

@testable import Ledger

/// The golden keys as values, and fresh ones.
enum KeySamples {
  static func ledger() throws -> LedgerID {
    try #require(LedgerID(bytes: GoldenKeys.ledgerBytes))
  }

  static func subject() throws -> SubjectID {
    try #require(SubjectID(bytes: GoldenKeys.subjectBytes))
  }

  static func dataKey() throws -> DataKey {
    try DataKey(
      bytes: GoldenKeys.dataKeyBytes, subject: subject(), number: GoldenKeys.number)
  }

  static func identity() throws -> Identity {
    try Identity(
      ledger: ledger(), actor: GoldenKeys.actor, handle: "m.lane-2", enrolment: 17,
      signing: Curve25519.Signing.PrivateKey(rawRepresentation: GoldenKeys.signingSeed),
      receiving: Curve25519.KeyAgreement.PrivateKey(
        rawRepresentation: GoldenKeys.receivingPrivateKey))
  }

  /// Costs next to nothing, for tests that derive many keys.
  static func cheap() throws -> ScryptCost {
    try #require(ScryptCost(rounds: 2, blockSize: 1, parallelism: 1))
  }

  static func bytes(_ hex: String) throws -> [UInt8] { try #require(Hex.bytes(hex)) }
}
