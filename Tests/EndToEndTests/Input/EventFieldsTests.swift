import ArgumentParser
import ClinicalRecord
import Testing

@testable import candor

/// Central standard time, on a morning.
private let morning = LocalClock(nowMicroseconds: 1_772_463_600_000_000) { _ in -360 }

private func event<Fields: EventFields>(
  _: Fields.Type, _ options: [String] = [], json: String? = nil
) throws -> ClinicalEvent {
  let object = try json.map { try JSONValue.object(parsing: $0, called: "it") }
  let reader = FieldReader(
    json: object, missing: .refused, times: TimeReader(clock: morning), wantsRemarks: false,
    actor: { handle in handle == "dr.okafor" ? 2 : 3 })
  return try Fields.parse(options).event(from: reader)
}

struct EventFieldsTests {
  @Test func `a set of vitals is one line`() throws {
    let typed = try event(
      VitalsSampledFields.self,
      ["--hr", "72", "--bp", "118/76", "--spo2", "98", "--temp", "98.2F", "--rass", "-1"])
    let flat = try event(
      VitalsSampledFields.self,
      json: """
        {"heart_rate_bpm": 72, "systolic_mmhg": 118, "diastolic_mmhg": 76, "spo2_percent": 98,
         "temperature_cel": 36.8, "sedation_rass": -1}
        """)
    #expect(typed == flat)
    guard case .visit(.vitalsSampled(let sampled)) = typed else { throw Unexpected() }
    #expect(sampled.sample.heartRateBpm == 72)
    #expect(sampled.sample.sedationRass == -1)
    #expect(!sampled.sample.hasRespiratoryRateBpm)
    #expect(sampled.source == .takenByHand)
  }

  @Test func `options and JSON fill one event`() throws {
    let discharged = try event(
      DischargedFields.self, ["--to", "driver", "--fit-to-drive"],
      json: #"{"driver": {"name": "N. N.", "relation": "sister"}}"#)
    guard case .visit(.discharged(let stated)) = discharged else { throw Unexpected() }
    #expect(stated.destination == .driver)
    #expect(stated.driver.relation == "sister")
    #expect(stated.driverFitToDrive)
  }

  @Test func `a field that is given twice is refused`() {
    #expect(throws: ProgramError.self) {
      try event(WeighedFields.self, ["--weight", "72kg"], json: #"{"weight_kg": 72}"#)
    }
    #expect(throws: ProgramError.self) {
      try event(VitalsSampledFields.self, ["--hr", "72"], json: #"{"spo2_percent": 98}"#)
    }
  }

  @Test func `what JSON says in words reaches the schema`() throws {
    let checked = try event(
      FastingCheckedFields.self,
      json: """
        {"intakes": [{"item": "solid-food", "taken_at": "22:00"}, {"item": "ITEM_WATER"}]}
        """)
    let typed = try event(
      FastingCheckedFields.self, ["--solid", "22:00", "--water", "unknown"])
    #expect(checked == typed)
    guard case .visit(.fastingChecked(let stated)) = typed else { throw Unexpected() }
    // The morning is 2 March, 09:00: ten in the evening was the first.
    #expect(ClinicalTime(stated.intakes[0].takenAt).iso8601 == "2026-03-01T22:00-06:00")
    #expect(!stated.intakes[1].hasTakenAt)
  }

  @Test func `a sign-in name becomes its actor`() throws {
    let assigned = try event(
      SupervisorAssignedFields.self,
      ["--supervisor", "dr.okafor", "--administered-by", "nurse.lee"])
    guard case .visit(.supervisorAssigned(let stated)) = assigned else { throw Unexpected() }
    #expect((stated.supervisorActor, stated.administeringActor) == (2, 3))
  }

  @Test func `a form is named by its digest`() throws {
    let digest = String(repeating: "ab", count: 32)
    let typed = try event(
      ConsentSignedFields.self, ["--form-version", "3", "--form-sha256", digest])
    let stated = try event(
      ConsentSignedFields.self, json: #"{"form_version": "3", "form_sha256": "\#(digest)"}"#)
    #expect(typed == stated)
  }

  @Test func `a missing field is named with the option that gives it`() {
    let error = #expect(throws: ProgramError.self) { try event(WeighedFields.self) }
    #expect(error?.exitCode == 64)
    #expect(error?.description.contains("give --weight") == true)
    let personal = #expect(throws: ProgramError.self) { try event(IntakeReceivedFields.self) }
    #expect(personal?.description.contains("must not stand on a command line") == true)
  }

  @Test func `an unknown field of JSON is refused by name alone`() {
    let error = #expect(throws: Rejection.self) {
      try event(WeighedFields.self, json: #"{"weight_lb": "Quillfeather"}"#)
    }
    #expect(error?.description.contains("weight_lb") == true)
    #expect(error?.description.contains("Quillfeather") == false)
  }

  @Test func `what is personal is told from what is not`() throws {
    let weighed = try event(WeighedFields.self, ["--weight", "72kg"])
    #expect(!PersonalText.isIn(weighed))
    let named = try event(DriverNamedFields.self, json: #"{"driver": {"name": "N. N."}}"#)
    #expect(PersonalText.isIn(named))
    let transferred = try event(TransferredFields.self, json: #"{"destination": "a hospital"}"#)
    #expect(PersonalText.isIn(transferred))
  }
}

private struct Unexpected: Error {}
