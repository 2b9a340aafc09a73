import ClinicalRecord
import SwiftProtobuf

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

extension Story {
  /// A mood infusion from 09:00 to 09:45 on 2026-11-02 that departs from nothing.
  static let mood = staffed.charted.prepared(for: .depression).started("09:00")
    .sampled(["09:00", "09:15", "09:30", "09:45"]).stopped("09:45")
    .sampled(["09:50", "10:05", "10:15"]).released(assessed: "10:20", discharged: "10:25")

  /// A chronic pain infusion from 09:00 to 13:00.
  static let pain = staffed.charted.prepared(for: .chronicPain).started("09:00")
    .sampled((0...16).map { clock(minutes: 9 * 60 + 15 * $0) }).stopped("13:00")
    .sampled(["13:10", "13:20", "13:30"]).released(assessed: "13:35", discharged: "13:40")

  static func clock(minutes: Int) -> String {
    let (hour, minute) = (minutes / 60, minutes % 60)
    return "\(hour < 10 ? "0" : "")\(hour):\(minute < 10 ? "0" : "")\(minute)"
  }

  private static var staffed: Story {
    Story()
      .telling(
        "physician",
        .staff(
          .staffEnrolled(
            .with {
              $0.actor = 2
              $0.handle = "crane"
              $0.displayName = Personal.physician
              $0.role = .physician
            })), at: "2026-01-05 08:00"
      )
      .telling("credential", .staff(credential(.anesthesiology)), at: "2026-01-05 08:10")
  }

  static func credential(
    _ specialty: Specialty, from: String = "2026-01-01", until: String = "2026-12-31"
  ) -> StaffEvent.OneOf_Event {
    .staffCredentialed(
      .with {
        $0.actor = 2
        $0.specialty = specialty
        $0.validFrom = from
        $0.validUntil = until
      })
  }

  private var charted: Story {
    telling(
      "intake",
      .chart(
        .intakeReceived(
          .with {
            $0.recordNumber = "MH-0007"
            $0.familyName = Personal.familyName
            $0.givenName = Personal.givenName
            $0.birthDate = "1984-02-29"
            $0.phone = Personal.phone
            $0.complaint = Personal.complaint
          })), at: "2026-10-20 09:00"
    )
    .telling(
      "history",
      .chart(
        .historyFormReceived(
          .with {
            $0.formVersion = "H3"
            $0.note = Personal.note
          })), at: "2026-10-20 09:30"
    )
    .telling(
      "acknowledgement", Self.acknowledgement(.primaryCarePhysician),
      at: "2026-10-21 10:00"
    )
    .telling(
      "review", .chart(.medicationListReviewed(.with { $0.noneTaken = true })),
      at: "2026-10-22 11:00"
    )
    .telling("candidacy", Self.candidacy(.candidate), at: "2026-10-22 12:00")
    .telling("scheduling", .chart(.infusionScheduled(.with { _ in })), at: "2026-10-23 09:00")
  }

  static func acknowledgement(
    _ signer: AcknowledgementOfOngoingCareReceived.Signer
  ) -> Said {
    .chart(
      .acknowledgementOfOngoingCareReceived(
        .with {
          $0.signer = signer
          $0.signerName = Personal.practitioner
        }))
  }

  private func prepared(for indication: Indication) -> Story {
    telling(
      "opened",
      .chart(
        .visitOpened(
          .with {
            $0.visitNumber = 1
            $0.indication = indication
          })), at: "08:00"
    )
    .telling("arrival", .visit(.arrived(.with { $0.indication = indication })), at: "08:00")
    .telling("identity", Self.identity([.name, .birthDate]), at: "08:05")
    .telling("weight", Self.weight(72), at: "08:07")
    .telling("consent", Self.consent(version: "C7", digestBytes: 32), at: "08:10")
    .telling("fasting", Self.fasting([(.solidFood, "02:00"), (.water, "06:30")]), at: "08:15")
    .telling("driver", .visit(.driverNamed(.with { $0.driver = Self.companion })), at: "08:20")
    .telling("supervisor", Self.supervisor(2, administering: 3), at: "08:25")
    .telling("iv", .visit(.ivPlaced(.with { $0.site = "left forearm" })), at: "08:40")
    .telling(
      "monitor", Self.monitor([.heartRate, .heartRhythm, .spo2, .bloodPressure]),
      at: "08:45")
  }

  static func candidacy(_ outcome: CandidacyDetermined.Outcome) -> Said {
    .chart(
      .candidacyDetermined(
        .with {
          $0.outcome = outcome
          $0.rationale = Personal.note
        }))
  }

  static func weight(_ kilograms: Double) -> Said {
    .visit(.weighed(.with { $0.weightKg = kilograms }))
  }

  static let companion = Companion.with {
    $0.name = Personal.driverName
    $0.relation = Personal.relation
    $0.phone = Personal.phone
  }

  static func identity(_ identifiers: [IdentityConfirmed.Identifier]) -> Said {
    .visit(.identityConfirmed(.with { $0.identifiers = identifiers }))
  }

