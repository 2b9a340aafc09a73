public import Crypto

/// The key that seals one chart's (or one drug book's) bodies: 256 random bits with a number.
///
/// A nonce is used once with a key; whoever seals takes a fresh random one every time, and at
/// most 2³² of them (DESIGN §6).
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
