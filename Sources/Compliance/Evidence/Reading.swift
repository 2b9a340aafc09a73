internal import ClinicalRecord

/// One value of one channel: when it was read and where it is on record.
struct Reading {
  var interval: Interval
  var utcOffsetMinutes: Int16
  var position: UInt64
  /// "Device reported 0": neither a value nor silence (DOMAIN §5).
  var isZero = false

  init(_ mark: Mark) {
    interval = mark.interval
    utcOffsetMinutes = mark.occurred.utcOffsetMinutes
    position = mark.position
  }

  init(interval: Interval, utcOffsetMinutes: Int16, position: UInt64, isZero: Bool = false) {
    self.interval = interval
    self.utcOffsetMinutes = utcOffsetMinutes
    self.position = position
    self.isZero = isZero
  }

  var clockText: String {
    ClinicalTime(
      unixMicroseconds: interval.earliest, utcOffsetMinutes: utcOffsetMinutes,
      precision: interval.grain >= Interval.minute ? .minute : .second
    ).clockText
  }
}
