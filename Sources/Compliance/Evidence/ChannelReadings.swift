internal import ClinicalRecord

extension MonitoredChannel {
  /// What this channel read in a vitals entry, appended to `readings`; times outside the window
  /// are left out. Packed runs are walked in place: an hour of a monitor is 60 samples or more.
  func appendReadings(
    of fact: Fact<VitalsSampled>, within window: Window, to readings: inout [Reading]
  ) {
    switch fact.value.content {
    case .sample(let sample):
      guard let value = value(of: sample), window.includes(fact.mark.interval) else { return }
      var reading = Reading(fact.mark)
      reading.isZero = value == 0
      readings.append(reading)
    case .run(let run):
      guard let channel = channel(of: run) else { return }
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
            position: fact.position, isZero: scaled == 0))
      }
    case nil: break
    }
  }

  /// Nil where it was not measured. A rhythm counts as 1, there is no "rhythm 0".
  private func value(of sample: VitalsSample) -> Double? {
    switch self {
    case .heartRate: sample.hasHeartRateBpm ? sample.heartRateBpm : nil
    case .heartRhythm: sample.rhythm == .unspecified ? nil : 1
    case .spo2: sample.hasSpo2Percent ? sample.spo2Percent : nil
    case .bloodPressure: sample.hasSystolicMmhg ? sample.systolicMmhg : nil
    case .respiration: sample.hasRespiratoryRateBpm ? sample.respiratoryRateBpm : nil
    }
  }

  private func channel(of run: VitalsRun) -> VitalsRun.Channel? {
    switch self {
    case .heartRate: run.hasHeartRateBpm ? run.heartRateBpm : nil
    case .heartRhythm: nil
    case .spo2: run.hasSpo2Percent ? run.spo2Percent : nil
    case .bloodPressure: run.hasSystolicMmhg ? run.systolicMmhg : nil
    case .respiration: run.hasRespiratoryRateBpm ? run.respiratoryRateBpm : nil
    }
  }
}
