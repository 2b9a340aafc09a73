internal import DurableFile
private import Glibc

/// Writes whole texts to the standard streams.
enum Output {
  /// To standard output, ending in exactly one newline.
  static func write(_ text: String) throws {
    guard !text.isEmpty else { return }
    try bytes(Array((text.hasSuffix("\n") ? text : text + "\n").utf8), to: STDOUT_FILENO)
  }

  /// To standard error; a reader that went away is no reason to fail.
  static func note(_ text: String, terminator: String = "\n") {
    try? bytes(Array((text + terminator).utf8), to: STDERR_FILENO)
  }

  /// - Throws: when the descriptor does not take them all: a full disk behind a redirection must
  /// not pass for done.
  static func bytes(_ bytes: [UInt8], to descriptor: Int32) throws {
    do throws(FileFailure) {
      try StandardStream.write(bytes, to: descriptor)
    } catch {
      throw ProgramError.io("the output could not be written whole: \(error.reason)")
    }
  }
}
