internal import ArgumentParser

/// The commands of the program that can be typed at the chair, too.
enum ChairCommands {
  /// Of those that take WHO, a seat's number stands for its patient.
  private static let aboutPatient: [any ParsableCommand.Type] = [
    TimelineCommand.self, CourseCommand.self, DocumentsCommand.self,
  ]
  private static let others: [any ParsableCommand.Type] = [
    BoardCommand.self, Today.self, Patients.self, Show.self, Amend.self, Retract.self,
    Reinstate.self, CoSign.self, WhoAmI.self,
    Lock.self, Unlock.self, SignIn.self, SignOut.self,
  ]

  static func named(_ word: String) -> (any ParsableCommand.Type)? {
    (aboutPatient + others).first { $0.configuration.commandName == word.lowercased() }
  }

  static func isAboutPatient(_ command: any ParsableCommand.Type) -> Bool {
    aboutPatient.contains { $0 == command }
  }

  static var names: [String] {
    (aboutPatient + others).compactMap { $0.configuration.commandName }
  }
}
