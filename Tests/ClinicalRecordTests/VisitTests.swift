import ClinicalRecord
import SwiftProtobuf
import Testing

/// The order of an infusion, and what may still be said of it afterwards.
@Suite struct VisitTests {
  static let arrived = VisitEvent.OneOf_Event.arrived(.with { $0.indication = .depression })
  static let started = VisitEvent.OneOf_Event.infusionStarted(
    .with {
      $0.doseMg = 36.3
      $0.plannedMinutes = 45
      $0.route = .intravenous
    })
  static let paused = VisitEvent.OneOf_Event.infusionPaused(.init())
  static let resumed = VisitEvent.OneOf_Event.infusionResumed(.init())
  static let stopped = VisitEvent.OneOf_Event.infusionStopped(.with { $0.cause = .completed })
  static let recovering = VisitEvent.OneOf_Event.recoveryStarted(.init())
  static let alone = VisitEvent.OneOf_Event.discharged(.with { $0.destination = .alone })
  static let nausea = VisitEvent.OneOf_Event.sideEffectNoted(
    .with {
      $0.effect = .nausea
      $0.severity = 1
    })
  static let nauseaGone = VisitEvent.OneOf_Event.sideEffectResolved(.with { $0.effect = .nausea })

  /// Arrived 08:00, started 08:10.
  let running = given(Visit.self, [arrived, started])

  @Test func `a stop without a start is refused`() {
    given(Visit.self, [Self.arrived]).when(Self.stopped, by: .nurse).thenRefused(
      """
      "infusion stopped" cannot be recorded while the infusion has not started: no infusion has \
      started; record "infusion started" first, with its own time
      """)
  }

  @Test func `nothing is recorded before the arrival, not even an emergency`() {
    given(Visit.self, []).when(.emergencyCalled(.init()), by: .device).thenRefused(
      """
      "emergency called" cannot be recorded while the patient has not arrived: there is no visit \
      to record it in; record "arrived" first, with its own time
      """)
  }

  @Test func `a second arrival is refused`() {
    #expect(running.when(Self.arrived, by: .frontDesk).verdict == "duplicate")
  }

  @Test func `a stop may be in the minute of the start, not before it`() {
    running.when(Self.stopped, at: 10, by: .nurse).then(Self.stopped)
    running.when(Self.stopped, at: 9, by: .nurse).thenRefused(
      """
      "infusion stopped" cannot be recorded while the infusion is running: \
      2026-11-02T08:09-06:00 lies before the infusion was started at 2026-11-02T08:10-06:00; \
      give the time at which it happened
      """)
  }

  @Test func `a stop known to the day stands beside a start of that day`() throws {
    var day = minute(0)
    day.precision = .day
    let events = try running.state.decide(Self.stopped, occurred: day, by: .nurse)
    #expect(events == [Self.stopped])
  }

  @Test func `a pause, a resumption and a recovery do not lie before what they follow`() {
    #expect(running.when(Self.paused, at: 9, by: .nurse).verdict == "out of order")
    running.when(Self.paused, at: 10, by: .nurse).then(Self.paused)
    let pausedAt20 = running.and(Self.paused, at: 20)
    #expect(pausedAt20.when(Self.resumed, at: 19, by: .nurse).verdict == "out of order")
    pausedAt20.when(Self.resumed, at: 20, by: .nurse).then(Self.resumed)
    let stoppedAt55 = running.and(Self.stopped, at: 55)
    #expect(stoppedAt55.when(Self.recovering, at: 54, by: .nurse).verdict == "out of order")
    stoppedAt55.when(Self.recovering, at: 55, by: .nurse).then(Self.recovering)
  }

  @Test func `a pause that somebody forgot is recorded late, within the infusion`() {
    let over = running.and(Self.stopped, at: 55)
    over.when(Self.paused, at: 30, by: .nurse).then(Self.paused)
    #expect(over.when(Self.paused, at: 56, by: .nurse).verdict == "out of order")
    let late = over.and(Self.paused, at: 30)
    late.when(Self.resumed, at: 35, by: .nurse).then(Self.resumed)
    #expect(late.when(Self.resumed, at: 56, by: .nurse).verdict == "out of order")
    #expect(late.state.stage == .recovering)
  }

