/// One line of a monitor's file that cannot be imported: which, what stands there, what was
/// expected.
public struct MonitorFileProblem: Hashable, Sendable, CustomStringConvertible {
  /// 1-based; the header is line 1.
  public var line: Int
  public var what: String

  public var description: String { "line \(line): \(what)" }
}
