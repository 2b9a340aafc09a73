internal import ClinicalRecord
internal import Foundation
internal import Rehearsal
internal import SwiftProtobuf

// S1, S2, S3, S26, S28: what is on file before anything begins.

extension VisitPlanner {
  /// The intake and the forms, around the first scheduling.
  mutating func planPapers(scheduled: Int) {
    planIntake(at: scheduled - 3_600)
    let act = Act(second: scheduled, recorded: scheduled + 4, name: "the first scheduling")
    planHistory(act)
    planAcknowledgement(act)
    let indication = patient.indication
    let infusion = stated(Moment(minuteOf: start))
    say(
      chart: .infusionScheduled(
        .with {
          $0.scheduledFor = infusion
          $0.indication = indication
        }), at: Moment(scheduled), by: .kim, recorded: act.recorded)
    let reviewed = timed(
      recipe.review, ["S3"], "the medication list reviewed", before: startAct,
      ordinarily: scheduled + 900, recorded: scheduled + 960)
    if let reviewed {
      let isNone = dice.happens(onceIn: 4)
      say(
        chart: .medicationListReviewed(
          .with {
            $0.noneTaken = isNone
            if !isNone {
              $0.medications = [
                .with {
                  $0.name = "sertraline"
                  $0.dose = "100 mg"
                }
              ]
            }
          }), at: reviewed.at, by: recorder(nurse, at: reviewed.recorded),
        recorded: reviewed.recorded)
    }
  }

  mutating func planIntake(at second: Int) {
    let patient = patient
    say(
      chart: .intakeReceived(
        .with {
          $0.recordNumber = patient.recordNumber
          $0.familyName = patient.familyName
          $0.givenName = patient.givenName
          $0.birthDate = patient.birthDate
          $0.complaint = patient.indication == .chronicPain ? "chronic pain" : "low mood"
        }), at: Moment(second), by: .kim, recorded: second + 10)
  }

  private mutating func planHistory(_ act: Act) {
    guard case .timed(let timing) = recipe.history,
      let form = timed(
        timing, ["S1"], "the history form received", before: act, ordinarily: act.second - 1_800,
        recorded: act.second - 1_790)
    else { return }
    say(
      chart: .historyFormReceived(.with { $0.formVersion = "3" }), at: form.at, by: .kim,
      recorded: form.recorded)
  }

  private mutating func planAcknowledgement(_ act: Act) {
    var signer = AcknowledgementOfOngoingCareReceived.Signer.primaryCarePhysician
    if isPain == false, dice.happens(onceIn: 2) { signer = .mentalHealthPractitioner }
    var timing = Timing.ordinary
    switch recipe.acknowledgement {
    case .timed(let own): timing = own
    case .wrongSigner:
      signer = .other
      plant("S2", .deviation, "the acknowledgement signed by neither of the two practitioners")
    }
    guard
      let received = timed(
        timing, ["S2"], "the acknowledgement received", before: act,
        ordinarily: act.second - 1_500, recorded: act.second - 1_490)
    else { return }
    say(
      chart: .acknowledgementOfOngoingCareReceived(.with { $0.signer = signer }),
      at: received.at, by: .kim, recorded: received.recorded)
  }

  // MARK: Consent (S26)

  mutating func planConsent() {
    switch recipe.consent {
    case .timed(let timing):
      guard isFirst else { return }
      guard
        let signed = timed(
          timing, ["S26"], "the consent signed", before: startAct,
          ordinarily: times.arrival + 240, recorded: start - 180)
      else { return }
      sign(at: signed.at, recorded: signed.recorded)
    case .withdrawnBefore:
      if isFirst { sign(at: Moment(times.arrival + 240), recorded: start - 180) }
      plant("S26", .deviation, "the consent withdrawn 1 s before the start", .beyond)
      withdraw(at: start - 1, recorded: startRecorded)
    case .withdrawnAfter:
      if isFirst { sign(at: Moment(times.arrival + 240), recorded: start - 180) }
      plant("S26", .met, "the consent withdrawn 1 s after the start", .within)
      withdraw(at: start + 1, recorded: startRecorded + 30)
    case .minorAlone:
      plant("S26", .deviation, "signed alone on the day before the 18th birthday", .stepBeyond)
      sign(at: Moment(times.arrival + 240), recorded: start - 180)
    case .ofAge:
      plant("S26", .met, "signed on the 18th birthday", .at)
      sign(at: Moment(times.arrival + 240), recorded: start - 180)
    case .representative:
      plant("S26", .met, "signed for a minor by the legal representative")
      sign(at: Moment(times.arrival + 240), recorded: start - 180, signer: .parent)
    }
  }

  private enum ConsentSigner { case patient, parent }

  private mutating func sign(
    at moment: Moment, recorded: Int, signer: ConsentSigner = .patient
  ) {
    say(
      chart: .consentSigned(
        .with {
          $0.formVersion = "3"
          $0.formSha256 = Data(repeating: 7, count: 32)
          switch signer {
          case .patient: $0.signer = .patient
          case .parent:
            $0.signer = .legalRepresentative
            $0.representativeName = "A Parent"
          }
        }), at: moment, by: recorder(nurse, at: recorded), recorded: recorded)
  }

  /// It is signed again when the patient leaves: the next infusion has one.
  private mutating func withdraw(at second: Int, recorded: Int) {
    say(
      chart: .consentWithdrawn(.with { $0.note = "said at the chair" }), at: Moment(second),
      by: recorder(nurse, at: recorded), recorded: recorded)
    sign(at: Moment(end + 300), recorded: end + 310)
  }

  // MARK: Candidacy (S28)

  mutating func planCandidacy() {
    switch recipe.candidacy {
    case .timed(let timing):
      guard isFirst else { return }
      guard
        let determined = timed(
          timing, ["S28"], "the candidacy determined", before: startAct,
          ordinarily: times.arrival + 300, recorded: start - 410)
      else { return }
      determine(.candidate, at: determined.at, recorded: determined.recorded)
    case .deferredBefore, .refusedBefore:
      let outcome: CandidacyDetermined.Outcome =
        recipe.candidacy == .deferredBefore ? .deferred : .notACandidate
      if isFirst {
        determine(.candidate, at: Moment(times.arrival + 300), recorded: start - 410)
      }
      plant(
        "S28", .deviation,
        outcome == .deferred
          ? "deferred 1 s before the start" : "found to be no candidate 1 s before the start",
        .beyond)
      determine(outcome, at: Moment(start - 1), recorded: startRecorded)
      determine(.candidate, at: Moment(end + 420), recorded: end + 430)
    case .deferredAfter:
      if isFirst {
        determine(.candidate, at: Moment(times.arrival + 300), recorded: start - 410)
      }
      plant("S28", isFirst ? .met : .notApplicable, "deferred 1 s after the start", .within)
      determine(.deferred, at: Moment(start + 1), recorded: startRecorded + 30)
      determine(.candidate, at: Moment(end + 420), recorded: end + 430)
    }
  }

  private mutating func determine(
    _ outcome: CandidacyDetermined.Outcome, at moment: Moment, recorded: Int
  ) {
    let indication = patient.indication
    say(
      chart: .candidacyDetermined(
        .with {
          $0.outcome = outcome
          $0.indication = indication
        }), at: moment, by: recorded == startRecorded ? .okafor : doctor, recorded: recorded)
  }
}
