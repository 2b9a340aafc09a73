import ClinicalRecord
import EventSamples
import SwiftProtobuf
import Testing

/// What has to be said from now on, and that entries of before are not held to it.
@Suite struct NewEntryTests {
  private func check(_ kind: EventKind, _ json: String) throws -> String? {
    let statement = try ClinicalEvent(kind: kind, json: "{\(json)}").statement
    #expect(throws: Never.self, "an older entry may say it") { try statement.validate() }
    do { try statement.checkWhenRecorded(occurred: minute(0)) } catch {
      guard case .malformed(let field, _, _) = error else { throw error }
      return field
    }
    return nil
  }

  @Test(arguments: EventSample.all)
  func `every sample may be recorded`(sample: EventSample) throws {
    try sample.event.statement.checkWhenRecorded(occurred: minute(0))
  }

  static let answers: [(EventKind, String, String)] = [
    (DischargeAssessed.kind, "", "assessed_stable"),
    (DischargeAssessed.kind, #""stable": true"#, "stable"),
    (InstructionsAcknowledged.kind, #""form_version": "2""#, "no_driving"),
    (Discharged.kind, #""destination": 1"#, "fit_to_drive"),
    (Discharged.kind, #""destination": 1, "driver_fit_to_drive": true"#, "driver_fit_to_drive"),
  ]

  @Test(arguments: answers)
  func `no answer is made out of silence`(kind: EventKind, json: String, field: String) throws {
    #expect(try check(kind, json) == field)
  }

  @Test func `whoever leaves without a driver needs nobody's fitness`() throws {
    #expect(try check(Discharged.kind, #""destination": 2"#) == nil)
  }

  static let laterAnswers: [(EventKind, String, String?)] = [
    (ScreeningDone.kind, #""answers": [{"contraindication": 12, "present": 2}]"#, "answers"),
    (NoShowRecorded.kind, #""scheduled_for": \#(at(60)), "reached": 2"#, "scheduled_for"),
    (NoShowRecorded.kind, #""scheduled_for": \#(at(-60)), "reached": 2"#, nil),
    (DrivingReported.kind, #""drove_at": \#(at(1)), "source": 1"#, "drove_at"),
    (DrivingReported.kind, #""drove_at": \#(at(0)), "source": 1"#, nil),
    (AmendmentAnswered.kind, #""request_position": 7, "answer": 2"#, "explanation"),
    (AmendmentAnswered.kind, #""request_position": 7, "answer": 1"#, nil),
    (
      AmendmentAnswered.kind,
      #""request_position": 7, "answer": 2, "explanation": "it was weighed twice""#, nil
    ),
    (
      InfusionRescheduled.kind,
      #""scheduled_for": \#(at(60)), "rescheduled_for": \#(at(-1_440)), "cause": 1"#,
      "rescheduled_for"
    ),
    (ReferralReceived.kind, #""referrer": 2, "indication": 99"#, "indication"),
    (OtherTherapyNoted.kind, #""therapy": 1, "status": 99"#, "status"),
    (
      MaintenancePlanned.kind, #""indication": 1, "response": 1, "other_therapies": [1, 1]"#,
      "other_therapies"
    ),
    (AllergyNoted.kind, #""substance": "\u200b-""#, "substance"),
  ]

  private static func at(_ minutes: Int) -> String {
    #"{"precision": 2, "utc_offset_minutes": -360, "unix_us": \#(minute(minutes).unixMicroseconds)}"#
  }

  @Test(arguments: laterAnswers)
  func `what is recorded from now on says all of it`(
    kind: EventKind, json: String, field: String?
  ) throws {
    #expect(try check(kind, json) == field)
  }

  static let others: [(EventKind, String)] = [
    (RiskEscalated.kind, #""cause": 5, "told_actor": 2"#),
    (PrescriptionIssued.kind, #""drug": 3, "way": 1"#),
    (SiteChecked.kind, #""condition": 8"#),
    (AntiemeticGiven.kind, #""drug": 3, "dose_mg": 1, "route": 1"#),
    (DrugWasted.kind, #""drug": 3, "amount_mg": 1, "cause": 1"#),
    (DrugWasted.kind, #""drug": 1, "amount_mg": 1, "cause": 4"#),
    (SideEffectNoted.kind, #""effect": 8, "severity": 1"#),
  ]

  @Test(arguments: others)
  func `what is on no list is named`(kind: EventKind, json: String) throws {
    #expect(try check(kind, json) == "detail")
    #expect(try check(kind, json + #", "detail": "\u200b - ""#) == "detail")
    #expect(try check(kind, json + #", "detail": "ginger""#) == nil)
  }

  @Test func `a rescue drug is held up by no name, which is owed`() throws {
    let given = #""drug": 4, "dose_mg": 1, "route": 1"#
    #expect(try check(RescueDrugGiven.kind, given) == nil)
    func owed(_ json: String) throws -> String? {
      try ClinicalEvent(kind: RescueDrugGiven.kind, json: "{\(json)}").statement.owed
    }
    #expect(try owed(given) == "the drug's name")
    #expect(try owed(given + #", "detail": "dantrolene""#) == nil)
    #expect(try owed(#""drug": 5, "dose_mg": 1, "route": 1"#) == nil)
  }

  private func name(_ escaped: String) throws -> String? {
    try check(
      IntakeReceived.kind,
      #""record_number": "1", "family_name": "\#(escaped)", "birth_date": "1984-02-29""#)
  }

  @Test(arguments: [
    #"\u200b"#, #"\u202eeeL"#, #"Lee\u2028"#, #"Le\u200be"#, #"Lee\u200d"#, #"L\u200dee"#, "-", "·",
    #"\ufeffLee"#, #"\u00adLee"#, #"\u3164"#, #"\u2066Lee\u2069"#, #"\ufe0fLee"#, "\u{E0041}",
  ])
  func `a name hides nothing and says something`(escaped: String) throws {
    #expect(try name(escaped) == "family_name")
  }

  @Test(arguments: [
    "Lee", "O’Brien", "Müller-Østergård", "李", "\u{845B}\u{E0100}", "نام‌خانوادگی", "क्‍ष",
    "X Æ A-12", "3", "N'Dour", "Ōno", "Nguyễn Thị",
  ])
  func `a name is taken in any script`(name given: String) throws {
    #expect(try name(given) == nil)
  }

  @Test func `an optional text may be a sign, and hides nothing either`() throws {
    let list = #""medications": [{"name": "sertraline", "dose": "DOSE"}]"#
    #expect(try check(MedicationListReviewed.kind, list.replacing("DOSE", with: "?")) == nil)
    #expect(
      try check(MedicationListReviewed.kind, list.replacing("DOSE", with: #"\u202e5"#))
        == "medications.dose")
    // A transfer waits for nothing.
    #expect(try check(Transferred.kind, #""destination": "\u202eH""#) == nil)
  }

  @Test(arguments: [
    ("1896-11-02", true), ("1895-11-03", true), ("1895-11-02", false), ("1825-01-01", false),
    ("0001-01-01", false), ("2026-11-02", true), ("2026-11-03", false),
  ])
  func `nobody is born more than 130 years ago, or tomorrow`(born: String, isTaken: Bool) throws {
    let refused = try check(
      IntakeReceived.kind,
      #""record_number": "1", "family_name": "Old", "birth_date": "\#(born)""#)
    #expect(refused == (isTaken ? nil : "birth_date"))
  }

  @Test func `an infusion is scheduled for a day that is not over`() throws {
    func scheduled(_ unixMicroseconds: Int64) throws -> String? {
      try check(
        InfusionScheduled.kind,
        #"""
        "indication": 1, "scheduled_for": {"precision": 2, "utc_offset_minutes": -360, \#
        "unix_us": \#(unixMicroseconds)}
        """#)
    }
    #expect(try scheduled(minute(-60).unixMicroseconds) == nil)
    #expect(try scheduled(minute(-24 * 60).unixMicroseconds) == "scheduled_for")
  }

  @Test(arguments: [
    ("2000-02-29", "2001-02-28", 0), ("2000-02-29", "2001-03-01", 1),
    ("2000-02-29", "2004-02-29", 4), ("1984-05-17", "2026-05-16", 41),
    ("1984-05-17", "2026-05-17", 42), ("2026-01-01", "2026-12-31", 0),
  ])
  func `an age is whole years`(born: String, day: String, years: Int) throws {
    let (born, day) = (
      try #require(LocalDate(iso8601: born)), try #require(LocalDate(iso8601: day))
    )
    #expect(born.years(on: day) == years)
  }
}
