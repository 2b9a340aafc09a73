import ClinicalRecord
import SwiftProtobuf
import Testing

@Suite struct SentenceTests {
  private static let root = String(repeating: "01", count: 32)

  static let expected = [
    "Intake received: low mood",
    "History form received, version 3",
    "Acknowledgement of ongoing care received, signed by primary care physician (Dr. Okafor)",
    "Medication list reviewed: sertraline 50 mg, lithium",
    "Candidacy determined: candidate, depression: two earlier trials failed",
    "Consent signed by the patient, form version 2",
    "Consent withdrawn",
    "Infusion scheduled for 2026-11-02 10:05, depression",
    "Visit 1 opened, depression",
    "Deviation explained (S5, S8): the patient had breakfast",
    "Arrived for depression",
    "Identity confirmed by name and birth date",
    "Weighed 72.6 kg",
    "Fasting checked: solid food 2026-11-01 22:00, water at an unknown time",
    "Driver named: Bo Lee (brother)",
    "Supervisor assigned: actor 2; actor 4 administers",
    "IV placed: left forearm, 22 G, 1 attempt",
    "Monitor applied: heart rate, heart rhythm, SpO2",
    "Infusion started: ketamine 36.3 mg over 45 min, IV",
    "Infusion paused",
    "Infusion resumed",
    "Infusion stopped: completed, 36.3 mg given",
    "Recovery started",
    "HR 72 · BP 118/76 (mean 90) · SpO2 98 % · RR 14",
    "Side effect noted: nausea, moderate",
    "Side effect resolved: nausea",
    "Antiemetic given: ondansetron 4 mg, IV",
    "Antiemetic declined",
    "Oxygen given: 2 l/min",
    "Rescue drug given: midazolam 1.5 mg, IV",
    "Adverse event noted, severe: fainted",
    "Emergency called",
    "Transferred to County Hospital",
    "Discharge assessed: stable",
    "Instructions acknowledged: no driving for 24 h",
    "Discharged to driver: Bo Lee (brother), fit to drive",
    "Drug wasted: ketamine 13.7 mg, remainder",
    "Deviation explained (S5, S8): the patient had breakfast",
    "Viewed: timeline, visit 2",
    "Listed, one of 7",
    "Emergency access opened at desk-2: timeline, visit 2: seizure in the waiting room",
    "Emergency access reviewed: justified: spoke to both",
    "Staff enrolled: Ada Byron, MD (ada), administrator",
    "Staff credentialed: anesthesiology, 2026-01-01 to 2026-11-02",
    "Staff suspended: leave",
    "Staff reinstated",
    "Staff departed",
    "Staff key replaced: forgotten passphrase",
    "Device assigned: chart abababababababab, visit 2",
    "Device released",
    "Policy adopted: omaha-mood-and-pain, version 1",
    "Sign-in refused at desk-2: wrong passphrase",
    "Act refused at desk-2: timeline, role, chart abababababababab",
    "Backup taken: 9 entries, root \(root), keyring not copied",
    "Ledger restored: 9 entries, root \(root), before a known checkpoint",
    "Ledger verified: 9 entries, root \(root), 0 problems, signatures checked",
    "Legal hold placed: the chart is not erased while it lasts",
    "Legal hold released",
    "Chart erasure intended: retention ended",
    "Chart erasure completed, again, after a restore",
  ]

  @Test(arguments: zip(Statements.all, expected))
  func `an event reads as a sentence`(event: ClinicalEvent, sentence: String) {
    #expect(event.sentence(occurred: minute(0)) == sentence)
  }

  @Test func `every statement has its sentence here`() {
    #expect(Self.expected.count == Statements.all.count)
  }

  static let others: [(EventKind, String, String)] = [
    (
      MedicationListReviewed.kind, #"{"none_taken": true, "note": "a\nb"}"#,
      "Medication list reviewed: none taken; a b"
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
      "Discharged to driver, fitness to drive not stated"
    ),
    (Arrived.kind, #"{"indication": 7}"#, "Arrived for a term of a newer Candor (7)"),
    (
      InstructionsAcknowledged.kind, #"{"form_version": "4"}"#,
      "Instructions acknowledged: without the 24 h driving rule, form version 4"
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
    (#""sedation_rass": 5"#, "RASS +5 (suspect)"),
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
      HR 58–75.5, 1 × device reported 0 · BP 20–120/– · SpO2 91–99 %, 1 × device reported 0 · \
      1 suspect
      """
    #expect(
      event.sentence(occurred: minute(120)) == "monitor, 4 samples to 10:59: \(ranges)")
    #expect(event.sentence == "monitor, 4 samples to 59 min later: \(ranges)")
  }
}
