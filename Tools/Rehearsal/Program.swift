private import Foundation

/// The real `candor`, and where it is to find ledger, identities and state.
public struct Program: Sendable {
  public let path: String
  private let folder: String

  /// - Parameters:
  ///   - path: nil: the one beside the running tool.
  ///   - folder: of the rehearsal; it takes the place of the home directory.
  public init(_ path: String?, folder: String) {
    self.path = path ?? Self.beside("candor")
    self.folder = folder
  }

  /// A product of the same build.
  public static func beside(_ name: String) -> String {
    URL(filePath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
      .appending(path: name).path(percentEncoded: false)
  }

  /// This tool itself, for children.
  public static var itself: String {
    URL(filePath: "/proc/self/exe").resolvingSymlinksInPath().path(percentEncoded: false)
  }

  /// Runs a command to its end and expects the exit code.
  ///
  /// - Parameters:
  ///   - clock: the time it is set to, in a training ledger.
  ///   - ledger: nil: the rehearsal's own.
  @discardableResult
  public func run(
    _ arguments: [String], input: String? = nil, clock: String? = nil, ledger: String? = nil,
    expecting code: Int32 = 0
  ) throws -> String {
    let errors = folder + "/errors"
    try? FileManager.default.removeItem(atPath: errors)
    let (output, ending) = try start(
      arguments, input: input, clock: clock, ledger: ledger, errors: errors
    ).finish()
    guard ending == .exited(code) else {
      let said = (try? String(contentsOfFile: errors, encoding: .utf8)) ?? ""
      throw RehearsalError.failed(arguments: arguments, ending: ending, said: output + said)
    }
    return output
  }

  /// Starts a command, to be read from or killed.
  public func start(
    _ arguments: [String], input: String? = nil, clock: String? = nil, ledger: String? = nil,
    errors: String = "/dev/null"
  ) throws -> RunningProgram {
    var environment = [
      "HOME": folder, "XDG_DATA_HOME": folder + "/data", "XDG_STATE_HOME": folder + "/state",
      "NO_COLOR": "1", "TZ": "UTC0", "CANDOR_LEDGER": ledger ?? folder + "/ledger",
    ]
    environment["LD_LIBRARY_PATH"] = ProcessInfo.processInfo.environment["LD_LIBRARY_PATH"]
    environment["CANDOR_CLOCK"] = clock
    var file = "/dev/null"
    if let input {
      file = folder + "/input"
      try Data(input.utf8).write(to: URL(filePath: file))
    }
    return try RunningProgram(
      path, arguments: arguments, environment: environment, input: file, errors: errors)
  }
}
