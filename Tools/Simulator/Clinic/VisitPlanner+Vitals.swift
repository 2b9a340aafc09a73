internal import ClinicalRecord
internal import Rehearsal
internal import SwiftProtobuf

// S8, S9, S13: who watched, and what they saw.

/// One set of vital signs that is to be taken.
private struct PlannedReading {
  var at: Moment
  var channels = VitalsWalk.Channels.all
  var source = VitalsSampled.Source.takenByHand
  /// Nil: with its neighbours.
  var recorded: Int?

  init(_ second: Int, _ channels: VitalsWalk.Channels = .all) {
    at = Moment(second)
    self.channels = channels
  }

  init(minuteOf second: Int) { at = Moment(minuteOf: second) }
}

extension VisitPlanner {
  /// Before the infusion and while it runs.
  mutating func planVitals() {
    var readings = [PlannedReading(start - 200)]
    let step = isPain ? 540 : 180
    var second = start + step + Int.random(in: -20...20, using: &dice)
    while second < stop - 60 {
      readings.append(PlannedReading(second))
      second += step + Int.random(in: -20...20, using: &dice)
    }
    readings = planGap(in: readings)
    if recipe.vitals == .monitorLater { planMonitorRun() }
    record(readings)
  }

  /// Makes room for a time without a reading.
  private mutating func planGap(in readings: [PlannedReading]) -> [PlannedReading] {
    let from = start + 620
    func leaving(
      _ first: PlannedReading, _ second: PlannedReading, between: [PlannedReading] = []
    ) -> [PlannedReading] {
      readings.filter { $0.at.second < first.at.second - 30 || $0.at.second > second.at.second }
        + [first] + between + [second]
    }
    func gap(_ seconds: Int) -> [PlannedReading] {
      leaving(PlannedReading(from), PlannedReading(from + seconds))
    }
    let did = "heart rate and SpO2 read"
    switch recipe.vitals {
    case .ordinary: return readings
    case .gapAt:
      plant("S8", .met, "\(did) 15 min 00 s apart", .at)
      return gap(900)
    case .gapWithin:
      plant("S8", .met, "\(did) 14 min 59 s apart", .within)
      return gap(899)
    case .gapBeyond:
      plant("S8", .missing, "\(did) 15 min 01 s apart", .beyond)
      return gap(901)
    case .gapMinuteAt:
      plant("S8", .met, "\(did) in minutes 15 min apart", .minuteAt)
      return leaving(PlannedReading(minuteOf: from), PlannedReading(minuteOf: from + 900))
    case .gapMinuteBeyond:
      plant("S8", .missing, "\(did) in minutes 16 min apart", .minuteBeyond)
      return leaving(PlannedReading(minuteOf: from), PlannedReading(minuteOf: from + 960))
    case .firstAt, .firstBeyond:
      let first = start + (recipe.vitals == .firstAt ? 900 : 901)
      plant(
        "S8", recipe.vitals == .firstAt ? .met : .missing,
        "the first reading \(spelled(first - start)) after the start",
        recipe.vitals == .firstAt ? .at : .beyond)
      return readings.filter { $0.at.second < start || $0.at.second > first }
        + [PlannedReading(first)]
    case .lastAt, .lastBeyond:
      let last = stop - (recipe.vitals == .lastAt ? 900 : 901)
      plant(
        "S8", recipe.vitals == .lastAt ? .met : .missing,
        "the last reading \(spelled(stop - last)) before the stop",
        recipe.vitals == .lastAt ? .at : .beyond)
      return readings.filter { $0.at.second < last } + [PlannedReading(last)]
    case .oneChannelBeyond, .zeros:
      let isZero = recipe.vitals == .zeros
      plant(
        "S8", .missing,
        isZero
          ? "a device that reports 0 for SpO2 over 15 min 01 s"
          : "SpO2 read 15 min 01 s apart, the heart rate all the while", .beyond)
      let between = [300, 600].map { offset in
        var reading = PlannedReading(
          from + offset, isZero ? .saturationOff : .withoutSaturation)
        reading.source = isZero ? .monitor : .takenByHand
        return reading
      }
      return leaving(PlannedReading(from), PlannedReading(from + 901), between: between)
    case .unread:
      plant("S8", .missing, "no SpO2 from before the start to after the stop")
      return readings.map { reading in
        var reading = reading
        if reading.at.second > start { reading.channels = .withoutSaturation }
        return reading
      }
    case .late:
      plant("S8", .late, "25 min of readings by hand, recorded 1 s after the stop was", .beyond)
      return readings.map { reading in
        var reading = reading
        if (from...from + 1_500).contains(reading.at.second) {
          reading.recorded = stopRecorded + 1
        }
        return reading
      }
    case .monitorLater:
      plant("S8", .met, "the monitor's run imported after the stop")
      return readings.filter { $0.at.second < start }
    }
  }

