/// Why a document is no policy: where, what was found, what was expected.
public enum PolicyError: Error, Hashable, Sendable {
  case notJSON(byteOffset: Int, expected: String)
  case unknownKey(path: String, expected: String)
  case missingKey(path: String)
  case doubledKey(path: String)
  case wrongType(path: String, found: String, expected: String)
  case outOfRange(path: String, value: String, expected: String)
}

extension PolicyError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .notJSON(let offset, let expected):
      "the policy is not JSON: at byte \(offset), expected \(expected); correct it there"
    case .unknownKey(let path, let expected):
      "the policy has an unknown key \(path); remove it or correct it, expected \(expected)"
    case .missingKey(let path):
      "the policy has no \(path); add it, as Schemas/policy.schema.json describes it"
    case .doubledKey(let path):
      "the policy has \(path) more than once; keep one"
    case .wrongType(let path, let found, let expected):
      "the policy has \(found) at \(path); write \(expected)"
    case .outOfRange(let path, let value, let expected):
      "the policy has \(value) at \(path); write \(expected)"
    }
  }
}
