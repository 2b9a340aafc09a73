public import ClinicalRecord

/// What a visit comes to: what whoever reads no more of it has to know.
public struct VisitSummary: Sendable {
  /// One value of a channel; nil where the device reported 0, which is none.
  public struct Point: Hashable, Sendable {
    public var occurred: ClinicalTime
    public var value: Double?
    /// "low" or "high" beyond the policy's limits.
    public var alarm: String?
    public var position: UInt64
  }

  /// What was measured on one channel, in the order of the times, without what cannot be.
  public struct Trend: Hashable, Sendable {
    public var channel: VitalsChannel
    public var points: [Point]
    /// The policy's longest time between two of them; the usual one where it names none.
    public var gapMinutes: Int

    /// The first of the lowest; nil where the device never reported more than 0.
    public var lowest: Point? { read.min { $0.value < $1.value }?.point }
    /// The first of the highest.
    public var highest: Point? { read.max { $0.value < $1.value }?.point }

    private var read: [(value: Double, point: Point)] {
      points.compactMap { point in point.value.map { ($0, point) } }
    }
  }

  /// A side effect from when it was first noted until it had gone.
  public struct Effect: Hashable, Sendable {
    public var effect: SideEffect
    /// What it is, where it is none of the list: free text.
    public var detail: String
    /// 1 mild to 4 life-threatening, the worst that was noted of it.
    public var severity: UInt32
    public var began: ClinicalTime
    /// Nil while nothing on record says that it has gone.
    public var gone: ClinicalTime?
  }

  public var weight: Fact<Weighed>?
  /// With what it comes to by weight; nil without an infusion or a weight.
  public var dose: InfusionDose?
  public var start: Fact<InfusionStarted>?
  public var stop: Fact<InfusionStopped>?
  public var progress: InfusionProgress?
  /// Of each controlled drug that the visit moved.
  public var drugs: [DrugAccount]
  /// Of each channel that was measured, in the schema's order.
  public var trends: [Trend]
  public var effects: [Effect]
  /// How the visit ended; nil while it goes on.
  public var end: Ending?
  /// The newest of each scale up to the end of the visit.
  public var scores: [OutcomeScore]
}

extension VisitSummary {
  /// Between two values of a channel that the policy does not watch.
  static let usualGapMinutes = 15

  /// How a visit ended.
  public struct Ending: Hashable, Sendable {
    public var position: UInt64
    public var occurred: ClinicalTime
    /// "Discharged to driver: …".
    public var sentence: String
  }

  /// What was measured on a channel; nil where nothing was.
  public func trend(_ channel: VitalsChannel) -> Trend? {
    trends.first { $0.channel == channel }
  }
}

extension CaseFile {
  /// What the visit comes to.
  public var summary: VisitSummary {
    VisitSummary(
      weight: weight(at: visit.start?.occurred ?? now.occurred), dose: infusionDose,
      start: visit.start, stop: visit.stop, progress: infusionProgress,
      drugs: DrugAccount.all(of: visit), trends: trends, effects: effects, end: ending,
      scores: scoresByTheEnd)
  }

  private var trends: [VisitSummary.Trend] {
    var points: [VitalsChannel: [VisitSummary.Point]] = [:]
    for sample in visit.samples() {
      for channel in VitalsChannel.allCases where !sample.sample.isSuspect(channel) {
        let reading = sample.reading(channel)
        guard reading != .absent else { continue }
        points[channel, default: []].append(
          VisitSummary.Point(
            occurred: clock.local(sample.occurred), value: reading.value,
            alarm: reading.value.flatMap { policy.alarmLimits[channel]?.word(for: $0) },
            position: sample.position))
      }
    }
    return VitalsChannel.allCases.compactMap { channel in
      points[channel].map {
        VisitSummary.Trend(channel: channel, points: $0, gapMinutes: gapMinutes(of: channel))
      }
    }
  }

  private func gapMinutes(of channel: VitalsChannel) -> Int {
    let watched: MonitoredChannel? =
      switch channel {
      case .heartRate: .heartRate
      case .spo2: .spo2
      case .systolic, .diastolic, .mean: .bloodPressure
      case .respiratoryRate: .respiration
      case .pulse, .temperature: nil
      }
    return watched.flatMap { policy.vitalsGapMinutes[$0] } ?? VisitSummary.usualGapMinutes
  }

  private var effects: [VisitSummary.Effect] {
    visit.sideEffectEpisodes.compactMap { episode in
      guard let first = episode.notings.first else { return nil }
      return VisitSummary.Effect(
        effect: episode.effect, detail: episode.effect == .other ? first.value.detail : "",
        severity: episode.severity, began: first.occurred, gone: episode.resolution?.occurred)
    }.sorted { $0.began.unixMicroseconds < $1.began.unixMicroseconds }
  }

  private var ending: VisitSummary.Ending? {
    func ending<Event: RecordableEvent>(_ fact: Fact<Event>?) -> VisitSummary.Ending? {
      fact.map {
        VisitSummary.Ending(
          position: $0.position, occurred: $0.occurred,
          sentence: $0.value.sentence(occurred: $0.occurred))
      }
    }
    return ending(visit.discharge) ?? ending(visit.leftAgainstAdvice) ?? ending(visit.transfer)
  }

  private var scoresByTheEnd: [OutcomeScore] {
    let end = visit.end.map { Interval($0.occurred) } ?? now.interval
    var newest: [OutcomeScored.Scale: OutcomeScore] = [:]
    for fact in chart[OutcomeScored.self].inOrder() where fact.value.hasTotal {
      guard fact.reference.interval.canPrecede(end) else { continue }
      newest[fact.value.scale] = OutcomeScore(
        position: fact.position, occurred: fact.occurred, scale: fact.value.scale,
        total: fact.value.total)
    }
    return newest.values.sorted { $0.scale.rawValue < $1.scale.rawValue }
  }
}

extension Policy {
  /// What is an alarm in a monitor's run, each once with its worst value and when that was: "SpO2
  /// 84 % low at 08:41, 3 of 30".
  public func alarms(in run: [TimedSample], on clock: ClinicClock) -> [String] {
    guard run.count != 1 else { return run.flatMap { alarms(in: $0.sample) } }
    return VitalsChannel.allCases.flatMap { channel -> [String] in
      let read = run.filter { $0.sample[channel] != nil && !$0.sample.isSuspect(channel) }
      let values = read.compactMap { sample in
        sample.reading(channel).value.map { (value: $0, time: sample.occurred) }
      }
      let low = values.filter { alarmLimits[channel]?.word(for: $0.value) == "low" }
      let high = values.filter { alarmLimits[channel]?.word(for: $0.value) == "high" }
      let zeros = read.count { $0.reading(channel) == .deviceReportedZero }
      return worst(
        low.min { $0.value < $1.value }, "low", low.count, of: read.count, channel, clock)
        + worst(
          high.max { $0.value < $1.value }, "high", high.count, of: read.count, channel, clock)
        + (zeros == 0 ? [] : ["\(channel.label) reads 0 \(timesText(zeros))"])
    }
  }

  private func worst(
    _ worst: (value: Double, time: ClinicalTime)?, _ word: String, _ count: Int, of all: Int,
    _ channel: VitalsChannel, _ clock: ClinicClock
  ) -> [String] {
    guard let worst else { return [] }
    let unit = channel == .spo2 ? " %" : channel == .temperature ? " °C" : ""
    return [
      "\(channel.label) \(decimalText(worst.value))\(unit) \(word) at "
        + "\(clock.local(worst.time).clockText), \(count) of \(all)"
    ]
  }
}
