import ClinicalRecord

/// What of a course's events says nothing that can be true.
extension ValidationTable {
  private static let mania = #"{"contraindication": 12, "present": 1}"#

  static let papers: [Row] =
    rows(InquiryReceived.kind, ["": "channel", #""channel": 9"#: "channel"])
    + rows(ReferralReceived.kind, ["": "referrer", #""referrer": 6"#: "referrer"])
    + rows(
      AllergyNoted.kind,
      [
        "": "substance", #""substance": " ""#: "substance",
        #""substance": "latex", "none_known": true"#: "substance",
        #""none_known": true, "severity": 1"#: "severity",
        #""none_known": true, "reaction": "hives""#: "reaction",
        #""substance": "latex", "severity": 5"#: "severity",
        #""substance": "a\nb""#: "substance",
      ])
    + rows(
      OtherTherapyNoted.kind,
      ["": "therapy", #""therapy": 9"#: "therapy", #""therapy": 8, "status": 1"#: "status"])
    + rows(
      MedicationStopped.kind,
      [
        #""drug_class": 1, "consent_by": 1"#: "medication",
        #""medication": "Maria", "consent_by": 1"#: "drug_class",
        #""medication": "Maria", "drug_class": 1"#: "consent_by",
        #""medication": "Maria", "drug_class": 1, "consent_by": 4, "consented_by_name": "Maria""#:
          "consented_by_name",
        #""medication": "Maria", "drug_class": 1, "consent_by": 5, "consented_by_name": "Maria""#:
          "consented_by_name",
      ])
    + rows(
      ScreeningDone.kind,
      [
        "": "answers", #""answers": [{"present": 1}]"#: "answers.contraindication",
        #""answers": [{"contraindication": 12}]"#: "answers.present",
        #""answers": [\#(mania), \#(mania)]"#: "answers",
      ])
    + rows(PregnancyTested.kind, ["": "result", #""result": 6"#: "result"])
    + rows(
      BaselineECGRecorded.kind,
      [
        "": "interpretation", #""interpretation": 1, "heart_rate_bpm": 351"#: "heart_rate_bpm",
        #""interpretation": 1, "qtc_ms": 1001"#: "qtc_ms",
      ])
    + rows(PrescriptionMonitoringQueried.kind, ["": "result", #""result": 4"#: "result"])
    + rows(AssentAsked.kind, ["": "given", #""given": 4"#: "given"])
    + rows(
      Disclosed.kind,
      [
        #""purpose": 1, "given": "x""#: "recipient", #""recipient": "x", "given": "x""#: "purpose",
        #""recipient": "x", "purpose": 1"#: "given",
      ])

  private static let date = #""scheduled_for": {"precision": 2, "unix_us": 60000000}"#

  static let dates: [Row] =
    rows(
      InfusionRescheduled.kind,
      [
        #""cause": 1"#: "scheduled_for", #"\#(date), "cause": 1"#: "rescheduled_for",
        #"\#(date), "rescheduled_for": {"precision": 2}"#: "cause",
        #"\#(date), "rescheduled_for": {"precision": 2, "unix_us": 60000000}, "cause": 1"#:
          "rescheduled_for",
        #"\#(date), "rescheduled_for": {"unix_us": 7}, "cause": 1"#: "rescheduled_for",
      ])
    + rows(
      InfusionCancelled.kind, [#""cause": 1"#: "scheduled_for", #"\#(date)"#: "cause"])
    + rows(
      NoShowRecorded.kind, [#""reached": 1"#: "scheduled_for", #"\#(date)"#: "reached"])
    + rows(
      CoursePlanned.kind,
      [
        #""planned_infusions": 6"#: "indication", #""indication": 1"#: "planned_infusions",
        #""indication": 1, "planned_infusions": 101"#: "planned_infusions",
        #""indication": 1, "planned_infusions": 6, "planned_days": 367"#: "planned_days",
      ])
    + rows(
      CourseCompleted.kind, [#""response": 1"#: "indication", #""indication": 1"#: "response"])
    + rows(
      CourseDiscontinued.kind, [#""cause": 1"#: "indication", #""indication": 1"#: "cause"])
    + rows(
      DosePlanned.kind,
      [
        #""indication": 1, "planned_minutes": 40, "route": 1"#: "dose_mg",
        #""indication": 1, "dose_mg": 0, "planned_minutes": 40, "route": 1"#: "dose_mg",
        #""indication": 1, "dose_mg": 5, "dose_mg_per_kg": 1, "planned_minutes": 40, "route": 1"#:
          "dose_mg",
        #""indication": 1, "dose_mg": 10001, "planned_minutes": 40, "route": 1"#: "dose_mg",
        #""indication": 1, "dose_mg_per_kg": 0, "planned_minutes": 40, "route": 1"#:
          "dose_mg_per_kg",
        #""indication": 1, "dose_mg_per_kg": 101, "planned_minutes": 40, "route": 1"#:
          "dose_mg_per_kg",
        #""indication": 1, "dose_mg": 5, "route": 1"#: "planned_minutes",
        #""indication": 1, "dose_mg": 5, "planned_minutes": 40"#: "route",
        #""dose_mg": 5, "planned_minutes": 40, "route": 1"#: "indication",
      ])
    + rows(
      MaintenancePlanned.kind,
      [
        #""response": 1"#: "indication", #""indication": 1"#: "response",
        #""indication": 1, "response": 1, "other_therapies": [1, 8]"#: "other_therapies",
        #""indication": 1, "response": 1, "interval_weeks": 105"#: "interval_weeks",
      ])

  static let outcomes: [Row] =
    rows(
      OutcomeScored.kind,
      [
        #""total": 3"#: "scale", #""scale": 1, "item_9": 0"#: "total",
        #""scale": 1, "total": 3"#: "item_9", #""scale": 1, "total": 28, "item_9": 0"#: "total",
        #""scale": 1, "total": 3, "item_9": 4"#: "item_9",
        #""scale": 1, "total": 1, "item_9": 2"#: "item_9",
        #""scale": 1, "total": 3, "items": [1, 1, 1]"#: "items",
        #""scale": 1, "total": 4, "items": [4, 0, 0, 0, 0, 0, 0, 0, 0]"#: "items",
        #""scale": 1, "total": 4, "items": [3, 0, 0, 0, 0, 0, 0, 0, 0]"#: "total",
        #""scale": 1, "total": 3, "items": [3, 0, 0, 0, 0, 0, 0, 0, 0], "item_9": 1"#: "item_9",
        #""scale": 2, "total": 22"#: "total", #""scale": 2, "total": 3, "item_9": 0"#: "item_9",
        #""scale": 2, "total": 8, "items": [1, 1, 1, 1, 1, 1, 1]"#: "total",
        #""scale": 3, "total": 11"#: "total", #""scale": 3, "total": 3, "items": [3]"#: "items",
        #""scale": 3, "total": 3, "ideation": 1"#: "ideation",
        #""scale": 3, "total": 3, "behavior": 1"#: "behavior",
        #""scale": 4, "behavior": 1"#: "ideation", #""scale": 4, "ideation": 1"#: "behavior",
        #""scale": 4, "ideation": 6, "behavior": 1"#: "ideation",
        #""scale": 4, "ideation": 1, "behavior": 4"#: "behavior",
        #""scale": 4, "ideation": 1, "behavior": 2, "total": 3"#: "total",
        #""scale": 4, "ideation": 1, "behavior": 2, "items": [1]"#: "items",
        #""scale": 4, "ideation": 1, "behavior": 2, "item_9": 1"#: "item_9",
      ])
    + rows(RiskEscalated.kind, [#""told_actor": 2"#: "cause", #""cause": 1"#: "told_actor"])
    + rows(
      RiskAnswered.kind,
      [#""assessment": "Maria""#: "outcome", #""outcome": 1"#: "assessment"])
    + rows(
      DrivingReported.kind,
      [#""source": 1"#: "drove_at", #""drove_at": {"precision": 2}"#: "source"])
    + rows(FollowUpMade.kind, [#""state": 1"#: "channel", #""channel": 1"#: "state"])
    + rows(PrescriptionIssued.kind, [#""way": 1"#: "drug", #""drug": 1"#: "way"])
    + rows(
      HandedOver.kind,
      [
        #""to_actor": 5"#: "from_actor", #""from_actor": 4"#: "to_actor",
        #""from_actor": 4, "to_actor": 4"#: "to_actor",
      ])
    + rows(
      AmendmentRequested.kind,
      [#""request": "Maria""#: "requester", #""requester": 1"#: "request"])
    + rows(
      AmendmentAnswered.kind,
      [#""answer": 1"#: "request_position", #""request_position": 7"#: "answer"])

  static let bedside: [Row] =
    rows(
      EmergencyEquipmentChecked.kind,
      [
        #""ready": 1"#: "items", #""items": [1]"#: "ready",
        #""items": [1, 1], "ready": 1"#: "items",
      ])
    + rows(TimeOutHeld.kind, ["": "items", #""items": [10]"#: "items"])
    + rows(
      BolusGiven.kind,
      [
        #""route": 1"#: "dose_mg", #""dose_mg": -1, "route": 1"#: "dose_mg",
        #""dose_mg": 10001, "route": 1"#: "dose_mg", #""dose_mg": 1"#: "route",
        #""dose_mg": 1, "route": 1, "over_minutes": 1441"#: "over_minutes",
      ])
    + rows(
      InfusionRateChanged.kind,
      [
        #""cause": 1"#: "rate_mg_per_h", #""rate_mg_per_h": 10001, "cause": 1"#: "rate_mg_per_h",
        #""rate_mg_per_h": 30"#: "cause",
      ])
    + rows(SiteChecked.kind, ["": "condition", #""condition": 9"#: "condition"])
    + rows(AlarmAcknowledged.kind, [#""cause": 1"#: "alarm", #""alarm": 1"#: "cause"])
    + rows(
      DissociationScored.kind,
      [
        #""total": 3"#: "form", #""form": 1"#: "total", #""form": 1, "total": 93"#: "total",
        #""form": 2, "total": 25"#: "total",
      ])
    + rows(AdverseEventFollowedUp.kind, ["": "outcome", #""outcome": 8"#: "outcome"])
    + rows(IVRemoved.kind, ["": "intact"])
    + rows(
      LeftAgainstAdvice.kind,
      [#""form_signed": 1"#: "risks_explained", #""risks_explained": 1"#: "form_signed"])
}
