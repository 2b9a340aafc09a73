/// An option that is given twice is refused, where the parser would take the last: `--hr 72
/// --hr 73` is two heart rates.
enum RepeatedOption {
  /// Those of which each time adds one.
  static let repeatable: Set<String> = [
    "--absent", "--by", "--channel", "--count", "--item", "--kind", "--not-assessed",
    "--other-therapy", "--present", "--rule", "--stream",
  ]

  /// - Parameter arguments: that the parser has taken, so that whatever begins like an option is
  ///   one and can be named.
  /// - Throws: a usage error that repeats no value.
  static func refuse(in arguments: [String]) throws {
    var seen: Set<String> = []
    for argument in arguments.prefix(while: { $0 != "--" }) where argument.hasPrefix("--") {
      let name = String(argument.prefix { $0 != "=" })
      guard !repeatable.contains(name) else { continue }
      // Yes and no of one question are two answers, too.
      let asked = name.hasPrefix("--no-") ? "--\(name.dropFirst(5))" : name
      guard seen.insert(asked).inserted else {
        throw ProgramError.usage("\(name) is given twice; give it once")
      }
    }
  }
}
