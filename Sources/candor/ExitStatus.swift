/// Exit codes of the program, the same for every command.
enum ExitStatus {
  static let done: Int32 = 0
  /// The answer is "no": verification or compliance failed.
  static let no: Int32 = 1
  static let usage: Int32 = 64
  static let badData: Int32 = 65
  static let notFound: Int32 = 66
  static let unavailable: Int32 = 69
  static let `internal`: Int32 = 70
  static let io: Int32 = 74
  static let notPermitted: Int32 = 77
}
