internal import Clinic

/// What the program itself refuses, before or beside Clinic.
///
/// Each message is one sentence: what, which value, what was expected, what to do. Values are
/// repeated only when they cannot be personal (times, numbers, codes), never what may be a name or
/// free text.
struct ProgramError: Error, CustomStringConvertible, Equatable {
  var exitCode: Int32
  var description: String
  /// What was refused to the person, where that is said in this one.
  var refusal: RefusedAct?
  /// Whatever the command was to do is done, and only the answer could not be written.
  var isUnwrittenAnswer = false

  static func == (one: ProgramError, other: ProgramError) -> Bool {
    one.exitCode == other.exitCode && one.description == other.description
  }

  /// The command line is wrong: exit 64.
  static func usage(_ description: String) -> ProgramError {
    ProgramError(exitCode: ExitStatus.usage, description: description)
  }

  /// What was given as data cannot be taken: exit 65.
  static func badData(_ description: String) -> ProgramError {
    ProgramError(exitCode: ExitStatus.badData, description: description)
  }

  static func notFound(_ description: String) -> ProgramError {
    ProgramError(exitCode: ExitStatus.notFound, description: description)
  }

  static func io(_ description: String) -> ProgramError {
    ProgramError(exitCode: ExitStatus.io, description: description)
  }

  /// The answer did not go out whole: exit 74, whatever was done.
  static func unwritten(_ reason: String) -> ProgramError {
    var error = io("the output could not be written whole: \(reason)")
    error.isUnwrittenAnswer = true
    return error
  }

  /// The person was asked, and said no: exit 1.
  static func no(_ description: String) -> ProgramError {
    ProgramError(exitCode: ExitStatus.no, description: description)
  }

  /// The same error, with more to say.
  func adding(_ text: String) -> ProgramError {
    var error = self
    error.description += text
    return error
  }

  /// Somebody or something that is needed is not there now: exit 69.
  static func unavailable(_ description: String) -> ProgramError {
    ProgramError(exitCode: ExitStatus.unavailable, description: description)
  }

  static func notPermitted(_ description: String) -> ProgramError {
    ProgramError(exitCode: ExitStatus.notPermitted, description: description)
  }

  static func `internal`(_ description: String) -> ProgramError {
    ProgramError(exitCode: ExitStatus.internal, description: description)
  }

  /// Standard input ended, or the person gave an empty answer where one was needed.
  static let nothingEntered = ProgramError.badData(
    "no answer was given: nothing was recorded; run the command again")
}
