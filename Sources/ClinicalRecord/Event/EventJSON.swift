internal import SwiftProtobuf

extension ClinicalEvent {
  /// Reads the event's own fields from JSON, strictly: names as in the schema, nothing unknown,
  /// nothing after the end.
  /// - Parameter json: one object, e.g. `{"dose_mg": 36.3, "planned_minutes": 45, "route":
  ///   "ROUTE_INTRAVENOUS"}`.
  /// - Throws: `unknownField` or `unreadable`; neither repeats a value. Whether the values make
  ///   sense is for `decide`.
  public init(kind: EventKind, json: String) throws(Rejection) {
    let stated: ClinicalEvent
    do {
      stated = try kind.statement.init(jsonString: json).stated(in: kind.stream)
    } catch let error as JSONDecodingError {
      throw Rejection(error, reading: kind)
    } catch {
      throw .unreadable(event: kind, problem: "it is not what the schema asks for")
    }
    self = stated
  }

  /// The event's own fields as JSON: names as in the schema, in the schema's order, so equal events
  /// give equal text.
  public func json() throws -> String {
    var options = JSONEncodingOptions()
    options.preserveProtoFieldNames = true
    options.alwaysPrintInt64sAsNumbers = true
    options.useDeterministicOrdering = true
    return try statement.jsonString(options: options)
  }
}

extension Rejection {
  fileprivate init(_ error: JSONDecodingError, reading kind: EventKind) {
    let problem: String
    switch error {
    case .unknownField(let name):
      self = .unknownField(event: kind, field: name)
      return
    case .malformedNumber, .leadingZero: problem = "a number is not written as JSON writes numbers"
    case .numberRange: problem = "a number is too large for its field"
    case .malformedBool: problem = "a yes-or-no field is neither true nor false"
    case .malformedString, .invalidUTF8: problem = "a text is not a JSON string in UTF-8"
    case .unrecognizedEnumValue:
      problem = "a coded field holds a code that the schema does not have"
    case .illegalNull: problem = "a null stands where a value belongs"
    case .truncated: problem = "it ends too early"
    case .trailingGarbage: problem = "something follows the closing brace"
    case .conflictingOneOf: problem = "two fields are given of which only one may be"
    default: problem = "it is not a JSON object of that event's fields"
    }
    self = .unreadable(event: kind, problem: problem)
  }
}
