/// An object of a document whose keys have been checked; its values are read by name.
public struct JSONFields: Sendable {
  /// Of the document.
  public let kind: JSONDocumentKind
  /// "$", "$.vitalsGapMinutes", "$.timedReadings[0]".
  public let path: String
  /// By its key.
  public let members: [String: JSONDocument]

  /// The object that a whole document is.
  ///
  /// - Parameters:
  ///   - keys: all are required.
  ///   - optional: may be there; no others may.
  public init(
    _ json: [UInt8], of kind: JSONDocumentKind, keys: [String], optional: [String] = []
  ) throws(JSONFieldDefect) {
    let document: JSONDocument
    do throws(JSONDefect) {
      document = try JSONDocument(json)
    } catch {
      throw JSONFieldDefect(
        kind: kind, problem: .notJSON(byteOffset: error.byteOffset, expected: error.expected))
    }
    try self.init(document, of: kind, path: "$", keys: keys, optional: optional)
  }

  private init(
    _ value: JSONDocument, of kind: JSONDocumentKind, path: String, keys: [String],
    optional: [String]
  ) throws(JSONFieldDefect) {
    func defect(_ problem: JSONFieldDefect.Problem) -> JSONFieldDefect {
      JSONFieldDefect(kind: kind, problem: problem)
    }
    guard case .object(let pairs) = value else {
      throw defect(.wrongType(path: path, found: value.kind, expected: "an object"))
    }
    var members: [String: JSONDocument] = [:]
    for member in pairs {
      let key = member.key
      guard keys.contains(key) || optional.contains(key) else {
        let known = (keys + optional).joined(separator: ", ")
        throw defect(.unknownKey(path: "\(path).\(key.prefix(60))", expected: "one of \(known)"))
      }
      guard members.updateValue(member.value, forKey: key) == nil else {
        throw defect(.doubledKey(path: "\(path).\(key)"))
      }
    }
    if let missing = keys.first(where: { members[$0] == nil }) {
      throw defect(.missingKey(path: "\(path).\(missing)"))
    }
    self.kind = kind
    self.path = path
    self.members = members
  }

  /// Whether a key that may be missing is there.
  public func has(_ key: String) -> Bool { members[key] != nil }

  /// A whole number.
  public func integer(
    _ key: String, in range: ClosedRange<Int>
  ) throws(JSONFieldDefect) -> Int {
    let expected = "a whole number from \(range.lowerBound) to \(range.upperBound)"
    guard case .number(let text) = try value(key) else { throw wrongType(key, expected) }
    guard let number = Int(text), range.contains(number) else {
      throw outOfRange(key, String(text.prefix(60)), expected)
    }
    return number
  }

  /// The same for a key that may be missing.
  public func integer(
    _ key: String, in range: ClosedRange<Int>, default value: Int
  ) throws(JSONFieldDefect) -> Int {
    members[key] == nil ? value : try integer(key, in: range)
  }

  /// A truth value, for a key that may be missing.
  public func bool(_ key: String, default value: Bool) throws(JSONFieldDefect) -> Bool {
    guard let member = members[key] else { return value }
    guard case .bool(let bool) = member else { throw wrongType(key, "true or false") }
    return bool
  }

  /// A text of at least one character.
  public func text(_ key: String, atMost limit: Int) throws(JSONFieldDefect) -> String {
    try text(try value(key), path: "\(path).\(key)", atMost: limit)
  }

  /// A name of lower-case letters, digits and '-'.
  public func name(_ key: String) throws(JSONFieldDefect) -> String {
    let text = try text(key, atMost: 64)
    guard let first = text.utf8.first, first != UInt8(ascii: "-"),
      text.utf8.allSatisfy({ byte in
        UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte || byte == UInt8(ascii: "-")
          || UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte
      })
    else {
      throw outOfRange(
        key, "\"\(text)\"",
        "lower-case letters, digits and '-', beginning with a letter or digit")
    }
    return text
  }

  /// A word of a list.
  public func term<Term>(
    _ key: String, _ meaning: (String) -> Term?
  ) throws(JSONFieldDefect) -> Term {
    try term(try value(key), path: "\(path).\(key)", meaning)
  }

  /// The same for a key that may be missing.
  public func term<Term>(
    _ key: String, default value: Term, _ meaning: (String) -> Term?
  ) throws(JSONFieldDefect) -> Term {
    members[key] == nil ? value : try term(key, meaning)
  }

