/// A JSON value as it was written: numbers in their own digits, members in their own order, doubled
/// keys kept, so that the reader decides about them.
///
/// Foundation's decoder takes the last of two members with one name; a dose or a policy must not
/// mean two things.
public enum JSONDocument: Hashable, Sendable {
  case object([Member])
  case array([JSONDocument])
  case string(String)
  /// As RFC 8259 writes it, for example "-0.5e3".
  case number(String)
  case bool(Bool)
  case null

  /// A name and its value.
  public struct Member: Hashable, Sendable {
    public var key: String
    public var value: JSONDocument
  }

  /// Reads the one value that the bytes hold, strictly by RFC 8259, at most 32 levels deep.
  public init(_ bytes: [UInt8]) throws(JSONDefect) {
    var parser = JSONParser(bytes)
    self = try parser.document()
  }

  /// The first name that an object holds twice, here or further in; nil: there is none.
  public var doubledKey: String? {
    switch self {
    case .object(let members):
      var seen: Set<String> = []
      for member in members {
        guard seen.insert(member.key).inserted else { return member.key }
        if let doubled = member.value.doubledKey { return doubled }
      }
      return nil
    case .array(let elements):
      for element in elements {
        // Asked once: a lazy sequence asks what it has found again, and so twice as often a level.
        if let doubled = element.doubledKey { return doubled }
      }
      return nil
    case .string, .number, .bool, .null: return nil
    }
  }

  /// What kind of value it is, with its article.
  public var kind: String {
    switch self {
    case .object: "an object"
    case .array: "an array"
    case .string: "a string"
    case .number: "a number"
    case .bool: "a truth value"
    case .null: "null"
    }
  }
}
