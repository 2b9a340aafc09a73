// Numbers of fixed width, at no particular alignment. Candor's formats are little-endian; database
// keys are big-endian where their order as bytes must be their order as numbers.
//
// All of it is inlinable: it is generic, and called for every field of every entry.

extension RawSpan {
  /// The little-endian number at `offset`.
  ///
  /// Stops the program rather than read outside the span: parsers check lengths first.
  @inlinable
  public func number<Number: FixedWidthInteger & BitwiseCopyable>(
    at offset: Int, as type: Number.Type = Number.self
  ) -> Number {
    Number(littleEndian: unsafeLoadUnaligned(fromByteOffset: offset, as: type))
  }

  /// A copy of the bytes in `range`.
  @inlinable
  public func array(_ range: Range<Int>) -> [UInt8] {
    extracting(range).withUnsafeBytes { [UInt8]($0) }
  }
}

extension UnsafeMutableRawBufferPointer {
  /// Writes a number at `offset`, little-endian.
  @inlinable
  public func storeNumber<Number: FixedWidthInteger & BitwiseCopyable>(
    _ number: Number, at offset: Int
  ) {
    storeBytes(of: number.littleEndian, toByteOffset: offset, as: Number.self)
  }
}

extension [UInt8] {
  /// Adds the number's bytes, least significant first.
  @inlinable
  public mutating func appendLittleEndian(_ value: some FixedWidthInteger) {
    Swift.withUnsafeBytes(of: value.littleEndian) { append(contentsOf: $0) }
  }

  /// Adds the number's bytes, most significant first.
  @inlinable
  public mutating func appendBigEndian(_ value: some FixedWidthInteger) {
    Swift.withUnsafeBytes(of: value.bigEndian) { append(contentsOf: $0) }
  }
}

extension FixedWidthInteger {
  /// Nil unless there are exactly as many bytes as the number has.
  @inlinable
  public init?(littleEndianBytes bytes: some BidirectionalCollection<UInt8>) {
    self.init(bigEndianBytes: bytes.reversed())
  }

  /// Nil unless there are exactly as many bytes as the number has.
  @inlinable
  public init?(bigEndianBytes bytes: some Collection<UInt8>) {
    guard bytes.count == Self.bitWidth / 8 else { return nil }
    self = bytes.reduce(0) { $0 << 8 | Self(truncatingIfNeeded: $1) }
  }
}
