import Foundation
import Glibc
import Testing

/// A started process, watched for personal data in the process table until it has ended.
final class Launched {
  let process: pid_t
  private let files: (output: String, errors: String)
  private let personal: [String]

  init(
    binary: String, arguments: [String], environment: [String: String], input: String,
    inputFile: String? = nil, directory: String, descriptors: [Int32: String] = [:],
    personal: [String]
  ) throws {
    let name = directory + "/run-" + ProcessInfo.processInfo.globallyUniqueString
    files = (name + ".out", name + ".err")
    self.personal = personal
    try Data(input.utf8).write(to: URL(filePath: name + ".in"))
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    let writing = O_WRONLY | O_CREAT | O_TRUNC
    posix_spawn_file_actions_addopen(
      &actions, STDIN_FILENO, inputFile ?? name + ".in", O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, files.output, writing, 0o600)
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, files.errors, writing, 0o600)
    for (number, text) in descriptors {
      try Data(text.utf8).write(to: URL(filePath: "\(name).\(number)"))
      posix_spawn_file_actions_addopen(&actions, number, "\(name).\(number)", O_RDONLY, 0)
    }
    // The runner's threads block signals; a shell that inherits that never sees its children end.
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var none = sigset_t()
    sigemptyset(&none)
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setflags(&attributes, 0x08)  // POSIX_SPAWN_SETSIGMASK of glibc's spawn.h
    var started = pid_t()
    let code = CStrings.with([binary] + arguments) { argv in
      CStrings.with(environment.map { "\($0.key)=\($0.value)" }) { envp in
        posix_spawn(&started, binary, &actions, &attributes, argv, envp)
      }
    }
    guard code == 0 else { throw HarnessError(what: "\(binary) did not start: \(code)") }
    process = started
    // Held for a moment, so that what it was started with is read before it can be gone.
    kill(started, SIGSTOP)
    watch()
    kill(started, SIGCONT)
  }

  func wait() throws -> Ran {
    var status: Int32 = 0
    // With nothing to look for, it waits; else it looks again every few milliseconds.
    while waitpid(process, &status, personal.isEmpty ? 0 : WNOHANG) == 0 {
      watch()
      poll(nil, 0, 5)
    }
    let signal = status & 0x7f
    return Ran(
      output: try text(files.output), errors: try text(files.errors),
      code: signal == 0 ? status >> 8 & 0xff : 128 + signal)
  }

  /// Reads the command line and the environment of the process and of those that it started.
  private func watch() {
    guard !personal.isEmpty else { return }
    for process in [process] + ProcessTable.children(of: process) {
      for file in ["cmdline", "environ"] {
        let text = ProcessTable.text("/proc/\(process)/\(file)")
        for secret in personal where text.contains(secret) {
          Issue.record("\(file) of a process holds personal data")
        }
      }
    }
  }

  private func text(_ path: String) throws -> String {
    String(decoding: try Data(contentsOf: URL(filePath: path)), as: UTF8.self)
  }
}

/// What /proc says.
enum ProcessTable {
  static func text(_ path: String) -> String {
    String(decoding: FileManager.default.contents(atPath: path) ?? Data(), as: UTF8.self)
  }

  static func children(of process: pid_t) -> [pid_t] {
    text("/proc/\(process)/task/\(process)/children").split(separator: " ").compactMap { pid_t($0) }
  }
}

/// Arguments as the C library takes them.
enum CStrings {
  static func with<Result>(
    _ texts: [String], _ body: ([UnsafeMutablePointer<CChar>?]) -> Result
  ) -> Result {
    let copies = texts.map { strdup($0) }
    defer { copies.forEach { free($0) } }
    return body(copies + [nil])
  }
}
