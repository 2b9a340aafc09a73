internal import ArgumentParser

/// Leaves out the commands that the command line does not name.
///
/// The parser makes every command of a list, and all below it, with its help, before it reads the
/// first argument: for eighty commands that took longer than what most of them do.
enum NamedCommand {
  private static let words = LeadingOptions.moved(in: Array(ProgramArguments.all.dropFirst()))

  /// What shows the program's commands, and of none of them what is below it.
  private static let aboutProgram: Set<String?> = [nil, "-h", "--help", "help", "--version"]

  /// Whether a shell is to learn what can be typed.
  static var isForCompletions: Bool {
    words.first?.hasPrefix("--generate-completion-script") ?? false
  }

  /// The one of the program's commands that is named; all of them for help, completions and what
  /// is no command.
  static func only(of all: [any ParsableCommand.Type]) -> [any ParsableCommand.Type] {
    guard words.first != "--version" else { return [] }
    return all.first { $0.configuration.commandName == words.first }.map { [$0] } ?? all
  }

  /// The one of `events` that is named under `verb`; all of them for its help, for completions and
  /// what is none of them; none where another command is named.
  static func only(
    of events: [any EventOptions.Type], under verb: String
  ) -> [any EventOptions.Type] {
    let named = words.first == "help" ? Array(words.dropFirst()) : words
    if named.first == verb {
      guard named.count > 1 else { return events }
      return events.first { $0.identifier == named[1] }.map { [$0] } ?? events
    }
    // Completions are options of the parser's own.
    let isOfParser = words.first?.hasPrefix("-") == true && !aboutProgram.contains(words.first)
    return isOfParser ? events : []
  }
}
