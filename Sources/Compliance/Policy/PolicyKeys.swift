public import StrictJSON

/// One key of a policy document, for a person.
public struct PolicyKey: Hashable, Sendable {
  /// "vitalsGapMinutes".
  public var name: String
  /// "heart-rate 15, spo2 15"; nil where an optional key is not stated and the program's own value
  /// holds.
  public var value: String?
  /// A general clinical default, by the document's own words, and no statement of the clinic.
  public var isAssumed: Bool
}

/// A key that two policies say differently.
public struct PolicyDifference: Hashable, Sendable {
  public var name: String
  /// Nil where it is not stated.
  public var before: String?
  public var after: String?

  public init(name: String, before: String?, after: String?) {
    self.name = name
    self.before = before
    self.after = after
  }
}

extension Policy {
  /// Every key that a document can hold but what the policy is called, in the schema's order.
  ///
  /// - Parameter json: of a document that reads as a policy.
  public static func keyValues(of json: [UInt8]) throws(PolicyError) -> [PolicyKey] {
    let policy = try Policy(json: json)
    guard let document = try? JSONDocument(json), case .object(let members) = document else {
      return []
    }
    let values = Dictionary(members.map { ($0.key, $0.value.words) }) { first, _ in first }
    return (optionalKeys + keys).filter { !naming.contains($0) }.map { key in
      PolicyKey(name: key, value: values[key], isAssumed: policy.assumed.contains(key))
    }
  }

  /// What would change, key by key.
  public static func differences(
    from before: [UInt8], to after: [UInt8]
  ) throws(PolicyError) -> [PolicyDifference] {
    let (old, new) = (try keyValues(of: before), try keyValues(of: after))
    return zip(old, new).compactMap { old, new in
      let (before, after) = (old.words, new.words)
      return before == after
        ? nil : PolicyDifference(name: old.name, before: before, after: after)
    }
  }

  /// What a policy is called, which is told before its keys.
  private static let naming = ["name", "version", "description", "assumed"]
}

extension PolicyKey {
  fileprivate var words: String? {
    value.map { isAssumed ? "\($0) (assumed)" : $0 }
  }
}

extension JSONDocument {
  /// As a line of a list says it.
  fileprivate var words: String {
    switch self {
    case .object(let members):
      // In one order: what a document says does not depend on its own.
      members.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value.words)" }
        .joined(separator: ", ")
    case .array(let elements):
      elements.isEmpty
        ? "none"
        : elements.map(\.words).joined(
          separator: elements.contains(where: \.isObject) ? "; " : ", ")
    case .string(let text), .number(let text): text
    case .bool(let value): "\(value)"
    case .null: "null"
    }
  }

  private var isObject: Bool { if case .object = self { true } else { false } }
}
