public import ClinicalRecord
import Foundation
import SwiftProtobuf
public import Testing

/// One well-formed statement of every kind.
enum Statements {
  static let all: [ClinicalEvent] =
    chart.map(ClinicalEvent.chart) + visit.map(ClinicalEvent.visit)
    + access.map(ClinicalEvent.access) + staff.map(ClinicalEvent.staff)
    + policy.map(ClinicalEvent.policy) + operations.map(ClinicalEvent.operations)

  static func chart(_ identifier: String) -> ChartEvent.OneOf_Event? {
    chart.first { $0.kind.identifier == identifier }
  }

  static func visit(_ identifier: String) -> VisitEvent.OneOf_Event? {
    visit.first { $0.kind.identifier == identifier }
  }

  static let chart: [ChartEvent.OneOf_Event] = [
    intake, .historyFormReceived(.with { $0.formVersion = "3" }),
    .acknowledgementOfOngoingCareReceived(
      .with {
        $0.signer = .primaryCarePhysician
        $0.signerName = "Dr. Okafor"
      }),
    .medicationListReviewed(
      .with {
        $0.medications = [
          .with {
            $0.name = "sertraline"
            $0.dose = "50 mg"
          }, .with { $0.name = "lithium" },
        ]
      }),
    .candidacyDetermined(
      .with {
        $0.outcome = .candidate
        $0.indication = .depression
        $0.rationale = "two earlier trials\nfailed"
      }),
    .consentSigned(
      .with {
        $0.formVersion = "2"
        $0.formSha256 = Data(repeating: 7, count: 32)
        $0.signer = .patient
      }),
    .consentWithdrawn(.init()),
    .infusionScheduled(
      .with {
        $0.scheduledFor = minute(125).stated
        $0.indication = .depression
      }),
    .visitOpened(
      .with {
        $0.visitNumber = 1
        $0.indication = .depression
      }),
    .deviationExplained(explanation),
  ]

  static let intake = ChartEvent.OneOf_Event.intakeReceived(
    .with {
      $0.recordNumber = "R-1001"
      $0.familyName = "Lee"
      $0.givenName = "Ann"
      $0.birthDate = "1984-02-29"
      $0.complaint = "low mood"
    })

  static let explanation = DeviationExplained.with {
    $0.aboutPosition = 31
    $0.rules = ["S5", "S8"]
    $0.reason = "the patient had breakfast"
  }

  static let visit: [VisitEvent.OneOf_Event] =
    arrival + infusion + care + departure + [.deviationExplained(explanation)]

  static let arrival: [VisitEvent.OneOf_Event] = [
    .arrived(.with { $0.indication = .depression }),
    .identityConfirmed(.with { $0.identifiers = [.name, .birthDate] }),
    .weighed(.with { $0.weightKg = 72.6 }),
    .fastingChecked(
      .with {
        $0.intakes = [
          .with {
            $0.item = .solidFood
            $0.takenAt = minute(-600).stated
          }, .with { $0.item = .water },
        ]
      }),
    .driverNamed(
      .with {
        $0.driver.name = "Bo Lee"
        $0.driver.relation = "brother"
      }),
    .supervisorAssigned(
      .with {
        $0.supervisorActor = 2
        $0.administeringActor = 4
      }),
    .ivPlaced(
      .with {
        $0.site = "left forearm"
        $0.gauge = 22
        $0.attempts = 1
      }),
    .monitorApplied(.with { $0.channels = [.heartRate, .heartRhythm, .spo2] }),
  ]

  static let infusion: [VisitEvent.OneOf_Event] = [
    .infusionStarted(
      .with {
        $0.doseMg = 36.3
        $0.plannedMinutes = 45
        $0.route = .intravenous
        $0.preflight = [
          .with {
            $0.rule = "S5"
            $0.verdict = "met"
          }
        ]
      }),
    .infusionPaused(.init()), .infusionResumed(.init()),
    .infusionStopped(
      .with {
        $0.cause = .completed
        $0.givenMg = 36.3
      }),
    .recoveryStarted(.init()),
  ]

  static let care: [VisitEvent.OneOf_Event] = [
    .vitalsSampled(
      .with {
        $0.source = .takenByHand
        $0.sample.heartRateBpm = 72
        $0.sample.systolicMmhg = 118
        $0.sample.diastolicMmhg = 76
        $0.sample.meanMmhg = 90
        $0.sample.spo2Percent = 98
        $0.sample.respiratoryRateBpm = 14
      }),
    .sideEffectNoted(
      .with {
        $0.effect = .nausea
        $0.severity = 2
      }),
    .sideEffectResolved(.with { $0.effect = .nausea }),
    .antiemeticGiven(
      .with {
        $0.drug = .ondansetron
        $0.doseMg = 4
        $0.route = .intravenous
      }),
    .antiemeticDeclined(.init()), .oxygenGiven(.with { $0.flowLPerMin = 2 }),
    .rescueDrugGiven(
      .with {
        $0.drug = .midazolam
        $0.doseMg = 1.5
        $0.route = .intravenous
      }),
    .adverseEventNoted(
      .with {
        $0.severity = 3
        $0.description_p = "fainted"
      }),
    .emergencyCalled(.init()), .transferred(.with { $0.destination = "County Hospital" }),
  ]

