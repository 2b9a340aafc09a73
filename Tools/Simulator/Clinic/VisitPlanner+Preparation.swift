internal import ClinicalRecord
internal import SwiftProtobuf

// S5, S6, S7, S22, S27: what comes before the infusion.

extension VisitPlanner {
  /// The door.
  mutating func planReception() {
    planArrival()
    planIdentity()
    // Where nothing hangs on who named the driver when.
    let other: Set<ReleaseCard> = [
      .nameless, .namedBefore, .namedAtDischarge, .namedAfterDischarge,
    ]
    guard !other.contains(recipe.release) else { return }
    say(
      .driverNamed(
        .with {
          $0.driver = .with {
            $0.name = "A Driver"
            $0.relation = "sister"
          }
        }), at: Moment(times.arrival + 45), by: .kim, recorded: times.arrival + 50)
  }

  mutating func planArrival() {
    let indication = patient.indication
    say(
      .arrived(.with { $0.indication = indication }), at: Moment(times.arrival), by: .kim,
      recorded: times.arrival + 50)
  }

  private mutating func planIdentity() {
    let ordinarily = times.arrival + 40
    let recorded = times.arrival + 50
    var timing = Timing.ordinary
    switch recipe.identity {
    case .timed(let own): timing = own
    case .oneIdentifier:
      plant("S27", .missing, "confirmed by the name alone", .stepBeyond)
      return identify([.name], at: Moment(ordinarily), recorded: recorded)
    case .oneByOne:
      plant("S27", .met, "confirmed by the name, and by the birth date after it", .at)
      identify([.name], at: Moment(ordinarily), recorded: recorded)
      return identify([.birthDate], at: Moment(start), recorded: startRecorded)
    }
    guard
      let confirmed = timed(
        timing, ["S27"], "the identity confirmed", before: startAct, ordinarily: ordinarily,
        recorded: recorded)
    else { return }
    identify([.name, .birthDate], at: confirmed.at, recorded: confirmed.recorded)
  }

  private mutating func identify(
    _ identifiers: [IdentityConfirmed.Identifier], at moment: Moment, recorded: Int
  ) {
    say(
      .identityConfirmed(.with { $0.identifiers = identifiers }), at: moment,
      by: recorder(.kim, at: recorded), recorded: recorded)
  }

  // MARK: Fasting (S5, S6)

  private struct Intake {
    var item: OralIntake.Item
    /// Nil: the patient does not know.
    var taken: Moment?
  }

  mutating func planFasting() {
    let sixHours = 6 * 3_600
    let twoHours = 2 * 3_600
    var solid = Intake(item: .solidFood, taken: Moment(minuteOf: start - 9 * 3_600))
    var liquid = Intake(item: .water, taken: Moment(minuteOf: start - 3 * 3_600))
    var at = start - 470
    var recorded = start - 460
    switch recipe.fasting {
    case .ordinary: break
    case .solidAt:
      solid.taken = Moment(start - sixHours)
      plant("S5", .met, "solid food \(spelled(sixHours)) before the start", .at)
    case .solidWithin:
      solid = Intake(item: .soup, taken: Moment(start - sixHours - 1))
      plant("S5", .met, "soup \(spelled(sixHours + 1)) before the start", .within)
    case .solidBeyond:
      solid.taken = Moment(start - sixHours + 1)
      plant("S5", .deviation, "solid food \(spelled(sixHours - 1)) before the start", .beyond)
    case .milkyBeyond:
      solid = Intake(item: .coffeeOrTeaWithMilk, taken: Moment(start - sixHours + 1))
      plant(
        "S5", .deviation, "coffee with milk \(spelled(sixHours - 1)) before the start", .beyond)
    case .solidMinuteAt:
      solid = Intake(item: .milk, taken: Moment(minuteOf: start - sixHours))
      plant("S5", .met, "milk in the minute 6 h before the start", .minuteAt)
    case .solidMinuteBeyond:
      solid = Intake(item: .pulpyJuice, taken: Moment(minuteOf: start - sixHours + 60))
      plant("S5", .deviation, "pulpy juice in the minute after that", .minuteBeyond)
    case .solidUnknown:
      solid = Intake(item: .other)
      plant("S5", .missing, "something that the patient does not know the time of")
    case .liquidAt:
      liquid.taken = Moment(start - twoHours)
      plant("S6", .met, "water \(spelled(twoHours)) before the start", .at)
    case .liquidWithin:
      liquid = Intake(item: .blackTea, taken: Moment(start - twoHours - 1))
      plant("S6", .met, "black tea \(spelled(twoHours + 1)) before the start", .within)
    case .liquidBeyond:
      liquid = Intake(item: .appleJuice, taken: Moment(start - twoHours + 1))
      plant("S6", .deviation, "apple juice \(spelled(twoHours - 1)) before the start", .beyond)
    case .liquidMinuteAt:
      liquid = Intake(item: .sportsDrink, taken: Moment(minuteOf: start - twoHours))
      plant("S6", .met, "a sports drink in the minute 2 h before the start", .minuteAt)
    case .liquidMinuteBeyond:
      liquid = Intake(item: .blackCoffee, taken: Moment(minuteOf: start - twoHours + 60))
      plant("S6", .deviation, "black coffee in the minute after that", .minuteBeyond)
    case .liquidUnknown:
      liquid = Intake(item: .clearLiquid)
      plant("S6", .missing, "a clear liquid that the patient does not know the time of")
    case .noCheck:
      for rule in ["S5", "S6"] { plant(rule, .missing, "no fasting check") }
      return weigh()
    case .lateCheck:
      recorded = startRecorded + 1
      for rule in ["S5", "S6"] {
        plant(rule, .late, "the fasting check recorded 1 s after the start was", .beyond)
      }
    case .checkAtStart:
      (at, recorded) = (start, startRecorded)
      for rule in ["S5", "S6"] { plant(rule, .met, "checked in the second of the start", .at) }
    case .checkAfterStart:
      (at, recorded) = (start + 1, startRecorded + 20)
      for rule in ["S5", "S6"] { plant(rule, .late, "checked 1 s after the start", .beyond) }
    }
    weigh()
    let intakes = [solid, liquid].map { intake in
      OralIntake.with {
        $0.item = intake.item
        if let taken = intake.taken { $0.takenAt = stated(taken) }
      }
    }
    say(
      .fastingChecked(.with { $0.intakes = intakes }), at: Moment(at),
      by: recorder(.ruiz, at: recorded), recorded: recorded)
  }

