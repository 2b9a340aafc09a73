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
