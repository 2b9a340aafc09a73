internal import ClinicalRecord

/// Lets JSON say a code and a time as the command line does: "route": "iv", "taken_at": "22:00".
///
/// Each field is read by what the schema says of it. The result is the schema's own JSON, which
/// `ClinicalEvent(kind:json:)` holds strictly against the schema.
struct JSONShorthand {
  var kind: EventKind
  var times: TimeReader

  func expanded(_ object: [String: JSONValue]) throws -> [String: JSONValue] {
    try expanded(wrappedSample(object), kind.fields)
  }

  private func expanded(
    _ object: [String: JSONValue], _ fields: [EventField]
  ) throws -> [String: JSONValue] {
    var result = object
    for field in fields {
      guard let value = object[field.name] else { continue }
      if let newer = fields.first(where: { $0.name == field.replacedBy }) {
        result[field.name] = nil
        result[newer.name] = try answer(to: newer, by: value, of: field, in: object)
      } else {
        result[field.name] = try expanded(value, field)
      }
    }
    return result
  }

  /// What an older field says for the one that has taken its place: true was a yes, and false said
  /// nothing or a no.
  private func answer(
    to newer: EventField, by value: JSONValue, of older: EventField, in object: [String: JSONValue]
  ) throws -> JSONValue {
    guard object[newer.name] == nil, value == .bool(true) else {
      throw ProgramError.badData(
        "\(older.name) is kept for older entries; give \(newer.name) as yes, no or not-assessed")
    }
    return try expanded("yes", newer)
  }

  private func expanded(_ value: JSONValue, _ field: EventField) throws -> JSONValue {
    switch value {
    case .string(let text): try expanded(text, field)
    case .array(let values): .array(try values.map { try expanded($0, field) })
    case .object(let object):
      if case .message(let fields) = field.content {
        .object(try expanded(object, fields))
      } else {
        value
      }
    case .null, .bool, .integer, .number: value
    }
  }

  private func expanded(_ text: String, _ field: EventField) throws -> JSONValue {
    switch field.content {
    case .time(let mayLieAhead):
      let time = try times.read(text, field: field.name, day: mayLieAhead ? .anyDay : .latest)
      return .object([
        "unix_us": .integer(time.unixMicroseconds),
        "utc_offset_minutes": .integer(Int64(time.utcOffsetMinutes)),
        "precision": .integer(Int64(time.precision.rawValue)),
      ])
    case .digest:
      guard let bytes = HexDigits.bytes(text), bytes.count == 32 else { return .string(text) }
      return .string(HexDigits.base64(bytes))
    case .term(let term): return .string(Self.schemaName(text, term) ?? text)
    case .text: return .string(text.withLineFeeds)
    case .number, .yesOrNo, .actor, .bytes, .message, .event: return .string(text)
    }
  }

  /// A set of vitals may be given flat: {"heart_rate_bpm": 72} for {"sample": {"heart_rate_bpm":
  /// 72}}.
  private func wrappedSample(_ object: [String: JSONValue]) -> [String: JSONValue] {
    guard kind == VitalsSampled.kind, object["sample"] == nil, object["run"] == nil else {
      return object
    }
    var sample = object
    let source = sample.removeValue(forKey: "source")
    let note = sample.removeValue(forKey: "note")
    return [
      "source": source ?? .string("SOURCE_TAKEN_BY_HAND"), "sample": .object(sample), "note": note,
    ].compactMapValues(\.self)
  }

  private static func schemaName<Term: ClinicalTerm>(_ text: String, _: Term.Type) -> String? {
    Term(typed: text)?.schemaName
  }
}
