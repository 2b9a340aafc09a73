internal import ClinicalRecord

/// Whether a reading that the policy asks for at a set time is there (S8).
struct TimedReadingState {
  enum State { case there, missed, pending }

  var state: State
  var text: String
  var evidence: [UInt64] = []

  init(_ wanted: TimedReading, in file: CaseFile, start: EntryReference) {
    let from = start.interval.shifted(
      byMinutes: wanted.afterStartMinutes - wanted.toleranceMinutes)
    let to = start.interval.shifted(byMinutes: wanted.afterStartMinutes + wanted.toleranceMinutes)
    func observation(_ interval: Interval) -> Observation {
      let offset = file.clock.offsetMinutes(at: interval.earliest)
      return Observation(
        interval: interval, utcOffsetMinutes: offset ?? start.occurred.utcOffsetMinutes,
        position: start.position)
    }
    let window = ObservationWindow(
      from: observation(from), to: observation(to), clock: file.clock)
    let readings = wanted.channel.observations(of: file.visit.vitals, within: window)
    evidence = Set(readings.filter { $0.kind == .value }.map(\.position)).sorted()
    let what = "\(wanted.channel.name) at \(wanted.afterStartMinutes) min after the start"
    if !evidence.isEmpty {
      state = .there
      text = "There is a \(what), within \(wanted.toleranceMinutes) min."
    } else if file.hasEnded || file.nowMicroseconds > to.latest {
      state = .missed
      text = "There is no evidence of a \(what), from \(window.text)."
    } else {
      state = .pending
      text = "A \(what) is still to come."
    }
  }
}
