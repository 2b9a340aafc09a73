/// What a `.proto` file declares, as far as its generated code can be held against it.
struct Schema {
  struct Field: Hashable {
    let name: String
    let number: Int
    let isInOneof: Bool
  }

  /// By dotted name: `InfusionStarted.Shown`.
  private(set) var messages: [String: [Field]] = [:]
  private(set) var enums: [String: [String]] = [:]

  init(_ text: String) {
    let declarations = text.replacing(/\/\/[^\n]*/, with: "")
    let token =
      #/
      \b(message|enum|oneof)\s+(\w+)\s*\{ | (\}) | (\w+)\s*=\s*(\d+)\s*(?:\[[^\]]*\])?\s*;
      /#
    var scopes: [(kind: Substring, name: Substring)] = []
    for match in declarations.matches(of: token) {
      if let kind = match.output.1, let name = match.output.2 {
        scopes.append((kind, name))
        let dotted = Self.dotted(scopes)
        if kind == "message" { messages[dotted] = [] }
        if kind == "enum" { enums[dotted] = [] }
      } else if match.output.3 != nil {
        _ = scopes.popLast()
      } else if let name = match.output.4, let number = match.output.5.flatMap({ Int($0) }) {
        let dotted = Self.dotted(scopes)
        if scopes.last?.kind == "enum" {
          enums[dotted]?.append(String(name))
        } else {
          let isInOneof = scopes.last?.kind == "oneof"
          messages[dotted]?.append(
            Field(name: String(name), number: number, isInOneof: isInOneof))
        }
      }
    }
  }

  private static func dotted(_ scopes: [(kind: Substring, name: Substring)]) -> String {
    scopes.filter { $0.kind != "oneof" }.map(\.name).joined(separator: ".")
  }
}
