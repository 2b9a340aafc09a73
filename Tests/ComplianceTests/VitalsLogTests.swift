import ClinicalRecord
import SwiftProtobuf
import TestSupport
import Testing

@testable import Compliance

/// Vital signs that were folded say what their messages said, one by one.
struct VitalsLogTests {
  private static let seeds: [UInt64] = Array(1...40)

  // MARK: Random messages

  private static func fact(
    at position: UInt64, _ dice: inout SeededRandom
  ) -> Fact<VitalsSampled> {
    let isRun = Int.random(in: 0..<3, using: &dice) == 0
    let event = VitalsSampled.with {
      $0.source = Bool.random(using: &dice) ? .monitor : .takenByHand
      if isRun { $0.run = run(&dice) } else { $0.sample = sample(&dice) }
    }
    let minute = Int64.random(in: 0..<90, using: &dice)
    let second = Int64.random(in: 0..<3, using: &dice) * 20
    let precisions: [TimePrecision] = [.minute, .second, .microsecond]
    var fact = Fact(
      event, position: position,
      occurred: ClinicalTime(
        unixMicroseconds: start + (minute * 60 + second) * 1_000_000, utcOffsetMinutes: -360,
        precision: precisions.randomElement(using: &dice) ?? .minute),
      recordedMicroseconds: start + Int64.random(in: 0..<120, using: &dice) * 60_000_000,
      actor: UInt32.random(in: 3...4, using: &dice))
    if Int.random(in: 0..<5, using: &dice) == 0 {
      fact.amendment = Amendment(
        position: position + 1_000, firstRecordedMicroseconds: fact.recordedMicroseconds - 7,
        firstActor: 3)
    }
    return fact
  }

  private static let start = time("2026-11-02 09:00").unixMicroseconds

  private static func sample(_ dice: inout SeededRandom) -> VitalsSample {
    var sample = VitalsSample()
    let values = [0, 40, 72, 72.5, 98, 118, 127, 400, 32_767]
    func some() -> Double? { Bool.random(using: &dice) ? values.randomElement(using: &dice) : nil }
    if let value = some() { sample.heartRateBpm = value }
    if let value = some() { sample.pulseBpm = value }
    if let value = some() { sample.respiratoryRateBpm = value }
    if let value = some() { sample.spo2Percent = value }
    if let value = some() { sample.systolicMmhg = value }
    if let value = some() { sample.diastolicMmhg = value }
    if let value = some() { sample.meanMmhg = value }
    if let value = some() { sample.temperatureCel = value }
    if Bool.random(using: &dice) { sample.rhythm = .sinus }
    if Bool.random(using: &dice) { sample.sedationRass = .random(in: -7...6, using: &dice) }
    return sample
  }

  private static func run(_ dice: inout SeededRandom) -> VitalsRun {
    var offset: UInt32 = 0
    var rows: [(offsetSeconds: UInt32, reading: VitalsReading)] = []
    for _ in 0..<Int.random(in: 1...8, using: &dice) {
      var reading = VitalsReading()
      reading.heartRateBpm = ExactDecimal("7\(Int.random(in: 0...2, using: &dice)).5")
      for channel in VitalsChannel.ofRun where Bool.random(using: &dice) {
        reading[channel] = ["0", "98", "118", "127", "76.25", "-66"].randomElement(using: &dice)
          .flatMap { ExactDecimal($0) }
      }
      if reading.isEmpty { reading.pulseBpm = ExactDecimal("60") }
      rows.append((offset, reading))
      offset += [20, 60, 1_200].randomElement(using: &dice) ?? 60
    }
    do { return try VitalsRun(rows: rows) } catch { preconditionFailure("\(error)") }
  }

  private static func facts(_ seed: UInt64) -> [Fact<VitalsSampled>] {
    var dice = SeededRandom(seed: seed)
    let count = Int.random(in: 0...30, using: &dice)
    return (0..<count).map { fact(at: 100 + UInt64($0) * 3, &dice) }
  }

