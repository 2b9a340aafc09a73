/// Why a rehearsal could not go on at all; what merely turned out wrong is tallied instead.
public enum RehearsalError: Error, CustomStringConvertible {
  case notStarted(program: String, code: Int32)
  case failed(arguments: [String], ending: Ending, said: String)
  case system(what: String, code: Int32)
  case unexpected(String)

  public var description: String {
    switch self {
    case .notStarted(let program, let code):
      "\(program) did not start (error \(code)); build it first, or name it with --candor PATH"
    case .failed(let arguments, let ending, let said):
      "candor \(arguments.joined(separator: " ")) \(ending): \(said)"
    case .system(let what, let code): "\(what) failed with error \(code)"
    case .unexpected(let what): what
    }
  }
}
