/// The clock on the clinic's wall: it goes by the time zone that the policy names, whatever the
/// workstation's is.
///
/// What is stored is an instant with the offset of the clock it was read from; this is how it is
/// shown, and how a time without an offset is read.
public struct ClinicClock: Hashable, Sendable {
  /// Nil: no policy names one, and times are shown as they were stated.
  public let zone: ZoneRules?

  public init(zone: ZoneRules?) { self.zone = zone }

  /// Of a clinic whose policy names no zone.
  public static let unnamed = ClinicClock(zone: nil)

  /// Minutes east of UTC; nil without a zone.
  ///
  /// - Parameter unixMicroseconds: since 1970-01-01T00:00:00Z.
  public func offsetMinutes(at unixMicroseconds: Int64) -> Int16? {
    zone.map { zone in
      let seconds = LocalDate.floorDivide(
        unixMicroseconds, ClinicalTime.microsecondsPerSecond)
      // Before standard time a zone's offset had seconds, too; an entry's has minutes.
      return Int16(clamping: zone.offsetSeconds(at: seconds) / 60)
    }
  }

  /// The same instant as this clock shows it. A day stays the day that was stated.
  public func local(_ time: ClinicalTime) -> ClinicalTime {
    guard time.precision != .day, let offset = offsetMinutes(at: time.unixMicroseconds) else {
      return time
    }
    var local = time
    local.utcOffsetMinutes = offset
    return local
  }

  /// An instant as this clock shows it.
  ///
  /// - Parameters:
  ///   - unixMicroseconds: since 1970-01-01T00:00:00Z.
  ///   - stated: whose offset does where there is no zone.
  public func local(
    _ unixMicroseconds: Int64, beside stated: ClinicalTime, precision: TimePrecision = .minute
  ) -> ClinicalTime {
    ClinicalTime(
      unixMicroseconds: unixMicroseconds,
      utcOffsetMinutes: offsetMinutes(at: unixMicroseconds) ?? stated.utcOffsetMinutes,
      precision: precision)
  }

  /// Whether this clock showed a time twice, as it was put back: which of the two it was is told by
  /// the offset alone.
  public func showsTwice(_ time: ClinicalTime) -> Bool {
    if zone == nil || time.precision == .day { return false }
    let offset = { (instant: Int64) in offsetMinutes(at: instant) ?? 0 }
    let shown =
      time.unixMicroseconds &+ Int64(offset(time.unixMicroseconds))
      &* ClinicalTime.microsecondsPerMinute
    if case .twice = WallReading(of: shown, precision: time.precision, offsetMinutes: offset) {
      return true
    }
    return false
  }

  /// Where the clocks were changed between two instants that are days apart at most; nil where they
  /// were not.
  public func change(after start: Int64, through end: Int64) -> ClockChange? {
    guard start < end, let before = offsetMinutes(at: start), let after = offsetMinutes(at: end),
      before != after
    else { return nil }
    // Halved down to the first instant at which the new offset holds.
    var (last, first) = (start, end)
    while first - last > 1 {
      let middle = last + (first - last) / 2
      if offsetMinutes(at: middle) == before { last = middle } else { first = middle }
    }
    return ClockChange(unixMicroseconds: first, offsetBefore: before, offsetAfter: after)
  }
}

/// A moment at which the clinic's clocks were put forward or back.
public struct ClockChange: Hashable, Sendable {
  /// The first instant of the new time, microseconds since 1970-01-01T00:00:00Z.
  public var unixMicroseconds: Int64
  /// Minutes east of UTC.
  public var offsetBefore: Int16
  public var offsetAfter: Int16

  public var isForward: Bool { offsetAfter > offsetBefore }

  /// "02:00, as the clocks showed it before": the last time of the old offset.
  public var before: ClinicalTime { shown(by: offsetBefore) }

  /// What they showed instead.
  public var after: ClinicalTime { shown(by: offsetAfter) }

  /// "clocks went back from 02:00 to 01:00 (UTC-05:00 to UTC-06:00)".
  public var words: String {
    "clocks went \(isForward ? "forward" : "back") from \(before.localClock) to "
      + "\(after.localClock) (\(before.offsetWords) to \(after.offsetWords))"
  }

