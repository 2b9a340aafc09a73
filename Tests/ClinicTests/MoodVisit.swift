import ClinicalRecord
import Foundation
import Ledger
import SwiftProtobuf
import TransparencyLog

@testable import Clinic

/// A mood infusion by the book, in steps that a test can leave out or change.
struct MoodVisit {
  let house: TestClinic
  let chart: SubjectID

  init(
    _ house: TestClinic, recordNumber: String = "", familyName: String = "Rivers"
  ) throws {
    self.house = house
    try house.move(to: "08:00")
    chart = try house.intake(recordNumber: recordNumber, familyName: familyName)
  }

  func papers() throws {
    try house.record(.chart(.historyFormReceived(.with { $0.formVersion = "2" })), on: chart)
    try house.record(
      .chart(
        .acknowledgementOfOngoingCareReceived(.with { $0.signer = .primaryCarePhysician })),
      on: chart)
    try house.record(.chart(.medicationListReviewed(.with { $0.noneTaken = true })), on: chart)
    try house.record(
      .chart(
        .candidacyDetermined(
          .with {
            $0.outcome = .candidate
            $0.indication = .depression
          })), on: chart)
    try house.record(
      .chart(
        .consentSigned(
          .with {
            $0.formVersion = "3"
            $0.formSha256 = Data(repeating: 7, count: 32)
            $0.signer = .patient
          })), on: chart)
    let time = try at("09:30").stated
    try house.record(
      .chart(
        .infusionScheduled(
          .with {
            $0.scheduledFor = time
            $0.indication = .depression
          })), on: chart)
  }

  func arrive(_ indication: Indication = .depression) throws {
    try house.move(to: "09:00")
    try house.record(.visit(.arrived(.with { $0.indication = indication })), on: chart)
    try house.record(
      .visit(.identityConfirmed(.with { $0.identifiers = [.name, .birthDate] })), on: chart)
    try house.record(.visit(.weighed(.with { $0.weightKg = 72.6 })), on: chart)
  }

  func fast(solid: String = "02:00") throws {
    let time = try at(solid).stated
    try house.record(
      .visit(
        .fastingChecked(
          .with {
            $0.intakes = [
              .with {
                $0.item = .solidFood
                $0.takenAt = time
              }
            ]
          })), on: chart)
  }

  func prepare() throws {
    try house.record(
      .visit(
        .supervisorAssigned(
          .with {
            $0.supervisorActor = 3
            $0.administeringActor = 4
          })), on: chart)
    try house.record(
      .visit(
        .ivPlaced(
          .with {
            $0.site = "left forearm"
            $0.gauge = 22
            $0.attempts = 1
          })), on: chart)
    try house.record(
      .visit(.monitorApplied(.with { $0.channels = [.heartRate, .heartRhythm, .spo2] })),
      on: chart)
  }

  static let start = ClinicalEvent.visit(
    .infusionStarted(
      .with {
        $0.doseMg = 36.3
        $0.plannedMinutes = 45
        $0.route = .intravenous
      }))

  static let stop = ClinicalEvent.visit(.infusionStopped(.with { $0.cause = .completed }))

  func infuse() throws {
    try house.move(to: "09:15")
    try house.record(Self.start, on: chart)
    for minute in stride(from: 15, through: 60, by: 5) {
      try vitals(at: minute < 60 ? "09:\(minute)" : "10:00")
    }
    try house.move(to: "10:00")
    try house.record(Self.stop, on: chart)
  }

  func recover() throws {
    for clock in ["10:00", "10:10", "10:20", "10:30"] { try vitals(at: clock) }
    try house.move(to: "10:31")
    try house.record(.visit(.dischargeAssessed(.with { $0.assessedStable = .yes })), on: chart)
    try house.record(
      .visit(.instructionsAcknowledged(.with { $0.noDriving = .yes })), on: chart)
    try house.move(to: "10:35")
    try house.record(
      .visit(
        .discharged(
          .with {
            $0.destination = .driver
            $0.driver = .with {
              $0.name = "Sam Rivers"
              $0.relation = "brother"
            }
            $0.fitToDrive = .yes
          })), on: chart)
  }

  func vitals(at clock: String) throws {
    try house.move(to: clock)
    try house.record(
      .visit(
        .vitalsSampled(
          .with {
            $0.source = .takenByHand
            $0.sample = .with {
              $0.heartRateBpm = 72
              $0.spo2Percent = 98
              $0.systolicMmhg = 118
              $0.diastolicMmhg = 76
              $0.rhythm = .sinus
            }
          })), on: chart)
  }

  func all() throws {
    try papers()
    try arrive()
    try fast()
    try prepare()
    try infuse()
    try recover()
  }
}
