import ClinicalRecord
import SwiftProtobuf
import Testing

@testable import Projections

/// Vital signs and facts as rows hold them.
@Suite struct VitalsRowsTests {
  private static func fact(
    _ position: UInt64, _ sampled: VitalsSampled, at microseconds: Int64 = 1_793_624_400_000_000
  ) -> Fact<VitalsSampled> {
    Fact(
      sampled, position: position,
      occurred: ClinicalTime(
        unixMicroseconds: microseconds, utcOffsetMinutes: -360, precision: .minute),
      recordedMicroseconds: microseconds + 5, actor: 7)
  }

  private static func sampled(_ value: Double) -> VitalsSampled {
    .with {
      $0.source = .takenByHand
      $0.sample = .with { $0.heartRateBpm = value }
    }
  }

  private static var log: VitalsLog {
    get throws {
      var log = VitalsLog()
      let values = [
        0, 72, 72.5, 98.6, 0.1 + 0.2, 1e14, 1e15, 1e300, 36.123456, 36.1234567, 32_767,
        Double.pi, .leastNonzeroMagnitude, -0.0, 3.25e-3,
      ]
      for (index, value) in values.enumerated() {
        log.append(fact(UInt64(10 + index * 3), sampled(value)))
      }
      var all = sampled(61)
      all.sample = .with {
        $0.heartRateBpm = 61
        $0.pulseBpm = 60
        $0.respiratoryRateBpm = 14
        $0.spo2Percent = 0
        $0.systolicMmhg = 70
        $0.diastolicMmhg = 90
        $0.meanMmhg = 80
        $0.temperatureCel = 36.6
        $0.rhythm = .UNRECOGNIZED(99)
        $0.sedationRass = -3
      }
      var amended = fact(200, all, at: -1)
      amended.amendment = Amendment(position: 300, firstRecordedMicroseconds: -9, firstActor: 2)
      log.append(amended)
      let rows = try (0..<5).map { row in
        var reading = VitalsReading()
        reading.heartRateBpm = try #require(ExactDecimal("7\(row)"))
        if row.isMultiple(of: 2) { reading.spo2Percent = try #require(ExactDecimal("98.25")) }
        return (offsetSeconds: UInt32(row * 60), reading: reading)
      }
      log.append(
        fact(
          400,
          try .with {
            $0.source = .monitor
            $0.run = try VitalsRun(rows: rows)
          }))
      log.append(fact(.max, VitalsSampled()))
      return log
    }
  }

  @Test func `vital signs are read as they were written`() throws {
    let log = try Self.log
    #expect(try VitalsLog(rowBytes: log.rowBytes) == log)
    #expect(try VitalsLog(rowBytes: VitalsLog().rowBytes) == VitalsLog())
    let read = try VitalsLog(rowBytes: log.rowBytes)
    #expect(read.values.map(\.bitPattern) == log.values.map(\.bitPattern))
  }

  @Test func `a usual reading takes few bytes`() {
    var log = VitalsLog()
    for index in 0..<1_000 {
      log.append(
        Self.fact(
          UInt64(10 + index),
          .with {
            $0.source = .monitor
            $0.sample = .with {
              $0.heartRateBpm = 72
              $0.spo2Percent = 98
              $0.systolicMmhg = 118
              $0.diastolicMmhg = 76
            }
          }, at: 1_793_624_400_000_000 + Int64(index) * 60_000_000))
    }
    #expect(log.rowBytes.count < 45_000)
  }

  @Test func `a row that is cut short, goes on or does not fit together is none`() throws {
    let bytes = try Self.log.rowBytes
    for count in 0..<bytes.count {
      #expect(throws: RowDefect.self) {
        _ = try VitalsLog(rowBytes: Array(bytes.prefix(count)))
      }
    }
    #expect(throws: RowDefect.self) { _ = try VitalsLog(rowBytes: bytes + [0]) }
    let log = try Self.log
    #expect(VitalsLog(entries: log.entries, readings: log.readings, values: log.values) == log)
    #expect(
      VitalsLog(entries: log.entries, readings: log.readings, values: log.values + [1]) == nil)
    #expect(
      VitalsLog(entries: log.entries, readings: log.readings.dropLast(), values: log.values) == nil)
    #expect(
      VitalsLog(entries: log.entries.reversed(), readings: log.readings, values: log.values) == nil)
  }

  @Test func `no bytes stop the program`() {
    for _ in 0..<2_000 {
      let bytes = (0..<Int.random(in: 0..<60)).map { _ in UInt8.random(in: 0...255) }
      _ = try? VitalsLog(rowBytes: bytes)
      _ = try? Fact<ClinicalEvent>(rowBytes: bytes)
    }
    #expect(throws: RowDefect.self) {
      _ = try VitalsLog(rowBytes: [UInt8](repeating: 0xFF, count: 60))
    }
  }

  @Test func `a fact is read as it was written`() throws {
    let events: [ClinicalEvent] = [
      .visit(.weighed(.with { $0.weightKg = 72.6 })),
      .chart(.historyFormReceived(.with { $0.formVersion = "4" })),
    ]
    for event in events {
      let fact = Fact(
        event, position: 1 << 40,
        occurred: ClinicalTime(unixMicroseconds: -5, utcOffsetMinutes: 330, precision: .day),
        recordedMicroseconds: .max, actor: .max)
      let read = try Fact<ClinicalEvent>(rowBytes: fact.rowBytes)
      #expect(read.value == event)
      #expect(read.position == fact.position && read.occurred == fact.occurred)
      #expect(read.recordedMicroseconds == .max && read.actor == .max && read.amendment == nil)
    }
  }
}
