internal import ClinicalRecord
internal import Rehearsal
internal import SwiftProtobuf

// S10, S11, S24: weight, dose, and how long it runs.

extension VisitPlanner {
  private var weight: Double { Double(patient.weightKg) }

  mutating func weigh() {
    var timing = Timing.ordinary
    switch recipe.dose {
    case .weight(let own): timing = own
    case .lateThenAmended:
      plant(
        "S24", .late,
        "the weight recorded 1 s after the start was, and the start amended after that", .beyond)
      return weigh(at: Moment(start - 480), recorded: startRecorded + 1)
    default: break
    }
    guard
      let weighed = timed(
        timing, ["S24"], "the weight taken", before: startAct, ordinarily: start - 480,
        recorded: start - 460)
    else { return }
    weigh(at: weighed.at, recorded: weighed.recorded)
  }

  private mutating func weigh(at moment: Moment, recorded: Int) {
    let weight = weight
    say(
      .weighed(.with { $0.weightKg = weight }), at: moment, by: recorder(.ruiz, at: recorded),
      recorded: recorded)
  }

  // MARK: Dose (S24)

  /// What is started: milligrams and planned minutes.
  private struct Dose {
    var mg: Double
    var minutes: Int
    var route = Route.intravenous
    /// Beyond the policy's most: somebody else signs, too.
    var isSigned = false
  }

  mutating func planDose() {
    let dose = dose()
    plantDose()
    let started = InfusionStarted.with {
      $0.doseMg = dose.mg
      $0.plannedMinutes = UInt32(dose.minutes)
      $0.route = dose.route
    }
    let hasReason = recipe.isStartedByPhysician && dice.happens(onceIn: 3)
    say(
      .infusionStarted(started), at: Moment(start), by: starter, recorded: startRecorded,
      second: dose.isSigned ? .hale : nil,
      reason: hasReason ? "as the patient and the physician agreed at the chair" : nil,
      name: "start")
    if recipe.dose == .lateThenAmended {
      var amended = started
      amended.note = "the pump was checked twice"
      acts.correct(
        .amend("start", to: .visit(.infusionStarted(amended)), at: Moment(start)), by: .okafor,
        second: .hale, recorded: startRecorded + 90)
    }
    planRescue()
  }

  private func dose() -> Dose {
    guard isPain else { return moodDose() }
    let hours = Double(stop - start) / 3_600
    let planned = max(30, (stop - start) / 60)
    let ordinary = Dose(mg: (weight * 0.5 * hours * 10).rounded() / 10, minutes: planned)
    // The most a kilogram in all is reached by the light, the most milligrams by the others.
    let isLight = patient.weightKg < 64
    switch recipe.dose {
    case .rateAt: return Dose(mg: weight * 2, minutes: 60)
    case .rateBeyond: return Dose(mg: hundredths(weight * 2.01), minutes: 60, isSigned: true)
    case .doseAt: return isLight ? Dose(mg: weight * 8, minutes: 240) : ordinary
    case .doseBeyond:
      return isLight
        ? Dose(mg: hundredths(weight * 8.01), minutes: 241, isSigned: true) : ordinary
    case .milligramsAt: return isLight ? ordinary : Dose(mg: 500, minutes: 300)
    case .milligramsBeyond:
      return isLight ? ordinary : Dose(mg: 501, minutes: 300, isSigned: true)
    case .route: return Dose(mg: ordinary.mg, minutes: planned, route: .intramuscular)
    default: return ordinary
    }
  }

  private func moodDose() -> Dose {
    let half = weight / 2
    switch recipe.dose {
    case .doseWithin: return Dose(mg: hundredths(weight * 0.49), minutes: 45)
    case .doseBeyond: return Dose(mg: hundredths(weight * 0.51), minutes: 45, isSigned: true)
    case .doseRounded: return Dose(mg: weight * 504 / 1_000, minutes: 45)
    case .rateAt: return Dose(mg: half, minutes: 40)
    case .rateBeyond: return Dose(mg: half, minutes: 39, isSigned: true)
    case .route: return Dose(mg: half, minutes: 45, route: .intramuscular)
    default: return Dose(mg: half, minutes: 45)
    }
  }

  private func hundredths(_ value: Double) -> Double { (value * 100).rounded() / 100 }

