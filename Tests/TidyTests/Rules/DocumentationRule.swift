extension Rule {
  /// Witnesses of well-known protocols: their meaning is the protocol's.
  private static let witnesses: Set<String> = [
    "==", "<", "hash", "encode", "init(from", "run", "validate", "next", "makeIterator",
  ]

  /// Whoever calls across a target's border reads the declaration, not the body.
  static let documentation = Rule(
    name: "public types, functions and initialisers are documented",
    concerns: { $0.isSource && $0.target != "candor" },
    check: { file in
      file.code.indices.compactMap { index in
        guard let declaration = file.code[index].publicDeclaration,
          !witnesses.contains(declaration), declaration != "init()",
          !file.isDocumented(before: index)
        else { return nil }
        return file.offence(atLine: index + 1, "`\(declaration)` wants a `///` comment")
      }
    })
}

extension SourceFile {
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
  /// The name, or for an initialiser its first parameter, of a public declaration on this line.
  fileprivate var publicDeclaration: String? {
    let pattern =
      #/
      ^\s* (?: @\w+ (?: \([^)]*\) )? \s+ )*
      public \s+ (?: [a-z]+ \s+ )*?
      (?:
        (?: func|struct|enum|class|actor|protocol ) \s+ ( [^\s\(<:\{]+ | < )
        | ( init [?!]? (?: <[^>]*> )? \( [^:\)]* \)? )
      )
      /#
    guard let match = firstMatch(of: pattern) else { return nil }
    return (match.output.1 ?? match.output.2).map(String.init)
  }
}
