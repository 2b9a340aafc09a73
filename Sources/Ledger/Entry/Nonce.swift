/// The 12 bytes of a seal's nonce, held inline.
struct Nonce: Hashable, Sendable {
  static let byteCount = 12
  static let zero = Nonce(first: 0, last: 0)

  private let first: UInt64
  private let last: UInt32

  private init(first: UInt64, last: UInt32) {
    self.first = first
    self.last = last
  }

  init?(_ bytes: some Collection<UInt8>) {
    guard bytes.count == Self.byteCount else { return nil }
    self.init(reading: Array(bytes).span.bytes, at: 0)
  }

  /// The caller has made sure that 12 bytes lie at `offset`.
  init(reading bytes: RawSpan, at offset: Int) {
    first = bytes.unsafeLoadUnaligned(fromByteOffset: offset, as: UInt64.self)
    last = bytes.unsafeLoadUnaligned(fromByteOffset: offset + 8, as: UInt32.self)
  }

  var isZero: Bool { self == .zero }

  var bytes: [UInt8] {
    [UInt8](unsafeUninitializedCapacity: Self.byteCount) { buffer, count in
      store(to: UnsafeMutableRawBufferPointer(buffer), at: 0)
      count = Self.byteCount
    }
  }

  func store(to bytes: UnsafeMutableRawBufferPointer, at offset: Int) {
    bytes.storeBytes(of: first, toByteOffset: offset, as: UInt64.self)
    bytes.storeBytes(of: last, toByteOffset: offset + 8, as: UInt32.self)
  }
}