  static func consent(version: String, digestBytes: Int) -> Said {
    .chart(
      .consentSigned(
        .with {
          $0.formVersion = version
          $0.formSha256 = Data(repeating: 7, count: digestBytes)
          $0.signer = .patient
        }))
  }

  /// What was taken and when; nil: the patient does not know.
  static func fasting(_ intakes: [(item: OralIntake.Item, at: String?)]) -> Said {
    .visit(
      .fastingChecked(
        .with {
          $0.intakes = intakes.map { intake in
            .with {
              $0.item = intake.item
              if let at = intake.at { $0.takenAt = stated(at) }
              $0.detail = Personal.food
            }
          }
        }))
  }

  static func supervisor(_ supervisor: UInt32, administering: UInt32) -> Said {
    .visit(
      .supervisorAssigned(
        .with {
          $0.supervisorActor = supervisor
          $0.administeringActor = administering
        }))
  }

  static func monitor(_ channels: [MonitorApplied.Channel]) -> Said {
    .visit(.monitorApplied(.with { $0.channels = channels }))
  }

  func started(_ at: String) -> Story { telling("start", Self.start(), at: at) }

  static func start(
    mg doseMg: Double = 36, minutes: UInt32 = 45, route: Route = .intravenous
  ) -> Said {
    .visit(
      .infusionStarted(
        .with {
          $0.doseMg = doseMg
          $0.plannedMinutes = minutes
          $0.route = route
        }))
  }

  func stopped(_ at: String) -> Story { telling("stop", Self.stop(.completed), at: at) }

  static func stop(_ cause: InfusionStopped.Cause, given givenMg: Double? = nil) -> Said {
    .visit(
      .infusionStopped(
        .with {
          $0.cause = cause
          if let givenMg { $0.givenMg = givenMg }
          $0.note = Personal.note
        }))
  }

  static let pause = Said.visit(.infusionPaused(.with { $0.note = Personal.note }))
  static let resumption = Said.visit(.infusionResumed(.with { $0.note = Personal.note }))

  /// Hand-taken sets of heart rate and SpO2; each line is called "vitals " and its time.
  func sampled(_ times: [String]) -> Story {
    times.reduce(self) { story, at in
      story.telling("vitals \(at)", Self.vitals(heartRate: 72, spo2: 97), at: at)
    }
  }

  static func vitals(heartRate: Double?, spo2: Double?, systolic: Double? = nil) -> Said {
    .visit(
      .vitalsSampled(
        .with {
          $0.source = .takenByHand
          $0.sample = .with {
            if let heartRate { $0.heartRateBpm = heartRate }
            if let spo2 { $0.spo2Percent = spo2 }
            if let systolic { $0.systolicMmhg = systolic }
          }
        }))
  }

  func released(assessed: String, discharged: String) -> Story {
    telling("assessment", Self.assessment(.yes), at: assessed)
      .telling("instructions", Self.instructions(.yes), at: assessed)
      .telling("discharge", Self.discharge(.driver, fit: .yes), at: discharged)
  }

  static func instructions(_ noDriving: Assessment) -> Said {
    .visit(.instructionsAcknowledged(.with { $0.noDriving = noDriving }))
  }

  static func sedation(_ rass: Int32) -> Said {
    .visit(
      .vitalsSampled(
        .with {
          $0.source = .takenByHand
          $0.sample = .with { $0.sedationRass = rass }
        }))
  }

  static func noted(_ effect: SideEffect, _ severity: UInt32) -> Said {
    .visit(
      .sideEffectNoted(
        .with {
          $0.effect = effect
          $0.severity = severity
          $0.detail = Personal.note
        }))
  }

  static func resolved(_ effect: SideEffect) -> Said {
    .visit(.sideEffectResolved(.with { $0.effect = effect }))
  }

  static func antiemetic(mg doseMg: Double = 4) -> Said {
    .visit(
      .antiemeticGiven(
        .with {
          $0.drug = .ondansetron
          $0.doseMg = doseMg
          $0.route = .intravenous
        }))
  }

  static let antiemeticDeclined = Said.visit(
    .antiemeticDeclined(.with { $0.note = Personal.note }))

  static func assessment(_ stability: Assessment) -> Said {
    .visit(
      .dischargeAssessed(
        .with {
          $0.assessedStable = stability
          $0.note = Personal.note
        }))
  }

  static func discharge(
    _ destination: Discharged.Destination, fit: Assessment, driver: Companion? = companion
  ) -> Said {
    .visit(
      .discharged(
        .with {
          $0.destination = destination
          if let driver { $0.driver = driver }
          $0.fitToDrive = fit
        }))
  }

  static let transfer = Said.visit(.transferred(.with { $0.destination = Personal.note }))

  static let leaving = Said.visit(
    .leftAgainstAdvice(
      .with {
        $0.risksExplained = .yes
        $0.formSigned = .no
        $0.said = Personal.note
      }))
}
