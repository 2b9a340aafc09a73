internal import StrictJSON

/// An object of a policy document whose keys have been checked; its values are read by name.
struct PolicyObject {
  /// "$", "$.vitalsGapMinutes", "$.timedReadings[0]".
  let path: String
  let members: [String: JSONDocument]

  /// - Parameters:
  ///   - keys: all are required.
  ///   - optional: may be there; no others may.
  init(
    _ value: JSONDocument, path: String, keys: [String], optional: [String] = []
  ) throws(PolicyError) {
    guard case .object(let pairs) = value else {
      throw .wrongType(path: path, found: value.kind, expected: "an object")
    }
    var members: [String: JSONDocument] = [:]
    for member in pairs {
      let key = member.key
      guard keys.contains(key) || optional.contains(key) else {
        let known = (keys + optional).joined(separator: ", ")
        throw .unknownKey(path: "\(path).\(key.prefix(60))", expected: "one of \(known)")
      }
      guard members.updateValue(member.value, forKey: key) == nil else {
        throw .doubledKey(path: "\(path).\(key)")
      }
    }
    if let missing = keys.first(where: { members[$0] == nil }) {
      throw .missingKey(path: "\(path).\(missing)")
    }
    self.path = path
    self.members = members
  }

  func integer(_ key: String, in range: ClosedRange<Int>) throws(PolicyError) -> Int {
    let expected = "a whole number from \(range.lowerBound) to \(range.upperBound)"
    guard case .number(let text) = try value(key) else { throw wrongType(key, expected) }
    guard let number = Int(text), range.contains(number) else {
      throw .outOfRange(path: "\(path).\(key)", value: String(text.prefix(60)), expected: expected)
    }
    return number
  }

  /// The same for a key that may be missing.
  func integer(
    _ key: String, in range: ClosedRange<Int>, default value: Int
  ) throws(PolicyError) -> Int {
    members[key] == nil ? value : try integer(key, in: range)
  }

  func text(_ key: String, atMost limit: Int) throws(PolicyError) -> String {
    let expected = "a text of 1 to \(limit) characters"
    guard case .string(let text) = try value(key) else { throw wrongType(key, expected) }
    guard (1...limit).contains(text.unicodeScalars.count) else {
      throw .outOfRange(
        path: "\(path).\(key)", value: "\(text.unicodeScalars.count) characters",
        expected: expected)
    }
    return text
  }

  /// A name of lower-case letters, digits and '-'.
  func name(_ key: String) throws(PolicyError) -> String {
    let text = try text(key, atMost: 64)
    guard let first = text.utf8.first, first != UInt8(ascii: "-"),
      text.utf8.allSatisfy({ byte in
        UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte || byte == UInt8(ascii: "-")
          || UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte
      })
    else {
      throw .outOfRange(
        path: "\(path).\(key)", value: "\"\(text)\"",
        expected: "lower-case letters, digits and '-', beginning with a letter or digit")
    }
    return text
  }

  func term<Term>(
    _ key: String, _ meaning: (String) -> Term?
  ) throws(PolicyError) -> Term {
    try Self.term(try value(key), path: "\(path).\(key)", meaning)
  }

  /// A list of distinct terms.
  func terms<Term>(
    _ key: String, mayBeEmpty: Bool = false, _ meaning: (String) -> Term?
  ) throws(PolicyError) -> [Term] {
    var terms: [Term] = []
    var seen: Set<String> = []
    for (index, element) in try elements(key).enumerated() {
      let path = "\(path).\(key)[\(index)]"
      terms.append(try Self.term(element, path: path, meaning))
      if case .string(let text) = element, !seen.insert(text).inserted {
        throw .outOfRange(path: path, value: "\"\(text)\"", expected: "each term once")
      }
    }
    guard mayBeEmpty || !terms.isEmpty else {
      throw .outOfRange(path: "\(path).\(key)", value: "[]", expected: "at least one term")
    }
    return terms
  }

  func object(_ key: String, optional: [String]) throws(PolicyError) -> PolicyObject {
    try PolicyObject(try value(key), path: "\(path).\(key)", keys: [], optional: optional)
  }

  func objects(_ key: String, keys: [String]) throws(PolicyError) -> [PolicyObject] {
    var objects: [PolicyObject] = []
    for (index, element) in try elements(key).enumerated() {
      objects.append(try PolicyObject(element, path: "\(path).\(key)[\(index)]", keys: keys))
    }
    return objects
  }

  private func elements(_ key: String) throws(PolicyError) -> [JSONDocument] {
    guard case .array(let elements) = try value(key) else { throw wrongType(key, "an array") }
    return elements
  }

  private func value(_ key: String) throws(PolicyError) -> JSONDocument {
    guard let value = members[key] else { throw .missingKey(path: "\(path).\(key)") }
    return value
  }

  private func wrongType(_ key: String, _ expected: String) -> PolicyError {
    .wrongType(
      path: "\(path).\(key)", found: members[key]?.kind ?? "nothing", expected: expected)
  }

  private static func term<Term>(
    _ value: JSONDocument, path: String, _ meaning: (String) -> Term?
  ) throws(PolicyError) -> Term {
    guard case .string(let text) = value else {
      throw .wrongType(path: path, found: value.kind, expected: "a term in quotes")
    }
    guard let term = meaning(text) else {
      throw .outOfRange(
        path: path, value: "\"\(text.prefix(60))\"",
        expected: "a term that Schemas/policy.schema.json lists there")
    }
    return term
  }
}
