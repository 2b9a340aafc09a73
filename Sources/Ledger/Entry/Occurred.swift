/// When something happened, as whoever recorded it states: never the time of recording.
public struct Occurred: Hashable, Sendable {
  /// Microseconds since 1970-01-01T00:00:00Z.
  public var unixMicroseconds: Int64
  /// Minutes east of UTC of the local clock that the time was read from, −1,080 … 1,080.
  public var utcOffsetMinutes: Int16
  public var precision: Precision

  public init(unixMicroseconds: Int64, utcOffsetMinutes: Int16, precision: Precision) {
    self.unixMicroseconds = unixMicroseconds
    self.utcOffsetMinutes = utcOffsetMinutes
    self.precision = precision
  }

  /// The offsets that a header may hold, in minutes.
  static let utcOffsets: ClosedRange<Int16> = -1_080...1_080
}
