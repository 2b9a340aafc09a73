/// What a file that protoc-gen-swift wrote knows of its schema.
struct GeneratedCode {
  /// The field numbers that each message writes, by dotted name.
  private(set) var fieldNumbers: [String: Set<Int>] = [:]
  private(set) var oneofNumbers: [String: [String: Int]] = [:]
  private(set) var enums: Set<String> = []
  private let text: String

  init(_ text: String) {
    self.text = text
    let token =
      #/
      extension\s([\w.]+):\sSwiftProtobuf\.Message
      | extension\s([\w.]+):\sSwiftProtobuf\._ProtoNameProviding
      | case\s\.(\w+)(?:\?:\stry|\(let\sv\)\?\s=\sself)
      | fieldNumber:\s(\d+)\)
      /#
    var message = ""
    var oneofCase: String?
    for line in text.split(separator: "\n") {
      let words = ["extension ", "case .", "fieldNumber: "]
      guard String(line).mentions(words), let match = line.firstMatch(of: token) else { continue }
      if let name = match.output.1 {
        message = String(name)
        fieldNumbers[message] = []
        oneofNumbers[message] = [:]
      } else if let name = match.output.2 {
        enums.insert(String(name))
      } else if let name = match.output.3 {
        oneofCase = Self.plain(name)
      } else if let number = match.output.4.flatMap({ Int($0) }) {
        fieldNumbers[message]?.insert(number)
        if let name = oneofCase { oneofNumbers[message]?[name] = number }
        oneofCase = nil
      }
    }
  }

  /// What differs from the schema, in words; empty when nothing does.
  func differences(from schema: Schema) -> [String] {
    messageDifferences(from: schema) + enumDifferences(from: schema)
  }

  private func messageDifferences(from schema: Schema) -> [String] {
    var differences: [String] = []
    for name in Set(fieldNumbers.keys).symmetricDifference(schema.messages.keys).sorted() {
      differences.append("message \(name) is on one side only")
    }
    for (message, fields) in schema.messages.sorted(by: { $0.key < $1.key }) {
      guard let numbers = fieldNumbers[message] else { continue }
      if numbers != Set(fields.map(\.number)) {
        differences.append("\(message) writes fields \(numbers.sorted())")
      }
      for field in fields {
        if !names(field.name) { differences.append("\(message).\(field.name) is not known") }
        if field.isInOneof, oneofNumbers[message]?[Self.plain(field.name)] != field.number {
          differences.append("\(message).\(field.name) is not number \(field.number)")
        }
      }
    }
    return differences
  }

  private func enumDifferences(from schema: Schema) -> [String] {
    let sides = enums.symmetricDifference(schema.enums.keys).sorted().map {
      "enum \($0) is on one side only"
    }
    let values = schema.enums.values.flatMap { $0 }.sorted().filter { !names($0) }.map {
      "\($0) is not known"
    }
    return sides + values
  }

  /// The names stand in the bytecode of a `_NameMap`, between control characters.
  private func names(_ name: String) -> Bool {
    text.contains("}\(name)\\0") || text.contains("\\0\(name)\\0")
  }

  /// `iv_placed` and `ivPlaced` alike.
  private static func plain(_ name: some StringProtocol) -> String {
    name.lowercased().replacing("_", with: "")
  }
}
