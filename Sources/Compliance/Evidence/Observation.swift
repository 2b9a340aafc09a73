internal import ClinicalRecord

/// One value of one channel: when it was read and where it is on record.
struct Observation {
  var interval: Interval
  var utcOffsetMinutes: Int16
  var position: UInt64
  /// "Device reported 0": neither a value nor silence.
  var isZero = false

  init(_ mark: EntryReference) {
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

/// The time over which vital signs are watched, both ends counted.
struct ObservationWindow {
  var from: Observation
  var to: Observation

  func includes(_ interval: Interval) -> Bool {
    interval.latest >= from.interval.earliest && interval.earliest <= to.interval.latest
  }

  var text: String { "\(from.clockText)–\(to.clockText)" }
}

extension MonitoredChannel {
  /// What this channel read in a vitals entry, appended to `readings`; times outside the window
  /// are left out. Packed runs are walked in place: an hour of a monitor is 60 samples or more.
  func appendReadings(
    of fact: Fact<VitalsSampled>, within window: ObservationWindow, to readings: inout [Observation]
  ) {
    switch fact.value.content {
    case .sample(let sample):
      guard let isZero = isZero(sample), window.includes(fact.reference.interval) else { return }
      var reading = Observation(fact.reference)
      reading.isZero = isZero
      readings.append(reading)
    case .run(let run):
      guard let vital, let channel = run[vital] else { return }
      let base = fact.reference.interval
      let offsets = run.offsetSeconds
      let rows = channel.rows
      for (index, scaled) in channel.scaled.enumerated() {
        let row = rows.isEmpty ? index : index < rows.count ? Int(rows[index]) : offsets.count
        guard row < offsets.count else { continue }
        var interval = base
        interval.earliest += Int64(offsets[row]) * Interval.second
        interval.latest += Int64(offsets[row]) * Interval.second
        guard window.includes(interval) else { continue }
        readings.append(
          Observation(
            interval: interval, utcOffsetMinutes: fact.occurred.utcOffsetMinutes,
            position: fact.position, isZero: scaled == 0 && vital.zeroMeansNoSignal))
      }
    case nil: break
    }
  }

  /// Nil where the sample says nothing on this channel.
  private func isZero(_ sample: VitalsSample) -> Bool? {
    guard let vital else { return sample.rhythm == .unspecified ? nil : false }
    switch sample.reading(vital) {
    case .absent: return nil
    case .deviceReportedZero: return true
    case .value: return false
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
