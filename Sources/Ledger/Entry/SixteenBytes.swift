/// Sixteen bytes held inline, in memory order: an identifier that costs no allocation.
struct SixteenBytes: Hashable, Sendable {
  static let byteCount = 16
  static let zero = SixteenBytes(first: 0, second: 0)

  // The bytes as they lie, whatever the machine's byte order.
  private let first: UInt64
  private let second: UInt64

  private init(first: UInt64, second: UInt64) {
    self.first = first
    self.second = second
  }

  init?(_ bytes: some Collection<UInt8>) {
    guard bytes.count == Self.byteCount else { return nil }
    self.init(reading: Array(bytes).span.bytes, at: 0)
  }

  /// The caller has made sure that 16 bytes lie at `offset`.
  init(reading bytes: RawSpan, at offset: Int) {
    first = bytes.unsafeLoadUnaligned(fromByteOffset: offset, as: UInt64.self)
    second = bytes.unsafeLoadUnaligned(fromByteOffset: offset + 8, as: UInt64.self)
  }

  static func random() -> SixteenBytes {
    var generator = SystemRandomNumberGenerator()
    return SixteenBytes(first: generator.next(), second: generator.next())
  }

  var isZero: Bool { self == .zero }

  var bytes: [UInt8] { withUnsafeBytes(of: self) { [UInt8]($0) } }

  func store(to bytes: UnsafeMutableRawBufferPointer, at offset: Int) {
    bytes.storeBytes(of: first, toByteOffset: offset, as: UInt64.self)
    bytes.storeBytes(of: second, toByteOffset: offset + 8, as: UInt64.self)
  }
}
