internal import Bytes
internal import Crypto
internal import CryptoExtras
internal import FoundationEssentials
internal import Ledger

/// What unlocks a session for a short while: 4 to 8 digits, for the person who steps back to a
/// terminal.
///
/// It keeps a passer-by out and no more: whoever can read the account's memory can try them all.
public struct PIN: Sendable {
  let digits: [UInt8]

  /// Nil for anything but 4 to 8 digits.
  public init?(_ digits: [UInt8]) {
    guard (4...8).contains(digits.count),
      digits.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) })
    else { return nil }
    self.digits = digits
  }
}

extension PIN: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  /// Never the digits.
  public var description: String { "a PIN" }
  /// Never the digits.
  public var debugDescription: String { description }
  /// Nothing.
  public var customMirror: Mirror { Mirror(self, children: []) }
}

/// Private keys sealed under a PIN: scrypt (RFC 7914), then AES-256-GCM.
struct PINSeal: Hashable {
  var cost: ScryptCost
  /// 16 bytes.
  var salt: [UInt8]
  /// 12 bytes.
  var nonce: [UInt8]
  /// Ciphertext ‖ 16-byte tag.
  var sealed: [UInt8]

  static let saltByteCount = 16
  static let sealedByteCount = SessionPayload.secretByteCount + 16

  /// N = 2¹³, r = 8, p = 1, 8 MiB: a PIN is short whatever it costs, and unlocking is to be quick.
  private static let rounds = 1 << 13

  init(cost: ScryptCost, salt: [UInt8], nonce: [UInt8], sealed: [UInt8]) {
    self.cost = cost
    self.salt = salt
    self.nonce = nonce
    self.sealed = sealed
  }

  /// Seals the keys of a session; the record is bound to them.
  init(
    _ secret: borrowing SecretBytes, under pin: PIN, of record: SessionRecord
  ) throws(SessionError) {
    guard let cost = ScryptCost(rounds: Self.rounds, blockSize: 8, parallelism: 1) else {
      throw .sealFailed
    }
    let salt = SymmetricKey(size: .bits128).withUnsafeBytes { [UInt8]($0) }
    let key = try Self.key(pin, cost: cost, salt: salt)
    let box = secret.withBytes { bytes in
      try? AES.GCM.seal(bytes, using: key, authenticating: record.boundBytes)
    }
    guard let box else { throw .sealFailed }
    self.init(
      cost: cost, salt: salt, nonce: [UInt8](box.nonce),
      sealed: [UInt8](box.ciphertext) + [UInt8](box.tag))
  }

  /// The keys; nil for another PIN, or another record.
  func open(with pin: PIN, of record: SessionRecord) throws(SessionError) -> SecretBytes? {
    let key = try Self.key(pin, cost: cost, salt: salt)
    guard let box = try? AES.GCM.SealedBox(combined: nonce + sealed),
      var plaintext = try? AES.GCM.open(box, using: key, authenticating: record.boundBytes)
    else { return nil }
    defer { plaintext.resetBytes(in: plaintext.startIndex..<plaintext.endIndex) }
    guard plaintext.count == SessionPayload.secretByteCount else { return nil }
    var secret = SecretBytes(room: plaintext.count)
    secret.append(plaintext)
    return secret
  }

  private static func key(
    _ pin: PIN, cost: ScryptCost, salt: [UInt8]
  ) throws(SessionError) -> SymmetricKey {
    do {
      return try KDF.Scrypt.deriveKey(
        from: pin.digits, salt: salt, outputByteCount: 32, rounds: cost.rounds,
        blockSize: cost.blockSize, parallelism: cost.parallelism)
    } catch {
      throw .sealFailed
    }
  }
}

extension SessionRecord {
  /// What stays the same as long as the session lasts: associated data of its seal.
  fileprivate var boundBytes: [UInt8] {
    var bytes = Array("candor/session/v1\0".utf8) + ledger.bytes
    for number in [
      Int64(actor), Int64(bitPattern: enrolment), openedMicroseconds, endsMicroseconds,
      endsMachineMicroseconds,
    ] {
      bytes.appendLittleEndian(number)
    }
    return bytes + Array(handle.utf8)
  }
}
