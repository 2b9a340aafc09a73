internal import ClinicalRecord
internal import Rehearsal
internal import SwiftProtobuf

/// One visit, from its recipe: what is said, by whom and when, and what is planted in it.
///
/// It is pure: the same recipe, times and dice give the same visit. What it plants is literal.
struct VisitPlanner {
  let patient: SimulatedPatient
  let number: Int
  let day: ClinicDay
  let recipe: Recipe
  let times: VisitTimes
  let actors: [SimulatedStaff: UInt32]
  let nurse: SimulatedStaff
  let doctor: SimulatedStaff
  var dice: SeededDice
  var acts: ActWriter
  var plants: [Plant] = []

  var isFirst: Bool { number == 1 }
  var isPain: Bool { patient.indication == .chronicPain }
  var start: Int { times.start }
  var stop: Int { times.stop.second }
  var end: Int { times.end }
  /// When the start is recorded: what is in time is on record by then.
  var startRecorded: Int { times.start + 4 }
  /// A minute's end, where the stop is known to its minute.
  var stopRecorded: Int { stop + (times.stop.precision == .minute ? 62 : 4) }
  var endRecorded: Int { end + 4 }

  /// When somebody at the bedside puts on record what happened then: every quarter of an hour, and
  /// all of it with the stop or the discharge.
  func noted(_ second: Int) -> Int {
    let quarter = 900
    func next(after begin: Int) -> Int {
      begin + (second - begin + quarter - 1) / quarter * quarter + 10
    }
    return second <= stop
      ? min(next(after: start), stopRecorded) : min(next(after: stop), endRecorded)
  }
  var starter: SimulatedStaff { recipe.isStartedByPhysician ? .okafor : nurse }

  init(
    _ patient: SimulatedPatient, number: Int, day: ClinicDay, start: Int, recipe: Recipe,
    actors: [SimulatedStaff: UInt32], dice: SeededDice
  ) {
    self.patient = patient
    self.number = number
    self.day = day
    self.recipe = recipe
    self.actors = actors
    var dice = dice
    let nurses = SimulatedStaff.nurses
    nurse = nurses[Int.random(in: 0..<nurses.count, using: &dice)]
    let physicians = SimulatedStaff.physicians
    doctor = physicians[Int.random(in: 0..<physicians.count, using: &dice)]
    times = VisitTimes(
      recipe, isPain: patient.indication == .chronicPain, isFirst: number == 1, start: start,
      dice: &dice)
    self.dice = dice
    acts = ActWriter(patient: patient.index, visit: number)
  }

  /// Plans all of it.
  ///
  /// - Parameter scheduled: when the first infusion was scheduled; nil for a later visit.
  mutating func plan(scheduled: Int?) {
    if let scheduled { planPapers(scheduled: scheduled) }
    planReception()
    guard !recipe.isSentHome else { return planSentHome() }
    planConsent()
    planCandidacy()
    planFasting()
    planPreparation()
    planSupervisor()
    planDose()
    planRunning()
    planVitals()
    planAlertness()
    if recipe.release != .transferredRunning { planRecovery() }
    planSideEffects()
    planNausea()
    planSlips()
    planRelease()
    planStoppedMedication()
    planPrescription()
    planScore()
  }

  // MARK: What is written down

  mutating func say(
    _ event: VisitEvent.OneOf_Event, at moment: Moment, by: SimulatedStaff? = nil, recorded: Int,
    second: SimulatedStaff? = nil, reason: String? = nil, name: String? = nil
  ) {
    acts.say(
      .visit(event), at: moment, by: by ?? nurse, recorded: recorded, second: second,
      reason: reason, name: name)
  }

  mutating func say(
    chart event: ChartEvent.OneOf_Event, at moment: Moment, by: SimulatedStaff, recorded: Int
  ) {
    acts.say(.chart(event), at: moment, by: by, recorded: recorded)
  }

  mutating func plant(
    _ rule: String, _ verdict: PlantedVerdict, _ did: String, _ side: Plant.Side = .none
  ) {
    plants.append(
      Plant(
        rule: rule, verdict: verdict, patient: patient.recordNumber, visit: number,
        date: day.date.iso8601, did: did, side: side))
  }

  /// A time as an event states it.
  func stated(_ moment: Moment) -> StatedTime {
    moment.time(offsetMinutes: day.offsetMinutes).stated
  }

  // MARK: What has to come before an act

  /// An act, and what comes to be on record before or after it.
  struct Act {
    var second: Int
    var recorded: Int
    /// "the start".
    var name: String
  }

  var startAct: Act { Act(second: start, recorded: startRecorded, name: "the start") }
  var endAct: Act { Act(second: end, recorded: endRecorded, name: "the discharge") }

  /// When evidence of a rule is given and recorded, and what that plants; nil: never.
  ///
  /// - Parameters:
  ///   - what: as it begins a sentence: "the IV".
  ///   - ordinarily: when it happens where nothing is planted.
  ///   - recorded: when that is recorded.
  mutating func timed(
    _ timing: Timing, _ rules: [String], _ what: String, before act: Act, ordinarily: Int,
    recorded: Int
  ) -> (at: Moment, recorded: Int)? {
    func plantAll(_ verdict: PlantedVerdict, _ did: String, _ side: Plant.Side = .none) {
      for rule in rules { plant(rule, verdict, "\(what) \(did)", side) }
    }
    switch timing {
    case .ordinary: return (Moment(ordinarily), recorded)
    case .at:
      plantAll(.met, "in the second of \(act.name)", .at)
      return (Moment(act.second), act.recorded)
    case .within:
      plantAll(.met, "1 s before \(act.name)", .within)
      return (Moment(act.second - 1), act.recorded)
    case .beyond:
      plantAll(.deviation, "1 s after \(act.name)", .beyond)
      return (Moment(act.second + 1), act.recorded + 30)
    case .minuteAt:
      plantAll(.met, "in the minute of \(act.name)", .minuteAt)
      return (Moment(minuteOf: act.second), act.recorded)
    case .minuteBeyond:
      plantAll(.deviation, "in the minute after that of \(act.name)", .minuteBeyond)
      return (Moment(minuteOf: act.second + 60), act.recorded + 120)
    case .missing:
      plantAll(.missing, "never recorded")
      return nil
    case .late:
      let isNext = dice.happens(onceIn: 2)
      plantAll(
        .late, isNext ? "recorded 1 s after \(act.name) was" : "recorded 20 min after \(act.name)",
        isNext ? .beyond : .none)
      return (Moment(ordinarily), act.recorded + (isNext ? 1 : 1_200))
    }
  }

  /// Whoever records it: what is recorded with the start is recorded by who starts.
  func recorder(_ usual: SimulatedStaff, at recorded: Int) -> SimulatedStaff {
    recorded == startRecorded ? starter : usual
  }
}
