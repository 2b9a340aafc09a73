/// What a read model's row holds, written field by field without names.
///
/// Short, and quick to read. The same value always gives the same bytes, so that digests over rows
/// can be compared. Whoever changes the order or the meaning of fields gives the projection another
/// version: no row of an older one is read.
public protocol RowCodable {
  /// As ``write(to:)`` has written it.
  init(from row: inout RowReader) throws(RowDefect)
  /// Field by field.
  func write(to row: inout RowWriter)
}

/// The bytes are not those of a row.
public struct RowDefect: Error, Hashable {
  /// There is one kind of it.
  public init() {}
}

/// Writes one field after the other.
public struct RowWriter {
  public private(set) var bytes: [UInt8] = []

  /// Of nothing yet.
  public init() {}

  /// Seven bits a byte, least significant first.
  public mutating func put(_ number: UInt64) {
    var rest = number
    while rest > 0x7F {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(truncatingIfNeeded: rest))
  }

  /// Small numbers are short on either side of 0.
  public mutating func put(_ number: Int64) { put(UInt64(bitPattern: number << 1 ^ number >> 63)) }

  /// Whether something is so: a byte.
  public mutating func put(_ isSo: Bool) { bytes.append(isSo ? 1 : 0) }

  /// The length in bytes, then UTF-8.
  public mutating func put(_ text: String) {
    put(UInt64(text.utf8.count))
    bytes += text.utf8
  }

  /// The length, then the bytes.
  public mutating func put(_ blob: [UInt8]) {
    put(UInt64(blob.count))
    bytes += blob
  }

  /// Whether there is one, then the value.
  public mutating func put(_ value: (some RowCodable)?) {
    put(value != nil)
    value?.write(to: &self)
  }

  /// How many, then each.
  public mutating func put(_ values: [some RowCodable]) {
    put(UInt64(values.count))
    for value in values { value.write(to: &self) }
  }
}

/// Reads the fields in the order in which they were written.
public struct RowReader {
  private let bytes: [UInt8]
  private var offset = 0

  /// At the first field.
  public init(_ bytes: [UInt8]) { self.bytes = bytes }

  private var left: Int { bytes.count - offset }

  /// A number, of at most 64 bits.
  public mutating func number() throws(RowDefect) -> UInt64 {
    var value: UInt64 = 0
    for shift in stride(from: UInt64(0), to: 70, by: 7) {
      guard offset < bytes.count else { break }
      let byte = bytes[offset]
      offset += 1
      value |= UInt64(byte & 0x7F) << shift
      if byte & 0x80 == 0 { return value }
    }
    throw RowDefect()
  }

  /// A number that may be negative.
  public mutating func signed() throws(RowDefect) -> Int64 {
    let number = try number()
    return Int64(bitPattern: number >> 1) ^ -Int64(bitPattern: number & 1)
  }

  /// A number that has to fit.
  public mutating func small<Number: FixedWidthInteger>(
    _ type: Number.Type = Number.self
  ) throws(RowDefect) -> Number {
    let value = Number.isSigned ? Number(exactly: try signed()) : Number(exactly: try number())
    guard let value else { throw RowDefect() }
    return value
  }

  /// Whether something is so.
  public mutating func flag() throws(RowDefect) -> Bool {
    guard left > 0 else { throw RowDefect() }
    let byte = bytes[offset]
    guard byte <= 1 else { throw RowDefect() }
    offset += 1
    return byte == 1
  }

  /// A text, as UTF-8.
  public mutating func text() throws(RowDefect) -> String {
    String(decoding: try blob(), as: UTF8.self)
  }

  /// Bytes.
  public mutating func blob() throws(RowDefect) -> ArraySlice<UInt8> {
    guard let count = Int(exactly: try number()) else { throw RowDefect() }
    return try take(count)
  }

  /// A value that may be missing.
  public mutating func optional<Value: RowCodable>(
    _ type: Value.Type = Value.self
  ) throws(RowDefect) -> Value? {
    guard try flag() else { return nil }
    return try Value(from: &self)
  }

  /// Values, in their order.
  public mutating func list<Value: RowCodable>(
    _ type: Value.Type = Value.self
  ) throws(RowDefect) -> [Value] {
    // Every value has a byte at least, so that a damaged count reserves no memory.
    guard let count = Int(exactly: try number()), count <= left else { throw RowDefect() }
    var values: [Value] = []
    values.reserveCapacity(count)
    for _ in 0..<count { values.append(try Value(from: &self)) }
    return values
  }

  /// All that is left.
  public mutating func rest() -> ArraySlice<UInt8> {
    defer { offset = bytes.count }
    return bytes[offset...]
  }

  private mutating func take(_ count: Int) throws(RowDefect) -> ArraySlice<UInt8> {
    guard count >= 0, count <= left else { throw RowDefect() }
    defer { offset += count }
    return bytes[offset..<offset + count]
  }
}

extension RowCodable {
  /// As it is stored.
  public var rowBytes: [UInt8] {
    var writer = RowWriter()
    write(to: &writer)
    return writer.bytes
  }

  /// - Throws: ``RowDefect`` for bytes that are not exactly one value.
  public init(rowBytes: [UInt8]) throws(RowDefect) {
    var reader = RowReader(rowBytes)
    self = try Self(from: &reader)
    guard reader.rest().isEmpty else { throw RowDefect() }
  }
}

extension UInt64: RowCodable {
  /// As ``write(to:)`` has written it.
  public init(from row: inout RowReader) throws(RowDefect) { self = try row.number() }
  /// Field by field.
  public func write(to row: inout RowWriter) { row.put(self) }
}