  /// A list of distinct terms.
  public func terms<Term>(
    _ key: String, mayBeEmpty: Bool = false, _ meaning: (String) -> Term?
  ) throws(JSONFieldDefect) -> [Term] {
    var terms: [Term] = []
    var seen: Set<String> = []
    for (index, element) in try elements(key).enumerated() {
      let path = "\(path).\(key)[\(index)]"
      terms.append(try term(element, path: path, meaning))
      if case .string(let text) = element, !seen.insert(text).inserted {
        throw defect(.outOfRange(path: path, value: "\"\(text)\"", expected: "each term once"))
      }
    }
    guard mayBeEmpty || !terms.isEmpty else { throw outOfRange(key, "[]", "at least one term") }
    return terms
  }

  /// A list of distinct texts of at least one character each; none for a key that is missing.
  public func texts(_ key: String, atMost limit: Int) throws(JSONFieldDefect) -> [String] {
    guard has(key) else { return [] }
    var texts: [String] = []
    for (index, element) in try elements(key).enumerated() {
      let path = "\(path).\(key)[\(index)]"
      let text = try text(element, path: path, atMost: limit)
      guard !texts.contains(text) else {
        throw defect(
          .outOfRange(path: path, value: "\"\(text.prefix(60))\"", expected: "each text once"))
      }
      texts.append(text)
    }
    guard !texts.isEmpty else { throw outOfRange(key, "[]", "at least one text") }
    return texts
  }

  /// An object in this one.
  public func object(
    _ key: String, keys: [String] = [], optional: [String]
  ) throws(JSONFieldDefect) -> JSONFields {
    try JSONFields(
      try value(key), of: kind, path: "\(path).\(key)", keys: keys, optional: optional)
  }

  /// A list of objects.
  public func objects(_ key: String, keys: [String]) throws(JSONFieldDefect) -> [JSONFields] {
    var objects: [JSONFields] = []
    for (index, element) in try elements(key).enumerated() {
      objects.append(
        try JSONFields(
          element, of: kind, path: "\(path).\(key)[\(index)]", keys: keys, optional: []))
    }
    return objects
  }

  /// The error of a value that is none of those that may stand there.
  public func outOfRange(_ key: String, _ value: String, _ expected: String) -> JSONFieldDefect {
    defect(.outOfRange(path: "\(path).\(key)", value: value, expected: expected))
  }

  /// The error of a value that is of another type.
  public func wrongType(_ key: String, _ expected: String) -> JSONFieldDefect {
    defect(
      .wrongType(
        path: "\(path).\(key)", found: members[key]?.kind ?? "nothing", expected: expected))
  }

  /// The error of this object where it is wrong as a whole.
  public func defect(_ problem: JSONFieldDefect.Problem) -> JSONFieldDefect {
    JSONFieldDefect(kind: kind, problem: problem)
  }

  private func elements(_ key: String) throws(JSONFieldDefect) -> [JSONDocument] {
    guard case .array(let elements) = try value(key) else { throw wrongType(key, "an array") }
    return elements
  }

  private func value(_ key: String) throws(JSONFieldDefect) -> JSONDocument {
    guard let value = members[key] else { throw defect(.missingKey(path: "\(path).\(key)")) }
    return value
  }

  private func text(
    _ value: JSONDocument, path: String, atMost limit: Int
  ) throws(JSONFieldDefect) -> String {
    let expected = "a text of 1 to \(limit) characters"
    guard case .string(let text) = value else {
      throw defect(.wrongType(path: path, found: value.kind, expected: expected))
    }
    guard (1...limit).contains(text.unicodeScalars.count) else {
      throw defect(
        .outOfRange(
          path: path, value: "\(text.unicodeScalars.count) characters", expected: expected))
    }
    return text
  }

  private func term<Term>(
    _ value: JSONDocument, path: String, _ meaning: (String) -> Term?
  ) throws(JSONFieldDefect) -> Term {
    guard case .string(let text) = value else {
      throw defect(.wrongType(path: path, found: value.kind, expected: "a term in quotes"))
    }
    guard let term = meaning(text) else {
      throw defect(
        .outOfRange(
          path: path, value: "\"\(text.prefix(60))\"",
          expected: "a term that \(kind.schema) lists there"))
    }
    return term
  }
}
