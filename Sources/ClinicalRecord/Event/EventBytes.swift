internal import FoundationEssentials
internal import SwiftProtobuf

extension ClinicalEvent {
  /// The body of an entry: the stream's message holding the one event.
  public func serialized() throws -> [UInt8] {
    switch self {
    case .chart(let event): try ChartEvent.with { $0.event = event }.serializedBytes()
    case .visit(let event): try VisitEvent.with { $0.event = event }.serializedBytes()
    case .access(let event): try AccessEvent.with { $0.event = event }.serializedBytes()
    case .staff(let event): try StaffEvent.with { $0.event = event }.serializedBytes()
    case .policy(let event): try PolicyEvent.with { $0.event = event }.serializedBytes()
    case .operations(let event): try OperationsEvent.with { $0.event = event }.serializedBytes()
    case .lot(let event): try LotEvent.with { $0.event = event }.serializedBytes()
    case .document(let event): try DocumentEvent.with { $0.event = event }.serializedBytes()
    }
  }

  /// Reads an entry's body strictly (`Schemas/entry.md`, "What a reader refuses").
  /// - Parameters:
  ///   - number: the kind in the entry's header; the body must hold exactly that one.
  ///   - bytes: the opened body.
  /// - Throws: `unknownKind` and `unknownFields` for what a newer Candor wrote, `kindMismatch` and
  ///   `malformed` for damage.
  public static func parse(
    stream: EventStream, kind number: UInt16, bytes: [UInt8]
  ) throws(DecodeError) -> ClinicalEvent {
    guard let kind = EventKind(stream: stream, number: number) else {
      throw .unknownKind(stream: stream, number: number)
    }
    try BodyEnvelope.check(bytes, holdsOnly: kind)
    guard let event = try decode(stream: stream, bytes: bytes) else {
      throw .malformed(kind: kind)
    }
    if UnknownFieldFinder.finds(in: event.statement) { throw .unknownFields(kind: kind) }
    // The statement within an amendment is held to one reading, too: what says a field twice is
    // longer than what was read of it.
    if event.correction != nil, (try? event.serialized())?.count != bytes.count {
      throw .malformed(kind: kind)
    }
    return event
  }

  private static func decode(
    stream: EventStream, bytes: [UInt8]
  ) throws(DecodeError) -> ClinicalEvent? {
    do {
      switch stream {
      case .chart: return try ChartEvent(serializedBytes: bytes).event.map(ClinicalEvent.chart)
      case .visit: return try VisitEvent(serializedBytes: bytes).event.map(ClinicalEvent.visit)
      case .access: return try AccessEvent(serializedBytes: bytes).event.map(ClinicalEvent.access)
      case .staff: return try StaffEvent(serializedBytes: bytes).event.map(ClinicalEvent.staff)
      case .policy: return try PolicyEvent(serializedBytes: bytes).event.map(ClinicalEvent.policy)
      case .operations:
        return try OperationsEvent(serializedBytes: bytes).event.map(ClinicalEvent.operations)
      case .lot: return try LotEvent(serializedBytes: bytes).event.map(ClinicalEvent.lot)
      case .document:
        return try DocumentEvent(serializedBytes: bytes).event.map(ClinicalEvent.document)
      }
    } catch {
      // The library's own description may quote the input; the caller knows the position, which is
      // enough.
      return nil
    }
  }
}

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

/// The outermost bytes of a body: exactly one length-delimited field, the event itself.
///
/// Protobuf lets a `oneof` occur twice and takes the last; two readers could then disagree about
/// what was recorded, so a body is held to one field before it is decoded.
enum BodyEnvelope {
  static func check(_ bytes: [UInt8], holdsOnly kind: EventKind) throws(DecodeError) {
    var rest = bytes[...]
    guard let tag = readVarint(&rest) else { throw .malformed(kind: kind) }
    let number = tag >> 3
    guard number == UInt64(kind.number) else {
      throw .kindMismatch(header: kind, bodyNumber: number)
    }
    // Wire type 2 is length-delimited: every event is a message.
    guard tag & 7 == 2, let length = readVarint(&rest), length == UInt64(rest.count) else {
      throw .malformed(kind: kind)
    }
  }

  private static func readVarint(_ rest: inout ArraySlice<UInt8>) -> UInt64? {
    var value: UInt64 = 0
    for shift in stride(from: UInt64(0), to: 63, by: 7) {
      guard let byte = rest.popFirst() else { return nil }
      value |= UInt64(byte & 0x7f) << shift
      if byte & 0x80 == 0 { return value }
    }
    return nil
  }
}

/// Looks through a message and all that is nested in it for fields that this program's schema does
/// not have.
struct UnknownFieldFinder: Visitor {
  private var found = false

  /// Whether anything in `message` was written by a newer schema.
  static func finds(in message: any Message) -> Bool {
    var finder = UnknownFieldFinder()
    do { try message.traverse(visitor: &finder) } catch { return true }
    return finder.found
  }

  mutating func visitUnknown(bytes: Data) { found = found || !bytes.isEmpty }

  mutating func visitSingularMessageField<M: Message>(value: M, fieldNumber: Int) throws {
    try value.traverse(visitor: &self)
  }

  mutating func visitSingularDoubleField(value: Double, fieldNumber: Int) {}
  mutating func visitSingularInt64Field(value: Int64, fieldNumber: Int) {}
  mutating func visitSingularUInt64Field(value: UInt64, fieldNumber: Int) {}
  mutating func visitSingularBoolField(value: Bool, fieldNumber: Int) {}
  mutating func visitSingularStringField(value: String, fieldNumber: Int) {}
  mutating func visitSingularBytesField(value: Data, fieldNumber: Int) {}
  mutating func visitSingularEnumField<E: Enum>(value: E, fieldNumber: Int) {}

  // A packed run has thousands of numbers: none of them can hide a field.
  mutating func visitPackedUInt32Field(value: [UInt32], fieldNumber: Int) {}
  mutating func visitPackedSInt32Field(value: [Int32], fieldNumber: Int) {}

  mutating func visitMapField<KeyType, ValueType: MapValueType>(
    fieldType: _ProtobufMap<KeyType, ValueType>.Type,
    value: _ProtobufMap<KeyType, ValueType>.BaseType, fieldNumber: Int
  ) {}

  mutating func visitMapField<KeyType, ValueType>(
    fieldType: _ProtobufEnumMap<KeyType, ValueType>.Type,
    value: _ProtobufEnumMap<KeyType, ValueType>.BaseType, fieldNumber: Int
  ) {}

  mutating func visitMapField<KeyType, ValueType>(
    fieldType: _ProtobufMessageMap<KeyType, ValueType>.Type,
    value: _ProtobufMessageMap<KeyType, ValueType>.BaseType, fieldNumber: Int
  ) {}
}
