import ClinicalRecord
import SwiftProtobuf
import Testing

@Suite struct VitalsRunTests {
  /// Rows of random width and precision, as text: the independent way is to read the text as a
  /// double.
  func randomRows(
    _ dice: inout SeededDice
  ) -> [(offset: UInt32, texts: [VitalsChannel: String])] {
    var offset: UInt32 = 0
    return (0..<Int.random(in: 1...90, using: &dice)).map { row in
      if row > 0 { offset += .random(in: 1...300, using: &dice) }
      var texts: [VitalsChannel: String] = [:]
      for channel in VitalsChannel.ofRun where Bool.random(using: &dice) {
        texts[channel] = randomNumber(&dice)
      }
      if texts.isEmpty { texts[.spo2] = "0" }
      return (offset, texts)
    }
  }

  func randomNumber(_ dice: inout SeededDice) -> String {
    let whole = String(Int.random(in: 0...400, using: &dice))
    let places = Int.random(in: 0...6, using: &dice)
    let decimals = (0..<places).map { _ in String(Int.random(in: 0...9, using: &dice)) }
    return places == 0 ? whole : "\(whole).\(decimals.joined())"
  }

  @Test(arguments: 0..<60)
  func `what is packed unpacks to the very same numbers`(seed: Int) throws {
    var dice = SeededDice(seed: UInt64(seed))
    let rows = randomRows(&dice)
    let run = try VitalsRun(
      rows: rows.map { row in
        var reading = VitalsReading()
        for (channel, text) in row.texts { reading[channel] = ExactDecimal(text) }
        return (row.offset, reading)
      })
    let event = ClinicalEvent.visit(
      .vitalsSampled(
        .with {
          $0.source = .monitor
          $0.run = run
        }))
    let read = try ClinicalEvent.parse(stream: .visit, kind: 14, bytes: event.serialized())
    guard case .visit(.vitalsSampled(let vitals)) = read else {
      Issue.record("not a run")
      return
    }
    try vitals.validate()
    let samples = vitals.run.samples()
    #expect(samples.map(\.offsetSeconds) == rows.map(\.offset))
    for (row, sample) in zip(rows, samples) {
      for channel in VitalsChannel.allCases {
        #expect(sample.sample[channel] == row.texts[channel].flatMap(Double.init))
      }
    }
  }

  @Test func `a channel of every row names no rows`() throws {
    var reading = VitalsReading()
    reading.pulseBpm = ExactDecimal("60")
    reading.spo2Percent = ExactDecimal("97.5")
    var other = VitalsReading()
    other.pulseBpm = ExactDecimal("61.25")
    let run = try VitalsRun(rows: [(0, reading), (60, other)])
    #expect(run.pulseBpm.rows == [])
    #expect(run.pulseBpm.scaled == [6_000, 6_125])
    #expect(run.pulseBpm.decimalPlaces == 2)
    #expect(run.spo2Percent.rows == [0])
    #expect(run.spo2Percent.scaled == [975])
    #expect(!run.hasHeartRateBpm)
  }

  @Test func `blank, doubled and unsorted rows are refused`() {
    var reading = VitalsReading()
    reading.pulseBpm = ExactDecimal("60")
    let bad: [[(offsetSeconds: UInt32, reading: VitalsReading)]] = [
      [], [(1, reading)], [(0, reading), (0, reading)],
      [(0, reading), (60, reading), (30, reading)],
      [(0, reading), (60, VitalsReading())],
    ]
    for rows in bad {
      #expect(throws: Rejection.self) { try VitalsRun(rows: rows) }
    }
  }

