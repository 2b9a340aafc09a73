internal import ClinicalRecord

extension MonitoredChannel {
  /// What this channel read in a vitals entry, appended to `readings`; times outside the window
  /// are left out. Packed runs are walked in place: an hour of a monitor is 60 samples or more.
  func appendReadings(
    of fact: Fact<VitalsSampled>, within window: Window, to readings: inout [Reading]
  ) {
    switch fact.value.content {
    case .sample(let sample):
      guard let isZero = isZero(sample), window.includes(fact.mark.interval) else { return }
      var reading = Reading(fact.mark)
      reading.isZero = isZero
      readings.append(reading)
    case .run(let run):
      guard let vital, let channel = run[vital] else { return }
      let base = fact.mark.interval
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
          Reading(
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
