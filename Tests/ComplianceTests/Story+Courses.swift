import ClinicalRecord
import Compliance
import SwiftProtobuf

extension Story {
  /// Beside another visit of the patient's, with an infusion from eleven to a quarter to twelve.
  ///
  /// - Parameter cause: why it was stopped; nil: nobody has said that it was.
  func beside(
    _ day: String, for indication: Indication = .depression,
    cause: InfusionStopped.Cause? = .completed,
    isStarted: Bool = true
  ) -> Story {
    var visit = Visit()
    var position = UInt64(1 + 3 * otherVisits.count)
    func take(_ event: VisitEvent.OneOf_Event, _ clock: String) {
      let at = time("\(day) \(clock)")
      visit.evolve(
        Fact(
          event, position: position, occurred: at, recordedMicroseconds: at.unixMicroseconds,
          actor: 3))
      position += 1
    }
    take(.arrived(.with { $0.indication = indication }), "10:00")
    if isStarted { take(.infusionStarted(.with { $0.doseMg = 36 }), "11:00") }
    if let cause { take(.infusionStopped(.with { $0.cause = cause }), "11:45") }
    guard let other = OtherVisit(visit) else { preconditionFailure("it has its arrival") }
    var story = self
    story.otherVisits.append(other)
    return story
  }

  func beside(_ days: [String]) -> Story { days.reduce(self) { $0.beside($1) } }

  static func scored(
    _ scale: OutcomeScored.Scale = .phq9, _ total: UInt32 = 14
  ) -> Said {
    .chart(
      .outcomeScored(
        .with {
          $0.scale = scale
          $0.total = total
          $0.note = Personal.note
        }))
  }

  static func coursePlanned(_ indication: Indication = .depression) -> Said {
    .chart(
      .coursePlanned(
        .with {
          $0.indication = indication
          $0.plannedInfusions = 6
        }))
  }

  static func discontinued(_ indication: Indication = .depression) -> Said {
    .chart(
      .courseDiscontinued(
        .with {
          $0.indication = indication
          $0.cause = .patientDecision
          $0.detail = Personal.note
        }))
  }

  static func maintenance(
    _ response: TreatmentResponse = .partialResponse, beside therapies: [Therapy] = [.psychotherapy]
  ) -> Said {
    .chart(
      .maintenancePlanned(
        .with {
          $0.indication = .depression
          $0.response = response
          $0.otherTherapies = therapies
        }))
  }

  static func medicationStopped(
    _ consent: MedicationStopped.Consent, of drug: MedicationStopped.DrugClass = .antidepressant
  ) -> Said {
    .chart(
      .medicationStopped(
        .with {
          $0.medication = Personal.note
          $0.drugClass = drug
          $0.consentBy = consent
          $0.consentedByName = Personal.practitioner
        }))
  }

  static func prescribed(
    _ drug: PrescriptionIssued.Drug, _ way: PrescriptionIssued.Way = .prescribed
  ) -> Said {
    .chart(
      .prescriptionIssued(
        .with {
          $0.drug = drug
          $0.way = way
          $0.directions = Personal.note
        }))
  }

  static func drove(_ at: String) -> Said {
    .chart(
      .drivingReported(
        .with {
          $0.droveAt = stated(at)
          $0.source = .patient
          $0.detail = Personal.note
        }))
  }

  static func followedUp(_ state: FollowUpMade.State) -> Said {
    .chart(
      .followUpMade(
        .with {
          $0.channel = .phone
          $0.state = state
          $0.said = Personal.note
        }))
  }
}