  static let departure: [VisitEvent.OneOf_Event] = [
    .dischargeAssessed(.with { $0.stable = true }),
    .instructionsAcknowledged(.with { $0.noDriving24H = true }),
    .discharged(
      .with {
        $0.destination = .driver
        $0.driver.name = "Bo Lee"
        $0.driver.relation = "brother"
        $0.driverFitToDrive = true
      }),
    .drugWasted(
      .with {
        $0.drug = .ketamine
        $0.amountMg = 13.7
        $0.cause = .remainder
      }),
  ]

  static let staff: [StaffEvent.OneOf_Event] = [
    enrolment(1, "ada", .administrator),
    .staffCredentialed(
      .with {
        $0.actor = 1
        $0.specialty = .anesthesiology
        $0.validFrom = "2026-01-01"
        $0.validUntil = "2026-11-02"
      }),
    .staffSuspended(
      .with {
        $0.actor = 1
        $0.cause = .leave
      }),
    .staffReinstated(.with { $0.actor = 1 }), .staffDeparted(.with { $0.actor = 1 }),
    .staffKeyReplaced(
      .with {
        $0.actor = 1
        $0.cause = .forgottenPassphrase
      }),
    assignment(1),
    .deviceReleased(.with { $0.actor = 1 }),
  ]

  static func assignment(_ actor: UInt32) -> StaffEvent.OneOf_Event {
    .deviceAssigned(
      .with {
        $0.actor = actor
        $0.chart = Data(repeating: 0xab, count: 16)
        $0.visitNumber = 2
        $0.dataKeyNumber = 3
      })
  }

  static func enrolment(_ actor: UInt32, _ handle: String, _ role: Role) -> StaffEvent.OneOf_Event {
    .staffEnrolled(
      .with {
        $0.actor = actor
        $0.handle = handle
        $0.displayName = "Ada Byron, MD"
        $0.role = role
      })
  }

  static let visitLook = Look.with {
    $0.scope = .visit
    $0.visitNumber = 2
    $0.answer = .timeline
  }

  static let access: [AccessEvent.OneOf_Event] = [
    .viewed(.with { $0.look = visitLook }), .searched(.with { $0.listedCount = 7 }),
    .emergencyAccessOpened(
      .with {
        $0.look = visitLook
        $0.reason = "seizure in the waiting room"
        $0.host = "desk-2"
      }),
    .emergencyAccessReviewed(
      .with {
        $0.outcome = .justified
        $0.note = "spoke to both"
      }),
  ]

  static let operations: [OperationsEvent.OneOf_Event] = [
    .signInRefused(
      .with {
        $0.actor = 4
        $0.cause = .wrongPassphrase
        $0.host = "desk-2"
      }),
    .actRefused(
      .with {
        $0.actor = 4
        $0.act = "timeline"
        $0.cause = .role
        $0.chart = Data(repeating: 0xab, count: 16)
        $0.host = "desk-2"
      }),
    .backupTaken(
      .with {
        $0.size = 9
        $0.root = Data(repeating: 1, count: 32)
      }),
    .ledgerRestored(
      .with {
        $0.size = 9
        $0.root = Data(repeating: 1, count: 32)
        $0.isRollback = true
      }),
    .ledgerVerified(
      .with {
        $0.size = 9
        $0.root = Data(repeating: 1, count: 32)
        $0.signaturesChecked = true
      }),
    .legalHoldPlaced(.init()),
    .legalHoldReleased(.init()),
    .chartErasureIntended(.with { $0.ground = .retentionEnded }),
    .chartErasureCompleted(.with { $0.isReplayed = true }),
  ]

  static let policy: [PolicyEvent.OneOf_Event] = [policy(1, "{}")]

  static func policy(_ version: UInt32, _ document: String) -> PolicyEvent.OneOf_Event {
    .policyAdopted(
      .with {
        $0.name = "omaha-mood-and-pain"
        $0.version = version
        $0.document = Data(document.utf8)
      })
  }
}

extension ClinicalEvent: CustomTestStringConvertible {
  public var testDescription: String { "\(stream.name): \(kind.identifier)" }
}
