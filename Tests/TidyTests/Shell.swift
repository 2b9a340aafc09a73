import Foundation

/// The shell's own opinion of a script.
enum Shell {
  /// What `bash -n` says of the text; nil when it parses.
  static func complaint(about script: String) throws -> String? {
    let bash = Process()
    let input = Pipe()
    let errors = Pipe()
    bash.executableURL = URL(filePath: "/bin/bash")
    bash.arguments = ["-n"]
    bash.standardInput = input
    bash.standardError = errors
    try bash.run()
    try input.fileHandleForWriting.write(contentsOf: Data(script.utf8))
    try input.fileHandleForWriting.close()
    let said = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    bash.waitUntilExit()
    return bash.terminationStatus == 0 ? nil : said
  }

  /// What a command writes to standard output.
  static func output(of command: String, in folder: URL) throws -> String {
    let bash = Process()
    let output = Pipe()
    bash.executableURL = URL(filePath: "/bin/bash")
    bash.arguments = ["-c", command]
    bash.currentDirectoryURL = folder
    bash.standardOutput = output
    try bash.run()
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    bash.waitUntilExit()
    return text
  }
}
