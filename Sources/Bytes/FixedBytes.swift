/// So many bytes held inline, in memory order: identifiers and nonces that cost no allocation.
public struct FixedBytes<let count: Int>: Hashable, Sendable {
  @usableFromInline var storage: InlineArray<count, UInt8>

  @inlinable
  init(storage: InlineArray<count, UInt8>) { self.storage = storage }

  /// All zeros.
  @inlinable public static var zero: FixedBytes { FixedBytes(storage: .init(repeating: 0)) }

  /// Nil unless there are exactly so many bytes.
  @inlinable
  public init?(_ bytes: some Collection<UInt8>) {
    guard bytes.count == count else { return nil }
    self.init(reading: Array(bytes).span.bytes, at: 0)
  }

  /// Reads them out of a larger span; the caller has made sure that they lie at `offset`.
  @inlinable
  public init(reading bytes: RawSpan, at offset: Int) {
    storage = bytes.unsafeLoadUnaligned(fromByteOffset: offset, as: InlineArray<count, UInt8>.self)
  }

  /// From the system's generator, eight at a time: each word costs a call of the kernel.
  public static func random() -> FixedBytes {
    var generator = SystemRandomNumberGenerator()
    var random = FixedBytes.zero
    var word: UInt64 = 0
    for index in 0..<count {
      word = index.isMultiple(of: 8) ? generator.next() : word >> 8
      random.storage[index] = UInt8(truncatingIfNeeded: word)
    }
    return random
  }

  @inlinable public var isZero: Bool { self == .zero }

  /// The bytes, as an array of their own.
  @inlinable public var bytes: [UInt8] { withUnsafeBytes(of: storage) { [UInt8]($0) } }

  /// Writes them into a larger buffer.
  @inlinable
  public func store(to bytes: UnsafeMutableRawBufferPointer, at offset: Int) {
    bytes.storeBytes(of: storage, toByteOffset: offset, as: InlineArray<count, UInt8>.self)
  }

  @inlinable
  public static func == (left: FixedBytes, right: FixedBytes) -> Bool {
    for index in 0..<count where left.storage[index] != right.storage[index] { return false }
    return true
  }

  @inlinable
  public func hash(into hasher: inout Hasher) {
    withUnsafeBytes(of: storage) { hasher.combine(bytes: $0) }
  }
}