  private static func visit(_ facts: [Fact<VitalsSampled>]) -> Visit {
    facts.reduce(into: Visit()) { $0.evolve($1.with(.vitalsSampled($1.value))) }
  }

  // MARK: The messages themselves, as a reader of them would go about it

  private static func samples(_ fact: Fact<VitalsSampled>) -> [(Int64, VitalsSample)] {
    switch fact.value.content {
    case .sample(let sample): [(0, sample)]
    case .run(let run): run.samples().map { (Int64($0.offsetSeconds) * 1_000_000, $0.sample) }
    case nil: []
    }
  }

  private static func kind(
    _ channel: MonitoredChannel, of sample: VitalsSample
  ) -> Observation.Kind? {
    let vital: VitalsChannel
    switch channel {
    case .heartRhythm: return sample.rhythm == .unspecified ? nil : .value
    case .heartRate: vital = .heartRate
    case .spo2: vital = .spo2
    case .bloodPressure: vital = .systolic
    case .respiration: vital = .respiratoryRate
    }
    switch sample.reading(vital) {
    case .absent: return nil
    case .deviceReportedZero: return .deviceZero
    case .value: return sample.isSuspect(vital) ? .suspect : .value
    }
  }

  private static let window = ObservationWindow(
    from: Observation(
      interval: Interval(time("2026-11-02 09:10")), utcOffsetMinutes: -360, position: 1),
    to: Observation(
      interval: Interval(time("2026-11-02 10:10")), utcOffsetMinutes: -360, position: 2))

  @Test(arguments: seeds)
  func `a channel read what each message says of it, in ledger order`(seed: UInt64) {
    let facts = Self.facts(seed)
    let visit = Self.visit(facts)
    for channel in MonitoredChannel.allCases {
      let expected = facts.flatMap { fact in
        Self.samples(fact).compactMap { offset, sample -> String? in
          var interval = Interval(fact.occurred)
          interval.earliest += offset
          interval.latest += offset
          guard Self.window.includes(interval), let kind = Self.kind(channel, of: sample) else {
            return nil
          }
          return "\(fact.position) \(interval) \(kind) \(fact.occurred.utcOffsetMinutes)"
        }
      }
      let found = channel.observations(of: visit.vitals, within: Self.window).map {
        "\($0.position) \($0.interval) \($0.kind) \($0.utcOffsetMinutes)"
      }
      #expect(found == expected, "\(channel)")
    }
  }

  @Test(arguments: seeds)
  func `the samples of a visit are those of its messages, in the order of their times`(
    seed: UInt64
  ) {
    let facts = Self.facts(seed)
    let all = facts.flatMap { fact in
      Self.samples(fact).map { offset, sample in
        (
          fact.occurred.unixMicroseconds + offset,
          "\(fact.position) \(fact.actor) \(fact.recordedMicroseconds) \(fact.value.source) "
            + "\(fact.occurred.precision) \(sample)"
        )
      }
    }
    let expected = all.enumerated().sorted {
      ($0.element.0, $0.offset) < ($1.element.0, $1.offset)
    }.map(\.element)
    let found = Self.visit(facts).samples().map { sample in
      (
        sample.occurred.unixMicroseconds,
        "\(sample.position) \(sample.actor) \(sample.recordedMicroseconds) \(sample.source) "
          + "\(sample.occurred.precision) \(sample.sample)"
      )
    }
    #expect(found.map(\.0) == expected.map(\.0))
    #expect(found.map(\.1) == expected.map(\.1))
  }

  @Test(arguments: seeds)
  func `two readings of a monitor contradict one another where a channel differs`(seed: UInt64) {
    let facts = Self.facts(seed)
    let rows = facts.filter { $0.value.source == .monitor }.flatMap { fact in
      Self.samples(fact).map {
        (time: fact.occurred.unixMicroseconds + $0.0, sample: $0.1, position: fact.position)
      }
    }
    var expected: [UInt64: Set<UInt64>] = [:]
    for one in rows {
      for other in rows where other.time == one.time && other.position != one.position {
        let differs = VitalsChannel.allCases.contains { channel in
          guard let a = one.sample[channel], let b = other.sample[channel] else { return false }
          return a != b
        }
        if differs { expected[one.position, default: []].insert(other.position) }
      }
    }
    #expect(Self.visit(facts).conflictingSamples() == expected.mapValues { $0.sorted() })
  }

