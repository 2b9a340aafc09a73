internal import ClinicalRecord

/// One value of one channel: when it was read and where it is on record.
struct Observation {
  var interval: Interval
  var utcOffsetMinutes: Int16
  var position: UInt64
  var kind = Kind.value

  enum Kind {
    case value
    /// "Device reported 0": neither a value nor silence.
    case deviceZero
    /// Beyond what is possible: on record, and no evidence that anybody was watched.
    case suspect
  }

  init(_ mark: EntryReference) {
    interval = mark.interval
    utcOffsetMinutes = mark.occurred.utcOffsetMinutes
    position = mark.position
  }

  init(interval: Interval, utcOffsetMinutes: Int16, position: UInt64, kind: Kind = .value) {
    self.interval = interval
    self.utcOffsetMinutes = utcOffsetMinutes
    self.position = position
    self.kind = kind
  }

  var time: ClinicalTime {
    ClinicalTime(
      unixMicroseconds: interval.earliest, utcOffsetMinutes: utcOffsetMinutes,
      precision: interval.grain >= Interval.minute ? .minute : .second)
  }
}

/// The time over which vital signs are watched, both ends counted.
struct ObservationWindow {
  var from: Observation
  var to: Observation
  /// By which the rows of a monitor's run are told: the clocks may be changed in it.
  var clock = ClinicClock.unnamed

  func includes(_ interval: Interval) -> Bool {
    interval.latest >= from.interval.earliest && interval.earliest <= to.interval.latest
  }

  var text: String { spanText(from.time, "–", to.time) }
}

extension MonitoredChannel {
  /// What this channel read in a visit, in ledger order; times outside the window are left out.
  func observations(of vitals: VitalsLog, within window: ObservationWindow) -> [Observation] {
    var observations: [Observation] = []
    vitals.forEachReading(within: window) { entry, reading, interval in
      guard let kind = kind(of: reading) else { return true }
      observations.append(
        Observation(
          interval: interval, utcOffsetMinutes: window.offsetMinutes(of: entry, at: interval),
          position: entry.position, kind: kind))
      return true
    }
    return observations
  }

  /// Nil where a reading says nothing on this channel.
  func kind(of reading: VitalsLog.Reading) -> Observation.Kind? {
    guard let vital else { return reading.rhythm == .unspecified ? nil : .value }
    let column = VitalsLog.Channels(vital)
    guard reading.measured.contains(column) else { return nil }
    if reading.zeros.contains(column) { return .deviceZero }
    return reading.suspects.contains(column) ? .suspect : .value
  }

  /// The measurement that stands for the channel; nil for the rhythm, which is a code.
  ///
  /// A pulse is not the heart rate: it stops with the oximeter.
  private var vital: VitalsChannel? {
    switch self {
    case .heartRate: .heartRate
    case .heartRhythm: nil
    case .spo2: .spo2
    case .bloodPressure: .systolic
    case .respiration: .respiratoryRate
    }
  }
}

extension ObservationWindow {
  /// Minutes east of UTC of the clock that a reading is told by.
  fileprivate func offsetMinutes(of entry: VitalsLog.Entry, at interval: Interval) -> Int16 {
    guard entry.isRun else { return entry.occurred.utcOffsetMinutes }
    return clock.offsetMinutes(at: interval.earliest) ?? entry.occurred.utcOffsetMinutes
  }
}

extension VitalsLog {
  /// Calls `body` with each reading inside a window, in ledger order, until it answers false.
  func forEachReading(
    within window: ObservationWindow,
    _ body: (_ entry: Entry, _ reading: Reading, _ interval: Interval) -> Bool
  ) {
    for entry in entries {
      let base = Interval(entry.occurred)
      for index in entry.readings {
        let reading = readings[index]
        let interval = base.shifted(bySeconds: reading.offsetSeconds)
        guard window.includes(interval) else { continue }
        guard body(entry, reading, interval) else { return }
      }
    }
  }
}

extension VitalsLog.Entry {
  var reference: EntryReference {
    EntryReference(
      position: position, occurred: occurred, recordedMicroseconds: recordedMicroseconds,
      firstRecordedMicroseconds: firstRecordedMicroseconds)
  }
}
