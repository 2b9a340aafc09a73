internal import ClinicalRecord
internal import Rehearsal
internal import SwiftProtobuf

// S4, S20, S23, S25: what is drawn and what becomes of it, scores, and what the patient takes or is
// given beside the infusion.

extension VisitPlanner {
  /// What one vial holds, in micrograms.
  private static let vialUg = 500_000

  /// Draws for the infusion before it starts, by vials, and accounts for it after it.
  ///
  /// - Parameter givenMg: what the stop says; of an infusion that nobody stopped, what was started.
  mutating func planDrugs(givenMg: Double) {
    let givenUg = Int((givenMg * 1_000).rounded())
    // To whole centigrams, with something left over.
    let drawnUg = (givenUg / 10_000 + 1) * 10_000
    let restUg = drawnUg - givenUg
    let did = "\(drawnUg) µg drawn, \(givenUg) µg given"
    let drawn = start - 200
    switch recipe.drug {
    case .ordinary where recipe.release == .transferredRunning:
      plant("S25", .missing, "\(drawnUg) µg drawn, and no stop recorded")
      return draw(drawnUg, of: .ketamine, at: drawn)
    case .undrawn:
      plant("S25", .missing, "nothing drawn, \(givenUg) µg given")
      return
    case .untold:
      plant("S25", .missing, "\(drawnUg) µg drawn, and a stop that does not say what was given")
      return draw(drawnUg, of: .ketamine, at: drawn)
    case .givenBeyond:
      plant("S25", .deviation, "1 µg more given than the \(givenUg - 1) µg drawn", .stepBeyond)
      return draw(givenUg - 1, of: .ketamine, at: drawn)
    case .drawingAmended:
      plant("S25", .met, "\(did), the rest wasted, as the drawing was amended", .at)
      drawAmended(drawnUg, at: drawn)
      waste(restUg)
    case .exact:
      plant("S25", .met, "\(did), \(restUg) µg wasted", .at)
      draw(drawnUg, of: .ketamine, at: drawn)
      waste(restUg)
    case .wasteShort:
      plant("S25", .deviation, "\(did), \(restUg - 1) µg wasted", .stepBeyond)
      draw(drawnUg, of: .ketamine, at: drawn)
      waste(restUg - 1)
    case .wasteAmended:
      plant("S25", .met, "\(did), the rest wasted, as the waste was amended", .at)
      draw(drawnUg, of: .ketamine, at: drawn)
      waste(restUg - 1, name: "waste")
      acts.correct(
        .amend("waste", to: .visit(.drugWasted(wasted(restUg))), at: Moment(stopRecorded + 6)),
        by: nurse, second: .okafor, recorded: stopRecorded + 30)
    case .returned:
      plant("S25", .met, "\(did), \(restUg) µg returned", .at)
      draw(drawnUg, of: .ketamine, at: drawn)
      say(
        .drugReturned(
          .with {
            $0.drug = .ketamine
            $0.amountUg = UInt64(restUg)
          }), at: Moment(stopRecorded + 6), recorded: stopRecorded + 8)
    case .declared:
      plant("S25", .met, "\(did), 1 µg declared missing, the rest wasted", .at)
      draw(drawnUg, of: .ketamine, at: drawn)
      waste(restUg - 1)
      say(
        .drugMissing(
          .with {
            $0.drug = .ketamine
            $0.amountUg = 1
            $0.explanation = "left in the line"
          }), at: Moment(stopRecorded + 7), recorded: stopRecorded + 12, second: .okafor)
    case .ordinary:
      draw(drawnUg, of: .ketamine, at: drawn)
      waste(restUg)
    }
  }

  /// One ampoule for a rescue dose: what is not given of it is wasted.
  mutating func planMidazolam(restMg: Double) {
    draw(10_000, of: .midazolam, at: start + 1_260)
    say(
      .drugWasted(
        .with {
          $0.drug = .midazolam
          $0.amountMg = restMg
          $0.cause = .remainder
        }), at: Moment(start + 1_380), by: .okafor, recorded: start + 1_390, second: .hale)
  }

  /// Out of as many vials as it takes.
  mutating func draw(_ amountUg: Int, of drug: StockedDrug, at second: Int, name: String? = nil) {
    var left = amountUg
    while left > 0 {
      let part = min(left, Self.vialUg)
      say(
        .drugDrawn(drawn(part, of: drug)), at: Moment(second), recorded: second + 10,
        name: left <= Self.vialUg ? name : nil)
      left -= part
    }
  }

