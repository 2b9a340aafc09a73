internal import Ledger

/// A value as the ledger stored it, with its place in its stream.
struct StreamedValue {
  /// See ``name(of:)``.
  var stream: [UInt8]
  var revision: UInt32
  var value: [UInt8]

  /// Type, subject and number of a stream, 22 bytes.
  static func name(of stream: StreamKey) -> [UInt8] {
    bytes(of: stream.type.rawValue) + stream.subject.bytes + bytes(of: stream.number)
  }

  private static func bytes(of number: some FixedWidthInteger) -> [UInt8] {
    withUnsafeBytes(of: number.bigEndian) { [UInt8]($0) }
  }
}
