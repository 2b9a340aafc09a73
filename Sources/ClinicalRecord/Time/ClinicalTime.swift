/// A time as a person or a device stated it: an instant, the local clock it was read from, and how
/// exactly it is known.
///
/// Source: `Schemas/entry.md` (occurred, UTC offset, precision); DOMAIN §1: a time known to the
/// minute satisfies a limit when any instant of that minute does.
public struct ClinicalTime: Hashable, Sendable {
  /// Microseconds since 1970-01-01T00:00:00Z.
  public var unixMicroseconds: Int64
  /// Minutes east of UTC of the local clock.
  public var utcOffsetMinutes: Int16
  public var precision: TimePrecision

  public init(unixMicroseconds: Int64, utcOffsetMinutes: Int16, precision: TimePrecision) {
    self.unixMicroseconds = unixMicroseconds
    self.utcOffsetMinutes = utcOffsetMinutes
    self.precision = precision
  }
}
