private import Glibc

/// Why one store would not take a session.
struct Refusal: Error, CustomStringConvertible {
  var description: String

  init(_ description: String) { self.description = description }

  /// - Parameter result: an error number, negated.
  init(_ what: String, _ result: Int) {
    let reason = strerror(Int32(truncatingIfNeeded: -result)).map { String(cString: $0) }
    description = "\(what): \(reason ?? "error \(-result)")"
  }

  /// What the operating system said last about a path.
  static func system(_ path: String) -> Refusal { Refusal(path, -Int(errno)) }
}
