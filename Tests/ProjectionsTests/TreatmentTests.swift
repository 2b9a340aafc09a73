import ClinicalRecord
import Compliance
import Foundation
import Projections
import SwiftProtobuf
import Testing

@Suite struct TreatmentTests {
  private func state(_ events: [(ClinicalEvent, UInt32)]) -> Treatment.State {
    var state = Treatment.initial
    for (index, event) in events.enumerated() {
      Treatment.apply(
        fact(event.0, position: UInt64(index)), visitNumber: event.1, to: &state)
    }
    return state
  }

  private static let arrived = ClinicalEvent.visit(.arrived(.with { $0.indication = .depression }))
  private static let started = ClinicalEvent.visit(.infusionStarted(.init()))

  private static func stopped(_ cause: InfusionStopped.Cause) -> ClinicalEvent {
    .visit(.infusionStopped(.with { $0.cause = cause }))
  }

  private static func scored(_ total: UInt32, item9: UInt32) -> ClinicalEvent {
    .chart(
      .outcomeScored(
        .with {
          $0.scale = .phq9
          $0.total = total
          $0.item9 = item9
        }))
  }

  @Test func `an infusion is one of its visit, completed where the first stop says so`() {
    let state = state([
      (Self.arrived, 1), (Self.started, 1), (Self.stopped(.completed), 1), (Self.arrived, 2),
      (Self.started, 2), (Self.stopped(.safety), 2), (Self.stopped(.completed), 2),
    ])
    let record = state.record(on: .unnamed)
    #expect(record.infusions.map(\.position) == [1, 4])
    #expect(record.infusions.map(\.isCompleted) == [true, false])
    #expect(state.visits.map(\.stage) == [.recovering, .recovering])
  }

  @Test func `a risk is open until it is answered, and what comes after the answer is open again`()
  {
    let answered = ClinicalEvent.chart(.riskAnswered(.with { $0.outcome = .noAcuteRisk }))
    let escalated = ClinicalEvent.chart(.riskEscalated(.with { $0.cause = .score }))
    #expect(state([(Self.scored(12, item9: 0), 0)]).openRisks.isEmpty)
    #expect(state([(Self.scored(12, item9: 1), 0), (escalated, 0)]).openRisks == [0, 1])
    #expect(state([(Self.scored(12, item9: 1), 0), (answered, 0)]).openRisks.isEmpty)
    #expect(
      state([(Self.scored(12, item9: 1), 0), (answered, 0), (Self.scored(9, item9: 2), 0)])
        .openRisks == [2])
  }

  @Test func `what was said of courses and of merges is kept, and taken back`() {
    let other = Data(repeating: 7, count: 16)
    func merge(_ part: ChartMerged.Part) -> ClinicalEvent {
      .chart(
        .chartMerged(
          .with {
            $0.otherChart = other
            $0.part = part
          }))
    }
    let planned = ClinicalEvent.chart(
      .coursePlanned(
        .with {
          $0.indication = .chronicPain
          $0.plannedInfusions = 5
          $0.plannedDays = 10
        }))
    let state = state([(planned, 0), (merge(.survivor), 0)])
    #expect(state.marks.map(\.kind) == [.planned(infusions: 5, days: 10)])
    #expect(state.absorbed == [[UInt8](other)])
    let undone = self.state([
      (merge(.survivor), 0),
      (
        .chart(
          .chartUnmerged(
            .with {
              $0.otherChart = other
              $0.part = .survivor
            })), 0
      ),
    ])
    #expect(undone.absorbed.isEmpty)
  }

  @Test func `a row is read as it was written`() throws {
    let state = state([
      (Self.arrived, 1), (Self.started, 1), (Self.stopped(.patientRequest), 1), (Self.arrived, 2),
      (Self.scored(12, item9: 1), 0),
      (.chart(.courseCompleted(.with { $0.indication = .depression })), 0),
      (.chart(.riskAnswered(.with { $0.outcome = .referred })), 0),
    ])
    #expect(try Treatment.State(rowBytes: state.rowBytes) == state)
    #expect(try Treatment.State(rowBytes: Treatment.initial.rowBytes) == Treatment.initial)
  }
}

@Suite struct ScheduleTests {
  private static func minute(_ minutes: Int64) -> StatedTime {
    .with {
      $0.unixUs = minutes * 60_000_000
      $0.precision = .minute
    }
  }

  private func state(_ events: [ChartEvent.OneOf_Event]) -> Schedule.State {
    var state = Schedule.initial
    for (index, event) in events.enumerated() {
      Schedule.apply(
        fact(.chart(event), position: UInt64(index)), visitNumber: 0, to: &state)
    }
    return state
  }

  private static func scheduled(_ minutes: Int64) -> ChartEvent.OneOf_Event {
    .infusionScheduled(
      .with {
        $0.scheduledFor = minute(minutes)
        $0.indication = .chronicPain
      })
  }

  @Test func `a date is moved, and what became of it is kept`() throws {
    let state = state([
      Self.scheduled(100), Self.scheduled(200), Self.scheduled(300),
      .infusionRescheduled(
        .with {
          $0.scheduledFor = Self.minute(100)
          $0.rescheduledFor = Self.minute(150)
        }),
      .infusionCancelled(.with { $0.scheduledFor = Self.minute(200) }),
      .noShowRecorded(.with { $0.scheduledFor = Self.minute(300) }),
    ])
    let all = state.appointments.all
    #expect(all.map(\.outcome) == [.due, .cancelled, .noShow])
    #expect(all.map { $0.time.unixMicroseconds / 60_000_000 } == [150, 200, 300])
    #expect(all.map(\.position) == [0, 1, 2])
    #expect(try Schedule.State(rowBytes: state.rowBytes) == state)
  }

  @Test func `a visit's events are no matter of it`() {
    var state = Schedule.initial
    Schedule.apply(
      fact(.visit(.arrived(.init())), position: 0), visitNumber: 1, to: &state)
    #expect(state == Schedule.initial && Schedule.streams == [.chart])
  }
}
