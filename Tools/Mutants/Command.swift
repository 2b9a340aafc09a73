import Foundation

/// A program that is run to its end.
struct Command {
  let arguments: [String]
  let folder: URL?
  let environment: [String: String]
  /// The file that takes all that it says; nil: standard error is passed on.
  let log: String?

  init(
    _ arguments: [String], in folder: URL? = nil, adding environment: [String: String] = [:],
    log: String? = nil
  ) {
    self.arguments = arguments
    self.folder = folder
    self.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    self.log = log
  }

  /// - Returns: the exit code; of a process that a signal has ended, 128 and the signal.
  func run() throws -> Int32 {
    let process = process()
    if let log {
      FileManager.default.createFile(atPath: log, contents: nil)
      let file = try FileHandle(forWritingTo: URL(filePath: log))
      process.standardOutput = file
      process.standardError = file
    }
    try process.run()
    process.waitUntilExit()
    return process.terminationReason == .uncaughtSignal
      ? 128 + process.terminationStatus : process.terminationStatus
  }

  /// What it prints.
  func output() throws -> String {
    let process = process()
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let data = try pipe.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    guard process.terminationReason == .exit, process.terminationStatus == 0 else {
      throw MutantError("\(arguments.joined(separator: " ")) failed")
    }
    return String(decoding: data, as: UTF8.self)
  }

  private func process() -> Process {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = arguments
    process.environment = environment
    process.standardInput = FileHandle.nullDevice
    if let folder { process.currentDirectoryURL = folder }
    return process
  }
}
