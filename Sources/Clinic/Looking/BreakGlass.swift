internal import Glibc

/// What somebody gives who opens a chart in an emergency (`--break-glass`).
public struct BreakGlass {
  /// The machine's name, for the record.
  public var host: String
  /// Asked only when an emergency access has to be recorded, outside every transaction.
  public var reason: () throws -> String

  public init(host: String = BreakGlass.thisHost, reason: @escaping () throws -> String) {
    self.host = host
    self.reason = reason
  }

  /// The name of the machine that this runs on.
  public static var thisHost: String {
    var name = [CChar](repeating: 0, count: 256)
    guard gethostname(&name, name.count - 1) == 0 else { return "unknown" }
    let text = String(
      decoding: name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    return text.isEmpty ? "unknown" : text
  }
}
