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
      }
    } catch {
      // The library's own description may quote the input; the caller knows the position, which is
      // enough.
      return nil
    }
  }
}
