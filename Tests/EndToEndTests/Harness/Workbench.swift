import Foundation
import Testing

/// A clinic of its own for one test: a directory with a home, a ledger and the binary that was
/// built beside the tests.
final class Workbench {
  let directory: String
  /// Texts that must never stand on a command line or in an environment.
  var personal: [String] = []
  /// Set while a transcript plays, so that its times are always the same.
  var clock: String?
  /// The workstation's TZ; nil: it is not set. As the POSIX rule, so that no zone file is needed.
  var zone: String? = "CST6CDT,M3.2.0,M11.1.0"
  /// Environment variables beside the usual ones.
  var extra: [String: String] = [:]

  init() throws {
    let made = FileManager.default.temporaryDirectory
      .appending(path: "candor-\(ProcessInfo.processInfo.globallyUniqueString)")
    try FileManager.default.createDirectory(at: made, withIntermediateDirectories: true)
    directory = made.path(percentEncoded: false)
  }

  deinit { try? FileManager.default.removeItem(atPath: directory) }

  var ledger: String { directory + "/ledger" }

  /// Where `swift test` put the binary: beside the test bundle.
  static let binary: String = {
    let candidates = [CommandLine.arguments[0], "/proc/self/exe"].map {
      URL(filePath: $0).resolvingSymlinksInPath().deletingLastPathComponent()
        .appending(path: "candor").path(percentEncoded: false)
    }
    return candidates.first { FileManager.default.isExecutableFile(atPath: $0) } ?? "candor"
  }()

  var environment: [String: String] {
    var environment = [
      "HOME": directory, "XDG_DATA_HOME": directory + "/data",
      "XDG_STATE_HOME": directory + "/state", "NO_COLOR": "1", "TERM": "xterm",
      "CANDOR_LEDGER": ledger,
      "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin",
    ]
    // What chooses a mutant in the tests chooses it in the program, too.
    for name in ["LD_LIBRARY_PATH", "CANDOR_MUTANT"] {
      environment[name] = ProcessInfo.processInfo.environment[name]
    }
    environment["TZ"] = zone
    environment["CANDOR_CLOCK"] = clock
    return environment.merging(extra) { $1 }
  }

  /// Runs `candor` to its end.
  @discardableResult
  func candor(
    _ arguments: [String], input: String = "", adding extra: [String: String] = [:]
  ) throws -> Ran {
    try launch(arguments, input: input, adding: extra).wait()
  }

  /// Runs `candor` with arguments as a shell would split them at blanks.
  @discardableResult
  func candor(
    _ line: String, input: String = "", adding extra: [String: String] = [:],
    descriptors: [Int32: String] = [:]
  ) throws -> Ran {
    try launch(
      line.split(separator: " ").map(String.init), input: input, adding: extra,
      descriptors: descriptors
    ).wait()
  }

  /// Starts `candor`; personal strings are looked for as soon as it is there.
  func launch(
    _ arguments: [String], input: String = "", inputFile: String? = nil,
    adding extra: [String: String] = [:], descriptors: [Int32: String] = [:]
  ) throws -> Launched {
    try Launched(
      binary: Self.binary, arguments: arguments,
      environment: environment.merging(extra) { $1 }, input: input,
      inputFile: inputFile, directory: directory, descriptors: descriptors, personal: personal)
  }

  /// How many entries the ledger holds, by its own headers.
  func size() throws -> Int {
    let ran = try candor("history --format json --limit 1")
    guard ran.code == 0 else { throw HarnessError(what: "history failed: \(ran.errors)") }
    let rows = try JSONSerialization.jsonObject(with: Data(ran.output.utf8)) as? [[String: Any]]
    guard let position = rows?.last?["position"] as? Int else { return 0 }
    return position + 1
  }
}

struct HarnessError: Error, CustomStringConvertible {
  var what: String
  var description: String { what }
}

/// What a finished run left.
struct Ran {
  var output: String
  var errors: String
  var code: Int32
}