  @Test func `a device's code in a run is kept as it is, marked, and in no range`() throws {
    let rows: [(UInt32, VitalsReading)] = [("60", "98"), ("-66", "127"), ("32767", "97")]
      .enumerated().map { index, row in
        var reading = VitalsReading()
        reading.heartRateBpm = ExactDecimal(row.0)
        reading.spo2Percent = ExactDecimal(row.1)
        return (UInt32(index * 60), reading)
      }
    let sampled = VitalsSampled.with {
      $0.source = .monitor
      $0.run = (try? VitalsRun(rows: rows)) ?? VitalsRun()
    }
    try sampled.validate()
    #expect(sampled.run.samples().map { $0.sample[.heartRate] } == [60, -66, 32_767])
    #expect(
      sampled.sentence(occurred: minute(0))
        == "monitor, 3 samples to 08:02: HR 60 · SpO2 97–98 % · 2 suspect")
  }

  @Test func `a value is possible within the domain's range, its ends among it`() {
    for channel in VitalsChannel.allCases {
      guard let possible = channel.possible else { continue }
      #expect(channel.isPossible(possible.lowerBound) && channel.isPossible(possible.upperBound))
      #expect(!channel.isPossible(possible.lowerBound - 1), "\(channel)")
      #expect(!channel.isPossible(possible.upperBound + 1), "\(channel)")
    }
    for code in [-1.0, -66, 2_047, 32_767] {
      #expect(VitalsChannel.ofRun.allSatisfy { !$0.isPossible(code) })
    }
  }

  @Test func `numbers that no longer fit once aligned are refused, with their row`() {
    var fine = VitalsReading()
    fine.meanMmhg = ExactDecimal("0.000001")
    var wide = VitalsReading()
    wide.meanMmhg = ExactDecimal("2148")
    let error = #expect(throws: Rejection.self) { try VitalsRun(rows: [(0, fine), (60, wide)]) }
    #expect(error?.description.contains("mean_mmhg of row 2") == true)
  }

  @Test(arguments: [
    "", ".", "1.", ".5", "-", "--1", "-.5", "1-", "+1", "1e3", "1,5", " 1", "1 ", "1.2.3",
    "1.2345678", "2147483648",
    "2147.483648", "99999999999999999999", "NaN", "０",
  ])
  func `a number that is not plainly written is refused`(text: String) {
    #expect(ExactDecimal(text) == nil)
  }

  @Test(arguments: [
    ("0", 0, 0), ("062.80", 6_280, 2), ("2147483647", .max, 0), ("2147.483647", .max, 6),
    ("1.234567", 1_234_567, 6), ("-66", -66, 0), ("-0.5", -5, 1),
  ])
  func `a number keeps every digit`(text: String, scaled: Int32, places: Int) {
    #expect(ExactDecimal(text) == ExactDecimal(scaled: scaled, decimalPlaces: places))
    #expect(ExactDecimal(text)?.doubleValue == Double(text))
  }

  @Test func `no number has more than six or fewer than no decimals`() {
    #expect(ExactDecimal(scaled: 1, decimalPlaces: 7) == nil)
    #expect(ExactDecimal(scaled: 1, decimalPlaces: -1) == nil)
  }
}

@Suite struct TimedSampleTests {
  @Test func `all samples of a visit come in the order in which they were measured`() throws {
    var first = VitalsReading()
    first.heartRateBpm = ExactDecimal("60")
    var second = VitalsReading()
    second.heartRateBpm = ExactDecimal("0")
    let run = try VitalsRun(rows: [(0, first), (90, second)])
    let packed = VitalsSampled.with {
      $0.source = .monitor
      $0.run = run
    }
    let single = { (spo2: Double) in
      VitalsSampled.with {
        $0.source = .takenByHand
        $0.sample.spo2Percent = spo2
      }
    }
    let samples = given(Visit.self, [])
      .and(.vitalsSampled(single(99)), at: 11)
      .and(.vitalsSampled(packed), at: 10)
      .and(.vitalsSampled(single(98)), at: 10)
      .and(.vitalsSampled(single(0)), at: 5)
      .state.samples()
    #expect(samples.map(\.position) == [103, 101, 102, 100, 101])
    #expect(
      samples.map { $0.occurred.unixMicroseconds - minute(0).unixMicroseconds }
        == [300_000_000, 600_000_000, 600_000_000, 660_000_000, 690_000_000])
    #expect(samples.map(\.source.rawValue) == [1, 2, 1, 1, 2])
    #expect(
      samples.map { $0.reading(.heartRate) }
        == [.absent, .value(60), .absent, .absent, .deviceReportedZero])
    #expect(samples[0].reading(.spo2) == .deviceReportedZero)
  }

  @Test func `a device's zero is neither a rate nor silence`() {
    var sample = VitalsSample()
    for channel in VitalsChannel.allCases {
      #expect(sample.reading(channel) == .absent)
    }
    #expect(sample.isEmpty)
    sample.heartRateBpm = 0
    sample.pulseBpm = 0
    sample.spo2Percent = 0
    sample.respiratoryRateBpm = 0
    #expect(!sample.isEmpty)
    for channel in [VitalsChannel.heartRate, .pulse, .spo2] {
      #expect(sample.reading(channel) == .deviceReportedZero)
      #expect(sample.reading(channel).value == nil)
    }
    #expect(sample.reading(.respiratoryRate) == .value(0))
  }
}
