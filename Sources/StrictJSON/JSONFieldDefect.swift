/// Which kind of document is read, for its errors.
public struct JSONDocumentKind: Hashable, Sendable {
  /// "policy".
  public var name: String
  /// Where the repository describes it: "Schemas/policy.schema.json".
  public var schema: String

  public init(name: String, schema: String) {
    self.name = name
    self.schema = schema
  }
}

/// Why a document is not of its kind: where, what was found, what was expected.
public struct JSONFieldDefect: Error, Hashable, Sendable {
  /// What was found. A path is "$.vitalsGapMinutes.spo2".
  public enum Problem: Hashable, Sendable {
    case notJSON(byteOffset: Int, expected: String)
    case unknownKey(path: String, expected: String)
    case missingKey(path: String)
    case doubledKey(path: String)
    case wrongType(path: String, found: String, expected: String)
    case outOfRange(path: String, value: String, expected: String)
  }

  public var kind: JSONDocumentKind
  public var problem: Problem
}

extension JSONFieldDefect: CustomStringConvertible {
  public var description: String {
    let name = "the \(kind.name)"
    return switch problem {
    case .notJSON(let offset, let expected):
      "\(name) is not JSON: at byte \(offset), expected \(expected); correct it there"
    case .unknownKey(let path, let expected):
      "\(name) has an unknown key \(path); remove it or correct it, expected \(expected)"
    case .missingKey(let path):
      "\(name) has no \(path); add it, as \(kind.schema) describes it"
    case .doubledKey(let path):
      "\(name) has \(path) more than once; keep one"
    case .wrongType(let path, let found, let expected):
      "\(name) has \(found) at \(path); write \(expected)"
    case .outOfRange(let path, let value, let expected):
      "\(name) has \(value) at \(path); write \(expected)"
    }
  }
}
