extension Rule {
  /// Witnesses of well-known protocols: their meaning is the protocol's.
  private static let witnesses: Set<String> = [
    "init()", "==", "<", "hash", "encode", "init(from decoder", "init(rawValue", "run", "validate",
    "next", "makeIterator",
  ]

  /// Whoever calls across a target's border reads the declaration, not the body.
  ///
  /// What meets one of the `requirements` of our own protocols is documented there.
  static func documentation(requirements: Set<String>) -> Rule {
    Rule(
      name: "public types, functions and initialisers are documented",
      concerns: { $0.isSource && $0.target != "candor" },
      check: { file in
        var documented = witnesses.union(requirements)
        return file.code.indices.compactMap { index in
          guard file.code[index].contains("public "),
            let (name, isPublic) = file.code[index].declaration, isPublic
          else { return nil }
          if file.isDocumented(before: index) {
            // Overloads mean what the first of their name says.
            if !name.hasPrefix("init") { documented.insert(name) }
            return nil
          }
          guard !documented.contains(name), !file.isMemberwise(at: index) else { return nil }
          return file.offence(atLine: index + 1, "`\(name)` wants a `///` comment")
        }
      })
  }
}

extension SourceFile {
  /// The functions that the protocols of this file require and document.
  var documentedRequirements: Set<String> {
    var names: Set<String> = []
    for protocolBody in bodies(near: "protocol ", of: /\bprotocol\s+(\w+)/) {
      for index in protocolBody.dropFirst() where isDocumented(before: index) {
        if let (name, _) = code[index].declaration { names.insert(name) }
      }
    }
    return names
  }

  /// An initialiser that only fills the properties says nothing that these have not said.
  fileprivate func isMemberwise(at start: Int) -> Bool {
    guard code[start].contains(/\binit\b/),
      let open = code[start...].firstIndex(where: { $0.contains("{") })
    else { return false }
    if let line = code[open].firstMatch(of: /\{(.*)\}\s*$/) {
      let statements = line.output.1.split(separator: ";")
      return statements.allSatisfy { $0.wholeMatch(of: /\s*self\.\w+ = \w+\s*/) != nil }
    }
    let body = code[(open + 1)...].prefix { $0.wholeMatch(of: /\s*\}\s*/) == nil }
    return body.allSatisfy { $0.wholeMatch(of: /\s*self\.\w+ = \w+\s*/) != nil }
  }

  fileprivate func isDocumented(before index: Int) -> Bool {
    var above = index - 1
    while above >= 0 {
      let line = lines[above].drop(while: \.isWhitespace)
      if line.hasPrefix("///") || line.hasSuffix("*/") { return true }
      guard line.hasPrefix("@") else { return false }
      above -= 1
    }
    return false
  }
}

extension String {
  /// The name, or for an initialiser its first parameter, of what is declared on this line.
  fileprivate var declaration: (name: String, isPublic: Bool)? {
    let pattern =
      #/
      ^\s* (?: @\w+ (?: \([^)]*\) )? \s+ )*
      (public \s+)? (?: [a-z]+ \s+ )*?
      (?:
        (?: func|struct|enum|class|actor|protocol ) \s+ ( [^\s\(<:\{]+ | < )
        | ( init [?!]? (?: <[^>]*> )? \( [^:\)]* \)? )
      )
      /#
    guard let match = firstMatch(of: pattern), let name = match.output.2 ?? match.output.3 else {
      return nil
    }
    return (String(name), match.output.1 != nil)
  }
}