  // MARK: IV and monitor (S7)

  mutating func planPreparation() {
    let recorded = start - 180
    var timing = Timing.ordinary
    var channels: [MonitorApplied.Channel] = [.heartRate, .heartRhythm, .spo2, .bloodPressure]
    switch recipe.monitoring {
    case .timed(let own): timing = own
    case .channelMissing:
      channels = [.heartRate, .spo2, .bloodPressure]
      plant("S7", .missing, "a monitor without the heart's rhythm")
    case .channelBeyond:
      channels = [.heartRate, .heartRhythm]
      plant("S7", .deviation, "oxygen watched from 1 s after the start", .beyond)
      say(
        .monitorApplied(.with { $0.channels = [.spo2, .bloodPressure] }), at: Moment(start + 1),
        recorded: startRecorded + 30)
    }
    let gauge = UInt32([20, 22, 24][Int.random(in: 0..<3, using: &dice)])
    if let placed = timed(
      timing, ["S7"], "the IV placed", before: startAct, ordinarily: start - 300,
      recorded: recorded)
    {
      say(
        .ivPlaced(
          .with {
            $0.site = "left forearm"
            $0.gauge = gauge
            $0.attempts = 1
          }), at: placed.at, by: recorder(nurse, at: placed.recorded), recorded: placed.recorded)
    }
    say(
      .monitorApplied(.with { $0.channels = channels }), at: Moment(start - 240),
      recorded: recorded)
  }

  // MARK: Supervision (S22)

  mutating func planSupervisor() {
    var supervisor = doctor
    var timing = Timing.ordinary
    switch recipe.supervisor {
    case .timed(let own): timing = own
    case .noPhysician:
      supervisor = .cole
      plant("S22", .deviation, "supervised by somebody who is no physician")
    case .otherSpecialty:
      supervisor = .stone
      plant("S22", .deviation, "supervised by a psychiatrist")
    case .noCredential:
      supervisor = .gray
      plant("S22", .missing, "supervised by a physician without a credential on record")
    case .lapsing:
      supervisor = .reyes
      planLapsing()
    }
    guard
      let assigned = timed(
        timing, ["S22"], "the supervisor assigned", before: startAct, ordinarily: start - 420,
        recorded: start - 410)
    else { return }
    let supervising = actors[supervisor] ?? 0
    let administering = actors[nurse] ?? 0
    say(
      .supervisorAssigned(
        .with {
          $0.supervisorActor = supervising
          $0.administeringActor = administering
        }), at: assigned.at, by: recorder(doctor, at: assigned.recorded),
      recorded: assigned.recorded)
  }

  /// The credential holds to the end of Tuesday and again from Thursday on.
  private mutating func planLapsing() {
    switch LapsingCredential(on: day.date.daysSinceEpoch) {
    case .lastDay: plant("S22", .met, "on the last day of the supervisor's credential", .at)
    case .lapsed:
      plant("S22", .deviation, "on the day after the supervisor's credential", .stepBeyond)
    case .firstDay: plant("S22", .met, "on the first day of the supervisor's credential", .at)
    case .firstDayRecordedLate:
      plant("S22", .late, "a credential that was recorded in the evening of its first day")
    case .holds, nil: break
    }
  }
}
