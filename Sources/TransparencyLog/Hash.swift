internal import Bytes
internal import CBoringSSL
internal import FoundationEssentials

/// A SHA-256 value: a leaf, an inner node or a root of the tree, 32 bytes held inline.
///
/// Ordered as its bytes are, first byte first.
public struct Hash: Hashable, Sendable {
  /// How many bytes a hash has.
  public static let byteCount = 32

  // Four words in memory order rather than an array: a tree of a million leaves is two million
  // of these, and none of them may cost an allocation.
  private let word0: UInt64
  private let word1: UInt64
  private let word2: UInt64
  private let word3: UInt64

  /// The caller has made sure that `buffer` holds 32 bytes.
  init(unchecked buffer: UnsafeRawBufferPointer) {
    word0 = buffer.loadUnaligned(fromByteOffset: 0, as: UInt64.self)
    word1 = buffer.loadUnaligned(fromByteOffset: 8, as: UInt64.self)
    word2 = buffer.loadUnaligned(fromByteOffset: 16, as: UInt64.self)
    word3 = buffer.loadUnaligned(fromByteOffset: 24, as: UInt64.self)
  }

  /// The hash with these bytes, or nil unless there are exactly 32.
  public init?(bytes: some Collection<UInt8>) {
    guard bytes.count == Hash.byteCount else { return nil }
    self = Array(bytes).withUnsafeBytes { Hash(unchecked: $0) }
  }

  /// The hash stored in `bytes`, read without an allocation, or nil unless there are exactly 32.
  public init?(reading bytes: RawSpan) {
    guard bytes.byteCount == Hash.byteCount else { return nil }
    self = bytes.withUnsafeBytes { Hash(unchecked: $0) }
  }

  /// The 32 bytes, as an array of their own.
  public var bytes: [UInt8] { withUnsafeBytes { Array($0) } }

  /// Lends the 32 bytes without copying them to the heap; the buffer must not escape `body`.
  public func withUnsafeBytes<Result, Failure: Error>(
    _ body: (UnsafeRawBufferPointer) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try Swift.withUnsafeBytes(of: self, body)
  }
}

extension Hash: Comparable {
  public static func < (left: Hash, right: Hash) -> Bool {
    if left.word0 != right.word0 { return left.word0.bigEndian < right.word0.bigEndian }
    if left.word1 != right.word1 { return left.word1.bigEndian < right.word1.bigEndian }
    if left.word2 != right.word2 { return left.word2.bigEndian < right.word2.bigEndian }
    return left.word3.bigEndian < right.word3.bigEndian
  }
}

// RFC 6962 §2.1 (RFC 9162 §2.1.1): one prefix byte keeps a leaf from ever being taken for a node.
extension Hash {
  /// The root of the tree without leaves: SHA-256 of no bytes.
  public static let emptyRoot = sha256([UInt8]())

  /// The leaf hash of an entry: SHA-256(0x00 ‖ entry).
  public static func leaf(_ entry: RawSpan) -> Hash {
    entry.withUnsafeBytes { leaf($0) }
  }

  /// The leaf hash of an entry: SHA-256(0x00 ‖ entry).
  public static func leaf(_ entry: [UInt8]) -> Hash {
    entry.withUnsafeBytes { leaf($0) }
  }

  /// The leaf hash of an entry: SHA-256(0x00 ‖ entry).
  public static func leaf(_ entry: UnsafeRawBufferPointer) -> Hash {
    sha256 { state in
      var prefix: UInt8 = 0x00
      CCryptoBoringSSL_SHA256_Update(&state, &prefix, 1)
      CCryptoBoringSSL_SHA256_Update(&state, entry.baseAddress, entry.count)
    }
  }

  /// The hash of an inner node: SHA-256(0x01 ‖ left ‖ right).
  public static func node(_ left: Hash, _ right: Hash) -> Hash {
    withUnsafeTemporaryAllocation(byteCount: 1 + 2 * byteCount, alignment: 8) { buffer in
      buffer[0] = 0x01
      buffer.storeBytes(of: left, toByteOffset: 1, as: Hash.self)
      buffer.storeBytes(of: right, toByteOffset: 1 + byteCount, as: Hash.self)
      return sha256(UnsafeRawBufferPointer(buffer))
    }
  }

  /// Plain SHA-256, without a prefix.
  public static func sha256(_ bytes: [UInt8]) -> Hash {
    bytes.withUnsafeBytes { sha256($0) }
  }

  /// Plain SHA-256, without a prefix.
  public static func sha256(_ bytes: RawSpan) -> Hash {
    bytes.withUnsafeBytes { sha256($0) }
  }

  /// Plain SHA-256, without a prefix.
  public static func sha256(_ bytes: UnsafeRawBufferPointer) -> Hash {
    sha256 { CCryptoBoringSSL_SHA256_Update(&$0, bytes.baseAddress, bytes.count) }
  }

  private static func sha256(_ update: (inout CandorSHA256State) -> Void) -> Hash {
    var state = CandorSHA256State()
    CCryptoBoringSSL_SHA256_Init(&state)
    update(&state)
    return withUnsafeTemporaryAllocation(byteCount: byteCount, alignment: 8) { digest in
      CCryptoBoringSSL_SHA256_Final(digest.assumingMemoryBound(to: UInt8.self).baseAddress, &state)
      return Hash(unchecked: UnsafeRawBufferPointer(digest))
    }
  }
}

extension Hash: CustomStringConvertible {
  /// 64 lower-case hexadecimal digits.
  public var hex: String { withUnsafeBytes { Hex.string($0) } }

  /// The hash written as 64 hexadecimal digits of either case, or nil if `hex` is anything else.
  public init?(hex: String) {
    guard let bytes = Hex.bytes(hex) else { return nil }
    self.init(bytes: bytes)
  }

  /// 44 characters of standard base64 (RFC 4648 §4), as in a checkpoint's third line.
  public var base64: String { Base64.encode(bytes) }

  /// The hash written as canonical standard base64, or nil if `base64` is anything else.
  public init?(base64: String) {
    guard let bytes = Base64.decode(base64.utf8) else { return nil }
    self.init(bytes: bytes)
  }

  public var description: String { hex }
}

/// Standard base64 with padding (RFC 4648 §4), canonical only.
enum Base64 {
  static func encode(_ bytes: [UInt8]) -> String {
    Data(bytes).base64EncodedString()
  }

  /// The bytes that `text` encodes, or nil unless `text` is the one canonical way to write them.
  static func decode(_ text: some Sequence<UInt8>) -> [UInt8]? {
    let text = Array(text)
    guard let bytes = Data(base64Encoded: Data(text)) else { return nil }
    // A decoder may overlook stray bits after the last byte; two spellings of one signature would
    // make two notes of one, so only the spelling that an encoder produces is taken.
    guard bytes.base64EncodedString().utf8.elementsEqual(text) else { return nil }
    return Array(bytes)
  }
}