  private mutating func plantDose() {
    let isLight = patient.weightKg < 64
    switch recipe.dose {
    case .doseAt where !isPain: plant("S24", .met, "0.50 mg/kg over 45 min", .at)
    case .doseWithin: plant("S24", .met, "0.49 mg/kg over 45 min", .stepWithin)
    case .doseBeyond where !isPain:
      plant("S24", .deviation, "0.51 mg/kg over 45 min", .stepBeyond)
    case .doseRounded: plant("S24", .met, "0.504 mg/kg, which is shown as 0.50", .at)
    case .rateAt:
      plant("S24", .met, isPain ? "2.00 mg/kg in 60 min" : "0.50 mg/kg over 40 min", .at)
    case .rateBeyond:
      plant(
        "S24", .deviation, isPain ? "2.01 mg/kg in 60 min" : "0.50 mg/kg over 39 min",
        .stepBeyond)
    case .doseAt where isLight: plant("S24", .met, "8.00 mg/kg in 240 min", .at)
    case .doseBeyond where isLight:
      plant("S24", .deviation, "8.01 mg/kg in 241 min", .stepBeyond)
    case .milligramsAt where !isLight: plant("S24", .met, "500 mg", .at)
    case .milligramsBeyond where !isLight: plant("S24", .deviation, "501 mg", .stepBeyond)
    case .route: plant("S24", .deviation, "into a muscle")
    default: break
    }
  }

  private mutating func planRescue() {
    guard recipe.dose == .rescueAt || recipe.dose == .rescueBeyond else { return }
    let isBeyond = recipe.dose == .rescueBeyond
    plant(
      "S24", isBeyond ? .deviation : .met, isBeyond ? "midazolam 6 mg" : "midazolam 5 mg",
      isBeyond ? .stepBeyond : .at)
    say(
      .rescueDrugGiven(
        .with {
          $0.drug = .midazolam
          $0.doseMg = isBeyond ? 6 : 5
          $0.route = .intravenous
        }), at: Moment(start + 1_320), by: .okafor, recorded: start + 1_330)
    planMidazolam(restMg: isBeyond ? 4 : 5)
  }

  // MARK: Running (S10, S11)

  mutating func planRunning() {
    plantRunning()
    if let pause = times.pause {
      say(.infusionPaused(.init()), at: Moment(pause.from), recorded: noted(pause.to))
      say(.infusionResumed(.init()), at: Moment(pause.to), recorded: noted(pause.to))
    }
    let dose = dose().mg
    if recipe.release == .transferredRunning { return planDrugs(givenMg: dose) }
    var stopped = InfusionStopped.with {
      $0.cause = .completed
      $0.givenMg = dose
    }
    switch recipe.run {
    case .shortOnRequest: stopped.cause = .patientRequest
    case .shortForSafety: stopped.cause = .safety
    default: break
    }
    switch recipe.dose {
    case .givenMore:
      stopped.givenMg = dose + 0.1
      plant("S24", .deviation, "0.1 mg more given than was started", .stepBeyond)
    case .givenLess:
      stopped.givenMg = dose - 0.1
      plant("S24", .deviation, "0.1 mg less given than was started, and completed", .stepBeyond)
    case .givenLessOnRequest:
      stopped.givenMg = dose - 0.1
      stopped.cause = .patientRequest
      plant("S24", .met, "0.1 mg less given, at the patient's request", .stepWithin)
    default: break
    }
    planDrugs(givenMg: stopped.givenMg)
    if recipe.drug == .untold { stopped.clearGivenMg() }
    // What was typed first, where it is amended: five minutes early.
    let typed = recipe.run.isAmended ? Moment(stop - 300) : times.stop
    say(.infusionStopped(stopped), at: typed, recorded: stopRecorded, name: "stop")
    if recipe.run.isAmended || recipe.alertness == .lateThenAmended {
      stopped.note = "by the pump's clock"
      acts.correct(
        .amend("stop", to: .visit(.infusionStopped(stopped)), at: times.stop), by: nurse,
        second: .okafor, recorded: stopRecorded + 45)
    }
  }

  private mutating func plantRunning() {
    let rule = isPain ? "S11" : "S10"
    let running = stop - start - (times.pause.map { $0.to - $0.from } ?? 0)
    let ran = "ran \(spelled(running))"
    switch recipe.run {
    case .ordinary: break
    case .shortAt: plant(rule, .met, ran, .at)
    case .shortWithin, .longWithin: plant(rule, .met, ran, .within)
    case .longAt: plant(rule, .met, ran, .at)
    case .shortBeyond, .longBeyond: plant(rule, .deviation, ran, .beyond)
    case .shortMinuteAt, .longMinuteAt:
      plant(rule, .met, "\(ran) to the first second of the minute of the stop", .minuteAt)
    case .shortMinuteBeyond, .longMinuteBeyond:
      plant(
        rule, .deviation, "\(ran) to the first second of the minute of the stop", .minuteBeyond)
    case .shortOnRequest: plant(rule, .noted, "\(ran), to the patient's request", .beyond)
    case .shortForSafety: plant(rule, .noted, "\(ran), stopped for safety", .beyond)
    case .pausedShortAt, .pausedLongAt:
      plant(rule, .met, "\(ran) around a pause whose ends are known to the second", .at)
    case .pausedShortBeyond, .pausedLongBeyond:
      plant(rule, .deviation, "\(ran) around a pause whose ends are known to the second", .beyond)
    case .amendedAt: plant(rule, .met, "\(ran), as the stop was amended", .at)
    case .amendedBeyond: plant(rule, .deviation, "\(ran), as the stop was amended", .beyond)
    }
  }
}
