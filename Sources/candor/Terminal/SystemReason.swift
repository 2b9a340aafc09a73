private import Glibc

/// The operating system's words for what went wrong.
enum SystemReason {
  /// For the last failed call of this thread.
  static func last() -> String { text(errno) }

  static func text(_ code: Int32) -> String {
    guard let message = strerror(code) else { return "error \(code)" }
    return String(cString: message)
  }
}
