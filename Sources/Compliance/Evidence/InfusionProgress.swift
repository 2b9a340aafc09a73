public import ClinicalRecord

/// How far an infusion has come: what the board shows while it runs.
public struct InfusionProgress: Hashable, Sendable {
  /// Without the pauses, to the stop or to now.
  public var runningMinutes: Int64
  public var plannedMinutes: UInt32
  /// That the infusion was started with.
  public var orderedMg: Double
  /// As the stop says; while it runs, and where the stop says nothing, worked out by the rates and
  /// the pauses, and never more than was ordered.
  public var givenMg: Double
  /// Whether the stop says so.
  public var isGivenStated: Bool
  /// All the boluses together.
  public var bolusMg: Double
}

extension CaseFile {
  /// Nil where no infusion has started.
  public var infusionProgress: InfusionProgress? {
    guard let start = visit.start else { return nil }
    let end = visit.stop?.reference ?? now
    let pauses = visit[InfusionPaused.self].map(\.reference)
    let resumptions = visit[InfusionResumed.self].map(\.reference)
    let running = RunningTime(
      start: start.reference, stop: end, pauses: pauses, resumptions: resumptions)
    let stated = visit.stop.flatMap { $0.value.hasGivenMg ? $0.value.givenMg : nil }
    return InfusionProgress(
      runningMinutes: max(0, running.runningMicroseconds) / Interval.minute,
      plannedMinutes: start.value.plannedMinutes, orderedMg: start.value.doseMg,
      givenMg: stated ?? workedOutMg(start, to: end.interval.earliest, pauses, resumptions),
      isGivenStated: stated != nil, bolusMg: visit.bolusMg)
  }

  /// What has been given by a time of the infusion, with the boluses; nil before its start and
  /// after its stop. It is worked out by the rates and the pauses.
  public func givenMg(by time: ClinicalTime) -> Double? {
    let now = Interval(time).earliest
    guard let start = visit.start, now >= start.reference.interval.earliest,
      visit.stop.map({ now <= $0.reference.interval.latest }) ?? true
    else { return nil }
    let boluses = visit[BolusGiven.self].filter { $0.reference.interval.earliest <= now }
    return workedOutMg(
      start, to: now, visit[InfusionPaused.self].map(\.reference),
      visit[InfusionResumed.self].map(\.reference))
      + boluses.reduce(0) { $0 + $1.value.doseMg }
  }

  /// By the rates that were in force while it ran, up to an instant.
  private func workedOutMg(
    _ start: Fact<InfusionStarted>, to end: Int64, _ pauses: [EntryReference],
    _ resumptions: [EntryReference]
  ) -> Double {
    enum Turn {
      case rate(Double)
      case paused, resumed
    }
    guard start.value.plannedMinutes > 0 else { return start.value.doseMg }
    let turns =
      visit[InfusionRateChanged.self].map { ($0.reference, Turn.rate($0.value.rateMgPerH)) }
      + pauses.map { ($0, .paused) } + resumptions.map { ($0, .resumed) }
    var rate = start.value.doseMg * 60 / Double(start.value.plannedMinutes)
    var (given, isRunning) = (0.0, true)
    var last = start.reference.interval.earliest
    func take(until microseconds: Int64) {
      let hours = Double(max(0, microseconds - last)) / Double(Interval.hour)
      if isRunning { given += rate * hours }
      last = max(last, microseconds)
    }
    for (mark, turn) in turns.sorted(by: { $0.0.isBefore($1.0) })
    where mark.interval.earliest < end {
      take(until: mark.interval.earliest)
      switch turn {
      case .rate(let next): rate = next
      case .paused: isRunning = false
      case .resumed: isRunning = true
      }
    }
    take(until: end)
    return min(given, start.value.doseMg)
  }

  /// Which vital sign is due first and when, µs since 1970-01-01T00:00:00Z: by the policy's longest
  /// gaps, from the start until the patient leaves. Nil where nothing is watched yet, or any more.
  public var vitalsDue: (channel: MonitoredChannel, microseconds: Int64)? {
    guard let start = visit.start?.reference, visit.end == nil else { return nil }
    let window = ObservationWindow(from: Observation(start), to: Observation(now), clock: clock)
    var last: [MonitoredChannel: Int64] = [:]
    let channels = policy.vitalsGapMinutes.keys
    visit.vitals.forEachReading(within: window) { _, reading, interval in
      for channel in channels where channel.kind(of: reading) == .value {
        last[channel] = max(last[channel] ?? .min, interval.earliest)
      }
      return true
    }
    return MonitoredChannel.allCases.compactMap { channel in
      policy.vitalsGapMinutes[channel].map { limit in
        let from = max(last[channel] ?? .min, start.interval.earliest)
        return (channel, from + Int64(limit) * Interval.minute)
      }
    }.min { $0.1 < $1.1 }
  }
}
