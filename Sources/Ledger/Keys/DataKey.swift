internal import Bytes
public import Crypto
internal import FoundationEssentials

/// The key that seals one chart's (or one drug book's) bodies: 256 random bits with a number.
///
/// A nonce is used once with a key: a fresh random one for every seal, and at most 2³² of them
/// (NIST SP 800-38D §8.3).
public struct DataKey: Sendable {
  /// What a data key is made of, in bytes.
  public static let byteCount = 32
  /// Of AES-GCM's nonce, in bytes.
  public static let nonceByteCount = 12
  /// What sealing adds to the plaintext, in bytes.
  public static let tagByteCount = 16

  /// The chart or the drug book.
  public let subject: SubjectID
  /// 1-based; a subject gets a new number with every new key.
  public let number: UInt32
  let key: SymmetricKey
  private let cipher: BodyCipher

  /// From 32 secret bytes, as a device is handed them; a keyring makes its own.
  ///
  /// Throws ``KeyError/malformed(what:expected:)`` for another length or number 0, which in an
  /// entry's header means "not sealed".
  public init(bytes: [UInt8], subject: SubjectID, number: UInt32) throws(KeyError) {
    guard bytes.count == Self.byteCount else {
      throw .malformed(what: "data key", expected: "32 bytes, not \(bytes.count)")
    }
    guard number > 0 else { throw .malformed(what: "data-key number", expected: "1 or more") }
    self.init(key: SymmetricKey(data: bytes), subject: subject, number: number)
  }

  init(key: SymmetricKey, subject: SubjectID, number: UInt32) {
    self.key = key
    cipher = BodyCipher(key)
    self.subject = subject
    self.number = number
  }

  /// The key for one purpose other than entries' bodies, such as a projection's rows.
  ///
  /// HKDF-SHA256 (RFC 5869) without salt; info = `"candor/derive/v1\0"` ‖ subject ‖ number u32
  /// little-endian ‖ purpose in UTF-8; 32 bytes.
  public func derive(purpose: String) -> SymmetricKey {
    var info = Array("candor/derive/v1\0".utf8)
    info += subject.bytes
    info.appendLittleEndian(number)
    info += purpose.utf8
    return HKDF<SHA256>.deriveKey(
      inputKeyMaterial: key, info: info, outputByteCount: Self.byteCount)
  }
}

extension DataKey: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  /// Subject and number; never the key.
  public var description: String { "data key \(number) of subject \(subject)" }
  /// The same as ``description``.
  public var debugDescription: String { description }
  /// Subject and number; never the key.
  public var customMirror: Mirror {
    Mirror(self, children: ["subject": subject, "number": number])
  }
}

extension DataKey {
  /// Ciphertext ‖ 16-byte tag of AES-256-GCM.
  ///
  /// The nonce has 12 bytes and is never used twice with this key. Throws
  /// ``KeyError/malformed(what:expected:)`` for a nonce of another length.
  public func seal(
    _ plaintext: [UInt8], associated: [UInt8], nonce: [UInt8]
  ) throws(KeyError) -> [UInt8] {
    guard let sealed = cipher.seal(plaintext, associated: associated, nonce: nonce) else {
      throw .malformed(what: "nonce", expected: "12 bytes, not \(nonce.count)")
    }
    return sealed
  }

  /// The plaintext of ciphertext ‖ tag.
  ///
  /// Throws ``KeyError/openFailed(what:)`` when one bit of the bytes, the associated data, the
  /// nonce or the key is another than at sealing.
  public func open(
    _ sealed: [UInt8], associated: [UInt8], nonce: [UInt8]
  ) throws(KeyError) -> [UInt8] {
    try open(sealed.span.bytes, associated: associated, nonce: nonce)
  }

