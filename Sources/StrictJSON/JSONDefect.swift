/// Where bytes stop being JSON, and what was expected there; never what was found.
public struct JSONDefect: Error, Hashable, Sendable {
  public var byteOffset: Int
  public var expected: String
}