  /// The last vial's drawing is typed with a milligram too much, and amended.
  private mutating func drawAmended(_ amountUg: Int, at second: Int) {
    let last = (amountUg - 1) % Self.vialUg + 1
    guard last + 1_000 <= Self.vialUg else { return draw(amountUg, of: .ketamine, at: second) }
    draw(amountUg + 1_000, of: .ketamine, at: second, name: "drawing")
    acts.correct(
      .amend("drawing", to: .visit(.drugDrawn(drawn(last, of: .ketamine))), at: Moment(second)),
      by: nurse, second: .okafor, recorded: second + 40)
  }

  private func drawn(_ amountUg: Int, of drug: StockedDrug) -> DrugDrawn {
    .with {
      $0.drug = drug
      $0.amountUg = UInt64(amountUg)
    }
  }

  private mutating func waste(_ amountUg: Int, name: String? = nil) {
    guard amountUg > 0 else { return }
    say(
      .drugWasted(wasted(amountUg)), at: Moment(stopRecorded + 6), recorded: stopRecorded + 8,
      second: .okafor, name: name)
  }

  private func wasted(_ amountUg: Int) -> DrugWasted {
    .with {
      $0.drug = .ketamine
      $0.amountMg = Double(amountUg) / 1_000
      $0.cause = .remainder
    }
  }

  // MARK: A medication that was stopped (S4)

  mutating func planStoppedMedication() {
    var stopped = MedicationStopped.with {
      $0.medication = "sertraline"
      $0.drugClass = .antidepressant
      $0.consentBy = .prescribingPhysician
    }
    var second = times.arrival + 400
    switch recipe.stopped {
    case .ordinary: return
    case .consented: plant("S4", .met, "stopped with the prescriber's consent")
    case .nobody:
      stopped.consentBy = .nobody
      plant("S4", .noted, "stopped with nobody's consent")
    case .nobodyAtArrival:
      stopped.consentBy = .nobody
      second = times.arrival
      plant("S4", .noted, "stopped with nobody's consent in the second of the arrival", .at)
    case .notKnown:
      stopped.consentBy = .notKnown
      plant("S4", .noted, "stopped, and nobody knows with whose consent")
    case .withoutPrescription:
      stopped.drugClass = .withoutPrescription
      stopped.consentBy = .nobody
      plant("S4", .notApplicable, "what was stopped needs no prescription")
    }
    say(
      chart: .medicationStopped(stopped), at: Moment(second), by: nurse,
      recorded: times.arrival + 420)
  }

  // MARK: What the patient goes home with (S23)

  mutating func planPrescription() {
    var issued = PrescriptionIssued.with {
      $0.drug = .ketamine
      $0.way = .prescribed
    }
    var second = end - 30
    switch recipe.prescription {
    case .ordinary: return
    case .prescribed: plant("S23", .deviation, "ketamine prescribed 30 s before the discharge")
    case .dispensed:
      issued.way = .dispensed
      plant("S23", .deviation, "ketamine handed out")
    case .afterDischarge:
      second = end + 1
      plant("S23", .deviation, "ketamine prescribed 1 s after the discharge", .beyond)
    case .anotherDrug:
      issued.drug = .ondansetron
      plant("S23", .met, "ondansetron prescribed")
    case .retracted:
      plant("S23", .met, "a prescription of ketamine entered in error, and retracted")
    }
    acts.say(
      .chart(.prescriptionIssued(issued)), at: Moment(second), by: doctor,
      recorded: endRecorded + 40, name: "prescription")
    guard recipe.prescription == .retracted else { return }
    acts.correct(
      .retract("prescription"), by: doctor, second: .hale == doctor ? .okafor : .hale,
      recorded: endRecorded + 1_200)
  }

  // MARK: Scores (S20)

  /// One before the first infusion, and one that is due before the third.
  mutating func planScore() {
    if isFirst, patient.hasBaseline {
      score(at: Moment(times.arrival + 200), recorded: start - 300)
    }
    guard patient.infusionCount == 2 else { return }
    guard patient.hasBaseline else {
      plant("S20", .missing, "no score from before the first infusion")
      return
    }
    let scored = timed(
      recipe.score, ["S20"], "the score taken", before: startAct,
      ordinarily: times.arrival + 200, recorded: start - 300)
    if let scored { score(at: scored.at, recorded: scored.recorded) }
  }

  private mutating func score(at moment: Moment, recorded: Int) {
    let isPain = isPain
    say(
      chart: .outcomeScored(
        .with {
          $0.scale = isPain ? .pain : .gad7
          $0.total = 6
        }), at: moment, by: recorder(nurse, at: recorded), recorded: recorded)
  }
}