  @Test(arguments: seeds)
  func `the same statement is found again within a minute, and no other`(seed: UInt64) {
    let facts = Self.facts(seed)
    let vitals = Self.visit(facts).vitals
    for fact in facts {
      var later = fact.occurred
      later.unixMicroseconds += 59_999_999
      let expected = facts.last {
        $0.value == fact.value
          && ($0.occurred.unixMicroseconds - later.unixMicroseconds).magnitude < 60_000_000
      }
      #expect(
        vitals.repeated(fact.value, at: later, within: 60_000_000)?.position == expected?.position)
      var other = fact.value
      other.note += "."
      #expect(vitals.repeated(other, at: later, within: .max) == nil)
    }
    #expect(facts.allSatisfy { vitals.holds($0.position) && !vitals.holds($0.position + 1) })
  }

  // MARK: The rules

  /// A visit of which nobody knows how it was watched.
  private static func story(_ dice: inout SeededRandom) -> Story {
    var story = VitalsRuleTests.mood([])
    for index in 0..<Int.random(in: 0...14, using: &dice) {
      let minute = Int.random(in: 8 * 60 + 55...10 * 60 + 30, using: &dice)
      story = story.telling(
        "reading \(index)", .visit(.vitalsSampled(fact(at: 0, &dice).value)),
        at: Story.clock(minutes: minute),
        recorded: Story.clock(
          minutes: minute + (Bool.random(using: &dice) ? 0 : .random(in: 0...90, using: &dice))))
    }
    if Int.random(in: 0..<3, using: &dice) == 0 {
      story = story.until(Story.clock(minutes: .random(in: 9 * 60...10 * 60, using: &dice)))
    }
    return story
  }

  @Test(arguments: seeds)
  func `what departs is what is a deviation now and was none before`(seed: UInt64) {
    var dice = SeededRandom(seed: seed)
    for _ in 0..<10 {
      let story = Self.story(&dice)
      var before = story
      let count = Int.random(in: 0...story.lines.count, using: &dice)
      before.lines = Array(story.recorded.prefix(count))
      var then = before.caseFile
      then.nowMicroseconds = story.caseFile.nowMicroseconds
      let known = Set(
        RuleBook.findings(for: then).filter(\.verdict.isDeviation).map(\.rule))
      let now = RuleBook.findings(for: story.caseFile).filter(\.verdict.isDeviation)
      #expect(
        RuleBook.departures(before: before.caseFile, after: story.caseFile)
          == now.filter { !known.contains($0.rule) })
      #expect(RuleBook.departures(before: nil, after: story.caseFile) == now)
    }
  }

  @Test(arguments: seeds)
  func `a rule that says that nothing departs finds no deviation`(seed: UInt64) {
    var dice = SeededRandom(seed: seed)
    var quick = 0
    for _ in 0..<30 {
      let file = Self.story(&dice).caseFile
      for rule in RuleBook.rules where !rule.mayDepart(in: file) {
        quick += 1
        #expect(!rule.judgement(of: file).verdict.isDeviation)
      }
    }
    #expect(quick > 0)
  }

  @Test func `readings in order and near enough are told without what they come to`() {
    #expect(!S08VitalsThroughout().mayDepart(in: Story.mood.caseFile))
    let gap = VitalsRuleTests.mood(["09:10", "09:26", "09:35"])
    #expect(S08VitalsThroughout().mayDepart(in: gap.caseFile))
    // Taken down late, it stands before the others in time.
    let late = VitalsRuleTests.mood(["09:15", "09:30"]).telling(
      "late", Story.vitals(heartRate: 70, spo2: 97), at: "09:05", recorded: "09:40")
    #expect(S08VitalsThroughout().mayDepart(in: late.caseFile))
    #expect(S08VitalsThroughout().judgement(of: late.caseFile).verdict == .met)
  }
}
