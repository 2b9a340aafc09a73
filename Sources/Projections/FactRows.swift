public import ClinicalRecord

// How facts are written into a row: place, time and author beside the event as it was said.

extension Fact: RowCodable where Value == ClinicalEvent {
  /// As ``write(to:)`` has written it; of a chart's, a visit's or a lot's stream.
  public init(from row: inout RowReader) throws(RowDefect) {
    let stream: EventStream
    switch try row.number() {
    case 0: stream = .chart
    case 1: stream = .visit
    case 2: stream = .lot
    default: throw RowDefect()
    }
    let kind: UInt16 = try row.small()
    let position = try row.number()
    let occurred = try ClinicalTime(from: &row)
    let recordedMicroseconds = try row.signed()
    let actor: UInt32 = try row.small()
    let body = Array(try row.blob())
    let event: ClinicalEvent
    do throws(DecodeError) {
      event = try .parse(stream: stream, kind: kind, bytes: body)
    } catch {
      throw RowDefect()
    }
    self.init(
      event, position: position, occurred: occurred, recordedMicroseconds: recordedMicroseconds,
      actor: actor)
  }

  /// Field by field. It is as it was made: where it was amended, that is a fact of its own.
  public func write(to row: inout RowWriter) {
    row.put(UInt64(value.stream == .lot ? 2 : value.stream == .visit ? 1 : 0))
    row.put(UInt64(value.kind.number))
    row.put(position)
    occurred.write(to: &row)
    row.put(recordedMicroseconds)
    row.put(UInt64(actor))
    // What was read of an entry can be written again. Nothing at all does not read, so that the row
    // would be none.
    row.put((try? value.serialized()) ?? [])
  }
}

extension ClinicalTime: RowCodable {
  /// As ``write(to:)`` has written it.
  public init(from row: inout RowReader) throws(RowDefect) {
    let unixMicroseconds = try row.signed()
    self.init(
      unixMicroseconds: unixMicroseconds, utcOffsetMinutes: try row.small(),
      precision: try TimePrecision(from: &row))
  }

  /// Field by field.
  public func write(to row: inout RowWriter) {
    row.put(unixMicroseconds)
    row.put(Int64(utcOffsetMinutes))
    precision.write(to: &row)
  }
}

extension TimePrecision: RowCodable {
  /// As ``write(to:)`` has written it.
  public init(from row: inout RowReader) throws(RowDefect) {
    guard let precision = TimePrecision(rawValue: try row.small()) else { throw RowDefect() }
    self = precision
  }

  /// The schema's number.
  public func write(to row: inout RowWriter) { row.put(Int64(rawValue)) }
}
