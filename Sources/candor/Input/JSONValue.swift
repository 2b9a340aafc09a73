internal import FoundationEssentials
internal import StrictJSON

/// JSON as it came in, before it is held against the schema.
enum JSONValue: Hashable, Encodable {
  case null
  case bool(Bool)
  case integer(Int64)
  case number(Double)
  case string(String)
  case array([JSONValue])
  case object([String: JSONValue])

  func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    switch self {
    case .null: try container.encodeNil()
    case .bool(let value): try container.encode(value)
    case .integer(let value): try container.encode(value)
    case .number(let value): try container.encode(value)
    case .string(let value): try container.encode(value)
    case .array(let value): try container.encode(value)
    case .object(let value): try container.encode(value)
    }
  }

  /// - Throws: a message that does not repeat the text.
  static func object(parsing text: some StringProtocol, called name: String) throws
    -> [String: JSONValue]
  {
    let document: JSONDocument
    do throws(JSONDefect) {
      document = try JSONDocument(Array(text.utf8))
    } catch {
      throw ProgramError.badData(
        "\(name) is not JSON: at byte \(error.byteOffset), expected \(error.expected); "
          + "give one object such as {\"note\": \"…\"}")
    }
    guard document.doubledKey == nil else {
      throw ProgramError.badData(
        "\(name) names a field twice, and the two could differ; give each field once")
    }
    guard case .object(let object) = try JSONValue(document, called: name) else {
      throw ProgramError.badData("\(name) is JSON but not an object; put its fields in { }")
    }
    return object
  }

  /// Within 1e-12 and 1e15, or written as a zero. Beyond that nothing is measured, and a number
  /// may come to be another: 1e-400 reads as 0, which a device may well report.
  private static func isMeasurable(_ value: Double, _ text: String) -> Bool {
    if value == 0 {
      return text.prefix { $0 != "e" && $0 != "E" }.allSatisfy { !("1"..."9").contains($0) }
    }
    return (1e-12...1e15).contains(value.magnitude)
  }

  private init(_ document: JSONDocument, called name: String) throws {
    switch document {
    case .null: self = .null
    case .bool(let value): self = .bool(value)
    case .string(let value): self = .string(value)
    case .number(let text):
      if let value = Int64(text) {
        self = .integer(value)
      } else if let value = Double(text), Self.isMeasurable(value, text) {
        self = .number(value)
      } else {
        throw ProgramError.badData(
          "\(name) holds a number that is larger or smaller than anything is measured; correct it")
      }
    case .array(let elements):
      self = .array(try elements.map { try JSONValue($0, called: name) })
    case .object(let members):
      self = .object(
        try Dictionary(
          uniqueKeysWithValues: members.map { ($0.key, try JSONValue($0.value, called: name)) }))
    }
  }

  /// The members of both; those of `other` in place of the same, and null in place of nothing.
  static func merged(
    _ object: [String: JSONValue], with other: [String: JSONValue]
  ) -> [String: JSONValue] {
    var result = object
    for (key, value) in other {
      switch (value, object[key]) {
      case (.null, _): result[key] = nil
      case (.object(let new), .object(let old)?): result[key] = .object(merged(old, with: new))
      default: result[key] = value
      }
    }
    return result
  }

  /// Compact, keys sorted.
  func text() throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(self), as: UTF8.self)
  }
}
