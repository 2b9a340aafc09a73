public import ClinicalRecord

extension EventSample {
  /// One of every kind, a row an event: chart, visit, access, staff, policy, operations, lot,
  /// document.
  public static let all: [EventSample] = ofChart + ofVisit + ofOthers

  private static let ofChart: [EventSample] =
    chart.dropLast() + merges + course + documents + chart.suffix(1) + corrections(.chart)
    + [transcribed(.chart)]
  private static let ofVisit: [EventSample] =
    visit.dropLast() + bedside + drugs + visit.suffix(1) + corrections(.visit)
    + [transcribed(.visit)]
  private static let ofOthers: [EventSample] = [
    others.filter { $0.kind.stream == .access && $0.kind.number < 4 }, disclosed,
    others.filter { $0.kind.stream == .access && $0.kind.number > 4 },
    others.filter { $0.kind.stream == .staff }, others.filter { $0.kind.stream == .policy },
    drugBook, others.filter { $0.kind.stream == .operations }, dayClosed, reportIssued, lots,
    pieces,
  ].flatMap(\.self)

  private static let chart: [EventSample] = [
    EventSample(
      .chart, 1,
      #"""
      "record_number": "R-1001", "family_name": "Lee", "given_name": "Ann", "birth_date": \#
      "1984-02-29", "complaint": "low mood"
      """#,
      "Intake received: low mood",
      options: "--record-number R-1001",
      rest:
        #"""
        "family_name": "Lee", "given_name": "Ann", "birth_date": "1984-02-29", \#
        "complaint": "low mood"
        """#
    ),
    EventSample(
      .chart, 2,
      #""form_version": "3""#,
      "History form received, version 3",
      options: "--form-version 3"),
    EventSample(
      .chart, 3,
      #""signer": "SIGNER_PRIMARY_CARE_PHYSICIAN", "signer_name": "Dr. Okafor""#,
      "Acknowledgement of ongoing care received, signed by primary care physician (Dr. Okafor)",
      options: "--signer primary-care-physician",
      rest: #""signer_name": "Dr. Okafor""#),
    EventSample(
      .chart, 4,
      #""medications": [{"name": "sertraline", "dose": "50 mg"}, {"name": "lithium"}]"#,
      "Medication list reviewed: sertraline 50 mg, lithium",
      options: "",
      rest: #""medications": [{"name": "sertraline", "dose": "50 mg"}, {"name": "lithium"}]"#),
    EventSample(
      .chart, 5,
      #"""
      "outcome": "OUTCOME_CANDIDATE", "indication": "INDICATION_DEPRESSION", "rationale": \#
      "two earlier trials\nfailed"
      """#,
      "Candidacy determined: candidate, depression: two earlier trials\nfailed",
      options: "--outcome candidate --indication mood",
      rest: #""rationale": "two earlier trials\nfailed""#),
    EventSample(
      .chart, 6,
      #"""
      "form_version": "2", "form_sha256": "BwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwc=", \#
      "signer": "SIGNER_PATIENT"
      """#,
      "Consent signed by the patient, form version 2",
      options: "--form-version 2 --form-sha256 \(sevens) --signer the-patient"
    ),
    EventSample(
      .chart, 7,
      "",
      "Consent withdrawn",
      options: ""),
    EventSample(
      .chart, 8,
      #"""
      "scheduled_for": {"unix_us": 1793635500000000, "utc_offset_minutes": -360, \#
      "precision": "TIME_PRECISION_MINUTE"}, "indication": "INDICATION_DEPRESSION"
      """#,
      "Infusion scheduled for 2026-11-02 10:05, depression",
      options: "--for 2026-11-02T10:05-06:00 --indication depression"),
    EventSample(
      .chart, 9,
      #""visit_number": 1, "indication": "INDICATION_DEPRESSION""#,
      "Visit 1 opened, depression"),
    EventSample(
      .chart, 10,
      #"""
      "cause": "CAUSE_NAME_CHANGE", "changed": ["DETAIL_NAME"], "family_name": "Lee-Roy", \#
      "given_name": "Ann", "birth_date": "1984-02-29"
      """#,
      "Identity corrected, name change (name): Lee-Roy, Ann, born 1984-02-29",
      options: "--cause marriage",
      rest:
        #"""
        "changed": ["DETAIL_NAME"], "family_name": "Lee-Roy", "given_name": "Ann", \#
        "birth_date": "1984-02-29"
        """#),
    EventSample(
      .chart, 900,
      #""about_position": 31, "rules": ["S5", "S8"], "reason": "the patient had breakfast""#,
      "Deviation explained (S5, S8): the patient had breakfast"),
  ]

  private static let visit: [EventSample] = [
    EventSample(
      .visit, 1,
      #""indication": "INDICATION_DEPRESSION""#,
      "Arrived for depression",
      options: "--indication depression"),
    EventSample(
      .visit, 2,
      #""identifiers": ["IDENTIFIER_NAME", "IDENTIFIER_BIRTH_DATE"]"#,
      "Identity confirmed by name and birth date",
      options: "--by name --by birth-date"),
    EventSample(
      .visit, 3,
      #""weight_kg": 72.6"#,
      "Weighed 72.6 kg",
      options: "--weight 72.6kg"),
    EventSample(
      .visit, 4,
      #"""
      "intakes": [{"item": "ITEM_SOLID_FOOD", "taken_at": {"unix_us": 1793592000000000, \#
      "utc_offset_minutes": -360, "precision": "TIME_PRECISION_MINUTE"}}, {"item": \#
      "ITEM_WATER"}]
      """#,
      "Fasting checked: solid food 2026-11-01 22:00, water at an unknown time",
      options: "--solid-food 2026-11-01T22:00-06:00 --water unknown"),
    EventSample(
      .visit, 5,
      #""driver": {"name": "Bo Lee", "relation": "brother"}"#,
      "Driver named: Bo Lee (brother)",
      options: "",
      rest: #""driver": {"name": "Bo Lee", "relation": "brother"}"#),
    EventSample(
      .visit, 6,
      #""supervisor_actor": 2, "administering_actor": 4"#,
      "Supervisor assigned: actor 2; actor 4 administers",
      options: "--supervisor actor.2 --administered-by actor.4"),
    EventSample(
      .visit, 7,
      #""site": "left forearm", "gauge": 22, "attempts": 1"#,
      "IV placed: left forearm, 22 G, 1 attempt",
      options: "--gauge 22 --attempts 1",
      rest: #""site": "left forearm""#),
    EventSample(
      .visit, 8,
      #""channels": ["CHANNEL_HEART_RATE", "CHANNEL_HEART_RHYTHM", "CHANNEL_SPO2"]"#,
      "Monitor applied: heart rate, heart rhythm, SpO2",
      options: "--channel hr --channel rhythm --channel spo2"),
    EventSample(
      .visit, 9,
      #"""
      "dose_mg": 36.3, "planned_minutes": 45, "route": "ROUTE_INTRAVENOUS", "preflight": \#
      [{"rule": "S5", "verdict": "met"}]
      """#,
      "Infusion started: ketamine 36.3 mg over 45 min, IV",
      options: "--dose 36.3mg --minutes 45 --route iv",
      rest: #""preflight": [{"rule": "S5", "verdict": "met"}]"#),
    EventSample(
      .visit, 10,
      "",
      "Infusion paused",
      options: ""),
    EventSample(
      .visit, 11,
      "",
      "Infusion resumed",
      options: ""),
    EventSample(
      .visit, 12,
      #""cause": "CAUSE_COMPLETED", "given_mg": 36.3"#,
      "Infusion stopped: completed, 36.3 mg given",
      options: "--cause completed --given 36.3mg"),
    EventSample(
      .visit, 13,
      "",
      "Recovery started",
      options: ""),
    EventSample(
      .visit, 14,
      #"""
      "source": "SOURCE_TAKEN_BY_HAND", "sample": {"heart_rate_bpm": 72, "systolic_mmhg": \#
      118, "diastolic_mmhg": 76, "mean_mmhg": 90, "spo2_percent": 98, \#
      "respiratory_rate_bpm": 14}
      """#,
      "HR 72 · BP 118/76 (mean 90) · SpO2 98 % · RR 14",
      options: "--hr 72 --bp 118/76/90 --spo2 98 --rr 14"),
    EventSample(
      .visit, 15,
      #""effect": "SIDE_EFFECT_NAUSEA", "severity": 2"#,
      "Side effect noted: nausea, moderate",
      options: "--effect nausea --severity 2"),
    EventSample(
      .visit, 16,
      #""effect": "SIDE_EFFECT_NAUSEA""#,
      "Side effect resolved: nausea",
      options: "--effect nausea"),
    EventSample(
      .visit, 17,
      #""drug": "DRUG_ONDANSETRON", "dose_mg": 4, "route": "ROUTE_INTRAVENOUS""#,
      "Antiemetic given: ondansetron 4 mg, IV",
      options: "--drug ondansetron --dose 4mg --route iv"),
    EventSample(
      .visit, 18,
      "",
      "Antiemetic declined",
      options: ""),
    EventSample(
      .visit, 19,
      #""flow_l_per_min": 2"#,
      "Oxygen given: 2 l/min",
      options: "--flow 2l/min"),
    EventSample(
      .visit, 20,
      #""drug": "DRUG_MIDAZOLAM", "dose_mg": 1.5, "route": "ROUTE_INTRAVENOUS""#,
      "Rescue drug given: midazolam 1.5 mg, IV",
      options: "--drug midazolam --dose 1.5mg --route iv"),
    EventSample(
      .visit, 21,
      #""severity": 3, "description": "fainted""#,
      "Adverse event noted, severe: fainted",
      options: "--severity 3",
      rest: #""description": "fainted""#),
    EventSample(
      .visit, 22,
      "",
      "Emergency called",
      options: ""),
    EventSample(
      .visit, 23,
      #""destination": "County Hospital""#,
      "Transferred to County Hospital",
      options: "",
      rest: #""destination": "County Hospital""#),
    EventSample(
      .visit, 24,
      #""assessed_stable": "ASSESSMENT_YES""#,
      "Discharge assessed: stable",
      options: "--stable yes"),
    EventSample(
      .visit, 25,
      #""no_driving": "ASSESSMENT_YES""#,
      "Instructions acknowledged: no driving for 24 h",
      options: "--no-driving-24h yes"),
    EventSample(
      .visit, 26,
      #"""
      "destination": "DESTINATION_DRIVER", "driver": {"name": "Bo Lee", "relation": \#
      "brother"}, "fit_to_drive": "ASSESSMENT_YES"
      """#,
      "Discharged to driver: Bo Lee (brother), fit to drive",
      options: "--to driver --fit-to-drive yes",
      rest: #""driver": {"name": "Bo Lee", "relation": "brother"}"#),
    EventSample(
      .visit, 27,
      #""drug": "DRUG_KETAMINE", "amount_mg": 13.7, "cause": "CAUSE_REMAINDER""#,
      "Drug wasted: ketamine 13.7 mg, remainder",
      options: "--drug ketamine --amount 13.7mg --cause remainder"),
    EventSample(
      .visit, 29,
      "",
      "Antiemetic not indicated",
      options: ""),
    EventSample(
      .visit, 900,
      #""about_position": 31, "rules": ["S5", "S8"], "reason": "the patient had breakfast""#,
      "Deviation explained (S5, S8): the patient had breakfast",
      options: "--about 31 --rule S5 --rule S8",
      rest: #""reason": "the patient had breakfast""#),
  ]

  private static let sevens = String(repeating: "07", count: 32)
  static let root = String(repeating: "01", count: 32)
}
