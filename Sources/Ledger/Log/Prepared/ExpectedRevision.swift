/// Where one stream must stand, as a prepared append writes it.
struct ExpectedRevision: Comparable {
  /// As it is written, in bytes.
  static let byteCount = 27

  let stream: StreamKey
  /// Nil for a stream that must not exist yet.
  let revision: UInt32?

  init(stream: StreamKey, revision: UInt32?) {
    self.stream = stream
    self.revision = revision
  }

  /// Each stream once, in the order of their keys: one append has one form.
  static func sorted(_ revisions: [StreamKey: UInt32?]) -> [ExpectedRevision] {
    revisions.map { ExpectedRevision(stream: $0, revision: $1) }.sorted()
  }

  static func < (one: ExpectedRevision, other: ExpectedRevision) -> Bool {
    StreamHead.key(one.stream).lexicographicallyPrecedes(StreamHead.key(other.stream))
  }

  func append(to bytes: inout [UInt8]) {
    bytes.appendLittleEndian(stream.type.rawValue)
    bytes += stream.subject.bytes
    bytes.appendLittleEndian(stream.number)
    bytes.append(revision == nil ? 0 : 1)
    bytes.appendLittleEndian(revision ?? 0)
  }

  /// Reads its 27 bytes.
  init(parsing bytes: [UInt8]) throws(PreparedDefect) {
    let span = bytes.span.bytes
    stream = StreamKey(
      type: StreamType(rawValue: span.number(at: 0)),
      subject: SubjectID(SixteenBytes(reading: span, at: 2)), number: span.number(at: 18))
    let revision: UInt32 = span.number(at: 23)
    switch span.number(at: 22) as UInt8 {
    case 0:
      guard revision == 0 else { throw .notZero(field: "expected revision") }
      self.revision = nil
    case 1: self.revision = revision
    default: throw .notZero(field: "expected existence")
    }
  }
}
