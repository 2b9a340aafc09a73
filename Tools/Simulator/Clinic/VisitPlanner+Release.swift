internal import ClinicalRecord
internal import SwiftProtobuf

// S12, S14, S15, S16: the way home.

extension VisitPlanner {
  mutating func planRelease() {
    planStay()
    switch recipe.release {
    case .leftOpen: planLeftOpen()
    case .transferred, .transferredSick, .transferredRunning: planTransfer()
    default:
      planAssessment()
      planInstructions()
      planDischarge()
      planNextDate()
    }
  }

  private mutating func planStay() {
    let did = "\(spelled(end - times.arrival)) from arrival to discharge"
    switch recipe.stay {
    case .ordinary: break
    case .shortAt: plant("S12", .met, did, .at)
    case .shortWithin, .longWithin: plant("S12", .met, did, .within)
    case .longAt: plant("S12", .met, did, .at)
    case .shortBeyond, .longBeyond: plant("S12", .noted, did, .beyond)
    }
  }

  private mutating func planLeftOpen() {
    let did = "the discharge was never recorded"
    for rule in ["S13", "S14", "S15", "S16"] { plant(rule, .missing, did) }
    for rule in ["S17", "S18"] { plant(rule, .notApplicable, did) }
    plant("S23", .notYetDue, did)
    if isFirst { plant("S12", .noted, did) }
  }

  private mutating func planTransfer() {
    let isRunning = recipe.release == .transferredRunning
    let did = isRunning ? "transferred, and no stop recorded" : "transferred 20 min after the stop"
    var rules = ["S13", "S14", "S15", "S16"] + (isFirst ? ["S12"] : [])
    if isRunning { rules.append(isPain ? "S11" : "S10") }
    for rule in rules { plant(rule, .noted, did) }
    if recipe.release == .transferredSick {
      for rule in ["S17", "S18"] { plant(rule, .noted, "\(did) with an open nausea") }
      say(
        .sideEffectNoted(
          .with {
            $0.effect = .nausea
            $0.severity = 1
          }), at: Moment(stop + 600), recorded: noted(stop + 600))
    }
    say(
      .transferred(.with { $0.destination = "the general hospital" }), at: Moment(end),
      by: doctor, recorded: endRecorded)
  }

  // MARK: Stable (S14)

  private mutating func planAssessment() {
    func assess(_ answer: Assessment, at second: Int, recorded: Int? = nil) {
      say(
        .dischargeAssessed(.with { $0.assessedStable = answer }), at: Moment(second),
        recorded: recorded ?? max(endRecorded, second + 4))
    }
    let limit = stop + 1_800
    let usual = times.recovery > 1_860 ? limit + 100 : min(end, limit)
    switch recipe.assessment {
    case .ordinary:
      assess(.yes, at: usual)
      // A discharge before the half hour has no assessment after it.
      if recipe.recovery == .stayBeyond {
        plant("S14", .deviation, "assessed as stable 29 min 59 s after the stop", .beyond)
      }
    case .at:
      plant("S14", .met, "assessed as stable 30 min 00 s after the stop", .at)
      assess(.yes, at: limit)
    case .within:
      plant("S14", .met, "assessed as stable 30 min 01 s after the stop", .within)
      assess(.yes, at: limit + 1)
    case .beyond:
      plant("S14", .deviation, "assessed as stable 29 min 59 s after the stop", .beyond)
      assess(.yes, at: limit - 1)
    case .atDischarge:
      plant("S14", .met, "assessed as stable in the second of the discharge", .at)
      assess(.yes, at: end)
    case .afterDischarge:
      plant("S14", .deviation, "assessed as stable 1 s after the discharge", .beyond)
      assess(.yes, at: end + 1, recorded: endRecorded + 20)
    case .notStable:
      plant("S14", .deviation, "assessed as not stable")
      assess(.no, at: usual)
    case .notAssessed:
      plant("S14", .missing, "recorded as not assessed")
      assess(.notAssessed, at: usual)
    case .none: plant("S14", .missing, "no assessment")
    case .late:
      plant("S14", .late, "the assessment recorded 1 s after the discharge was", .beyond)
      assess(.yes, at: usual, recorded: endRecorded + 1)
    case .stableThenNot:
      plant("S14", .deviation, "stable, and 1 s before the discharge not stable", .within)
      assess(.yes, at: min(usual, end - 2))
      assess(.no, at: end - 1)
    case .notThenStable:
      plant("S14", .met, "not stable, and 1 s before the discharge stable", .within)
      assess(.no, at: min(usual, end - 2))
      assess(.yes, at: end - 1)
    }
  }

  // MARK: Instructions (S16)

