internal import ClinicalRecord

/// All the instants that a stated time may mean, both ends included, in microseconds.
///
/// A time known to the minute satisfies a limit when any instant of that minute does.
struct Interval: Hashable {
  var earliest: Int64
  var latest: Int64
  /// The unit in which the time is known, in microseconds.
  var grain: Int64

  static let second: Int64 = 1_000_000
  static let minute: Int64 = 60 * second
  static let hour: Int64 = 60 * minute
  static let day: Int64 = 24 * hour

  /// Times beyond 36,000 years from 1970 are moved to there, so that no difference overflows.
  private static let horizon: Int64 = 1 << 60

  init(_ time: ClinicalTime) {
    self.init(
      unixMicroseconds: time.unixMicroseconds, utcOffsetMinutes: Int64(time.utcOffsetMinutes),
      precision: time.precision)
  }

  init(_ time: StatedTime) {
    self.init(
      unixMicroseconds: time.unixUs, utcOffsetMinutes: Int64(time.utcOffsetMinutes),
      precision: time.precision)
  }

  /// A clock's own instant.
  init(exactly unixMicroseconds: Int64) {
    self.init(unixMicroseconds: unixMicroseconds, utcOffsetMinutes: 0, precision: .microsecond)
  }

  private init(unixMicroseconds: Int64, utcOffsetMinutes: Int64, precision: TimePrecision) {
    let instant = min(max(unixMicroseconds, -Self.horizon), Self.horizon)
    let offset = utcOffsetMinutes * Self.minute
    grain =
      switch precision {
      case .day: Self.day
      case .minute: Self.minute
      case .second: Self.second
      case .millisecond: 1_000
      case .microsecond, .unspecified, .UNRECOGNIZED: 1
      }
    earliest = Self.floor(instant + offset, to: grain) - offset
    latest = earliest + grain - 1
  }

  /// The same, that much later.
  func shifted(byMinutes minutes: Int) -> Interval {
    var later = self
    later.earliest += Int64(minutes) * Self.minute
    later.latest += Int64(minutes) * Self.minute
    return later
  }

  /// The same, that much later.
  func shifted(bySeconds seconds: UInt32) -> Interval {
    var later = self
    later.earliest += Int64(seconds) * Self.second
    later.latest += Int64(seconds) * Self.second
    return later
  }

  /// Whether some instant of this is not after some instant of the other.
  func canPrecede(_ other: Interval) -> Bool { earliest <= other.latest }

  /// The most time that can lie between this and a later one.
  func longest(to later: Interval) -> Int64 { later.latest - earliest }

  /// The least time that can lie between this and a later one.
  func shortest(to later: Interval) -> Int64 { later.earliest - latest }

  /// The time between, counted in the coarser of the two units: 10:05 to 10:42 is 37 minutes.
  ///
  /// Counted like this, what is shown and the verdict never contradict one another.
  func counted(to later: Interval) -> Int64 {
    let unit = min(max(grain, later.grain), Self.minute)
    return Self.floor(later.earliest, to: unit) - Self.floor(earliest, to: unit)
  }

  static func floor(_ value: Int64, to unit: Int64) -> Int64 {
    let remainder = value % unit
    return value - (remainder < 0 ? remainder + unit : remainder)
  }
}

/// When and where something was put on record: a fact without its value.
struct EntryReference: Hashable {
  var position: UInt64
  var occurred: ClinicalTime
  /// When what stands was recorded: an amendment's time, where it was amended.
  var recordedMicroseconds: Int64
  /// When it was first recorded: what should precede an act had to be on record by then.
  var firstRecordedMicroseconds: Int64

  var interval: Interval { Interval(occurred) }

  /// The order in which things happened; the ledger's order where that leaves it open.
  func isBefore(_ other: EntryReference) -> Bool {
    let mine = interval.earliest
    let others = other.interval.earliest
    return mine == others ? position < other.position : mine < others
  }
}

extension Fact {
  var reference: EntryReference {
    EntryReference(
      position: position, occurred: occurred, recordedMicroseconds: recordedMicroseconds,
      firstRecordedMicroseconds: firstRecordedMicroseconds)
  }
}

extension Array {
  /// The facts in the order in which they happened.
  func inOrder<Value>() -> [Element] where Element == Fact<Value> {
    sorted { $0.reference.isBefore($1.reference) }
  }
}
