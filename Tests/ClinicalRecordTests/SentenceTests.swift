import ClinicalRecord
import EventSamples
import SwiftProtobuf
import Testing

@Suite struct SentenceTests {
  @Test(arguments: EventSample.all)
  func `an event reads as a sentence`(sample: EventSample) {
    #expect(sample.event.sentence(occurred: minute(0)) == sample.sentence)
  }

  static let others: [(EventKind, String, String)] = [
    (
      MedicationListReviewed.kind, #"{"none_taken": true, "note": "a\nb"}"#,
      "Medication list reviewed: none taken; a\nb"
    ),
    (Weighed.kind, #"{"weight_kg": 500}"#, "Weighed 500 kg (suspect)"),
    (IVPlaced.kind, "{}", "IV placed"),
    (OxygenGiven.kind, "{}", "Oxygen given"),
    (
      InfusionStopped.kind, #"{"cause": 2, "note": "felt sick"}"#,
      "Infusion stopped: patient request; felt sick"
    ),
    (Discharged.kind, #"{"destination": 3}"#, "Discharged: ride-share"),
    (
      Discharged.kind, #"{"destination": 1}"#,
      "Discharged to driver, fitness to drive not assessed"
    ),
    (Arrived.kind, #"{"indication": 7}"#, "Arrived for a term of a newer Candor (7)"),
    (
      InstructionsAcknowledged.kind, #"{"form_version": "4"}"#,
      "Instructions acknowledged: the 24 h driving rule not assessed, form version 4"
    ),
    (DischargeAssessed.kind, #"{"stable": true}"#, "Discharge assessed: stable"),
    (DischargeAssessed.kind, "{}", "Discharge assessed: stability not assessed"),
    (DischargeAssessed.kind, #"{"assessed_stable": 2}"#, "Discharge assessed: not stable"),
    (
      Discharged.kind, #"{"destination": 1, "driver_fit_to_drive": true}"#,
      "Discharged to driver, fit to drive"
    ),
    (
      Discharged.kind, #"{"destination": 1, "fit_to_drive": 2}"#,
      "Discharged to driver, not fit to drive"
    ),
    (
      InstructionsAcknowledged.kind, #"{"no_driving": 2}"#,
      "Instructions acknowledged: without the 24 h driving rule"
    ),
    (
      RescueDrugGiven.kind, #"{"drug": 4, "dose_mg": 0.2, "route": 1}"#,
      "Rescue drug given: another drug [name owed] 0.2 mg, IV"
    ),
    (
      RescueDrugGiven.kind, #"{"drug": 4, "dose_mg": 50, "route": 1, "detail": "dantrolene"}"#,
      "Rescue drug given: another drug 50 mg, IV: dantrolene"
    ),
    (
      AdverseEventNoted.kind, #"{"severity": 3, "note": "1. BP up\r\n\n 2. called  MD\n"}"#,
      "Adverse event noted, severe: 1. BP up\n2. called MD"
    ),
    (OxygenGiven.kind, #"{"note": "by mask"}"#, "Oxygen given: by mask"),
    (AllergyNoted.kind, #"{"none_known": true}"#, "Allergy noted: none known"),
    (AllergyNoted.kind, #"{"substance": "latex"}"#, "Allergy noted: latex"),
    (
      MedicationStopped.kind, #"{"medication": "lithium", "drug_class": 3, "consent_by": 4}"#,
      "Medication stopped: lithium, mood stabilizer, without a physician's consent"
    ),
    (
      MedicationStopped.kind, #"{"medication": "lithium", "drug_class": 3, "consent_by": 5}"#,
      "Medication stopped: lithium, mood stabilizer, a physician's consent is not known"
    ),
    (
      ScreeningDone.kind,
      #"""
      {"answers": [{"contraindication": 12, "present": 1, "detail": "in 2019"}, \#
      {"contraindication": 11, "present": 3}, {"contraindication": 10, "present": 2}]}
      """#,
      "Screening done: present mania (in 2019); not assessed psychosis; 1 of 3 absent"
    ),
    (
      OutcomeScored.kind, #"{"scale": 1, "total": 19, "item_9": 2}"#,
      "Outcome scored: PHQ-9 19, item 9 at 2"
    ),
    (OutcomeScored.kind, #"{"scale": 3, "total": 6}"#, "Outcome scored: pain 6 of 10"),
    (
      OutcomeScored.kind, #"{"scale": 4, "ideation": 3, "behavior": 2}"#,
      "Outcome scored: C-SSRS ideation 3, no behavior"
    ),
    (
      DosePlanned.kind, #"{"indication": 6, "dose_mg": 40, "planned_minutes": 60, "route": 1}"#,
      "Dose planned: ketamine 40 mg over 60 min, IV, chronic pain"
    ),
    (
      MaintenancePlanned.kind, #"{"indication": 1, "response": 5}"#,
      "Maintenance planned: depression, response not assessed, other therapies not considered"
    ),
    (
      CourseDiscontinued.kind, #"{"indication": 1, "cause": 8, "detail": "moved away"}"#,
      "Course discontinued: depression, for another cause; moved away"
    ),
    (TimeOutHeld.kind, #"{"items": [1, 6]}"#, "Time-out held: patient, allergies"),
    (
      EmergencyEquipmentChecked.kind, #"{"items": [5], "ready": 2, "missing": "pads"}"#,
      "Emergency equipment checked: defibrillator; not all ready; pads"
    ),
    (IVRemoved.kind, #"{"intact": 2}"#, "IV removed: catheter not intact"),
    (
      LeftAgainstAdvice.kind, #"{"risks_explained": 3, "form_signed": 1}"#,
      "Left against advice: whether risks were explained not known, form signed"
    ),
    (
      AdverseEventFollowedUp.kind, #"{"outcome": 2, "description": "walks again"}"#,
      "Adverse event followed up: improving; walks again"
    ),
    (AssentAsked.kind, #"{"given": 2}"#, "Assent asked: not given"),
    (
      NoShowRecorded.kind, #"{"scheduled_for": {"precision": 1}, "reached": 3}"#,
      "No-show recorded, scheduled for 1970-01-01: not called"
    ),
  ]

  @Test(arguments: others)
  func `a sentence leaves out what was not stated`(
    kind: EventKind, json: String, sentence: String
  ) throws {
    #expect(try ClinicalEvent(kind: kind, json: json).sentence(occurred: minute(0)) == sentence)
  }

  static let vitals: [(String, String)] = [
    (#""heart_rate_bpm": 0"#, "HR 0 (device reported 0)"),
    (
      #""heart_rate_bpm": 62.8, "pulse_bpm": 0, "spo2_percent": 0"#,
      "HR 62.8 · pulse 0 (device reported 0) · SpO2 0 % (device reported 0)"
    ),
    (#""respiratory_rate_bpm": 0"#, "RR 0"),
    (#""heart_rate_bpm": 351"#, "HR 351 (suspect)"),
    (#""spo2_percent": 101"#, "SpO2 101 % (suspect)"),
    (#""systolic_mmhg": 80, "diastolic_mmhg": 80"#, "BP 80/80 (suspect)"),
    (#""systolic_mmhg": 301, "diastolic_mmhg": 80"#, "BP 301/80 (suspect)"),
    (#""systolic_mmhg": 29"#, "BP 29/– (suspect)"),
    (#""diastolic_mmhg": 76, "mean_mmhg": 90"#, "BP –/76 (mean 90)"),
    (#""mean_mmhg": 90"#, "mean 90"),
    (#""temperature_cel": 36.85"#, "temp 36.85 °C"),
    (#""temperature_cel": 20"#, "temp 20 °C (suspect)"),
    (#""rhythm": 1, "sedation_rass": 0"#, "sinus rhythm · RASS 0"),
    (#""sedation_rass": -2"#, "RASS −2"), (#""sedation_rass": 4"#, "RASS +4"),
    (#""sedation_rass": 5"#, "RASS +5 (suspect)"), (#""sedation_moaas": 0"#, "MOAA/S 0"),
    (#""sedation_rass": -1, "sedation_moaas": 4"#, "RASS −1 · MOAA/S 4"),
    (#""sedation_moaas": 6"#, "MOAA/S 6 (suspect)"),
  ]

  @Test(arguments: vitals)
  func `a device's zero and a strange value are marked`(fields: String, sentence: String) throws {
    let json = #"{"source": "SOURCE_MONITOR", "sample": {\#(fields)}}"#
    let event = try ClinicalEvent(kind: VitalsSampled.kind, json: json)
    #expect(event.sentence(occurred: minute(0)) == sentence)
    try event.statement.validate()
  }

  @Test func `a zero taken by hand is no device's`() {
    let event = VitalsSampled.with {
      $0.source = .takenByHand
      $0.sample.heartRateBpm = 0
    }
    #expect(event.sentence == "HR 0")
  }

  @Test func `a run reads as ranges to its end`() throws {
    let rows: [(UInt32, String, String?, String?)] = [
      (0, "58", "91", nil), (60, "0", "99", "118"), (120, "75.5", nil, "120"),
      (3_540, "62", "0", "20"),
    ]
    let run = try VitalsRun(
      rows: rows.map { offset, heartRate, spo2, systolic in
        var reading = VitalsReading()
        reading.heartRateBpm = ExactDecimal(heartRate)
        reading.spo2Percent = spo2.flatMap { ExactDecimal($0) }
        reading.systolicMmhg = systolic.flatMap { ExactDecimal($0) }
        return (offset, reading)
      })
    let event = VitalsSampled.with {
      $0.source = .monitor
      $0.run = run
    }
    let ranges = """
      HR 58–75.5, 1 × device reported 0 · BP 118–120/– · SpO2 91–99 %, 1 × device reported 0 · \
      1 suspect
      """
    #expect(
      event.sentence(occurred: minute(120)) == "monitor, 4 samples to 10:59: \(ranges)")
    #expect(event.sentence == "monitor, 4 samples to 59 min later: \(ranges)")
  }
}
