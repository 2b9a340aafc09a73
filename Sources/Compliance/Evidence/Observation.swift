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
  /// What this channel read in a vitals entry, appended to `readings`; times outside the window
  /// are left out. Packed runs are walked in place: an hour of a monitor is 60 samples or more.
  func appendReadings(
    of fact: Fact<VitalsSampled>, within window: ObservationWindow, to readings: inout [Observation]
  ) {
    switch fact.value.content {
    case .sample(let sample):
      guard let kind = kind(of: sample), window.includes(fact.reference.interval) else { return }
      var reading = Observation(fact.reference)
      reading.kind = kind
      readings.append(reading)
    case .run(let run):
      guard let vital else { return }
      let base = fact.reference.interval
      let offsets = run.offsetSeconds
      run.forEachReading(vital) { row, value, isSuspect in
        var interval = base
        interval.earliest += Int64(offsets[row]) * Interval.second
        interval.latest += Int64(offsets[row]) * Interval.second
        guard window.includes(interval) else { return }
        let offset = window.clock.offsetMinutes(at: interval.earliest)
        readings.append(
          Observation(
            interval: interval, utcOffsetMinutes: offset ?? fact.occurred.utcOffsetMinutes,
            position: fact.position,
            kind: value == 0 && vital.zeroMeansNoSignal
              ? .deviceZero : isSuspect ? .suspect : .value))
      }
    case nil: break
    }
  }

  /// Nil where the sample says nothing on this channel.
  private func kind(of sample: VitalsSample) -> Observation.Kind? {
    guard let vital else { return sample.rhythm == .unspecified ? nil : .value }
    switch sample.reading(vital) {
    case .absent: return nil
    case .deviceReportedZero: return .deviceZero
    case .value: return sample.isSuspect(vital) ? .suspect : .value
    }
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