  private func shown(by offset: Int16) -> ClinicalTime {
    ClinicalTime(
      unixMicroseconds: unixMicroseconds, utcOffsetMinutes: offset, precision: .minute)
  }
}

/// What a time of the wall clock, without an offset, can mean.
public enum WallReading: Hashable, Sendable {
  case once(ClinicalTime)
  /// The clocks showed it before they were put back, and once more afterwards.
  case twice(ClinicalTime, ClinicalTime)
  /// The clocks were put forward over it: as a clock shows it that went on, and as one that had
  /// been changed already.
  case never(ClinicalTime, ClinicalTime)

  /// - Parameters:
  ///   - localMicroseconds: what the clock shows, as if it went at UTC.
  ///   - offsetMinutes: east of UTC at an instant.
  public init(
    of localMicroseconds: Int64, precision: TimePrecision, offsetMinutes: (Int64) -> Int16
  ) {
    let hour = 60 * ClinicalTime.microsecondsPerMinute
    func read(by offset: Int16) -> ClinicalTime {
      ClinicalTime(
        unixMicroseconds: localMicroseconds &- Int64(offset) * ClinicalTime.microsecondsPerMinute,
        utcOffsetMinutes: offset, precision: precision)
    }
    // A zone's offsets around that moment are those in force a day before and a day after it.
    let candidates = [-26, 0, 26].map { offsetMinutes(localMicroseconds &+ $0 * hour) }
    let shown = Set(candidates).map(read).filter {
      offsetMinutes($0.unixMicroseconds) == $0.utcOffsetMinutes
    }.sorted { $0.unixMicroseconds < $1.unixMicroseconds }
    if let first = shown.first {
      self = shown.count == 1 ? .once(first) : .twice(first, shown[shown.count - 1])
    } else {
      self = .never(read(by: candidates[0]), read(by: candidates[2]))
    }
  }
}

extension Fact<ClinicalEvent> {
  /// The same fact with its time, and those that it states, as the clinic's clock shows them.
  public func on(_ clock: ClinicClock) -> Fact {
    var shown = with(value.on(clock))
    shown.occurred = clock.local(occurred)
    return shown
  }
}

extension ClinicalEvent {
  /// The same event with the times that it states as the clinic's clock shows them.
  public func on(_ clock: ClinicClock) -> ClinicalEvent {
    guard clock.zone != nil else { return self }
    func told(_ time: StatedTime) -> StatedTime { clock.local(ClinicalTime(time)).stated }
    switch self {
    case .chart(.infusionScheduled(var scheduled)):
      scheduled.scheduledFor = told(scheduled.scheduledFor)
      return .chart(.infusionScheduled(scheduled))
    case .chart(.infusionRescheduled(var moved)):
      moved.scheduledFor = told(moved.scheduledFor)
      moved.rescheduledFor = told(moved.rescheduledFor)
      return .chart(.infusionRescheduled(moved))
    case .chart(.infusionCancelled(var cancelled)):
      cancelled.scheduledFor = told(cancelled.scheduledFor)
      return .chart(.infusionCancelled(cancelled))
    case .chart(.noShowRecorded(var missed)):
      missed.scheduledFor = told(missed.scheduledFor)
      return .chart(.noShowRecorded(missed))
    case .chart(.drivingReported(var report)):
      report.droveAt = told(report.droveAt)
      return .chart(.drivingReported(report))
    case .visit(.fastingChecked(var checked)):
      for index in checked.intakes.indices where checked.intakes[index].hasTakenAt {
        checked.intakes[index].takenAt = told(checked.intakes[index].takenAt)
      }
      return .visit(.fastingChecked(checked))
    case .chart, .visit, .access, .staff, .policy, .operations, .lot, .document: return self
    }
  }

  /// What happened, for a timeline, with every time as the clinic's clock shows it.
  public func sentence(occurred: ClinicalTime, on clock: ClinicClock) -> String {
    if case .visit(.vitalsSampled(let sampled)) = self {
      return sampled.sentence(occurred: occurred, on: clock)
    }
    return on(clock).sentence(occurred: clock.local(occurred))
  }
}
