/// How long a session lasts: unused, and at all. The clinic's policy says so.
public struct SessionLimits: Hashable, Sendable {
  public var idleMicroseconds: Int64
  public var absoluteMicroseconds: Int64

  public init(idleMicroseconds: Int64, absoluteMicroseconds: Int64) {
    self.idleMicroseconds = idleMicroseconds
    self.absoluteMicroseconds = absoluteMicroseconds
  }

  /// From whole minutes, as a policy states them.
  public init(idleMinutes: Int, absoluteMinutes: Int) {
    self.init(
      idleMicroseconds: Int64(idleMinutes) * 60_000_000,
      absoluteMicroseconds: Int64(absoluteMinutes) * 60_000_000)
  }
}