  /// The same of bytes that lie in an entry.
  func open(
    _ sealed: RawSpan, associated: [UInt8], nonce: [UInt8]
  ) throws(KeyError) -> [UInt8] {
    guard nonce.count == Self.nonceByteCount else {
      throw .malformed(what: "nonce", expected: "12 bytes, not \(nonce.count)")
    }
    guard let plaintext = cipher.open(sealed, associated: associated, nonce: nonce)
    else { throw .openFailed(what: "a body under data key \(number) of subject \(subject)") }
    return plaintext
  }
}

extension DataKey {
  /// What introduces this key in a ledger: 32 bytes, by `Schemas/entry.md`, "Body".
  ///
  /// AES-GCM does not commit to its key, so that a key is held against this before it opens
  /// anything.
  public func commitment(in ledger: LedgerID) -> [UInt8] {
    let code = HMAC<SHA256>.authenticationCode(for: commitmentMessage(in: ledger), using: key)
    return code.withUnsafeBytes { [UInt8]($0) }
  }

  /// Whether the commitment is this key's, in constant time.
  ///
  /// Throws ``KeyError/commitmentMismatch(subject:number:)`` when it is not.
  public func check(commitment: [UInt8], in ledger: LedgerID) throws(KeyError) {
    let matches = HMAC<SHA256>.isValidAuthenticationCode(
      commitment, authenticating: commitmentMessage(in: ledger), using: key)
    guard matches else { throw .commitmentMismatch(subject: subject, number: number) }
  }

  private func commitmentMessage(in ledger: LedgerID) -> [UInt8] {
    var message = Array("candor/key/v1".utf8)
    message += ledger.bytes
    message += subject.bytes
    message.appendLittleEndian(number)
    return message
  }
}

/// AES-256-GCM over byte arrays, for keys that seal once.
///
/// Bytes are joined as arrays first; joining `Data` costs several times that.
enum GCM {
  /// Ciphertext ‖ 16-byte tag; the nonce has 12 bytes.
  static func seal(
    _ plaintext: [UInt8], key: SymmetricKey, associated: [UInt8], nonce: [UInt8]
  ) throws(KeyError) -> [UInt8] {
    let box: AES.GCM.SealedBox
    do {
      guard nonce.count == DataKey.nonceByteCount else {
        throw CryptoKitError.incorrectParameterSize
      }
      box = try AES.GCM.seal(
        plaintext, using: key, nonce: AES.GCM.Nonce(data: nonce), authenticating: associated)
    } catch {
      throw .malformed(what: "nonce or key", expected: "a nonce of 12 bytes and a key of 32")
    }
    guard let combined = box.combined else {
      throw .malformed(what: "nonce", expected: "12 bytes")
    }
    return combined.withUnsafeBytes {
      [UInt8](UnsafeRawBufferPointer(rebasing: $0[DataKey.nonceByteCount...]))
    }
  }

  /// The plaintext, or nil when the seal does not hold; throws only for a nonce of another length.
  static func open(
    _ sealed: [UInt8], key: SymmetricKey, associated: [UInt8], nonce: [UInt8]
  ) throws(KeyError) -> [UInt8]? {
    guard nonce.count == DataKey.nonceByteCount else {
      throw .malformed(what: "nonce", expected: "12 bytes, not \(nonce.count)")
    }
    guard sealed.count >= DataKey.tagByteCount else { return nil }
    var combined: [UInt8] = []
    combined.reserveCapacity(nonce.count + sealed.count)
    combined += nonce
    combined += sealed
    guard let box = try? AES.GCM.SealedBox(combined: combined),
      let plaintext = try? AES.GCM.open(box, using: key, authenticating: associated)
    else { return nil }
    return [UInt8](plaintext)
  }

  /// 12 fresh random bytes.
  static func freshNonce() -> [UInt8] { SymmetricKey.random(byteCount: DataKey.nonceByteCount) }
}

extension SymmetricKey {
  /// The secret itself; keep it as short as its use.
  var bytes: [UInt8] { withUnsafeBytes { [UInt8]($0) } }

  /// Random bytes from the system's generator.
  static func random(byteCount: Int) -> [UInt8] {
    SymmetricKey(size: SymmetricKeySize(bitCount: byteCount * 8)).bytes
  }
}
