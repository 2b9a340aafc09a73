public import ClinicalRecord

extension EventSample {
  /// What belongs to a course of treatment around its visits, in the order of the kinds' numbers.
  static let course: [EventSample] = papers + dates + outcomes

  private static let papers: [EventSample] = [
    EventSample(
      .chart, 13,
      #""channel": "CONTACT_PHONE", "question": "does it help with PTSD?""#,
      "Inquiry received (phone): does it help with PTSD?",
      options: "--way phone",
      rest: #""question": "does it help with PTSD?""#),
    EventSample(
      .chart, 14,
      #"""
      "referrer": "REFERRER_PSYCHIATRIST", "referrer_name": "Dr. Okafor", "indication": \#
      "INDICATION_DEPRESSION"
      """#,
      "Referral received from psychiatrist (Dr. Okafor), depression",
      options: "--from psychiatrist --indication depression",
      rest: #""referrer_name": "Dr. Okafor""#),
    EventSample(
      .chart, 15,
      #""substance": "ondansetron", "reaction": "hives", "severity": 3"#,
      "Allergy noted: ondansetron (hives, severe)",
      options: "--severity 3",
      rest: #""substance": "ondansetron", "reaction": "hives""#),
    EventSample(
      .chart, 16,
      #""therapy": "THERAPY_PSYCHOTHERAPY", "status": "STATUS_ONGOING""#,
      "Other therapy noted: psychotherapy, ongoing",
      options: "--therapy psychotherapy --status ongoing"),
    EventSample(
      .chart, 17,
      #"""
      "medication": "sertraline", "drug_class": "DRUG_CLASS_ANTIDEPRESSANT", "consent_by": \#
      "CONSENT_PRESCRIBING_PHYSICIAN", "consented_by_name": "Dr. Okafor"
      """#,
      "Medication stopped: sertraline, antidepressant, with consent of prescribing "
        + "physician (Dr. Okafor)",
      options: "--class antidepressant --consent-by prescribing-physician",
      rest: #""medication": "sertraline", "consented_by_name": "Dr. Okafor""#),
    EventSample(
      .chart, 18,
      #"""
      "answers": [{"contraindication": "CONTRAINDICATION_ALLERGY_TO_KETAMINE", "present": \#
      "ASSESSMENT_NO"}, {"contraindication": "CONTRAINDICATION_UNCONTROLLED_HYPERTENSION", \#
      "present": "ASSESSMENT_NO"}, {"contraindication": \#
      "CONTRAINDICATION_UNSTABLE_HEART_DISEASE", "present": "ASSESSMENT_NO"}, \#
      {"contraindication": "CONTRAINDICATION_ANEURYSM_OR_STROKE", "present": \#
      "ASSESSMENT_NO"}, {"contraindication": \#
      "CONTRAINDICATION_RAISED_INTRACRANIAL_PRESSURE", "present": "ASSESSMENT_NO"}, \#
      {"contraindication": "CONTRAINDICATION_RAISED_EYE_PRESSURE", "present": \#
      "ASSESSMENT_NO"}, {"contraindication": "CONTRAINDICATION_UNTREATED_HYPERTHYROIDISM", \#
      "present": "ASSESSMENT_NO"}, {"contraindication": \#
      "CONTRAINDICATION_SEVERE_LIVER_DISEASE", "present": "ASSESSMENT_NO"}, \#
      {"contraindication": "CONTRAINDICATION_BLADDER_DISEASE", "present": \#
      "ASSESSMENT_NO"}, {"contraindication": "CONTRAINDICATION_SEIZURES", "present": \#
      "ASSESSMENT_NO"}, {"contraindication": "CONTRAINDICATION_PSYCHOSIS", "present": \#
      "ASSESSMENT_NO"}, {"contraindication": "CONTRAINDICATION_MANIA", "present": \#
      "ASSESSMENT_NO"}, {"contraindication": "CONTRAINDICATION_SUBSTANCE_USE", "present": \#
      "ASSESSMENT_NO"}, {"contraindication": \#
      "CONTRAINDICATION_PREGNANCY_OR_BREASTFEEDING", "present": "ASSESSMENT_NO"}, \#
      {"contraindication": "CONTRAINDICATION_SLEEP_APNEA", "present": "ASSESSMENT_NO"}]
      """#,
      "Screening done: none present; 15 of 15 absent",
      options: "--none-present"),
    EventSample(
      .chart, 19,
      #""result": "RESULT_NEGATIVE", "method": "METHOD_URINE""#,
      "Pregnancy tested: negative, urine",
      options: "--result negative --method urine"),
    EventSample(
      .chart, 20,
      #""interpretation": "INTERPRETATION_NORMAL", "heart_rate_bpm": 68, "qtc_ms": 410"#,
      "Baseline ECG recorded: normal, HR 68, QTc 410 ms",
      options: "--interpretation normal --hr 68 --qtc 410"),
  ]

  private static let dates: [EventSample] = [
    EventSample(
      .chart, 21,
      #"""
      "scheduled_for": {"unix_us": 1793635500000000, "utc_offset_minutes": -360, \#
      "precision": "TIME_PRECISION_MINUTE"}, "rescheduled_for": {"unix_us": \#
      1796227500000000, "utc_offset_minutes": -360, "precision": "TIME_PRECISION_MINUTE"}, \#
      "cause": "SCHEDULE_CAUSE_PATIENT_REQUEST"
      """#,
      "Infusion rescheduled from 2026-11-02 10:05 to 2026-12-02 10:05, patient request",
      options: "--from 2026-11-02T10:05-06:00 --to 2026-12-02T10:05-06:00 --cause patient-request"),
    EventSample(
      .chart, 22,
      #"""
      "scheduled_for": {"unix_us": 1793635500000000, "utc_offset_minutes": -360, \#
      "precision": "TIME_PRECISION_MINUTE"}, "cause": "SCHEDULE_CAUSE_WEATHER"
      """#,
      "Infusion cancelled, scheduled for 2026-11-02 10:05, weather",
      options: "--for 2026-11-02T10:05-06:00 --cause weather"),
    EventSample(
      .chart, 23,
      #"""
      "scheduled_for": {"unix_us": 1793549100000000, "utc_offset_minutes": -360, \#
      "precision": "TIME_PRECISION_MINUTE"}, "reached": "ASSESSMENT_NO"
      """#,
      "No-show recorded, scheduled for 2026-11-01 10:05: not reached",
      options: "--for 2026-11-01T10:05-06:00 --reached no"),
    EventSample(
      .chart, 24,
      #""indication": "INDICATION_DEPRESSION", "planned_infusions": 6, "planned_days": 14"#,
      "Course planned: 6 infusions in 14 days, depression",
      options: "--indication depression --infusions 6 --days 14"),
    EventSample(
      .chart, 25,
      #"""
      "indication": "INDICATION_DEPRESSION", "response": \#
      "TREATMENT_RESPONSE_PARTIAL_RESPONSE"
      """#,
      "Course completed: depression, partial response",
      options: "--indication depression --response partial"),
    EventSample(
      .chart, 26,
      #"""
      "indication": "INDICATION_DEPRESSION", "cause": "CAUSE_COST", "response": \#
      "TREATMENT_RESPONSE_NOT_ASSESSED"
      """#,
      "Course discontinued: depression, for cost, response not assessed",
      options: "--indication depression --cause cost --response not-assessed"),
    EventSample(
      .chart, 27,
      #"""
      "indication": "INDICATION_DEPRESSION", "dose_mg_per_kg": 0.5, "planned_minutes": 40, \#
      "route": "ROUTE_INTRAVENOUS"
      """#,
      "Dose planned: ketamine 0.5 mg/kg over 40 min, IV, depression",
      options: "--indication depression --dose 0.5mg/kg --minutes 40 --route iv"),
  ]

  private static let outcomes: [EventSample] = [
    EventSample(
      .chart, 28,
      #""scale": "SCALE_PHQ_9", "total": 14, "items": [2, 2, 2, 2, 2, 2, 1, 1, 0]"#,
      "Outcome scored: PHQ-9 14, item 9 at 0",
      options: "--scale phq-9 --items 222222110"),
    EventSample(
      .chart, 29,
      #""cause": "CAUSE_SCORE", "told_actor": 2"#,
      "Risk escalated to actor 2: score",
      options: "--cause score --told actor.2"),
    EventSample(
      .chart, 30,
      #""outcome": "OUTCOME_SAFETY_PLAN_MADE", "assessment": "no intent, no means""#,
      "Risk answered: safety plan made; no intent, no means",
      options: "--outcome safety-plan-made",
      rest: #""assessment": "no intent, no means""#),
    EventSample(
      .chart, 31,
      #"""
      "drove_at": {"unix_us": 1793549100000000, "utc_offset_minutes": -360, "precision": \#
      "TIME_PRECISION_MINUTE"}, "source": "SOURCE_PATIENT"
      """#,
      "Driving reported, at 2026-11-01 10:05, by patient",
      options: "--when 2026-11-01T10:05-06:00 --source patient"),
    EventSample(
      .chart, 32,
      #""channel": "CONTACT_PHONE", "state": "STATE_WELL", "said": "slept well""#,
      "Follow-up made (phone): well; slept well",
      options: "--way phone --state well",
      rest: #""said": "slept well""#),
    EventSample(
      .chart, 33,
      #"""
      "indication": "INDICATION_DEPRESSION", "response": "TREATMENT_RESPONSE_RESPONSE", \#
      "other_therapies": ["THERAPY_PSYCHOTHERAPY"], "interval_weeks": 4
      """#,
      "Maintenance planned: depression, every 4 weeks, response, beside psychotherapy",
      options:
        "--indication depression --response response --other-therapy psychotherapy --weeks 4"),
    EventSample(
      .chart, 34,
      #""drug": "DRUG_ONDANSETRON", "way": "WAY_PRESCRIBED""#,
      "Prescription issued: ondansetron, prescribed",
      options: "--drug ondansetron --way prescribed"),
    EventSample(
      .chart, 35,
      #"""
      "requester": "REQUESTER_PATIENT", "request": "the weight is \#
      wrong"
      """#,
      "Amendment requested by patient: the weight is wrong",
      options: "--from patient",
      rest: #""request": "the weight is wrong""#),
    EventSample(
      .chart, 36,
      #""request_position": 4000000, "answer": "ANSWER_ACCEPTED""#,
      "Amendment request #4000000 answered: accepted",
      options: "--request 4000000 --answer accepted"),
    EventSample(
      .chart, 37,
      #""result": "RESULT_AS_EXPECTED", "program": "NE""#,
      "Prescription monitoring queried: as expected, NE",
      options: "--result as-expected --program NE"),
    EventSample(
      .chart, 38,
      #""given": "ASSESSMENT_YES", "form_version": "1""#,
      "Assent asked: given, form version 1",
      options: "--assent yes --form-version 1"),
    EventSample(
      .chart, 39,
      #""from_actor": 4, "to_actor": 5, "told": "second liter running""#,
      "Handed over from actor 4 to actor 5: second liter running",
      options: "--from actor.4 --to actor.5",
      rest: #""told": "second liter running""#),
  ]
}
