internal import SwiftProtobuf

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
