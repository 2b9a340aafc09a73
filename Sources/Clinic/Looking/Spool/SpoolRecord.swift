internal import Bytes
internal import Ledger
internal import TransparencyLog

/// One look in the spool: a prepared append, with what tells a whole record from a torn one.
///
/// 48 bytes, little-endian, then the append: "CSP1"; its length u32; the state u8 and seven bytes
/// of 0; SHA-256 over length and append. The state alone changes afterwards.
struct SpoolRecord {
  enum State: UInt8 {
    case waiting = 1
    case appended = 2
  }

  static let headerByteCount = 48
  static let stateOffset = 8
  private static let mark = Array("CSP1".utf8)

  /// Where it begins in the file.
  let offset: Int
  var state: State
  /// The prepared append's bytes.
  let payload: [UInt8]

  var end: Int { offset + Self.headerByteCount + payload.count }

  var bytes: [UInt8] {
    var length: [UInt8] = []
    length.appendLittleEndian(UInt32(payload.count))
    return Self.mark + length + [state.rawValue] + [UInt8](repeating: 0, count: 7)
      + Hash.sha256(length + payload).bytes + payload
  }

  init(at offset: Int, payload: [UInt8]) {
    self.offset = offset
    state = .waiting
    self.payload = payload
  }

  /// Nil where no whole record begins: at the end of what was written, or at a torn write.
  init?(in file: [UInt8], at offset: Int) {
    guard offset + Self.headerByteCount <= file.count else { return nil }
    let header = Array(file[offset..<offset + Self.headerByteCount])
    guard Array(header[..<4]) == Self.mark, let state = State(rawValue: header[Self.stateOffset])
    else { return nil }
    let length = Int(header.span.bytes.number(at: 4, as: UInt32.self))
    let start = offset + Self.headerByteCount
    guard length > 0, length <= file.count - start else { return nil }
    let payload = Array(file[start..<start + length])
    guard Hash.sha256(Array(header[4..<8]) + payload).bytes == Array(header[16...]) else {
      return nil
    }
    self.offset = offset
    self.state = state
    self.payload = payload
  }
}
