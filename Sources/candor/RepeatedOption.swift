/// An option that is given twice is refused, where the parser would take the last: `--hr 72
/// --hr 73` is two heart rates.
enum RepeatedOption {
  /// Those of which each time adds one.
  private static let repeatable: Set<String> = [
    "--absent", "--by", "--channel", "--count", "--item", "--kind", "--not-assessed",
    "--other-therapy", "--present", "--rule", "--stream",
  ]

  /// The only command in which each adds one, where others have an option of that name, too.
  private static let onlyIn = ["--kind": "history"]
  /// The command that has one of that name to be given once.
  private static let notIn = ["--by": "report"]

  /// Whether it may be given several times.
  ///
  /// - Parameter command: its first word, or the event's.
  static func isRepeatable(_ name: String, in command: String?) -> Bool {
    repeatable.contains(name) && onlyIn[name].map { $0 == command } ?? true
      && notIn[name].map { $0 != command } ?? true
  }

  /// - Parameters:
  ///   - arguments: that the parser has taken, so that whatever begins like an option is one and
  ///     can be named.
  ///   - command: whose they are.
  /// - Throws: a usage error that repeats no value.
  static func refuse(in arguments: [String], of command: String?) throws {
    var seen: Set<String> = []
    for argument in arguments.prefix(while: { $0 != "--" }) where argument.hasPrefix("--") {
      let name = String(argument.prefix { $0 != "=" })
      guard !isRepeatable(name, in: command) else { continue }
      // Yes and no of one question are two answers, too.
      let asked = name.hasPrefix("--no-") ? "--\(name.dropFirst(5))" : name
      guard seen.insert(asked).inserted else {
        throw ProgramError.usage("\(name) is given twice; give it once")
      }
    }
  }
}
