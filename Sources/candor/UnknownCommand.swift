internal import ArgumentParser

/// A mistyped command is answered with the nearest, where the parser would only count unexpected
/// words.
enum UnknownCommand {
  /// - Throws: a usage error that does not repeat the word, which may be anything.
  static func refuse(in arguments: [String]) throws {
    var command: any ParsableCommand.Type = Candor.self
    var words = ["candor"]
    for word in arguments {
      let commands = command.configuration.subcommands
      guard !commands.isEmpty, !word.hasPrefix("-"), !(words.count == 1 && word == "help") else {
        return
      }
      if let next = commands.first(where: { $0.configuration.commandName == word }) {
        command = next
        words.append(word)
        continue
      }
      guard command.configuration.defaultSubcommand == nil else { return }
      let names = commands.compactMap { $0.configuration.commandName }
      throw unknown(word, among: names, behind: words)
    }
  }

  private static func unknown(
    _ word: String, among names: [String], behind words: [String]
  ) -> ProgramError {
    let line = words.joined(separator: " ")
    let near = NearestWord.among(names, to: word).map { "`\(line) \($0)`" }
    guard !near.isEmpty else {
      return .usage("there is no such command; see `\(line) --help` for all of them")
    }
    return .usage("there is no such command; did you mean \(near.joined(separator: " or "))?")
  }
}
