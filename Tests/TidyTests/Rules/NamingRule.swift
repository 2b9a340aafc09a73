extension Rule {
  /// Names that say nothing about what a thing is for.
  static let naming = Rule(
    name: "no Utils, Helpers, Manager, Coordinator or Common in names",
    concerns: { $0.isSwift && !$0.isGenerated },
    check: { file in
      let advice = "name it by what it does in the clinic or the ledger"
      let vague = /Utils?(?![a-z])|Helpers?(?![a-z])|Manager|Coordinator|Common(?![a-z])/
      let path = file.path.contains(vague) ? [file.offence("a vague file name; \(advice)")] : []
      let declarations = file.code.enumerated().compactMap { index, line -> Offence? in
        guard line.mentions(["Util", "Helper", "Manager", "Coordinator", "Common"]) else {
          return nil
        }
        let types = line.matches(
          of: /\b(?:struct|enum|class|actor|protocol|typealias|extension)\s+([\w.]+)/)
        guard types.contains(where: { $0.output.1.contains(vague) }) else { return nil }
        return file.offence(atLine: index + 1, "a vague type name; \(advice)")
      }
      return path + declarations
    })
}
