/// Lets the questions of three answers be answered by their option alone: `--stable` for `--stable
/// yes`, `--no-stable` for `--stable no`.
enum AnswerFlags {
  /// The options that take yes, no or not-assessed.
  static let names = [
    "--stable", "--fit-to-drive", "--no-driving-24h", "--assent", "--behavior", "--form-signed",
    "--intact", "--reached", "--ready", "--risks-explained",
  ]

  static func spelledOut(in arguments: [String]) -> [String] {
    guard let verb = arguments.first, EventCommands.verbs.contains(verb) else { return arguments }
    return arguments.indices.map { index in
      let argument = arguments[index]
      if names.contains(argument) {
        let next = index + 1 < arguments.count ? arguments[index + 1] : "-"
        return next.hasPrefix("-") ? argument + "=yes" : argument
      }
      guard let name = names.first(where: { argument == "--no-" + $0.dropFirst(2) }) else {
        return argument
      }
      return name + "=no"
    }
  }
}