  /// Records readings in the order of their times.
  private mutating func record(_ readings: [PlannedReading]) {
    var walk = VitalsWalk(start: start, stop: stop, dice: dice)
    for reading in readings.sorted(by: { $0.at.second < $1.at.second }) {
      let isKnown = reading.at.second + (reading.at.precision == .minute ? 60 : 0)
      let sample = walk.sample(at: reading.at.second, reading.channels)
      say(
        .vitalsSampled(
          .with {
            $0.source = reading.source
            $0.sample = sample
          }), at: reading.at,
        recorded: reading.recorded ?? (isKnown < start ? start - 180 : noted(isKnown)))
    }
  }

  /// A row a minute from before the start to the stop, as an import has it.
  private mutating func planMonitorRun() {
    var walk = VitalsWalk(start: start, stop: stop, dice: dice)
    let count = (stop - start) / 60 + 1
    let samples = (0..<count).map { walk.sample(at: start - 30 + 60 * $0) }
    let run = VitalsRun.with {
      $0.offsetSeconds = (0..<count).map { UInt32(60 * $0) }
      $0.heartRateBpm.scaled = samples.map { Int32($0.heartRateBpm) }
      $0.spo2Percent.scaled = samples.map { Int32($0.spo2Percent) }
    }
    say(
      .vitalsSampled(
        .with {
          $0.source = .monitor
          $0.run = run
        }), at: Moment(start - 30), recorded: stopRecorded + 120)
  }

  // MARK: Alertness (S9)

  mutating func planAlertness() {
    var scores = [480, 1_100, 1_700].map { (at: start + $0, rass: Int32(0)) }
    var recorded: Int?
    switch recipe.alertness {
    case .ordinary:
      if dice.happens(onceIn: 3) { scores[1].rass = -1 }
    case .floor:
      scores[1].rass = -1
      plant("S9", .met, "RASS −1", .at)
    case .under:
      scores[1].rass = -2
      plant("S9", .noted, "RASS −2", .stepBeyond)
    case .underAtStop:
      scores.append((stop, -2))
      plant("S9", .noted, "RASS −2 in the second of the stop", .at)
    case .underAfterStop:
      scores.append((stop + 1, -2))
      plant("S9", .met, "RASS −2 1 s after the stop", .beyond)
    case .onlyAfterStop:
      scores = [(stop + 1, 0)]
      plant("S9", .noted, "the only score 1 s after the stop", .beyond)
    case .none:
      scores = []
      plant("S9", .noted, "no score of sedation")
    case .late:
      recorded = stopRecorded + 1
      plant("S9", .late, "all scores recorded 1 s after the stop was", .beyond)
    case .lateThenAmended:
      recorded = stopRecorded + 1
      plant(
        "S9", .late,
        "all scores recorded 1 s after the stop was, and the stop amended after that", .beyond)
    }
    for score in scores {
      say(
        .vitalsSampled(
          .with {
            $0.source = .takenByHand
            $0.sample = .with { $0.sedationRass = score.rass }
          }), at: Moment(score.at),
        recorded: recorded ?? max(noted(min(score.at, stop)), score.at))
    }
  }

  // MARK: Recovery (S13)

  mutating func planRecovery() {
    // Where the stop is known to its minute, recovery begins after it.
    let begin = stopRecorded + 56
    say(.recoveryStarted(.init()), at: Moment(begin), recorded: noted(begin))
    var offsets = [240, 540, 840, 1_140, 1_440, 1_740, 2_040]
    switch recipe.recovery {
    case .gapAt, .gapBeyond:
      let second = recipe.recovery == .gapAt ? 1_200 : 1_201
      offsets = [300, second, 1_600]
      plant(
        "S13", recipe.recovery == .gapAt ? .met : .missing,
        "read \(spelled(second - 300)) apart in the half hour",
        recipe.recovery == .gapAt ? .at : .beyond)
    case .firstBeyond:
      offsets = [901, 1_500]
      plant("S13", .missing, "first read 15 min 01 s after the stop", .beyond)
    case .stayAt: plant("S13", .met, "discharged 30 min 00 s after the stop", .at)
    case .stayWithin: plant("S13", .met, "discharged 30 min 01 s after the stop", .within)
    case .stayBeyond: plant("S13", .deviation, "discharged 29 min 59 s after the stop", .beyond)
    case .unread: plant("S13", .missing, "no SpO2 in the half hour")
    case .late:
      offsets = [200, 700, 1_100, 1_500, 1_750]
      plant("S13", .late, "read by hand, recorded 1 s after the discharge was", .beyond)
    case .ordinary: break
    }
    let readings = offsets.filter { stop + $0 < end }.map { offset in
      var reading = PlannedReading(stop + offset)
      if recipe.recovery == .unread { reading.channels = .withoutSaturation }
      if recipe.recovery == .late, offset > 200 { reading.recorded = endRecorded + 1 }
      return reading
    }
    record(readings)
  }
}
