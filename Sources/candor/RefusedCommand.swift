internal import ArgumentParser
internal import Clinic
internal import ClinicalRecord

/// An act that was refused by role, standing or for want of a second signer, on the program's way
/// out: every command comes by here, so none can forget it.
enum RefusedCommand {
  /// The clinic that the command has opened; the program runs one command, on one thread.
  nonisolated(unsafe) static var clinic: Clinic?

  /// Records who tried which command; says nothing when it cannot be recorded.
  static func record(_ error: any Error, arguments: [String]) {
    let cause = (error as? ProgramError)?.refusal ?? ActRefused.Cause(of: error)
    guard let clinic, let cause else { return }
    clinic.recordRefusedAct(name(of: arguments), cause: cause)
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