  @Test func `start and stop that somebody forgot are recorded after a transfer`() {
    let gone = given(Visit.self, [Self.arrived, .transferred(.init())])
    gone.when(Self.started, at: 5, by: .nurse).then(Self.started)
    gone.and(Self.started, at: 5).when(Self.stopped, at: 7, by: .nurse).then(Self.stopped)
  }

  @Test func `pausing, starting and stopping happen once at a time`() {
    #expect(running.when(Self.started, by: .nurse).verdict == "duplicate")
    #expect(
      running.and(Self.paused, at: 20).when(Self.paused, by: .nurse).verdict == "out of order")
    #expect(running.when(Self.resumed, by: .nurse).verdict == "out of order")
    let over = running.and(Self.stopped, at: 55)
    #expect(over.when(Self.stopped, by: .nurse).verdict == "duplicate")
    let watched = over.and(Self.recovering, at: 56)
    #expect(watched.when(Self.recovering, by: .nurse).verdict == "duplicate")
  }

  @Test func `nobody is discharged twice or on a running infusion`() {
    #expect(running.when(Self.alone, by: .nurse).verdict == "out of order")
    let over = running.and(Self.stopped, at: 55)
    over.when(Self.alone, by: .nurse).then(Self.alone)
    #expect(over.and(Self.alone, at: 90).when(Self.alone, by: .nurse).verdict == "duplicate")
    given(Visit.self, [Self.arrived]).when(Self.alone, by: .nurse).then(Self.alone)
  }

  @Test func `what is only against policy is recorded`() {
    // No identity, weight, fasting check, consent, supervisor, IV or monitor; then home alone at
    // once.
    given(Visit.self, [Self.arrived]).when(Self.started, by: .nurse).then(Self.started)
    running.and(Self.stopped, at: 12).when(Self.alone, at: 13, by: .nurse).then(Self.alone)
    let strange = VisitEvent.OneOf_Event.vitalsSampled(
      .with {
        $0.source = .monitor
        $0.sample.systolicMmhg = 60
        $0.sample.diastolicMmhg = 400
        $0.sample.heartRateBpm = 0
      })
    running.when(strange, by: .device).then(strange)
  }

  @Test func `an effect resolves while it is open, and not before it was noted`() {
    #expect(running.when(Self.nauseaGone, by: .nurse).verdict == "out of order")
    let sick = running.and(Self.nausea, at: 30)
    #expect(sick.state.openSideEffects == [.nausea])
    #expect(sick.when(Self.nauseaGone, at: 29, by: .nurse).verdict == "out of order")
    sick.when(Self.nauseaGone, at: 30, by: .nurse).then(Self.nauseaGone)
    let other = VisitEvent.OneOf_Event.sideEffectResolved(.with { $0.effect = .headache })
    #expect(sick.when(other, by: .nurse).verdict == "out of order")
    let well = sick.and(Self.nauseaGone, at: 40)
    #expect(well.state.openSideEffects == [])
    #expect(well.when(Self.nauseaGone, by: .nurse).verdict == "out of order")
    #expect(well.and(Self.nausea, at: 45).state.openSideEffects == [.nausea])
  }

  @Test func `what was eaten was eaten before it was asked about`() {
    func checked(_ minutes: Int) -> VisitEvent.OneOf_Event {
      .fastingChecked(
        .with {
          $0.intakes = [
            .with {
              $0.item = .water
              $0.takenAt = minute(minutes).stated
            }
          ]
        })
    }
    let here = given(Visit.self, [Self.arrived])
    here.when(checked(10), at: 10, by: .nurse).then(checked(10))
    #expect(here.when(checked(11), at: 10, by: .nurse).verdict == "intakes.taken_at")
  }

  @Test func `a time that no calendar has is refused`() throws {
    var nowhere = minute(20)
    nowhere.utcOffsetMinutes = 1_081
    let visit = running.state
    #expect(throws: Rejection.self) {
      try visit.decide(Self.stopped, occurred: nowhere, by: .nurse)
    }
    nowhere = minute(20)
    nowhere.precision = .unspecified
    #expect(throws: Rejection.self) {
      try visit.decide(Self.stopped, occurred: nowhere, by: .nurse)
    }
  }
}
