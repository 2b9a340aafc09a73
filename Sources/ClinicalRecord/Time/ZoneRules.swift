/// A time zone: how far its clocks are from UTC at any instant.
///
/// Read from a TZif file, which the system keeps for every zone (RFC 9636, versions 1 to 4):
/// the changes that were, and behind them a rule for those to come. Foundation would read the same
/// files, but only as a whole library with ICU in it, and not in a program that is linked
/// statically.
public struct ZoneRules: Hashable, Sendable {
  /// As the policy names it: "America/Chicago".
  public let name: String
  /// Seconds since 1970-01-01T00:00:00Z, ascending.
  private let changes: [Int64]
  /// Seconds east of UTC from the change of the same index on.
  private let offsets: [Int32]
  /// Before the first change.
  private let firstOffset: Int32
  /// After the last change; nil: as it left the clocks.
  private let rule: ZoneRule?

  /// - Parameter bytes: of the file; nothing in it is believed, and no file stops the program.
  public init(named name: String, tzif bytes: [UInt8]) throws(ZoneDefect) {
    self.name = name
    var reader = ZoneFileReader(bytes)
    var header = try reader.header()
    // A file of version 2 or later begins with what a reader of version 1 understands, which may
    // be empty, and tells all of it once more in 64 bits.
    if header.version > 1 {
      try reader.skip(header.blockByteCount(timeBytes: 4))
      header = try reader.header()
    }
    let block = try reader.block(header)
    changes = block.changes
    offsets = block.offsets
    firstOffset = block.firstOffset
    let text = header.version > 1 ? try reader.footer() : ""
    rule = text.isEmpty ? nil : try ZoneRule(text)
  }

  /// Seconds east of UTC.
  ///
  /// - Parameter unixSeconds: since 1970-01-01T00:00:00Z.
  public func offsetSeconds(at unixSeconds: Int64) -> Int32 {
    // The first change that lies after the instant.
    var range = changes.indices
    while !range.isEmpty {
      let middle = range.lowerBound + range.count / 2
      range =
        changes[middle] <= unixSeconds
        ? middle + 1..<range.upperBound : range.lowerBound..<middle
    }
    if range.lowerBound == changes.endIndex, let rule { return rule.offsetSeconds(at: unixSeconds) }
    return range.lowerBound == 0 ? firstOffset : offsets[range.lowerBound - 1]
  }

  /// Whether it is a name that the time zone database could give: parts of letters, digits, '_',
  /// '+' and '-' with '/' between, each beginning with a letter. So it names no file elsewhere.
  public static func isName(_ text: String) -> Bool {
    let parts = text.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    return text.utf8.count <= 64 && (1...4).contains(parts.count)
      && parts.allSatisfy { part in
        part.first.map(isLetter) == true
          && part.allSatisfy { byte in
            isLetter(byte) || UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte
              || [UInt8(ascii: "_"), UInt8(ascii: "+"), UInt8(ascii: "-")].contains(byte)
          }
      }
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte | 0x20
  }
}

/// Why the bytes are no time zone.
public enum ZoneDefect: Error, Hashable, Sendable, CustomStringConvertible {
  case notTZif
  case unknownVersion
  case truncated
  case malformed(String)
  /// Of a zone under `right/`, by which no clock of a computer goes.
  case countsLeapSeconds

  public var description: String {
    switch self {
    case .notTZif: "it is no file of a time zone (TZif)"
    case .unknownVersion: "it is of a version that this program does not read"
    case .truncated: "it ends too early"
    case .malformed(let what): "its \(what) cannot be"
    case .countsLeapSeconds: "it counts leap seconds, which the system's clock does not"
    }
  }
}

/// Reads the parts of a TZif file one after the other.
private struct ZoneFileReader {
  /// What stands before a data block (RFC 9636, section 3.1).
  struct Header {
    /// 1 to 4.
    var version: Int
    var standardMarks: Int
    var universalMarks: Int
    var leapSeconds: Int
    var changes: Int
    var types: Int
    var nameBytes: Int

    func blockByteCount(timeBytes: Int) -> Int {
      changes * (timeBytes + 1) + types * 6 + nameBytes + leapSeconds * (timeBytes + 4)
        + standardMarks + universalMarks
    }
  }

  private let bytes: [UInt8]
  private var next = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  mutating func header() throws(ZoneDefect) -> Header {
    guard try take(4).elementsEqual("TZif".utf8) else { throw .notTZif }
    let version: Int
    switch try take(1).first {
    case 0: version = 1
    case UInt8(ascii: "2"): version = 2
    case UInt8(ascii: "3"): version = 3
    case UInt8(ascii: "4"): version = 4
    default: throw .unknownVersion
    }
    try skip(15)
    let universal = try count()
    let standard = try count()
    let leaps = try count()
    let changes = try count()
    let types = try count()
    return Header(
      version: version, standardMarks: standard, universalMarks: universal, leapSeconds: leaps,
      changes: changes, types: types, nameBytes: try count())
  }

  mutating func block(
    _ header: Header
  ) throws(ZoneDefect) -> (changes: [Int64], offsets: [Int32], firstOffset: Int32) {
    guard header.leapSeconds == 0 else { throw .countsLeapSeconds }
    guard (1...256).contains(header.types) else { throw .malformed("number of local times") }
    let timeBytes = header.version > 1 ? 8 : 4
    // Asked of the whole block before any of it is read: a count alone must not reserve memory.
    guard header.blockByteCount(timeBytes: timeBytes) <= bytes.count - next else {
      throw .truncated
    }
    var changes: [Int64] = []
    for _ in 0..<header.changes {
      let change = try integer(timeBytes)
      if let last = changes.last, last >= change { throw .malformed("order of changes") }
      changes.append(change)
    }
    let types = Array(try take(header.changes))
    var offsets: [Int32] = []
    for _ in 0..<header.types {
      let offset = try integer(4)
      // What an entry's header can hold.
      guard (-18 * 3_600...18 * 3_600).contains(offset) else { throw .malformed("offset") }
      offsets.append(Int32(offset))
      try skip(2)
    }
    guard types.allSatisfy({ $0 < offsets.count }) else { throw .malformed("local time") }
    try skip(
      header.nameBytes + header.standardMarks + header.universalMarks)
    return (changes, types.map { offsets[Int($0)] }, offsets[0])
  }

  /// The rule between two line ends; empty where the file gives none.
  mutating func footer() throws(ZoneDefect) -> String {
    let lineEnd = UInt8(ascii: "\n")
    guard try take(1).first == lineEnd else { throw .malformed("footer") }
    guard let end = bytes[next...].firstIndex(of: lineEnd) else { throw .truncated }
    return String(decoding: try take(end - next), as: UTF8.self)
  }

  mutating func skip(_ count: Int) throws(ZoneDefect) { _ = try take(count) }

  private mutating func take(_ count: Int) throws(ZoneDefect) -> ArraySlice<UInt8> {
    guard count <= bytes.count - next else { throw .truncated }
    defer { next += count }
    return bytes[next..<next + count]
  }

  private mutating func count() throws(ZoneDefect) -> Int {
    Int(UInt32(truncatingIfNeeded: try integer(4)))
  }

  /// Big-endian and signed, of 4 or 8 bytes.
  private mutating func integer(_ byteCount: Int) throws(ZoneDefect) -> Int64 {
    let value = try take(byteCount).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    return byteCount == 4
      ? Int64(Int32(truncatingIfNeeded: value)) : Int64(truncatingIfNeeded: value)
  }
}
