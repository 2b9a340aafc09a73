public import Clinic
public import ClinicalRecord
private import Foundation
public import Ledger
private import SwiftProtobuf

/// One patient's way through a two-hour pain infusion, recorded as it happens: every stage at its
/// own time of a clock that is set.
public struct VisitStory {
  private let rehearsal: RehearsalClinic
  private let chart: SubjectID
  private let begin: ClinicalTime

  /// How long after the beginning the infusion starts and stops, and the visit ends; minutes.
  public static let startMinute = 60
  public static let stopMinute = 180
  public static let endMinute = 225

  /// - Parameter begin: when the patient is expected; to the minute.
  public init(_ rehearsal: RehearsalClinic, chart: SubjectID, begin: ClinicalTime) {
    self.rehearsal = rehearsal
    self.chart = chart
    self.begin = begin
  }

  /// A new chart with its papers.
  public static func chart(
    _ rehearsal: RehearsalClinic, recordNumber: String, at time: ClinicalTime
  ) throws -> SubjectID {
    let person = try rehearsal.open(as: RehearsalClinic.doctor, at: time)
    let recorded = try record(
      .chart(
        .intakeReceived(
          .with {
            $0.recordNumber = recordNumber
            $0.familyName = "Rehearsal"
            $0.givenName = recordNumber
            $0.birthDate = "1980-01-01"
            $0.complaint = "chronic pain"
          })), on: nil, by: person)
    guard let chart = recorded.patient?.chart else {
      throw RehearsalError.unexpected("the intake of \(recordNumber) gave no chart")
    }
    for event in papers(at: time) { try record(.chart(event), on: chart, by: person) }
    return chart
  }

  /// From the door to the drive home.
  public func play() throws {
    try stage(30, as: RehearsalClinic.doctor, arrival)
    try stage(Self.startMinute, as: RehearsalClinic.doctor, [Self.start])
    try stage(Self.stopMinute, as: RehearsalClinic.doctor, [Self.stop, Self.recovery])
    try stage(Self.endMinute, as: RehearsalClinic.nurse, leaving)
  }

  /// An open visit whose infusion has started, for what is recorded during it.
  ///
  /// - Parameter stated: when both happened; nil: now.
  public static func openVisit(
    of chart: SubjectID, by person: SignedIn, stated: ClinicalTime? = nil
  ) throws {
    let arrived = VisitEvent.OneOf_Event.arrived(.with { $0.indication = .chronicPain })
    for event in [arrived, start] {
      try record(.visit(event), on: chart, by: person, occurred: stated)
    }
  }

  private func stage(
    _ minute: Int, as handle: String, _ events: [VisitEvent.OneOf_Event]
  ) throws {
    let person = try rehearsal.open(as: handle, at: begin.adding(minutes: minute))
    for event in events { try Self.record(.visit(event), on: chart, by: person) }
  }

  @discardableResult
  private static func record(
    _ event: ClinicalEvent, on chart: SubjectID?, by person: SignedIn, occurred: ClinicalTime? = nil
  ) throws -> Recorded {
    try person.record(
      RecordRequest(
        statements: [Statement(chart: chart, event: event, occurred: occurred)], reasons: .owed))
  }
}

extension VisitStory {
  private static func papers(at time: ClinicalTime) -> [ChartEvent.OneOf_Event] {
    let scheduled = time.adding(minutes: startMinute).stated
    return [
      .historyFormReceived(.with { $0.formVersion = "2" }),
      .acknowledgementOfOngoingCareReceived(.with { $0.signer = .primaryCarePhysician }),
      .medicationListReviewed(.with { $0.noneTaken = true }),
      .candidacyDetermined(
        .with {
          $0.outcome = .candidate
          $0.indication = .chronicPain
        }),
      .consentSigned(
        .with {
          $0.formVersion = "3"
          $0.formSha256 = Data(repeating: 7, count: 32)
          $0.signer = .patient
        }),
      .infusionScheduled(
        .with {
          $0.scheduledFor = scheduled
          $0.indication = .chronicPain
        }),
    ]
  }

  private var arrival: [VisitEvent.OneOf_Event] {
    let ate = begin.adding(minutes: -8 * 60).stated
    return [
      .arrived(.with { $0.indication = .chronicPain }),
      .identityConfirmed(.with { $0.identifiers = [.name, .birthDate] }),
      .weighed(.with { $0.weightKg = 78.5 }),
      .fastingChecked(
        .with {
          $0.intakes = [
            .with {
              $0.item = .solidFood
              $0.takenAt = ate
            }
          ]
        }),
      .supervisorAssigned(
        .with {
          $0.supervisorActor = 3
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
  }

  private static let start = VisitEvent.OneOf_Event.infusionStarted(
    .with {
      $0.doseMg = 80
      $0.plannedMinutes = 120
      $0.route = .intravenous
    })

  private static let stop = VisitEvent.OneOf_Event.infusionStopped(.with { $0.cause = .completed })

  private static let recovery = VisitEvent.OneOf_Event.recoveryStarted(.init())

  private var leaving: [VisitEvent.OneOf_Event] {
    [
      .dischargeAssessed(.with { $0.assessedStable = .yes }),
      .instructionsAcknowledged(.with { $0.noDriving = .yes }),
      .discharged(
        .with {
          $0.destination = .driver
          $0.driver = .with {
            $0.name = "A Driver"
            $0.relation = "friend"
          }
          $0.fitToDrive = .yes
        }),
    ]
  }
}
