internal import Bytes
internal import TransparencyLog

/// One look in the spool: a prepared append, with what tells a whole record from any other bytes.
///
/// 48 bytes, little-endian, then the append: "CSP2"; its length u32; the state u8 and three bytes
/// of 0; its number u32; SHA-256 over mark, length, number and append. The state alone changes
/// afterwards. The first format, "CSP1" of Candor 0.2.0, has no number, and its digest is that of
/// length and append.
struct SpoolRecord: Equatable {
  enum State: UInt8 {
    case waiting = 1
    case appended = 2
  }

  static let headerByteCount = 48
  static let stateOffset = 8
  private static let numberOffset = 12
  private static let digestOffset = 16
  private static let mark = Array("CSP2".utf8)
  private static let firstMark = Array("CSP1".utf8)

  /// Where it begins in the file.
  let offset: Int
  /// From 1, and never given twice in one file; nil in the first format.
  let number: UInt32?
  var state: State
  /// The prepared append's bytes.
  let payload: [UInt8]

  var end: Int { offset + Self.headerByteCount + payload.count }

  var bytes: [UInt8] {
    var length: [UInt8] = []
    length.appendLittleEndian(UInt32(payload.count))
    var counted: [UInt8] = []
    counted.appendLittleEndian(number ?? 0)
    let mark = number == nil ? Self.firstMark : Self.mark
    let digest = Self.digest(mark, length: length, number: counted, payload)
    return mark + length + [state.rawValue, 0, 0, 0] + counted + digest + payload
  }

  /// - Parameter number: nil for a record of the first format.
  init(at offset: Int, number: UInt32?, payload: [UInt8]) {
    self.offset = offset
    self.number = number
    state = .waiting
    self.payload = payload
  }

  /// Nil where no whole record begins.
  ///
  /// A state that is none counts as waiting: to append once more what is in the ledger adds
  /// nothing.
  init?(in file: [UInt8], at offset: Int) {
    guard offset + Self.headerByteCount <= file.count else { return nil }
    let mark = Array(file[offset..<offset + 4])
    guard mark == Self.mark || mark == Self.firstMark else { return nil }
    let header = Array(file[offset..<offset + Self.headerByteCount])
    let length = Int(header.span.bytes.number(at: 4, as: UInt32.self))
    let start = offset + Self.headerByteCount
    guard length > 0, length <= file.count - start else { return nil }
    let payload = Array(file[start..<start + length])
    let digest = Self.digest(
      mark, length: Array(header[4..<8]),
      number: Array(header[Self.numberOffset..<Self.digestOffset]), payload)
    guard digest == Array(header[Self.digestOffset...]) else { return nil }
    self.offset = offset
    number =
      mark == Self.mark ? header.span.bytes.number(at: Self.numberOffset, as: UInt32.self) : nil
    state = State(rawValue: header[Self.stateOffset]) ?? .waiting
    self.payload = payload
  }

  private static func digest(
    _ mark: [UInt8], length: [UInt8], number: [UInt8], _ payload: [UInt8]
  ) -> [UInt8] {
    let counted = mark == Self.mark ? mark + length + number : length
    return Hash.sha256(counted + payload).bytes
  }
}

/// How far the spool was written when a look was last shown: what tells a write that was torn,
/// whose answer nobody saw, from damage to what somebody did see.
///
/// 64 bytes, little-endian, in two places that are written in turns: "CSPH"; which writing this is
/// u32; the number of the first record u32; how many records u32; where the last one ends u32;
/// twelve bytes of 0; SHA-256 over these.
struct SpoolHead: Equatable {
  static let byteCount = 64
  private static let digestOffset = 32
  private static let mark = Array("CSPH".utf8)

  /// The greater one is in force; it has the second place when it is odd.
  var sequence: UInt32
  var firstNumber: UInt32
  var count: UInt32
  var end: Int

  /// Of the record that comes next.
  var nextNumber: UInt32 { firstNumber &+ count }

  var offset: Int { AccessSpool.headOffsets[Int(sequence % 2)] }

  var bytes: [UInt8] {
    var bytes = Self.mark
    for number in [sequence, firstNumber, count, UInt32(clamping: end)] {
      bytes.appendLittleEndian(number)
    }
    bytes += [UInt8](repeating: 0, count: Self.digestOffset - bytes.count)
    return bytes + Hash.sha256(bytes).bytes
  }

  init(sequence: UInt32, firstNumber: UInt32, count: UInt32 = 0, end: Int = AccessSpool.begin) {
    self.sequence = sequence
    self.firstNumber = firstNumber
    self.count = count
    self.end = end
  }

  /// Nil where there is no whole head.
  init?(_ bytes: [UInt8]) {
    guard bytes.count == Self.byteCount, Array(bytes[..<4]) == Self.mark,
      Hash.sha256(Array(bytes[..<Self.digestOffset])).bytes == Array(bytes[Self.digestOffset...])
    else { return nil }
    let span = bytes.span.bytes
    sequence = span.number(at: 4, as: UInt32.self)
    firstNumber = span.number(at: 8, as: UInt32.self)
    count = span.number(at: 12, as: UInt32.self)
    end = Int(span.number(at: 16, as: UInt32.self))
    guard (AccessSpool.begin...AccessSpool.end).contains(end) else { return nil }
  }

  /// The head that stands next: the other place is overwritten.
  func following(firstNumber: UInt32? = nil, count: UInt32 = 0, end: Int = AccessSpool.begin)
    -> SpoolHead
  {
    SpoolHead(
      sequence: sequence &+ 1, firstNumber: firstNumber ?? self.firstNumber, count: count, end: end)
  }
}
