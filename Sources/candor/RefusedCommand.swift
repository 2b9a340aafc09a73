internal import ArgumentParser
internal import Clinic

/// An act that was refused by role, standing or for want of a second signer, on the program's way
/// out: every command comes by here, so none can forget it.
enum RefusedCommand {
  /// Records who tried which command; says nothing when it cannot be recorded.
  static func record(_ error: any Error, arguments: [String]) {
    let refused = (error as? ProgramError)?.refusal ?? error as? RefusedAct
    refused?.record(as: name(of: arguments))
  }

  /// "record infusion-started": the words that name a command, and nothing that was typed behind.
  static func name(of arguments: [String]) -> String {
    var command: any ParsableCommand.Type = Candor.self
    var words: [String] = []
    for argument in arguments {
      let next = command.configuration.subcommands.first {
        $0.configuration.commandName == argument
      }
      guard let next else { break }
      words.append(argument)
      command = next
    }
    return words.isEmpty ? "candor" : words.joined(separator: " ")
  }
}
