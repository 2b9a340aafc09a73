internal import SwiftProtobuf

/// A time as a person or a device stated it: an instant, the local clock it was read from, and how
/// exactly it is known.
///
/// Source: `Schemas/entry.md` (occurred, UTC offset, precision); a time known to the
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

extension ClinicalTime {
  static let microsecondsPerSecond: Int64 = 1_000_000
  static let microsecondsPerMinute: Int64 = 60 * microsecondsPerSecond
  static let microsecondsPerDay: Int64 = 86_400 * microsecondsPerSecond

  /// The first instant that the statement covers, µs since 1970-01-01T00:00:00Z: a day begins at
  /// local midnight.
  public var earliest: Int64 {
    let local = localMicroseconds
    // Wrapping: a time far outside any calendar is refused by `isWellFormed`, but must not stop a
    // reader.
    let floor = local &- Self.remainder(local, microsecondsCovered)
    return floor &- offsetMicroseconds
  }

  /// The last instant that the statement covers, µs since 1970-01-01T00:00:00Z.
  public var latest: Int64 { earliest &+ (microsecondsCovered - 1) }

  /// Whether some reading of both times has `self` at or before `other`: what is known to the
  /// minute is given the benefit of its minute.
  public func mayBeAtOrBefore(_ other: ClinicalTime) -> Bool { earliest <= other.latest }

  /// Whether the offset, the precision and the year are ones that an entry can hold.
  public var isWellFormed: Bool {
    // 0001-01-01T00:00 to the end of 9999-12-31 on the local clock: what four digits can write.
    precision.isStateable && (-1_080...1_080).contains(utcOffsetMinutes)
      && (-62_135_596_800_000_000...253_402_300_799_999_999).contains(localMicroseconds)
  }

  var offsetMicroseconds: Int64 { Int64(utcOffsetMinutes) * Self.microsecondsPerMinute }

  /// Microseconds on the local clock since its own 1970-01-01T00:00.
  var localMicroseconds: Int64 { unixMicroseconds &+ offsetMicroseconds }

  /// How long a span the precision leaves open, µs.
  private var microsecondsCovered: Int64 {
    switch precision {
    case .day: Self.microsecondsPerDay
    case .minute: Self.microsecondsPerMinute
    case .second: Self.microsecondsPerSecond
    case .millisecond: 1_000
    // A precision that this program does not know: the instant itself is all that can be relied on.
    case .microsecond, .unspecified, .UNRECOGNIZED: 1
    }
  }

  /// Never negative, also before 1970.
  static func remainder(_ value: Int64, _ divisor: Int64) -> Int64 {
    let remainder = value % divisor
    return remainder < 0 ? remainder + divisor : remainder
  }
}

extension ClinicalTime {
  /// A time that somebody stated inside an event.
  public init(_ stated: StatedTime) {
    // An offset that no clock has must not stop a reader: it is cut here and refused by
    // `isWellFormed` before.
    self.init(
      unixMicroseconds: stated.unixUs,
      utcOffsetMinutes: Int16(clamping: stated.utcOffsetMinutes), precision: stated.precision)
  }

  /// The same time as an event's field.
  public var stated: StatedTime {
    .with {
      $0.unixUs = unixMicroseconds
      $0.utcOffsetMinutes = Int32(utcOffsetMinutes)
      $0.precision = precision
    }
  }
}
