import Foundation
import Glibc
import Testing

/// `candor`, or a shell that starts it, on a pseudo-terminal, as a person sees it.
final class TerminalSession {
  private let master: Int32
  private let process: pid_t
  /// All that has been shown so far.
  private(set) var screen = ""

  init(
    _ bench: Workbench, _ arguments: [String], program: String = Workbench.binary
  ) throws {
    master = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC)
    var unlocked: Int32 = 0
    var number: UInt32 = 0
    // TIOCSPTLCK and TIOCGPTN of asm-generic/ioctls.h: unlockpt and ptsname are not in Swift's
    // Glibc.
    guard master >= 0, ioctl(master, 0x4004_5431, &unlocked) == 0,
      ioctl(master, 0x8004_5430, &number) == 0
    else { throw HarnessError(what: "no pseudo-terminal") }
    let terminal = "/dev/pts/\(number)"
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    // The first terminal that a session leader opens becomes its own, so that Ctrl-C reaches it.
    for descriptor in [STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO] {
      posix_spawn_file_actions_addopen(&actions, descriptor, terminal, O_RDWR, 0)
    }
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    // The thread that starts it has every signal blocked, and that would be inherited.
    var none = sigset_t()
    sigemptyset(&none)
    posix_spawnattr_setsigmask(&attributes, &none)
    // POSIX_SPAWN_SETSID and POSIX_SPAWN_SETSIGMASK of glibc's spawn.h.
    posix_spawnattr_setflags(&attributes, 0x80 | 0x08)
    var started = pid_t()
    let code = CStrings.with([program] + arguments) { argv in
      CStrings.with(bench.environment.map { "\($0.key)=\($0.value)" }) { envp in
        posix_spawn(&started, program, &actions, &attributes, argv, envp)
      }
    }
    guard code == 0 else { throw HarnessError(what: "candor did not start: \(code)") }
    process = started
  }

  deinit { close(master) }

  /// Reads on until `text` has been shown after what was expected before.
  func expect(_ text: String, sourceLocation: SourceLocation = #_sourceLocation) throws {
    while !unseen.contains(text) {
      guard read() else {
        Issue.record("never shown: \(text); the screen:\n\(screen)", sourceLocation: sourceLocation)
        throw HarnessError(what: "never shown: \(text)")
      }
    }
    if let range = unseen.range(of: text) {
      seen = screen.distance(from: screen.startIndex, to: range.upperBound)
    }
  }

  private var seen = 0
  private var unseen: Substring { screen.dropFirst(seen) }

  func type(_ text: String) {
    let bytes = Array(text.utf8)
    _ = write(master, bytes, bytes.count)
  }

  /// Ends it as the system does when it has no choice.
  func killed() { kill(process, SIGKILL) }

  func answer(_ question: String, _ text: String) throws {
    try expect(question)
    type(text + "\n")
  }

  /// Reads to the end, and answers whatever is asked.
  func finish(answering answer: (String) -> String) -> Int32 {
    while read() {
      var more = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
      let asked = screen.split(separator: "\n", omittingEmptySubsequences: false).last ?? ""
      if asked.hasSuffix(": ") || asked.hasSuffix("] "), poll(&more, 1, 0) == 0 {
        type(answer(String(asked)) + "\n")
      }
    }
    return finish()
  }

  /// Reads to the end.
  func finish() -> Int32 {
    while read() {}
    var status: Int32 = 0
    waitpid(process, &status, 0)
    let signal = status & 0x7f
    return signal == 0 ? status >> 8 & 0xff : 128 + signal
  }

  /// False when the other side is gone, or waits for what nobody types: then it is ended, so that
  /// a test which expects something else fails.
  private func read() -> Bool {
    var waiting = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
    if poll(&waiting, 1, 120_000) == 0 { kill(process, SIGKILL) }
    var chunk = [UInt8](repeating: 0, count: 4096)
    let count = Glibc.read(master, &chunk, chunk.count)
    guard count > 0 else { return false }
    screen += String(decoding: chunk[..<count], as: UTF8.self).replacing("\r\n", with: "\n")
    return true
  }
}
