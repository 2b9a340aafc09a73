internal import ClinicalRecord
internal import Rehearsal
internal import SwiftProtobuf

// S17, S18: what the patients feel, and what is done about it.

extension VisitPlanner {
  private mutating func note(
    _ effect: SideEffect, _ severity: UInt32 = 1, at second: Int, recorded: Int? = nil
  ) {
    say(
      .sideEffectNoted(
        .with {
          $0.effect = effect
          $0.severity = severity
        }), at: Moment(second), recorded: recorded ?? noted(second))
  }

  private mutating func resolve(_ effect: SideEffect, at second: Int, recorded: Int? = nil) {
    say(
      .sideEffectResolved(.with { $0.effect = effect }), at: Moment(second),
      recorded: recorded ?? noted(second))
  }

  /// A dizziness, or a dissociation where the drug works as it should.
  mutating func planSideEffects() {
    let effect: SideEffect = dice.happens(onceIn: 2) ? .dissociation : .dizziness
    let noted = start + 1_210
    let gone = stop + 840
    switch recipe.sideEffect {
    case .ordinary: break
    case .mild:
      plant("S17", .met, "mild, and gone 14 min after the stop", .at)
      note(effect, at: noted)
      resolve(effect, at: gone)
    case .moderate:
      plant("S17", .noted, "moderate, and gone 14 min after the stop", .stepBeyond)
      note(effect, 2, at: noted)
      resolve(effect, at: gone)
    case .openAtDischarge:
      plant("S17", .missing, "open at the discharge, and nothing since")
      note(effect, at: noted)
    case .goneAt, .goneWithin, .goneBeyond:
      let (beside, side): (Int, Plant.Side) =
        switch recipe.sideEffect {
        case .goneWithin: (-1, .within)
        case .goneBeyond: (1, .beyond)
        default: (0, .at)
        }
      let seconds = 7_200 + beside
      plant(
        "S17", beside > 0 ? .noted : .met,
        "gone \(spelled(seconds)) after the stop, by the telephone", side)
      note(effect, at: noted)
      resolve(effect, at: stop + seconds, recorded: stop + 7_260)
    case .late:
      plant("S17", .late, "gone before the discharge, recorded 1 s after it was", .beyond)
      note(effect, at: noted)
      resolve(effect, at: gone, recorded: endRecorded + 1)
    case .lateAtDischarge:
      plant("S17", .late, "gone in the second of the discharge, recorded after it", .at)
      note(effect, at: noted)
      resolve(effect, at: end, recorded: endRecorded + 60)
    case .goneAfterDischarge:
      plant("S17", .met, "gone 1 s after the discharge, recorded after it", .beyond)
      note(effect, at: noted)
      resolve(effect, at: end + 1, recorded: endRecorded + 60)
    case .lateThenAmended:
      plant(
        "S17", .late,
        "gone before the discharge, recorded after it, and the discharge amended after that")
      note(effect, at: noted)
      resolve(effect, at: gone, recorded: endRecorded + 60)
    }
  }

  // MARK: Nausea (S18)

  mutating func planNausea() {
    guard recipe.nausea != .ordinary else { return }
    let noted = start + 1_620
    note(.nausea, at: noted)
    switch recipe.nausea {
    case .ordinary: break
    case .given, .declined, .notIndicated:
      plant("S18", .met, "answered after 2 min: \(recipe.nausea)")
      answer(recipe.nausea, at: noted + 120)
    case .at:
      plant("S18", .met, "an antiemetic in the second of the nausea", .at)
      answer(.given, at: noted)
    case .before:
      plant("S18", .missing, "an antiemetic 1 s before the nausea, and none after it", .beyond)
      answer(.given, at: noted - 1)
    case .none: plant("S18", .missing, "nausea that nobody answered")
    case .secondEpisode:
      plant("S18", .missing, "a second nausea, an hour's quarter later, that nobody answered")
      answer(.given, at: noted + 120)
    case .atDischarge:
      plant("S18", .met, "an antiemetic in the second of the discharge", .at)
      answer(.given, at: end, recorded: endRecorded)
    case .afterDischarge:
      plant("S18", .deviation, "an antiemetic 1 s after the discharge", .beyond)
      answer(.given, at: end + 1, recorded: endRecorded + 30)
    case .late:
      plant("S18", .late, "an antiemetic recorded 1 s after the discharge was", .beyond)
      answer(.given, at: noted + 120, recorded: endRecorded + 1)
    case .lateThenAmended:
      plant(
        "S18", .late,
        "an antiemetic recorded after the discharge, which was amended after that")
      answer(.given, at: noted + 120, recorded: endRecorded + 60)
    case .doseAt:
      plant("S24", .met, "ondansetron 16 mg", .at)
      answer(.given, at: noted + 120, mg: 16)
    case .doseBeyond:
      plant("S24", .deviation, "ondansetron 16.5 mg", .stepBeyond)
      answer(.given, at: noted + 120, mg: 16.5)
    }
    resolve(.nausea, at: stop + 240)
    if recipe.nausea == .secondEpisode {
      note(.nausea, at: stop + 500)
      resolve(.nausea, at: stop + 1_000)
    }
  }

  private mutating func answer(
    _ how: NauseaCard, at second: Int, mg: Double = 4, recorded: Int? = nil
  ) {
    let event: VisitEvent.OneOf_Event =
      switch how {
      case .declined: .antiemeticDeclined(.init())
      case .notIndicated: .antiemeticNotIndicated(.init())
      default:
        .antiemeticGiven(
          .with {
            $0.drug = .ondansetron
            $0.doseMg = mg
            $0.route = .intravenous
          })
      }
    say(
      event, at: Moment(second), recorded: recorded ?? noted(second),
      second: mg > 16 ? .okafor : nil)
  }

  // MARK: Slips, which change no verdict

  mutating func planSlips() {
    let at = start + 1_810
    func sample(_ heartRate: Double, _ name: String) {
      say(
        .vitalsSampled(
          .with {
            $0.source = .takenByHand
            $0.sample = .with { $0.heartRateBpm = heartRate }
          }), at: Moment(at), recorded: noted(at) + 6, name: name)
    }
    switch recipe.slip {
    case .ordinary: break
    case .typedWrongly:
      sample(720, "slip")
      let right = VitalsSampled.with {
        $0.source = .takenByHand
        $0.sample = .with { $0.heartRateBpm = 72 }
      }
      acts.correct(
        .amend("slip", to: .visit(.vitalsSampled(right)), at: Moment(at)), by: nurse, second: nil,
        recorded: noted(at) + 40)
    case .wrongPatient:
      sample(64, "slip")
      acts.correct(.retract("slip"), by: nurse, second: .okafor, recorded: end + 2_400)
    case .lateNote:
      say(
        .oxygenGiven(.with { $0.flowLPerMin = 2 }), at: Moment(stop + 120),
        recorded: end + 1_200)
    }
  }
}
