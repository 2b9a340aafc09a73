private import Glibc

/// The process's environment variables.
enum Environment {
  /// Nil when the variable is not set.
  static subscript(name: String) -> String? {
    getenv(name).map { String(cString: $0) }
  }
}
