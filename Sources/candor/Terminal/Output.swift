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
    var written = 0
    while written < bytes.count {
      let count = bytes[written...].withUnsafeBytes {
        Glibc.write(descriptor, $0.baseAddress, $0.count)
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else {
        throw ProgramError.io("the output could not be written whole: \(SystemReason.last())")
      }
      written += count
    }
  }
}
