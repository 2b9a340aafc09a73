extension Rule {
  /// A fold with a default arm would drop tomorrow's facts in silence.
  static let folds = Rule(
    name: "no default in evolve",
    concerns: {
      $0.isSource && ($0.target == "ClinicalRecord" || $0.target == "Projections")
    },
    check: { file in
      file.bodies(ofFunctionsNamed: ["evolve", "apply"]).flatMap { body in
        body.compactMap { index in
          guard file.code[index].contains(/\bdefault\s*:|@unknown\s+default/) else { return nil }
          return file.offence(
            atLine: index + 1, "name every event in a fold, those without effect too")
        }
      }
    })
}

extension SourceFile {
  /// The line indices of the bodies of functions with one of these names.
  func bodies(ofFunctionsNamed names: Set<String>) -> [Range<Int>] {
    bodies(near: "func ", of: /\bfunc\s+(\w+)/) { names.contains($0) }
  }

  /// The line indices of what the pattern opens, from its line to that of the closing brace.
  func bodies(
    near word: String, of pattern: Regex<(Substring, Substring)>,
    where isWanted: (String) -> Bool = { _ in true }
  ) -> [Range<Int>] {
    code.indices.compactMap { start in
      guard code[start].contains(word), let declared = code[start].firstMatch(of: pattern),
        isWanted(String(declared.output.1))
      else { return nil }
      var depth = 0
      for index in start..<code.endIndex {
        var hasClosed = false
        for character in code[index] {
          if character == "{" { depth += 1 }
          if character == "}" {
            depth -= 1
            hasClosed = true
          }
        }
        if depth < 0 { return nil }  // a requirement of a protocol: it has no body
        if depth == 0, hasClosed { return start..<(index + 1) }
      }
      return nil
    }
  }
}
