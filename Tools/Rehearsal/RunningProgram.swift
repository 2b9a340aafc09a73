private import Glibc

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
  ///   - errors: the file that standard error goes to.
  public init(
    _ path: String, arguments: [String], environment: [String: String], input: String = "/dev/null",
    errors: String = "/dev/null"
  ) throws {
    var ends: [Int32] = [0, 0]
    guard pipe(&ends) == 0 else { throw RehearsalError.system(what: "pipe", code: errno) }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, input, O_RDONLY, 0)
    posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO)
    let appending = O_WRONLY | O_CREAT | O_APPEND
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, errors, appending, 0o600)
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