  private mutating func planInstructions() {
    func acknowledge(_ answer: Assessment, at moment: Moment, recorded: Int) {
      say(
        .instructionsAcknowledged(
          .with {
            $0.noDriving = answer
            $0.formVersion = "2"
          }), at: moment, recorded: recorded, name: "instructions")
    }
    switch recipe.instructions {
    case .timed(let timing):
      guard
        let told = timed(
          timing, ["S16"], "the instructions acknowledged", before: endAct, ordinarily: end - 40,
          recorded: endRecorded)
      else { return }
      acknowledge(.yes, at: told.at, recorded: told.recorded)
    case .refused:
      plant("S16", .deviation, "the rule not to drive not acknowledged")
      acknowledge(.no, at: Moment(end - 40), recorded: endRecorded)
    case .notAssessed:
      plant("S16", .missing, "instructions without a word on driving")
      acknowledge(.notAssessed, at: Moment(end - 40), recorded: endRecorded)
    case .retracted:
      plant("S16", .missing, "the acknowledgement entered in error, and retracted")
      acknowledge(.yes, at: Moment(end - 40), recorded: endRecorded)
      acts.correct(
        .retract("instructions"), by: nurse, second: .okafor, recorded: endRecorded + 1_500)
    }
  }

  // MARK: Care of a driver (S15)

  private mutating func planDischarge() {
    var discharged = Discharged.with {
      $0.destination = .driver
      $0.driver = .with {
        $0.name = "A Driver"
        $0.relation = "sister"
      }
      $0.fitToDrive = .yes
    }
    switch recipe.release {
    case .alone, .rideShare, .other:
      discharged = Discharged()
      discharged.destination =
        recipe.release == .alone ? .alone : recipe.release == .rideShare ? .rideShare : .other
      plant("S15", .deviation, "left to: \(recipe.release)")
    case .unfit:
      discharged.fitToDrive = .no
      plant("S15", .deviation, "a driver who is not fit to drive")
    case .noRelation:
      discharged.driver.relation = ""
      plant("S15", .missing, "a driver of whom nobody said who they are to the patient")
    case .fitnessUnknown:
      discharged.fitToDrive = .notAssessed
      plant("S15", .missing, "a driver whose fitness was not assessed")
    case .nameless:
      discharged.clearDriver()
      plant("S15", .missing, "a driver whom nobody named")
    case .namedBefore:
      discharged.clearDriver()
      plant("S15", .met, "a driver who was named 1 s before the discharge", .within)
      name(at: end - 1, recorded: endRecorded)
    case .namedAtDischarge:
      discharged.clearDriver()
      plant("S15", .met, "a driver who was named in the second of the discharge", .at)
      name(at: end, recorded: endRecorded)
    case .namedAfterDischarge:
      discharged.clearDriver()
      plant("S15", .missing, "a driver who was named 1 s after the discharge", .beyond)
      name(at: end + 1, recorded: endRecorded + 30)
    case .ordinary, .transferred, .transferredSick, .transferredRunning, .leftOpen: break
    }
    say(.discharged(discharged), at: Moment(end), recorded: endRecorded, name: "discharge")
    if recipe.sideEffect == .lateThenAmended || recipe.nausea == .lateThenAmended {
      discharged.note = "by the side door"
      acts.correct(
        .amend("discharge", to: .visit(.discharged(discharged)), at: Moment(end)), by: nurse,
        second: .okafor, recorded: endRecorded + 1_800)
    }
  }

  private mutating func name(at second: Int, recorded: Int) {
    say(
      .driverNamed(
        .with {
          $0.driver = .with {
            $0.name = "A Driver"
            $0.relation = "brother"
          }
        }), at: Moment(second), recorded: recorded)
  }

  /// The next infusion gets its date at the desk.
  private mutating func planNextDate() {
    guard let next = patient.course.gaps.first else { return }
    let indication = patient.indication
    var date = stated(Moment(minuteOf: start + Int(next) * 86_400))
    date.precision = .day
    say(
      chart: .infusionScheduled(
        .with {
          $0.scheduledFor = date
          $0.indication = indication
        }), at: Moment(end + 120), by: .kim, recorded: end + 130)
  }

  /// Whoever has eaten, or does not feel well, goes home without an infusion.
  mutating func planSentHome() {
    let rules = [
      "S1", "S2", "S3", "S5", "S6", "S7", "S8", "S9", "S10", "S11", "S12", "S13", "S14", "S15",
      "S16", "S17", "S18", "S20", "S22", "S23", "S24", "S25", "S26", "S27", "S28", "S4",
    ]
    for rule in rules { plant(rule, .notApplicable, "sent home before anything began") }
    let left = times.arrival + 900
    say(
      .discharged(
        .with {
          $0.destination = .alone
          $0.note = "has had breakfast"
        }), at: Moment(left), recorded: left + 5)
  }
}
