public import ClinicalRecord

extension EventSample {
  /// What came to a visit's events later, in the order of the kinds' numbers.
  static let bedside: [EventSample] = [
    EventSample(
      .visit, 30,
      #""items": ["ITEM_OXYGEN", "ITEM_SUCTION"], "ready": "ASSESSMENT_YES""#,
      "Emergency equipment checked: oxygen, suction; all ready",
      options: "--item oxygen --item suction --ready yes"),
    EventSample(
      .visit, 31,
      #""items": ["ITEM_PATIENT", "ITEM_DRUG", "ITEM_DOSE"], "with_actor": 2"#,
      "Time-out held with actor 2: patient, drug, dose",
      options: "--item patient --item drug --item dose --with actor.2"),
    EventSample(
      .visit, 32,
      #""dose_mg": 14.5, "route": "ROUTE_INTRAVENOUS", "over_minutes": 5"#,
      "Bolus given: ketamine 14.5 mg over 5 min, IV",
      options: "--dose 14.5mg --route iv --minutes 5"),
    EventSample(
      .visit, 33,
      #""rate_mg_per_h": 30, "cause": "CAUSE_ORDER""#,
      "Infusion rate changed: 30 mg/h, order",
      options: "--rate 30mg/h --cause order"),
    EventSample(
      .visit, 34,
      #""condition": "SITE_CONDITION_CLEAR""#,
      "Site checked: clear",
      options: "--condition clear"),
    EventSample(
      .visit, 35,
      #""alarm": "ALARM_SPO2", "cause": "CAUSE_ARTIFACT", "action": "probe put on anew""#,
      "Alarm acknowledged: SpO2, artifact; probe put on anew",
      options: "--alarm spo2 --cause artifact",
      rest: #""action": "probe put on anew""#),
    EventSample(
      .visit, 36,
      #""form": "FORM_CADSS_23", "total": 18"#,
      "Dissociation scored: CADSS-23 18",
      options: "--form cadss-23 --total 18"),
    EventSample(
      .visit, 37,
      #""outcome": "OUTCOME_RESOLVED", "about_position": 81"#,
      "Adverse event #81 followed up: resolved",
      options: "--outcome resolved --about 81"),
    EventSample(
      .visit, 38,
      #""intact": "ASSESSMENT_YES", "condition": "SITE_CONDITION_CLEAR""#,
      "IV removed: catheter intact, site clear",
      options: "--intact yes --condition clear"),
    EventSample(
      .visit, 39,
      #"""
      "risks_explained": "ASSESSMENT_YES", "form_signed": "ASSESSMENT_NO", "said": "has to \#
      fetch a child"
      """#,
      "Left against advice: risks explained, form not signed; has to fetch a child",
      options: "--risks-explained yes --form-signed no",
      rest: #""said": "has to fetch a child""#),
    EventSample(
      .visit, 40,
      "",
      "Visit signed off",
      options: ""),
  ]

  /// What somebody outside was given.
  static let disclosed = [
    EventSample(
      .access, 4,
      #"""
      "recipient": "County Court", "purpose": "PURPOSE_REQUIRED_BY_LAW", "given": "the \#
      visit of March"
      """#,
      "Disclosed to County Court, required by law: the visit of March",
      options: "--purpose required-by-law",
      rest: #""recipient": "County Court", "given": "the visit of March""#)
  ]
}
