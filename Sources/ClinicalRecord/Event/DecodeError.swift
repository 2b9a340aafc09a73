/// Why an entry's body does not read as an event. The caller adds the entry's position.
public enum DecodeError: Error, Equatable, Sendable, CustomStringConvertible {
  /// The header names a kind that this program has never heard of.
  case unknownKind(stream: EventStream, number: UInt16)
  /// The event holds fields that this program has never heard of.
  case unknownFields(kind: EventKind)
  /// The header says one kind, the body holds another.
  case kindMismatch(header: EventKind, bodyNumber: UInt64)
  /// The body is not one Protobuf message with one event.
  case malformed(kind: EventKind)

  /// Whether a newer Candor would read it; otherwise the entry is damaged or forged.
  public var isFromNewerCandor: Bool {
    switch self {
    case .unknownKind, .unknownFields: true
    case .kindMismatch, .malformed: false
    }
  }

  public var description: String {
    switch self {
    case .unknownKind(let stream, let number):
      """
      event \(number) of the \(stream.name) stream is unknown here: a newer Candor wrote it; \
      read it with that version
      """
    case .unknownFields(let kind):
      """
      "\(kind)" holds fields that are unknown here: a newer Candor wrote it; \
      read it with that version
      """
    case .kindMismatch(let header, let bodyNumber):
      """
      the header says "\(header)" (\(header.number)) but the body holds event \(bodyNumber): \
      the entry is not what it was signed as; verify the ledger
      """
    case .malformed(let kind):
      "the body does not read as \"\(kind)\": the entry is damaged; verify the ledger"
    }
  }
}
