/// Reads the part of the Protobuf language that `Schemas/candor/v1` uses, and stops at anything
/// else.
///
/// Swift Protobuf has no descriptors at run time, and a test must not need `protoc`.
struct SchemaParser {
  struct Unexpected: Error, Equatable {
    var token: String
    var expected: String
  }

  private var tokens: ArraySlice<String>
  private var package = ""
  /// Full names of messages and enumerations.
  private var declared: [String: String] = [:]
  /// Fields whose types are resolved once everything is declared.
  private var fields: [(key: String, name: String, type: String, suffix: String)] = []
  private var values: [String: String] = [:]

  /// - Parameter texts: the text of each schema file.
  static func table(of texts: [String]) throws -> SchemaTable {
    var parser = SchemaParser(tokens: [])
    for text in texts {
      parser.tokens = Self.tokens(of: text)[...]
      try parser.file()
    }
    return try parser.resolved()
  }

  private init(tokens: ArraySlice<String>) { self.tokens = tokens }

  private static func tokens(of text: String) -> [String] {
    var tokens: [String] = []
    for line in text.split(separator: "\n") {
      var rest = line[...]
      while let first = rest.first, !rest.hasPrefix("//") {
        if first.isWhitespace {
          rest.removeFirst()
        } else if first == "\"" {
          let end = rest.dropFirst().firstIndex(of: "\"") ?? rest.index(before: rest.endIndex)
          tokens.append(String(rest[...end]))
          rest = rest[rest.index(after: end)...]
        } else {
          let isWord = { (c: Character) in c.isLetter || c.isNumber || c == "_" || c == "." }
          let token = isWord(first) ? rest.prefix(while: isWord) : rest.prefix(1)
          tokens.append(String(token))
          rest = rest.dropFirst(token.count)
        }
      }
    }
    return tokens
  }

  private mutating func file() throws {
    try take("syntax", "=", "\"proto3\"", ";")
    while let next = tokens.first {
      switch next {
      case "package":
        tokens.removeFirst()
        package = try word()
        try take(";")
      case "option": try take("option", "swift_prefix", "=", "\"\"", ";")
      case "import":
        tokens.removeFirst()
        _ = try word()
        try take(";")
      case "message": try message(in: package)
      case "enum": try enumeration(in: package)
      default: throw Unexpected(token: next, expected: "package, option, import, message or enum")
      }
    }
  }

  private mutating func message(in scope: String) throws {
    try take("message")
    let name = "\(scope).\(try word())"
    declared[name] = "message"
    try take("{")
    while tokens.first != "}" {
      switch tokens.first {
      case "message": try message(in: name)
      case "enum": try enumeration(in: name)
      case "oneof":
        tokens.removeFirst()
        let oneof = try word()
        try take("{")
        while tokens.first != "}" { try field(in: name, suffix: " oneof \(oneof)") }
        try take("}")
      case "repeated", "optional":
        let label = tokens.removeFirst()
        try field(in: name, suffix: " \(label)")
      default: try field(in: name, suffix: "")
      }
    }
    try take("}")
  }

  private mutating func field(in message: String, suffix: String) throws {
    let type = try word()
    let name = try word()
    try take("=")
    let number = try number()
    try take(";")
    fields.append(("\(message)#\(number)", name, type, suffix))
  }

  private mutating func enumeration(in scope: String) throws {
    try take("enum")
    let name = "\(scope).\(try word())"
    declared[name] = "enum"
    try take("{")
    while tokens.first != "}" {
      let value = try word()
      try take("=")
      let key = "\(name)#\(try number())"
      guard values.updateValue(value, forKey: key) == nil else {
        throw Unexpected(token: key, expected: "each number once")
      }
      try take(";")
    }
    try take("}")
  }

  private mutating func take(_ expected: String...) throws {
    for word in expected {
      let token = tokens.popFirst() ?? "the end"
      guard token == word else { throw Unexpected(token: token, expected: word) }
    }
  }

  private mutating func word() throws -> String {
    let token = tokens.popFirst() ?? "the end"
    guard token.first.map({ $0.isLetter || $0 == "\"" }) == true else {
      throw Unexpected(token: token, expected: "a name")
    }
    return token
  }

  private mutating func number() throws -> Int {
    let token = tokens.popFirst() ?? "the end"
    guard let number = Int(token) else { throw Unexpected(token: token, expected: "a number") }
    return number
  }

  private func resolved() throws -> SchemaTable {
    var table = SchemaTable()
    table.meanings = declared.merging(values) { first, _ in first }
    for field in fields {
      let scope = String(field.key.prefix { $0 != "#" })
      let meaning = "\(field.name) \(try resolve(field.type, in: scope))\(field.suffix)"
      guard table.meanings.updateValue(meaning, forKey: field.key) == nil else {
        throw Unexpected(token: field.key, expected: "each number once")
      }
    }
    return table
  }

  /// The innermost scope wins, as the language says.
  private func resolve(_ type: String, in scope: String) throws -> String {
    let scalars: Set = [
      "double", "uint32", "uint64", "sint32", "sint64", "bool", "string", "bytes",
    ]
    if scalars.contains(type) { return type }
    var scope = scope
    while true {
      if declared["\(scope).\(type)"] != nil { return "\(scope).\(type)" }
      guard let dot = scope.lastIndex(of: ".") else {
        throw Unexpected(token: type, expected: "a scalar or a declared type")
      }
      scope = String(scope[..<dot])
    }
  }
}
