internal import ArgumentParser
private import Glibc

/// Runs a command that verifies in a child process, so that damage which kills the storage library
/// is a verdict.
struct VerifyingChild {
  /// "verification": what is done there.
  var act = "verification"
  var format: OutputFormat

  func run() throws {
    // It writes its answer itself, last of all: so it knows, too, when that could not be written,
    // and says what was recorded.
    let child = try ChildProcess.selfAgain(adding: "--in-this-process", collectsOutput: false)
    let ending = try child.finish().ending
    switch ending {
    case .exited(let code):
      if code != 0 { throw ExitCode(code) }
    case .killed where ending.isDeathByDamage:
      try VerdictText.damagedStructure(nil, format: format)
      throw ExitCode(ExitStatus.no)
    case .killed(let signal): throw ending.interruption(of: act, by: signal)
    }
  }
}

/// This program, started once more with one more argument.
struct ChildProcess {
  /// How it ended.
  enum Ending: Equatable {
    case exited(Int32)
    case killed(Int32)

    /// Whether it died as a process does of pages that are not what LMDB believed: it reads past
    /// the file's end, or says so itself (see `EnvironmentOpening`).
    var isDeathByDamage: Bool {
      switch self {
      case .exited: false
      case .killed(let signal): [SIGSEGV, SIGBUS].contains(signal)
      }
    }

    /// What is said of an end that says nothing about the ledger.
    func interruption(of act: String, by signal: Int32) -> ProgramError {
      let end = "the \(act) was ended by signal \(signal) before it had a verdict"
      // Where a program traps, or a library gives up, it was not the system that ended it.
      guard ![SIGILL, SIGTRAP, SIGFPE, SIGABRT].contains(signal) else {
        return .internal("\(end), by a fault of the program itself: report it")
      }
      let cause = signal == SIGKILL ? ", as the system does when memory is short" : ""
      return .unavailable("\(end)\(cause); run it again")
    }
  }

  private let process: pid_t
  /// -1 when it writes to our output itself.
  private let output: Int32
  /// -1 when it writes to our terminal itself, so that progress is seen, or there as well.
  private let errors: Int32

  /// Whether these are the arguments of such a child: how it ends is told by its parent.
  static func isOne(_ arguments: [String]) -> Bool {
    guard let last = arguments.last else { return false }
    return last == "--in-this-process" || last.hasPrefix("--from-check=")
  }

  /// - Parameter collectsOutput: keeps what it writes until it has ended.
  static func selfAgain(
    adding argument: String, collectsOutput: Bool = true
  ) throws -> ChildProcess {
    let outputPipe = collectsOutput ? try pipe() : nil
    let errorPipe = collectsOutput && isatty(STDERR_FILENO) != 1 ? try pipe() : nil
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    if let outputPipe {
      posix_spawn_file_actions_adddup2(&actions, outputPipe.write, STDOUT_FILENO)
    }
    if let errorPipe {
      posix_spawn_file_actions_adddup2(&actions, errorPipe.write, STDERR_FILENO)
    }
    guard let executable = ProgramArguments.executable else {
      throw ProgramError.unavailable(
        "the ledger could not be examined: without /proc the program does not find itself")
    }
    let arguments = ProgramArguments.all + [argument]
    // A backtrace of a death that we expect would only take time and fill the screen.
    let status = withCStrings(arguments) { argv in
      withCStrings(environment() + ["SWIFT_BACKTRACE=enable=no"]) { envp in
        var process = pid_t()
        let code = posix_spawn(&process, executable, &actions, nil, argv, envp)
        return code == 0
          ? .success(process) : Result<pid_t, SpawnFailure>.failure(.init(code: code))
      }
    }
    for ends in [outputPipe, errorPipe].compactMap(\.self) { close(ends.write) }
    switch status {
    case .success(let process):
      return ChildProcess(
        process: process, output: outputPipe?.read ?? -1, errors: errorPipe?.read ?? -1)
    case .failure(let failure):
      throw ProgramError.io(
        "the ledger could not be examined: no process could be started for it: "
          + SystemReason.text(failure.code))
    }
  }

  /// Waits for the end; both outputs are read as they come, so that neither fills up and blocks.
  func finish() throws -> (output: [UInt8], errors: [UInt8], ending: Ending) {
    var collected: [Int32: [UInt8]] = [:]
    var open = [output, errors].filter { $0 >= 0 }
    var chunk = [UInt8](repeating: 0, count: 65_536)
    while !open.isEmpty {
      var waiting = open.map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
      _ = poll(&waiting, nfds_t(waiting.count), -1)
      for ready in waiting where ready.revents != 0 {
        let count = read(ready.fd, &chunk, chunk.count)
        if count > 0 {
          collected[ready.fd, default: []] += chunk[..<count]
        } else if count == 0 || errno != EINTR {
          close(ready.fd)
          open.removeAll { $0 == ready.fd }
        }
      }
    }
    return (collected[output] ?? [], collected[errors] ?? [], try ending())
  }

  private func ending() throws -> Ending {
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0 {
      guard errno == EINTR else {
        throw ProgramError.io(
          "the ledger could not be examined: the process for it was lost: \(SystemReason.last())")
      }
    }
    let signal = status & 0x7f
    return signal == 0 ? .exited(status >> 8 & 0xff) : .killed(signal)
  }

  private struct SpawnFailure: Error { var code: Int32 }

  private static func pipe() throws -> (read: Int32, write: Int32) {
    var ends: [Int32] = [0, 0]
    guard Glibc.pipe(&ends) == 0 else {
      throw ProgramError.io(
        "the ledger could not be examined: no pipe could be made: \(SystemReason.last())")
    }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    return (ends[0], ends[1])
  }

  private static func environment() -> [String] {
    var entries: [String] = []
    var next = environ
    while let entry = next.pointee {
      entries.append(String(cString: entry))
      next += 1
    }
    return entries
  }

  private static func withCStrings<Result>(
    _ texts: [String], _ body: ([UnsafeMutablePointer<CChar>?]) -> Result
  ) -> Result {
    let copies = texts.map { strdup($0) }
    defer { copies.forEach { free($0) } }
    return body(copies + [nil])
  }
}
