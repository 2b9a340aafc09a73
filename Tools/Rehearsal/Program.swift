private import Foundation
private import Glibc

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
      arguments, input: input, clock: clock, ledger: ledger,
      streams: StandardStreams(errors: errors)
    ).finish()
    guard ending == .exited(code) else {
      let said = (try? String(contentsOfFile: errors, encoding: .utf8)) ?? ""
      throw RehearsalError.failed(arguments: arguments, ending: ending, said: output + said)
    }
    return output
  }

  /// Starts a command, to be read from or killed.
  ///
  /// - Parameters:
  ///   - input: what it reads from standard input; nil: that of `inputFile`, or nothing.
  ///   - wrapper: a program that starts it, with its own arguments: `strace …`.
  ///   - streams: where standard output and standard error go, and what is closed.
  public func start(
    _ arguments: [String], input: String? = nil, inputFile: String? = nil, clock: String? = nil,
    ledger: String? = nil, wrapper: [String] = [],
    streams: StandardStreams = StandardStreams()
  ) throws -> RunningProgram {
    var environment = [
      "HOME": folder, "XDG_DATA_HOME": folder + "/data", "XDG_STATE_HOME": folder + "/state",
      "NO_COLOR": "1", "TZ": "UTC0", "CANDOR_LEDGER": ledger ?? folder + "/ledger",
    ]
    for name in ["LD_LIBRARY_PATH", "CANDOR_MUTANT"] {
      environment[name] = ProcessInfo.processInfo.environment[name]
    }
    environment["CANDOR_CLOCK"] = clock
    var file = inputFile ?? "/dev/null"
    if let input, inputFile == nil {
      file = folder + "/input"
      try Data(input.utf8).write(to: URL(filePath: file))
    }
    let words = wrapper + [path] + arguments
    return try RunningProgram(
      words[0], arguments: Array(words.dropFirst()), environment: environment, input: file,
      streams: streams)
  }
}

/// What a program is given as its standard streams.
public struct StandardStreams: Sendable {
  /// The file that standard output goes to; nil: the tool reads it as it comes.
  public var output: String?
  /// The file that standard error is appended to.
  public var errors: String
  /// Descriptors, of 0 to 2, that are not open at all.
  public var closed: Set<Int32>

  public init(output: String? = nil, errors: String = "/dev/null", closed: Set<Int32> = []) {
    self.output = output
    self.errors = errors
    self.closed = closed
  }
}

/// A started process whose standard output is read as it comes.
public final class RunningProgram {
  private let process: pid_t
  private let output: Int32
  private var unread: [UInt8] = []

  /// What a wait for the next line came to.
  public enum Line: Hashable, Sendable {
    case line(String)
    case ended
    case timeIsUp
  }

  /// - Parameters:
  ///   - environment: the whole of it.
  public init(
    _ path: String, arguments: [String], environment: [String: String], input: String = "/dev/null",
    streams: StandardStreams = StandardStreams()
  ) throws {
    var ends: [Int32] = [0, 0]
    guard pipe(&ends) == 0 else { throw RehearsalError.system(what: "pipe", code: errno) }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, input, O_RDONLY, 0)
    let appending = O_WRONLY | O_CREAT | O_APPEND
    if let output = streams.output {
      posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, output, appending, 0o600)
    } else {
      posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO)
    }
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, streams.errors, appending, 0o600)
    for descriptor in streams.closed.sorted() {
      posix_spawn_file_actions_addclose(&actions, descriptor)
    }
    var started = pid_t()
    let code = Self.withCStrings([path] + arguments) { argv in
      Self.withCStrings(environment.map { "\($0.key)=\($0.value)" }) { envp in
        posix_spawn(&started, path, &actions, nil, argv, envp)
      }
    }
    close(ends[1])
    guard code == 0 else {
      close(ends[0])
      throw RehearsalError.notStarted(program: path, code: code)
    }
    process = started
    output = ends[0]
  }

  deinit { close(output) }

  /// The next line of the output, waited for until the deadline (nil: for ever).
  public func line(until deadline: ContinuousClock.Instant? = nil) -> Line {
    while true {
      if let end = unread.firstIndex(of: UInt8(ascii: "\n")) {
        let line = String(decoding: unread[..<end], as: UTF8.self)
        unread.removeSubrange(...end)
        return .line(line)
      }
      var wanted = pollfd(fd: output, events: Int16(POLLIN), revents: 0)
      var wait: Int32 = -1
      if let left = deadline.map({ ContinuousClock.now.duration(to: $0) }) {
        guard left > .zero else { return .timeIsUp }
        // Whole milliseconds; the last one is spent asking again and again.
        wait = Int32(left / .milliseconds(1))
      }
      let ready = poll(&wanted, 1, wait)
      if ready > 0, !read() { return .ended }
    }
  }

  /// Everything that is still to come, and how the process ended.
  public func finish() -> (output: String, ending: Ending) {
    while read() {}
    let text = String(decoding: unread, as: UTF8.self)
    unread = []
    return (text, ending())
  }

  /// `kill -9`.
  public func kill() { Glibc.kill(process, SIGKILL) }

  private func ending() -> Ending {
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0, errno == EINTR {}
    return Ending(status: status)
  }

  /// False at the end of the output.
  private func read() -> Bool {
    var chunk = [UInt8](repeating: 0, count: 65_536)
    var count = Glibc.read(output, &chunk, chunk.count)
    while count < 0, errno == EINTR { count = Glibc.read(output, &chunk, chunk.count) }
    guard count > 0 else { return false }
    unread += chunk[..<count]
    return true
  }

  private static func withCStrings<Result>(
    _ texts: [String], _ body: ([UnsafeMutablePointer<CChar>?]) -> Result
  ) -> Result {
    let copies = texts.map { strdup($0) }
    defer { copies.forEach { free($0) } }
    return body(copies + [nil])
  }
}

/// How a process ended.
public enum Ending: Hashable, Sendable, CustomStringConvertible {
  case exited(Int32)
  case killed(signal: Int32)

  /// From what `waitpid` reports.
  init(status: Int32) {
    let signal = status & 0x7f
    self = signal == 0 ? .exited(status >> 8 & 0xff) : .killed(signal: signal)
  }

  public var description: String {
    switch self {
    case .exited(let code): "exited with \(code)"
    case .killed(let signal): "was ended by signal \(signal)"
    }
  }
}

/// What `candor verify --format json` said.
public struct Verdict: Sendable {
  public let isSound: Bool
  public let size: Int
  public let signatureCount: Int
  /// Of the damaged entries that it names.
  public let damagedPositions: [Int]
  public let problemCount: Int

  /// Verifies with signatures.
  ///
  /// - Parameters:
  ///   - ledger: nil: the rehearsal's own.
  ///   - code: the exit code to expect: 0 sound, 1 not.
  public init(
    from program: Program, ledger: String? = nil, expecting code: Int32 = 0
  ) throws {
    let text = try program.run(
      ["verify", "--signatures", "--format", "json"], ledger: ledger, expecting: code)
    guard
      let verdict = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]
    else { throw RehearsalError.unexpected("verify answered no JSON object: \(text)") }
    let problems = verdict["problems"] as? [[String: Any]] ?? []
    isSound = verdict["sound"] as? Bool ?? false
    size = verdict["size"] as? Int ?? -1
    signatureCount = verdict["signatures_checked"] as? Int ?? -1
    problemCount = verdict["problem_count"] as? Int ?? -1
    damagedPositions = problems.filter { $0["kind"] as? String == "damagedEntry" }
      .compactMap { $0["position"] as? Int }
  }
}
