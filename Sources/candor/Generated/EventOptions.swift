// Written by Tools/generate from Schemas/candor/v1; not to be edited.

internal import ArgumentParser
internal import ClinicalRecord

extension EventCommands {
  /// Every event that a person records about a patient, in the order of a course of treatment.
  static let all: [any EventOptions.Type] = [
    IntakeReceivedOptions.self,
    InquiryReceivedOptions.self,
    ReferralReceivedOptions.self,
    HistoryFormReceivedOptions.self,
    AcknowledgementOfOngoingCareReceivedOptions.self,
    AllergyNotedOptions.self,
    OtherTherapyNotedOptions.self,
    MedicationListReviewedOptions.self,
    MedicationStoppedOptions.self,
    ScreeningDoneOptions.self,
    PregnancyTestedOptions.self,
    BaselineECGRecordedOptions.self,
    PrescriptionMonitoringQueriedOptions.self,
    CandidacyDeterminedOptions.self,
    ConsentSignedOptions.self,
    AssentAskedOptions.self,
    ConsentWithdrawnOptions.self,
    CoursePlannedOptions.self,
    DosePlannedOptions.self,
    InfusionScheduledOptions.self,
    InfusionRescheduledOptions.self,
    InfusionCancelledOptions.self,
    NoShowRecordedOptions.self,
    OutcomeScoredOptions.self,
    RiskEscalatedOptions.self,
    RiskAnsweredOptions.self,
    DrivingReportedOptions.self,
    FollowUpMadeOptions.self,
    PrescriptionIssuedOptions.self,
    CourseCompletedOptions.self,
    CourseDiscontinuedOptions.self,
    MaintenancePlannedOptions.self,
    HandedOverOptions.self,
    AmendmentRequestedOptions.self,
    AmendmentAnsweredOptions.self,
    IdentityCorrectedOptions.self,
    ArrivedOptions.self,
    IdentityConfirmedOptions.self,
    WeighedOptions.self,
    FastingCheckedOptions.self,
    DriverNamedOptions.self,
    SupervisorAssignedOptions.self,
    EmergencyEquipmentCheckedOptions.self,
    IVPlacedOptions.self,
    MonitorAppliedOptions.self,
    TimeOutHeldOptions.self,
    DrugDrawnOptions.self,
    InfusionStartedOptions.self,
    VitalsSampledOptions.self,
    BolusGivenOptions.self,
    InfusionRateChangedOptions.self,
    SiteCheckedOptions.self,
    AlarmAcknowledgedOptions.self,
    DissociationScoredOptions.self,
    InfusionPausedOptions.self,
    InfusionResumedOptions.self,
    InfusionStoppedOptions.self,
    RecoveryStartedOptions.self,
    SideEffectNotedOptions.self,
    SideEffectResolvedOptions.self,
    AntiemeticGivenOptions.self,
    AntiemeticDeclinedOptions.self,
    AntiemeticNotIndicatedOptions.self,
    OxygenGivenOptions.self,
    RescueDrugGivenOptions.self,
    DrugWastedOptions.self,
    DrugReturnedOptions.self,
    DrugMissingOptions.self,
    AdverseEventNotedOptions.self,
    AdverseEventFollowedUpOptions.self,
    EmergencyCalledOptions.self,
    TransferredOptions.self,
    IVRemovedOptions.self,
    DischargeAssessedOptions.self,
    InstructionsAcknowledgedOptions.self,
    DischargedOptions.self,
    LeftAgainstAdviceOptions.self,
    VisitSignedOffOptions.self,
    DeviationExplainedOptions.self,
    DisclosedOptions.self,
    StockReceivedOptions.self,
    OpeningInventoryOptions.self,
    BiennialInventoryOptions.self,
    LotCountedOptions.self,
    DrawnFromLotOptions.self,
    GivenFromLotOptions.self,
    WastedFromLotOptions.self,
    ReturnedToLotOptions.self,
    StockExpiredOptions.self,
    StockTransferredOptions.self,
    StockLostOptions.self,
    DiscrepancyDeclaredOptions.self,
    LotReviewedOptions.self,
  ]
}

extension IntakeReceivedOptions {
  static var help: EventHelp {
    EventHelp(
      "A new patient: opens the chart.",
      example: "--record-number MH-1001 --json - < intake.json",
      details: "Name, birth date, phone and complaint are asked for, or come as JSON on standard input; they never stand on a command line. Without --record-number the clinic gives the next one. As JSON:\n  {\"family_name\": \"…\", \"given_name\": \"…\", \"birth_date\": \"1984-03-02\", \"phone\": \"…\", \"complaint\": \"…\"}")
  }
}

struct InquiryReceivedOptions: EventOptions {
  static var help: EventHelp {
    EventHelp(
      "The patient, or somebody for them, first asked about treatment.",
      example: "--way phone --at 2026-02-26T14:20",
      details: "An inquiry comes before the intake: record it once the chart is open, with --at. What was asked is asked for, or comes as question in JSON.")
  }

  @Option(name: .customLong("way"), help: "How they got in touch.")
  var channel: Choice<Contact>?

  func fill(_ event: inout InquiryReceived, from fields: inout FieldReader) throws {
    try fields.fill(&event.channel, .choice("channel", flag: "--way", "By which way"), option: channel?.term)
    try fields.fill(&event.question, .text("question", "What was asked", need: .offered))
    try fields.fill(&event.detail, .text("detail", "Detail (which way, where it is another)", need: event.channel == .other ? .required : .remark))
  }
}

struct ReferralReceivedOptions: EventOptions {
  static var help: EventHelp {
    EventHelp(
      "A referral from another clinician is on file.",
      example: "--from psychiatrist --indication depression",
      details: "The referrer's name is asked for, or comes as referrer_name in JSON.")
  }

  @Option(name: .customLong("from"), help: "Who referred the patient.")
  var referrer: Choice<ReferralReceived.Referrer>?

  @Option(name: .customLong("indication"), help: "What for.")
  var indication: Choice<Indication>?

  func fill(_ event: inout ReferralReceived, from fields: inout FieldReader) throws {
    try fields.fill(&event.referrer, .choice("referrer", flag: "--from", "Referred by"), option: referrer?.term)
    try fields.fill(&event.referrerName, .text("referrer_name", "The referrer's name", need: .offered))
    try fields.fill(&event.indication, .choice("indication", flag: "--indication", "Indication", need: .offered), option: indication?.term)
    try fields.fill(&event.detail, .text("detail", "Detail (who, where it is another)", need: event.referrer == .other ? .required : .remark))
  }
}

struct HistoryFormReceivedOptions: EventOptions {
  static var help: EventHelp {
    EventHelp(
      "The medical history form is on file.",
      example: "--form-version 3")
  }

  @Option(name: .customLong("form-version"), help: "The version printed on the form.")
  var formVersion: String?

  func fill(_ event: inout HistoryFormReceived, from fields: inout FieldReader) throws {
    try fields.fill(&event.formVersion, .text("form_version", flag: "--form-version", "Form version"), option: formVersion)
    try fields.fill(&event.note, .text("note", "Note", need: .remark))
  }
}

struct AcknowledgementOfOngoingCareReceivedOptions: EventOptions {
  static var help: EventHelp {
    EventHelp(
      "The outside clinician's acknowledgement of ongoing care is on file.",
      example: "--signer primary-care-physician",
      details: "The signer's name is asked for, or comes as signer_name in JSON.")
  }

  @Option(name: .customLong("signer"), help: "Who signed it.")
  var signer: Choice<AcknowledgementOfOngoingCareReceived.Signer>?

  @Option(name: .customLong("document"), help: ArgumentHelp("The signed form, where it is attached: candor documents.", valueName: "number"))
  var documentNumber: UInt32?

  func fill(_ event: inout AcknowledgementOfOngoingCareReceived, from fields: inout FieldReader) throws {
    try fields.fill(&event.signer, .choice("signer", flag: "--signer", "Who signed?"), option: signer?.term)
    try fields.fill(&event.signerName, .text("signer_name", "The signer's name", need: .offered))
    try fields.fill(&event.note, .text("note", "Note", need: .remark))
    try fields.fill(&event.documentNumber, .whole("document_number", flag: "--document", "", need: .notAsked), option: documentNumber)
  }
}

extension AllergyNotedOptions {
  static var help: EventHelp {
    EventHelp(
      "An allergy, or that none is known.",
      example: "--none-known",
      details: "Substance and reaction are asked for, or come as JSON on standard input; a drug that is given is held against the substance, by the names of drugs and of their classes:\n{\"substance\": \"ondansetron\", \"reaction\": \"hives\", \"severity\": 2}")
  }
}

struct OtherTherapyNotedOptions: EventOptions {
  static var help: EventHelp {
    EventHelp(
      "Another therapy of the patient's, past or present.",
      example: "--therapy psychotherapy --status ongoing")
  }

  @Option(name: .customLong("therapy"), help: "Which one.")
  var therapy: Choice<Therapy>?

  @Option(name: .customLong("status"), help: "How it stands.")
  var status: Choice<OtherTherapyNoted.Status>?

  func fill(_ event: inout OtherTherapyNoted, from fields: inout FieldReader) throws {
    try fields.fill(&event.therapy, .choice("therapy", flag: "--therapy", "Therapy"), option: therapy?.term)
    try fields.fill(&event.status, .choice("status", flag: "--status", "Status", need: .offered), option: status?.term)
    try fields.fill(&event.detail, .text("detail", "Detail (which one, where it is another)", need: event.therapy == .other ? .required : .remark))
  }
}

extension MedicationListReviewedOptions {
  static var help: EventHelp {
    EventHelp(
      "The list of medications was reviewed with the patient.",
      example: "--none-taken",
      details: "Medications are asked for one by one, or come as JSON on standard input:\n{\"medications\": [{\"name\": \"…\", \"dose\": \"…\"}]}")
  }
}

struct MedicationStoppedOptions: EventOptions {
  static var help: EventHelp {
    EventHelp(
      "The patient stopped a medication, and with whose consent (S4).",
      example: "--class antidepressant --consent-by prescribing-physician",
      details: "The medication's name is asked for, or comes as medication in JSON; so is the name of who consented, as consented_by_name.")
  }

  @Option(name: .customLong("class"), help: "What kind it is.")
  var drugClass: Choice<MedicationStopped.DrugClass>?

  @Option(name: .customLong("consent-by"), help: "Which physician consented; nobody, or not known.")
  var consentBy: Choice<MedicationStopped.Consent>?

  func fill(_ event: inout MedicationStopped, from fields: inout FieldReader) throws {
    try fields.fill(&event.medication, .text("medication", "Name of the medication"))
    try fields.fill(&event.drugClass, .choice("drug_class", flag: "--class", "What kind of medication?"), option: drugClass?.term)
    try fields.fill(&event.consentBy, .choice("consent_by", flag: "--consent-by", "With whose consent?"), option: consentBy?.term)
    try fields.fill(&event.consentedByName, .text("consented_by_name", "The name of who consented", need: .offered))
    try fields.fill(&event.note, .text("note", "Note", need: .remark))
  }
}

extension ScreeningDoneOptions {
  static var help: EventHelp {
    EventHelp(
      "The patient was screened for contraindications, each of them answered.",
      example: "--none-present",
      details: "What is not given is asked for one by one. As JSON on standard input:\n{\"answers\": [{\"contraindication\": \"mania\", \"present\": \"no\"}]}")
  }
}

struct PregnancyTestedOptions: EventOptions {
  static var help: EventHelp {
    EventHelp(
      "A pregnancy test, or why there is none.",
      example: "--result negative --method urine")
  }

  @Option(name: .customLong("result"), help: "What it showed.")
  var result: Choice<PregnancyTested.Result>?

  @Option(name: .customLong("method"), help: "Of what it was made.")
  var method: Choice<PregnancyTested.Method>?

  func fill(_ event: inout PregnancyTested, from fields: inout FieldReader) throws {
    try fields.fill(&event.result, .choice("result", flag: "--result", "Result"), option: result?.term)
    try fields.fill(&event.method, .choice("method", flag: "--method", "Method", need: .offered), option: method?.term)
    try fields.fill(&event.note, .text("note", "Note", need: .remark))
  }
}

struct BaselineECGRecordedOptions: EventOptions {
  static var help: EventHelp {
    EventHelp(
      "An ECG before treatment, and how it was read.",
      example: "--interpretation normal --hr 68 --qtc 410",
      details: "What was found is asked for, or comes as finding in JSON.")
  }

  @Option(name: .customLong("interpretation"), help: "How it was read.")
  var interpretation: Choice<BaselineECGRecorded.Interpretation>?

  @Option(name: .customLong("hr"), help: "Heart rate, per minute.")
  var heartRateBpm: UInt32?

  @Option(name: .customLong("qtc"), help: "Corrected QT interval, in milliseconds.")
  var qtcMs: UInt32?

  func fill(_ event: inout BaselineECGRecorded, from fields: inout FieldReader) throws {
    try fields.fill(&event.interpretation, .choice("interpretation", flag: "--interpretation", "Interpretation"), option: interpretation?.term)
    try fields.fill(&event.heartRateBpm, .whole("heart_rate_bpm", flag: "--hr", "Heart rate per minute", need: .offered), option: heartRateBpm)
    try fields.fill(&event.qtcMs, .whole("qtc_ms", flag: "--qtc", "QTc in milliseconds", need: .offered), option: qtcMs)
    try fields.fill(&event.finding, .text("finding", "What was found", need: .offered))
    try fields.fill(&event.note, .text("note", "Note", need: .remark))
  }
}

struct PrescriptionMonitoringQueriedOptions: EventOptions {
  static var help: EventHelp {
    EventHelp(
      "The state's prescription-monitoring program was queried.",
      example: "--result as-expected --program NE",
      details: "What is of concern is asked for, or comes as finding in JSON.")
  }

  @Option(name: .customLong("result"), help: "What it showed.")
  var result: Choice<PrescriptionMonitoringQueried.Result>?

  @Option(name: .customLong("program"), help: "Whose program, by the state's letters.")
  var program: String?

  func fill(_ event: inout PrescriptionMonitoringQueried, from fields: inout FieldReader) throws {
    try fields.fill(&event.result, .choice("result", flag: "--result", "Result"), option: result?.term)
    try fields.fill(&event.program, .text("program", flag: "--program", "Which program (NE)", need: .offered), option: program)
    try fields.fill(&event.finding, .text("finding", "What is of concern", need: .offered))
    try fields.fill(&event.note, .text("note", "Note", need: .remark))
  }
}

struct CandidacyDeterminedOptions: EventOptions {
  static var help: EventHelp {
    EventHelp(
      "Whether ketamine is an option for this patient.",
      example: "--outcome candidate --indication depression",
      details: "The rationale is asked for, or comes as rationale in JSON.")
  }

  @Option(name: .customLong("outcome"), help: "What was determined.")
  var outcome: Choice<CandidacyDetermined.Outcome>?

  @Option(name: .customLong("indication"), help: "What for.")
  var indication: Choice<Indication>?

  func fill(_ event: inout CandidacyDetermined, from fields: inout FieldReader) throws {
    try fields.fill(&event.outcome, .choice("outcome", flag: "--outcome", "Outcome"), option: outcome?.term)
    try fields.fill(&event.indication, .choice("indication", flag: "--indication", "Indication"), option: indication?.term)
    try fields.fill(&event.rationale, .text("rationale", "Rationale", need: .offered))
    try fields.fill(&event.note, .text("note", "Note", need: .remark))
  }
}

extension ConsentSignedOptions {
  static var help: EventHelp {
    EventHelp(
      "Consent was signed, on a form that is named by its digest.",
      example: "--form-version 3 --form consent-3.pdf",
      details: "A legal representative's name is asked for, or comes as representative_name in JSON.")
  }
}

struct AssentAskedOptions: EventOptions {
  static var help: EventHelp {
    EventHelp(
      "A minor was asked for assent, beside the representative's consent.",
      example: "--assent yes --form-version 1")
  }

  @Option(name: .customLong("assent"), help: "Given, or not.")
  var given: Choice<Assessment>?

  @Option(name: .customLong("form-version"), help: "The version printed on the form.")
  var formVersion: String?

  func fill(_ event: inout AssentAsked, from fields: inout FieldReader) throws {
    try fields.fill(&event.given, .choice("given", flag: "--assent", "Assent given?"), option: given?.term)
    try fields.fill(&event.formVersion, .text("form_version", flag: "--form-version", "Form version", need: .offered), option: formVersion)
    try fields.fill(&event.note, .text("note", "Note", need: .remark))
  }
}

struct ConsentWithdrawnOptions: EventOptions {
  static var help: EventHelp {
    EventHelp(
      "The patient has withdrawn consent.",
      example: "")
  }

  func fill(_ event: inout ConsentWithdrawn, from fields: inout FieldReader) throws {
    try fields.fill(&event.note, .text("note", "Note", need: .remark))
  }
}

struct CoursePlannedOptions: EventOptions {
  static var help: EventHelp {
    EventHelp(
      "A course of infusions was planned.",
      example: "--indication depression --infusions 6 --days 14")
  }

  @Option(name: .customLong("indication"), help: "What for.")
  var indication: Choice<Indication>?

  @Option(name: .customLong("infusions"), help: "How many infusions.")
  var plannedInfusions: UInt32?

  @Option(name: .customLong("days"), help: "Over how many days.")
  var plannedDays: UInt32?

  func fill(_ event: inout CoursePlanned, from fields: inout FieldReader) throws {
    try fields.fill(&event.indication, .choice("indication", flag: "--indication", "Indication"), option: indication?.term)
    try fields.fill(&event.plannedInfusions, .whole("planned_infusions", flag: "--infusions", "How many infusions", supposed: 6), option: plannedInfusions)
    try fields.fill(&event.plannedDays, .whole("planned_days", flag: "--days", "Over how many days", need: .offered), option: plannedDays)
    try fields.fill(&event.note, .text("note", "Note", need: .remark))
  }
}

extension DosePlannedOptions {
  static var help: EventHelp {
    EventHelp(
      "A dose of ketamine was ordered, in mg or by weight.",
      example: "--indication depression --dose 0.5mg/kg --minutes 40 --route iv")
  }
}

struct InfusionScheduledOptions: EventOptions {
  static var help: EventHelp {
    EventHelp(
      "An infusion has been given a date.",
      example: "--for 2026-03-09T09:00 --indication depression")
  }

  @Option(name: .customLong("for"), parsing: .unconditional, help: ArgumentHelp("When the infusion is to be.", valueName: "time"), transform: TimeArgument.init(argument:))
  var scheduledFor: TimeArgument?

  @Option(name: .customLong("indication"), help: "What for.")
  var indication: Choice<Indication>?

  func fill(_ event: inout InfusionScheduled, from fields: inout FieldReader) throws {
    try fields.fill(&event.scheduledFor, fields.timeField("scheduled_for", flag: "--for", "Scheduled for (2026-03-09T09:00)", mayLieAhead: true), option: try scheduledFor.map { try fields.time($0, "--for", mayLieAhead: true) })
    try fields.fill(&event.indication, .choice("indication", flag: "--indication", "Indication"), option: indication?.term)
    try fields.fill(&event.note, .text("note", "Note", need: .remark))
  }
}

struct InfusionRescheduledOptions: EventOptions {
  static var help: EventHelp {
    EventHelp(
      "A scheduled infusion has been given another date.",
      example: "--from 2026-03-09T09:00 --to 2026-03-11T09:00 --cause patient-request")
  }

  @Option(name: .customLong("from"), parsing: .unconditional, help: ArgumentHelp("When it was to be.", valueName: "time"), transform: TimeArgument.init(argument:))
  var scheduledFor: TimeArgument?

  @Option(name: .customLong("to"), parsing: .unconditional, help: ArgumentHelp("When it is to be now.", valueName: "time"), transform: TimeArgument.init(argument:))
  var rescheduledFor: TimeArgument?

  @Option(name: .customLong("cause"), help: "Why.")
  var cause: Choice<ScheduleCause>?

  func fill(_ event: inout InfusionRescheduled, from fields: inout FieldReader) throws {
    try fields.fill(&event.scheduledFor, fields.timeField("scheduled_for", flag: "--from", "Was scheduled for (2026-03-09T09:00)", mayLieAhead: true), option: try scheduledFor.map { try fields.time($0, "--from", mayLieAhead: true) })
    try fields.fill(&event.rescheduledFor, fields.timeField("rescheduled_for", flag: "--to", "Is to be (2026-03-11T09:00)", mayLieAhead: true), option: try rescheduledFor.map { try fields.time($0, "--to", mayLieAhead: true) })
    try fields.fill(&event.cause, .choice("cause", flag: "--cause", "Cause"), option: cause?.term)
    try fields.fill(&event.detail, .text("detail", "Detail (why, where it is another cause)", need: event.cause == .other ? .required : .remark))
  }
}

struct InfusionCancelledOptions: EventOptions {
  static var help: EventHelp {
    EventHelp(
      "A scheduled infusion will not take place.",
      example: "--for 2026-03-11T09:00 --cause patient-request")
  }

  @Option(name: .customLong("for"), parsing: .unconditional, help: ArgumentHelp("When it was to be.", valueName: "time"), transform: TimeArgument.init(argument:))
  var scheduledFor: TimeArgument?

  @Option(name: .customLong("cause"), help: "Why.")
  var cause: Choice<ScheduleCause>?

  func fill(_ event: inout InfusionCancelled, from fields: inout FieldReader) throws {
    try fields.fill(&event.scheduledFor, fields.timeField("scheduled_for", flag: "--for", "Was scheduled for (2026-03-09T09:00)", mayLieAhead: true), option: try scheduledFor.map { try fields.time($0, "--for", mayLieAhead: true) })
    try fields.fill(&event.cause, .choice("cause", flag: "--cause", "Cause"), option: cause?.term)
    try fields.fill(&event.detail, .text("detail", "Detail (why, where it is another cause)", need: event.cause == .other ? .required : .remark))
  }
}

struct NoShowRecordedOptions: EventOptions {
  static var help: EventHelp {
    EventHelp(
      "The patient did not come to a scheduled infusion.",
      example: "--for 2026-03-09T09:00 --reached no")
  }

  @Option(name: .customLong("for"), parsing: .unconditional, help: ArgumentHelp("When it was to be.", valueName: "time"), transform: TimeArgument.init(argument:))
  var scheduledFor: TimeArgument?

  @Option(name: .customLong("reached"), help: "Whether the patient was reached since.")
  var reached: Choice<Assessment>?

  func fill(_ event: inout NoShowRecorded, from fields: inout FieldReader) throws {
    try fields.fill(&event.scheduledFor, fields.timeField("scheduled_for", flag: "--for", "Was scheduled for (2026-03-09T09:00)", mayLieAhead: true), option: try scheduledFor.map { try fields.time($0, "--for", mayLieAhead: true) })
    try fields.fill(&event.reached, .choice("reached", flag: "--reached", "Was the patient reached?"), option: reached?.term)
    try fields.fill(&event.note, .text("note", "Note", need: .remark))
  }
}

extension OutcomeScoredOptions {
  static var help: EventHelp {
    EventHelp(
      "A scale was scored: PHQ-9, GAD-7, pain 0-10 or C-SSRS.",
      example: "--scale phq-9 --items 221121210",
      details: "Answers of PHQ-9 and GAD-7 are given as --items, in the form's order; the total is worked out, or held against them. Without items, of PHQ-9 --item9 is given beside --total.\nPHQ-9 with item 9 above 0, and C-SSRS with ideation of 3 or more or with behavior, stay open until risk-answered.")
  }
}

struct RiskEscalatedOptions: EventOptions {
  static var help: EventHelp {
    EventHelp(
      "A danger to the patient or to others was told to who answers for them.",
      example: "--cause score --told dr.okafor",
      details: "What is known is asked for, or comes as detail in JSON.")
  }

  @Option(name: .customLong("cause"), help: "Why.")
  var cause: Choice<RiskEscalated.Cause>?

  @Option(name: .customLong("told"), help: ArgumentHelp("Who was told, by sign-in name.", valueName: "handle"))
  var toldActor: String?

  func fill(_ event: inout RiskEscalated, from fields: inout FieldReader) throws {
    try fields.fill(&event.cause, .choice("cause", flag: "--cause", "Cause"), option: cause?.term)
    try fields.fill(&event.toldActor, fields.actorField("told_actor", flag: "--told", "Told to (sign-in name)"), option: try toldActor.map(fields.actor))
    try fields.fill(&event.detail, .text("detail", "Detail (why, where it is another cause)", need: event.cause == .other ? .required : .remark))
  }
}

struct RiskAnsweredOptions: EventOptions {
  static var help: EventHelp {
    EventHelp(
      "A risk that a score or an escalation showed was looked into, and what came of it.",
      example: "--outcome safety-plan-made",
      details: "The assessment is asked for, or comes as assessment in JSON.")
  }

  @Option(name: .customLong("outcome"), help: "What came of it.")
  var outcome: Choice<RiskAnswered.Outcome>?

  func fill(_ event: inout RiskAnswered, from fields: inout FieldReader) throws {
    try fields.fill(&event.outcome, .choice("outcome", flag: "--outcome", "Outcome"), option: outcome?.term)
    try fields.fill(&event.assessment, .text("assessment", "Assessment"))
    try fields.fill(&event.note, .text("note", "Note", need: .remark))
  }
}

struct DrivingReportedOptions: EventOptions {
  static var help: EventHelp {
    EventHelp(
      "The patient is reported to have driven after an infusion.",
      example: "--when 2026-03-09T15:00 --source patient")
  }

  @Option(name: .customLong("when"), parsing: .unconditional, help: ArgumentHelp("When the patient drove.", valueName: "time"), transform: TimeArgument.init(argument:))
  var droveAt: TimeArgument?

  @Option(name: .customLong("source"), help: "Who said so.")
  var source: Choice<DrivingReported.Source>?

  func fill(_ event: inout DrivingReported, from fields: inout FieldReader) throws {
    try fields.fill(&event.droveAt, fields.timeField("drove_at", flag: "--when", "When (2026-03-09T15:00)", mayLieAhead: false), option: try droveAt.map { try fields.time($0, "--when", mayLieAhead: false) })
    try fields.fill(&event.source, .choice("source", flag: "--source", "Reported by"), option: source?.term)
    try fields.fill(&event.detail, .text("detail", "Detail (who, where it is another source)", need: event.source == .other ? .required : .remark))
  }
}

struct FollowUpMadeOptions: EventOptions {
  static var help: EventHelp {
    EventHelp(
      "The patient was asked how they are, after a visit.",
      example: "--way phone --state well",
      details: "What was said is asked for, or comes as said in JSON.")
  }

  @Option(name: .customLong("way"), help: "How the patient was asked.")
  var channel: Choice<Contact>?

  @Option(name: .customLong("state"), help: "How the patient is, or that nobody was reached.")
  var state: Choice<FollowUpMade.State>?

  func fill(_ event: inout FollowUpMade, from fields: inout FieldReader) throws {
    try fields.fill(&event.channel, .choice("channel", flag: "--way", "By which way"), option: channel?.term)
    try fields.fill(&event.state, .choice("state", flag: "--state", "How is the patient?"), option: state?.term)
    try fields.fill(&event.said, .text("said", "What was said", need: .offered))
    try fields.fill(&event.detail, .text("detail", "Detail (which way, where it is another)", need: event.channel == .other ? .required : .remark))
  }
}

struct PrescriptionIssuedOptions: EventOptions {
  static var help: EventHelp {
    EventHelp(
      "A prescription was issued, or a drug handed out to take home (S23).",
      example: "--drug another-drug --way prescribed")
  }

  @Option(name: .customLong("drug"), help: "Which one.")
  var drug: Choice<PrescriptionIssued.Drug>?

  @Option(name: .customLong("way"), help: "Prescribed, or handed out here.")
  var way: Choice<PrescriptionIssued.Way>?

  func fill(_ event: inout PrescriptionIssued, from fields: inout FieldReader) throws {
    try fields.fill(&event.drug, .choice("drug", flag: "--drug", "Drug"), option: drug?.term)
    try fields.fill(&event.way, .choice("way", flag: "--way", "Prescribed or dispensed?"), option: way?.term)
    try fields.fill(&event.directions, .text("directions", "Amount and directions", need: .offered))
    try fields.fill(&event.detail, .text("detail", "Detail (which drug, where it is another)", need: event.drug == .other ? .required : .remark))
  }
}

struct CourseCompletedOptions: EventOptions {
  static var help: EventHelp {
    EventHelp(
      "The course came to its planned end.",
      example: "--indication depression --response partial")
  }

  @Option(name: .customLong("indication"), help: "Of which course.")
  var indication: Choice<Indication>?

  @Option(name: .customLong("response"), help: "How well it has helped.")
  var response: Choice<TreatmentResponse>?

  func fill(_ event: inout CourseCompleted, from fields: inout FieldReader) throws {
    try fields.fill(&event.indication, .choice("indication", flag: "--indication", "Indication"), option: indication?.term)
    try fields.fill(&event.response, .choice("response", flag: "--response", "Response"), option: response?.term)
    try fields.fill(&event.note, .text("note", "Note", need: .remark))
  }
}

struct CourseDiscontinuedOptions: EventOptions {
  static var help: EventHelp {
    EventHelp(
      "The course was given up before its planned end, and why.",
      example: "--indication depression --cause no-response")
  }

  @Option(name: .customLong("indication"), help: "Of which course.")
  var indication: Choice<Indication>?

  @Option(name: .customLong("cause"), help: "Why.")
  var cause: Choice<CourseDiscontinued.Cause>?

  @Option(name: .customLong("response"), help: "How well it has helped.")
  var response: Choice<TreatmentResponse>?

  func fill(_ event: inout CourseDiscontinued, from fields: inout FieldReader) throws {
    try fields.fill(&event.indication, .choice("indication", flag: "--indication", "Indication"), option: indication?.term)
    try fields.fill(&event.cause, .choice("cause", flag: "--cause", "Cause"), option: cause?.term)
    try fields.fill(&event.response, .choice("response", flag: "--response", "Response", need: .offered), option: response?.term)
    try fields.fill(&event.detail, .text("detail", "Detail (why, where it is another cause)", need: event.cause == .other ? .required : .remark))
  }
}

struct MaintenancePlannedOptions: EventOptions {
  static var help: EventHelp {
    EventHelp(
      "Maintenance after a course, by response and by other therapies (S21).",
      example: "--indication depression --response response --other-therapy psychotherapy --weeks 4")
  }

  @Option(name: .customLong("indication"), help: "What for.")
  var indication: Choice<Indication>?

  @Option(name: .customLong("response"), help: "How well the course has helped.")
  var response: Choice<TreatmentResponse>?

  @Option(name: .customLong("other-therapy"), help: "Once for each other therapy that was considered.")
  var otherTherapies: [Choice<Therapy>] = []

  @Option(name: .customLong("weeks"), help: "Every how many weeks.")
  var intervalWeeks: UInt32?

  func fill(_ event: inout MaintenancePlanned, from fields: inout FieldReader) throws {
    try fields.fill(&event.indication, .choice("indication", flag: "--indication", "Indication"), option: indication?.term)
    try fields.fill(&event.response, .choice("response", flag: "--response", "Response"), option: response?.term)
    try fields.fill(&event.otherTherapies, .choices("other_therapies", flag: "--other-therapy", "Other therapies", need: .offered), option: otherTherapies.isEmpty ? nil : otherTherapies.map(\.term))
    try fields.fill(&event.intervalWeeks, .whole("interval_weeks", flag: "--weeks", "Every how many weeks", need: .offered), option: intervalWeeks)
    try fields.fill(&event.note, .text("note", "Note", need: .remark))
  }
}

struct HandedOverOptions: EventOptions {
  static var help: EventHelp {
    EventHelp(
      "One member of the staff handed the patient over to another.",
      example: "--from nurse.lee --to nurse.reed",
      details: "What was told is asked for, or comes as told in JSON.")
  }

  @Option(name: .customLong("from"), help: ArgumentHelp("Who handed over, by sign-in name.", valueName: "handle"))
  var fromActor: String?

  @Option(name: .customLong("to"), help: ArgumentHelp("Who took over, by sign-in name.", valueName: "handle"))
  var toActor: String?

  func fill(_ event: inout HandedOver, from fields: inout FieldReader) throws {
    try fields.fill(&event.fromActor, fields.actorField("from_actor", flag: "--from", "From (sign-in name)"), option: try fromActor.map(fields.actor))
    try fields.fill(&event.toActor, fields.actorField("to_actor", flag: "--to", "To (sign-in name)"), option: try toActor.map(fields.actor))
    try fields.fill(&event.told, .text("told", "What was told", need: .offered))
    try fields.fill(&event.note, .text("note", "Note", need: .remark))
  }
}

struct AmendmentRequestedOptions: EventOptions {
  static var help: EventHelp {
    EventHelp(
      "The patient asks that the record be amended.",
      example: "--from patient --about 57",
      details: "What is asked for, and why, is asked for, or comes as request in JSON.")
  }

  @Option(name: .customLong("from"), help: "Who asks.")
  var requester: Choice<AmendmentRequested.Requester>?

  @Option(name: .customLong("about"), help: "The entry that it is about, by its number.")
  var aboutPosition: UInt64?

  func fill(_ event: inout AmendmentRequested, from fields: inout FieldReader) throws {
    try fields.fill(&event.requester, .choice("requester", flag: "--from", "Asked by"), option: requester?.term)
    try fields.fill(&event.aboutPosition, .whole("about_position", flag: "--about", "About which entry", need: .notAsked), option: aboutPosition)
    try fields.fill(&event.request, .text("request", "What is asked for, and why"))
    try fields.fill(&event.note, .text("note", "Note", need: .remark))
  }
}

struct AmendmentAnsweredOptions: EventOptions {
  static var help: EventHelp {
    EventHelp(
      "A request for an amendment was accepted, or denied with its ground.",
      example: "--request 71 --answer accepted",
      details: "The explanation is asked for, or comes as explanation in JSON.")
  }

  @Option(name: .customLong("request"), help: "The request that is answered, by its entry's number.")
  var requestPosition: UInt64?

  @Option(name: .customLong("answer"), help: "Accepted, or why it is denied.")
  var answer: Choice<AmendmentAnswered.Answer>?

  func fill(_ event: inout AmendmentAnswered, from fields: inout FieldReader) throws {
    try fields.fill(&event.requestPosition, .whole("request_position", flag: "--request", "Which request (its entry)"), option: requestPosition)
    try fields.fill(&event.answer, .choice("answer", flag: "--answer", "Answer"), option: answer?.term)
    try fields.fill(&event.explanation, .text("explanation", "Explanation", need: .offered))
    try fields.fill(&event.note, .text("note", "Note", need: .remark))
  }
}

extension IdentityCorrectedOptions {
  static var help: EventHelp {
    EventHelp(
      "Name, birth date or contact are others, or were typed wrongly; the old stay on record.",
      example: "--cause name-change",
      details: "What is not given stays as it is. Names, birth date and phone are asked for, or come as JSON on standard input:\n{\"cause\": \"name-change\", \"family_name\": \"…\"}")
  }
}

struct ArrivedOptions: EventOptions {
  static var help: EventHelp {
    EventHelp(
      "The patient is here: opens the next visit.",
      example: "--indication depression")
  }

  @Option(name: .customLong("indication"), help: "What the visit is for; the infusion's rules follow from it.")
  var indication: Choice<Indication>?

  func fill(_ event: inout Arrived, from fields: inout FieldReader) throws {
    try fields.fill(&event.indication, .choice("indication", flag: "--indication", "What is the visit for?"), option: indication?.term)
    try fields.fill(&event.note, .text("note", "Note", need: .remark))
  }
}

struct IdentityConfirmedOptions: EventOptions {
  static var help: EventHelp {
    EventHelp(
      "The patient's identity was confirmed, by two identifiers.",
      example: "--by name --by birth-date")
  }

  @Option(name: .customLong("by"), help: "By what; once for each identifier.")
  var identifiers: [Choice<IdentityConfirmed.Identifier>] = []

  func fill(_ event: inout IdentityConfirmed, from fields: inout FieldReader) throws {
    try fields.fill(&event.identifiers, .choices("identifiers", flag: "--by", "Confirmed by", supposed: [.name, .birthDate]), option: identifiers.isEmpty ? nil : identifiers.map(\.term))
    try fields.fill(&event.note, .text("note", "Note", need: .remark))
  }
}

struct WeighedOptions: EventOptions {
  static var help: EventHelp {
    EventHelp(
      "The patient was weighed.",
      example: "--weight 72.6kg")
  }

  @Option(name: .customLong("weight"), parsing: .unconditional, help: "With its unit: 72.6kg or 160lb, which is kept as 72.6 kg.", transform: Kilograms.init(argument:))
  var weightKg: Kilograms?

  func fill(_ event: inout Weighed, from fields: inout FieldReader) throws {
    try fields.fill(&event.weightKg, .quantity(Kilograms.self, "weight_kg", flag: "--weight", "Weight (72.6kg or 160lb)", supposed: 70), option: weightKg?.value)
    try fields.fill(&event.note, .text("note", "Note", need: .remark))
  }
}

extension FastingCheckedOptions {
  static var help: EventHelp {
    EventHelp(
      "What passed the patient's lips last, and when.",
      example: "--solid-food 22:00 --water 07:30",
      details: "A bare time is the last such time: 22:00 in the morning is yesterday's. `unknown` when the patient does not know. The first six items count as food, the others as clear liquid.")
  }
}

extension DriverNamedOptions {
  static var help: EventHelp {
    EventHelp(
      "Who will take the patient home.",
      example: "",
      details: "Name, relation and phone are asked for, or come as JSON on standard input:\n{\"driver\": {\"name\": \"…\", \"relation\": \"sister\", \"phone\": \"…\"}}")
  }
}

struct SupervisorAssignedOptions: EventOptions {
  static var help: EventHelp {
    EventHelp(
      "Who supervises the infusion and who administers it.",
      example: "--supervisor dr.okafor --administered-by nurse.lee")
  }

  @Option(name: .customLong("supervisor"), help: ArgumentHelp("The supervising physician's sign-in name.", valueName: "handle"))
  var supervisorActor: String?

  @Option(name: .customLong("administered-by"), help: ArgumentHelp("The administering person's sign-in name.", valueName: "handle"))
  var administeringActor: String?

  func fill(_ event: inout SupervisorAssigned, from fields: inout FieldReader) throws {
    try fields.fill(&event.supervisorActor, fields.actorField("supervisor_actor", flag: "--supervisor", "Supervised by (sign-in name)"), option: try supervisorActor.map(fields.actor))
    try fields.fill(&event.administeringActor, fields.actorField("administering_actor", flag: "--administered-by", "Administered by"), option: try administeringActor.map(fields.actor))
    try fields.fill(&event.note, .text("note", "Note", need: .remark))
  }
}

struct EmergencyEquipmentCheckedOptions: EventOptions {
  static var help: EventHelp {
    EventHelp(
      "The emergency equipment was checked, today.",
      example: "--item oxygen --item suction --item defibrillator --ready yes",
      details: "What is missing is asked for, or comes as missing in JSON.")
  }

  @Option(name: .customLong("item"), help: "Once for each item.")
  var items: [Choice<EmergencyEquipmentChecked.Item>] = []

  @Option(name: .customLong("ready"), help: "Ready for use, or not.")
  var ready: Choice<Assessment>?

  func fill(_ event: inout EmergencyEquipmentChecked, from fields: inout FieldReader) throws {
    try fields.fill(&event.items, .choices("items", flag: "--item", "Checked", supposed: [.oxygen, .suction, .bagValveMask]), option: items.isEmpty ? nil : items.map(\.term))
    try fields.fill(&event.ready, .choice("ready", flag: "--ready", "All of it ready?"), option: ready?.term)
    try fields.fill(&event.missing, .text("missing", "What is missing", need: .offered))
    try fields.fill(&event.note, .text("note", "Note", need: .remark))
  }
}

struct IVPlacedOptions: EventOptions {
  static var help: EventHelp {
    EventHelp(
      "The IV is set.",
      example: "--gauge 22 --attempts 1",
      details: "The site is asked for, or comes as site in JSON.")
  }

  @Option(name: .customLong("gauge"), help: "Gauge of the cannula.")
  var gauge: UInt32?

  @Option(name: .customLong("attempts"), help: "How many attempts it took.")
  var attempts: UInt32?

  func fill(_ event: inout IVPlaced, from fields: inout FieldReader) throws {
    try fields.fill(&event.site, .text("site", "Site, such as left forearm", need: .offered))
    try fields.fill(&event.gauge, .whole("gauge", flag: "--gauge", "Gauge", need: .offered), option: gauge)
    try fields.fill(&event.attempts, .whole("attempts", flag: "--attempts", "Attempts", need: .offered), option: attempts)
    try fields.fill(&event.note, .text("note", "Note", need: .remark))
  }
}

struct MonitorAppliedOptions: EventOptions {
  static var help: EventHelp {
    EventHelp(
      "What is being watched from now on.",
      example: "--channel heart-rate --channel heart-rhythm --channel spo2")
  }

  @Option(name: .customLong("channel"), help: "Once for each channel.")
  var channels: [Choice<MonitorApplied.Channel>] = []

  func fill(_ event: inout MonitorApplied, from fields: inout FieldReader) throws {
    try fields.fill(&event.channels, .choices("channels", flag: "--channel", "Channels", supposed: [.heartRate, .heartRhythm, .spo2]), option: channels.isEmpty ? nil : channels.map(\.term))
    try fields.fill(&event.note, .text("note", "Note", need: .remark))
  }
}

struct TimeOutHeldOptions: EventOptions {
  static var help: EventHelp {
    EventHelp(
      "A time-out was held before the drug.",
      example: "--item patient --item drug --item dose --item allergies --with dr.okafor")
  }

  @Option(name: .customLong("item"), help: "Once for each item.")
  var items: [Choice<TimeOutHeld.Item>] = []

  @Option(name: .customLong("with"), help: ArgumentHelp("Who held it with you, by sign-in name.", valueName: "handle"))
  var withActor: String?

  func fill(_ event: inout TimeOutHeld, from fields: inout FieldReader) throws {
    try fields.fill(&event.items, .choices("items", flag: "--item", "Confirmed", supposed: [.patient, .drug, .dose]), option: items.isEmpty ? nil : items.map(\.term))
    try fields.fill(&event.withActor, fields.actorField("with_actor", flag: "--with", "With (sign-in name)", need: .offered), option: try withActor.map(fields.actor))
    try fields.fill(&event.note, .text("note", "Note", need: .remark))
  }
}

extension DrugDrawnOptions {
  static var help: EventHelp {
    EventHelp(
      "A controlled drug was drawn for this visit: also in the drug book (S25).",
      example: "--drug ketamine --amount 100mg",
      details: "Without --lot the one lot of the drug that has not expired and has enough; without --vial the first that has.")
  }
}

extension InfusionStartedOptions {
  static var help: EventHelp {
    EventHelp(
      "The ketamine infusion was started.",
      example: "--dose 0.5mg/kg --minutes 45 --route iv",
      details: "See `candor check infusion-started --patient MH-1001` first: it lists what stands in the way. A dose by weight is worked out from the visit's newest weight. One beyond the policy's most is typed again, and signed by a second person.")
  }
}

extension VitalsSampledOptions {
  static var help: EventHelp {
    EventHelp(
      "One set of vital signs.",
      example: "--hr 72 --bp 118/76 --spo2 98 --rr 14",
      details: "What is not given was not measured; nothing is taken over from an earlier set. As JSON:\n{\"heart_rate_bpm\": 72, \"systolic_mmhg\": 118, \"diastolic_mmhg\": 76, \"spo2_percent\": 98}")
  }
}

extension BolusGivenOptions {
  static var help: EventHelp {
    EventHelp(
      "A bolus of ketamine was given.",
      example: "--dose 0.2mg/kg --minutes 5 --route iv",
      details: "A dose by weight is worked out from the visit's newest weight. One beyond the policy's most is typed again, and signed by a second person.")
  }
}

struct InfusionRateChangedOptions: EventOptions {
  static var help: EventHelp {
    EventHelp(
      "The infusion runs at another rate from now on.",
      example: "--rate 30mg/h --cause side-effect")
  }

  @Option(name: .customLong("rate"), parsing: .unconditional, help: "Of ketamine, with its unit: 30mg/h.", transform: MilligramsPerHour.init(argument:))
  var rateMgPerH: MilligramsPerHour?

  @Option(name: .customLong("cause"), help: "Why.")
  var cause: Choice<InfusionRateChanged.Cause>?

  func fill(_ event: inout InfusionRateChanged, from fields: inout FieldReader) throws {
    try fields.fill(&event.rateMgPerH, .quantity(MilligramsPerHour.self, "rate_mg_per_h", flag: "--rate", "Rate (30mg/h)"), option: rateMgPerH?.value)
    try fields.fill(&event.cause, .choice("cause", flag: "--cause", "Cause"), option: cause?.term)
    try fields.fill(&event.detail, .text("detail", "Detail (why, where it is another cause)", need: event.cause == .other ? .required : .remark))
  }
}

struct SiteCheckedOptions: EventOptions {
  static var help: EventHelp {
    EventHelp(
      "The site of the IV was looked at.",
      example: "--condition clear")
  }

  @Option(name: .customLong("condition"), help: "How it looks.")
  var condition: Choice<SiteCondition>?

  func fill(_ event: inout SiteChecked, from fields: inout FieldReader) throws {
    try fields.fill(&event.condition, .choice("condition", flag: "--condition", "Condition"), option: condition?.term)
    try fields.fill(&event.detail, .text("detail", "Detail (how, where it is another condition)", need: event.condition == .other ? .required : .remark))
  }
}

struct AlarmAcknowledgedOptions: EventOptions {
  static var help: EventHelp {
    EventHelp(
      "An alarm sounded and somebody saw to it.",
      example: "--alarm spo2 --cause artifact",
      details: "What was done is asked for, or comes as action in JSON.")
  }

  @Option(name: .customLong("alarm"), help: "Of what.")
  var alarm: Choice<AlarmAcknowledged.Alarm>?

  @Option(name: .customLong("cause"), help: "What it came from.")
  var cause: Choice<AlarmAcknowledged.Cause>?

  func fill(_ event: inout AlarmAcknowledged, from fields: inout FieldReader) throws {
    try fields.fill(&event.alarm, .choice("alarm", flag: "--alarm", "Alarm"), option: alarm?.term)
    try fields.fill(&event.cause, .choice("cause", flag: "--cause", "Cause"), option: cause?.term)
    try fields.fill(&event.action, .text("action", "What was done", need: .offered))
    try fields.fill(&event.detail, .text("detail", "Detail (which one, where it is another)", need: event.alarm == .other ? .required : .remark))
  }
}

struct DissociationScoredOptions: EventOptions {
  static var help: EventHelp {
    EventHelp(
      "Dissociation was scored, by CADSS.",
      example: "--form cadss-23 --total 18")
  }

  @Option(name: .customLong("form"), help: "Which one.")
  var form: Choice<DissociationScored.Form>?

  @Option(name: .customLong("total"), help: "The sum of the items.")
  var total: UInt32?

  func fill(_ event: inout DissociationScored, from fields: inout FieldReader) throws {
    try fields.fill(&event.form, .choice("form", flag: "--form", "Form"), option: form?.term)
    if let value = try fields.stated(.whole("total", flag: "--total", "Total"), option: total, given: event.hasTotal) {
      event.total = value
    }
    try fields.fill(&event.note, .text("note", "Note", need: .remark))
  }
}

struct InfusionPausedOptions: EventOptions {
  static var help: EventHelp {
    EventHelp(
      "The infusion was paused.",
      example: "")
  }

  func fill(_ event: inout InfusionPaused, from fields: inout FieldReader) throws {
    try fields.fill(&event.note, .text("note", "Note", need: .remark))
  }
}

struct InfusionResumedOptions: EventOptions {
  static var help: EventHelp {
    EventHelp(
      "The infusion runs again.",
      example: "")
  }

  func fill(_ event: inout InfusionResumed, from fields: inout FieldReader) throws {
    try fields.fill(&event.note, .text("note", "Note", need: .remark))
  }
}

extension InfusionStoppedOptions {
  static var help: EventHelp {
    EventHelp(
      "The infusion was stopped. Never held up.",
      example: "--cause completed --given 36.3mg",
      details: "With --given, all ketamine of the visit with its boluses, the drug book's half of what was drawn for it is recorded in the same append.")
  }
}

struct RecoveryStartedOptions: EventOptions {
  static var help: EventHelp {
    EventHelp(
      "The half hour of observation began.",
      example: "")
  }

  func fill(_ event: inout RecoveryStarted, from fields: inout FieldReader) throws {
    try fields.fill(&event.note, .text("note", "Note", need: .remark))
  }
}

struct SideEffectNotedOptions: EventOptions {
  static var help: EventHelp {
    EventHelp(
      "A side effect was noted.",
      example: "--effect nausea --severity 1")
  }

  @Option(name: .customLong("effect"), help: "Which one.")
  var effect: Choice<SideEffect>?

  @Option(name: .customLong("severity"), help: "1 mild, 2 moderate, 3 severe, 4 life-threatening.")
  var severity: UInt32?

  func fill(_ event: inout SideEffectNoted, from fields: inout FieldReader) throws {
    try fields.fill(&event.effect, .choice("effect", flag: "--effect", "Side effect"), option: effect?.term)
    try fields.fill(&event.severity, .whole("severity", flag: "--severity", "Severity (1 mild to 4 life-threatening)"), option: severity)
    try fields.fill(&event.detail, .text("detail", "Detail (which one, where it is another)", need: event.effect == .other ? .required : .remark))
  }
}

struct SideEffectResolvedOptions: EventOptions {
  static var help: EventHelp {
    EventHelp(
      "A side effect has gone away.",
      example: "--effect nausea")
  }

  @Option(name: .customLong("effect"), help: "Which one.")
  var effect: Choice<SideEffect>?

  func fill(_ event: inout SideEffectResolved, from fields: inout FieldReader) throws {
    try fields.fill(&event.effect, .choice("effect", flag: "--effect", "Side effect"), option: effect?.term)
    try fields.fill(&event.note, .text("note", "Note", need: .remark))
  }
}

struct AntiemeticGivenOptions: EventOptions {
  static var help: EventHelp {
    EventHelp(
      "A drug against nausea was given.",
      example: "--drug ondansetron --dose 4mg --route iv")
  }

  @Option(name: .customLong("drug"), help: "Which one.")
  var drug: Choice<AntiemeticGiven.Drug>?

  @Option(name: .customLong("dose"), parsing: .unconditional, help: "With its unit: 4mg.", transform: Milligrams.init(argument:))
  var doseMg: Milligrams?

  @Option(name: .customLong("route"), help: "How it was given.")
  var route: Choice<Route>?

  func fill(_ event: inout AntiemeticGiven, from fields: inout FieldReader) throws {
    try fields.fill(&event.drug, .choice("drug", flag: "--drug", "Drug"), option: drug?.term)
    try fields.fill(&event.doseMg, .quantity(Milligrams.self, "dose_mg", flag: "--dose", "Dose (4mg)"), option: doseMg?.value)
    try fields.fill(&event.route, .choice("route", flag: "--route", "Route"), option: route?.term)
    try fields.fill(&event.detail, .text("detail", "Detail (which drug, where it is another)", need: event.drug == .other ? .required : .remark))
  }
}

struct AntiemeticDeclinedOptions: EventOptions {
  static var help: EventHelp {
    EventHelp(
      "A drug against nausea was offered and declined.",
      example: "")
  }

  func fill(_ event: inout AntiemeticDeclined, from fields: inout FieldReader) throws {
    try fields.fill(&event.note, .text("note", "Note", need: .remark))
  }
}

struct AntiemeticNotIndicatedOptions: EventOptions {
  static var help: EventHelp {
    EventHelp(
      "The nausea needs no drug against it.",
      example: "")
  }

  func fill(_ event: inout AntiemeticNotIndicated, from fields: inout FieldReader) throws {
    try fields.fill(&event.note, .text("note", "Note", need: .remark))
  }
}

struct OxygenGivenOptions: EventOptions {
  static var help: EventHelp {
    EventHelp(
      "Oxygen was given. Never held up.",
      example: "--flow 2l/min")
  }

  @Option(name: .customLong("flow"), parsing: .unconditional, help: "With its unit: 2l/min.", transform: LitersPerMinute.init(argument:))
  var flowLPerMin: LitersPerMinute?

  func fill(_ event: inout OxygenGiven, from fields: inout FieldReader) throws {
    try fields.fill(&event.flowLPerMin, .quantity(LitersPerMinute.self, "flow_l_per_min", flag: "--flow", "Flow (2l/min)", need: .offered), option: flowLPerMin?.value)
    try fields.fill(&event.note, .text("note", "Note", need: .remark))
  }
}

struct RescueDrugGivenOptions: EventOptions {
  static var help: EventHelp {
    EventHelp(
      "A rescue drug was given. Never held up.",
      example: "--drug midazolam --dose 2mg --route iv")
  }

  @Option(name: .customLong("drug"), help: "Which one.")
  var drug: Choice<RescueDrugGiven.Drug>?

  @Option(name: .customLong("dose"), parsing: .unconditional, help: "With its unit: 2mg.", transform: Milligrams.init(argument:))
  var doseMg: Milligrams?

  @Option(name: .customLong("route"), help: "How it was given.")
  var route: Choice<Route>?

  func fill(_ event: inout RescueDrugGiven, from fields: inout FieldReader) throws {
    try fields.fill(&event.drug, .choice("drug", flag: "--drug", "Drug"), option: drug?.term)
    try fields.fill(&event.doseMg, .quantity(Milligrams.self, "dose_mg", flag: "--dose", "Dose (2mg)"), option: doseMg?.value)
    try fields.fill(&event.route, .choice("route", flag: "--route", "Route"), option: route?.term)
    try fields.fill(&event.detail, .text("detail", "Detail (which drug, where it is another)", need: event.drug == .other ? .owed : .remark))
  }
}

extension DrugWastedOptions {
  static var help: EventHelp {
    EventHelp(
      "What was drawn and not given was destroyed, before a second signer (S25).",
      example: "--drug ketamine --amount 13.7mg --cause remainder",
      details: "Of the lot that was drawn of for the visit, or of --lot, the drug book's half is recorded in the same append.")
  }
}

extension DrugReturnedOptions {
  static var help: EventHelp {
    EventHelp(
      "What was drawn for this visit went back into its vial unused (S25).",
      example: "--drug ketamine --amount 33.5mg")
  }
}

extension DrugMissingOptions {
  static var help: EventHelp {
    EventHelp(
      "What was drawn for this visit does not add up, before a second signer (S25).",
      example: "--drug ketamine --amount 2mg",
      details: "The explanation is asked for, or comes as explanation in JSON.")
  }
}

struct AdverseEventNotedOptions: EventOptions {
  static var help: EventHelp {
    EventHelp(
      "An adverse event. Never held up.",
      example: "--severity 3",
      details: "The description is asked for, or comes as description in JSON.")
  }

  @Option(name: .customLong("severity"), help: "1 mild, 2 moderate, 3 severe, 4 life-threatening.")
  var severity: UInt32?

  func fill(_ event: inout AdverseEventNoted, from fields: inout FieldReader) throws {
    try fields.fill(&event.severity, .whole("severity", flag: "--severity", "Severity (1 mild to 4 life-threatening)"), option: severity)
    try fields.fill(&event.description_p, .text("description", "What happened", need: .offered))
    try fields.fill(&event.note, .text("note", "Note", need: .remark))
  }
}

struct AdverseEventFollowedUpOptions: EventOptions {
  static var help: EventHelp {
    EventHelp(
      "What became of an adverse event.",
      example: "--outcome resolved",
      details: "What was found is asked for, or comes as description in JSON.")
  }

  @Option(name: .customLong("outcome"), help: "What became of it.")
  var outcome: Choice<AdverseEventFollowedUp.Outcome>?

  @Option(name: .customLong("about"), help: "The entry that noted it, by its number.")
  var aboutPosition: UInt64?

  func fill(_ event: inout AdverseEventFollowedUp, from fields: inout FieldReader) throws {
    try fields.fill(&event.outcome, .choice("outcome", flag: "--outcome", "Outcome"), option: outcome?.term)
    try fields.fill(&event.description_p, .text("description", "What was found", need: .offered))
    try fields.fill(&event.aboutPosition, .whole("about_position", flag: "--about", "About which entry", need: .notAsked), option: aboutPosition)
    try fields.fill(&event.note, .text("note", "Note", need: .remark))
  }
}

struct EmergencyCalledOptions: EventOptions {
  static var help: EventHelp {
    EventHelp(
      "The emergency service was called. Never held up.",
      example: "")
  }

  func fill(_ event: inout EmergencyCalled, from fields: inout FieldReader) throws {
    try fields.fill(&event.note, .text("note", "Note", need: .remark))
  }
}

struct TransferredOptions: EventOptions {
  static var help: EventHelp {
    EventHelp(
      "The patient was transferred to another place of care. Never held up.",
      example: "",
      details: "The destination is asked for, or comes as destination in JSON.")
  }

  func fill(_ event: inout Transferred, from fields: inout FieldReader) throws {
    try fields.fill(&event.destination, .text("destination", "Transferred to", need: .offered))
    try fields.fill(&event.note, .text("note", "Note", need: .remark))
  }
}

struct IVRemovedOptions: EventOptions {
  static var help: EventHelp {
    EventHelp(
      "The IV was taken out.",
      example: "--intact yes --condition clear")
  }

  @Option(name: .customLong("intact"), help: "Whole, or not.")
  var intact: Choice<Assessment>?

  @Option(name: .customLong("condition"), help: "How the site looks.")
  var condition: Choice<SiteCondition>?

  func fill(_ event: inout IVRemoved, from fields: inout FieldReader) throws {
    try fields.fill(&event.intact, .choice("intact", flag: "--intact", "Catheter intact?"), option: intact?.term)
    try fields.fill(&event.condition, .choice("condition", flag: "--condition", "Condition of the site", need: .offered), option: condition?.term)
    try fields.fill(&event.detail, .text("detail", "Detail (how, where it is another condition)", need: event.condition == .other ? .required : .remark))
  }
}

struct DischargeAssessedOptions: EventOptions {
  static var help: EventHelp {
    EventHelp(
      "Whether the patient is stable enough to leave.",
      example: "--stable yes")
  }

  @Option(name: .customLong("stable"), help: "Stable, or not.")
  var assessedStable: Choice<Assessment>?

  func fill(_ event: inout DischargeAssessed, from fields: inout FieldReader) throws {
    try fields.fill(&event.note, .text("note", "Note", need: .remark))
    try fields.fill(&event.assessedStable, .choice("assessed_stable", flag: "--stable", "Stable?", need: .answer), option: assessedStable?.term)
  }
}

struct InstructionsAcknowledgedOptions: EventOptions {
  static var help: EventHelp {
    EventHelp(
      "The patient acknowledged the instructions for going home.",
      example: "--no-driving-24h yes --form-version 2")
  }

  @Option(name: .customLong("form-version"), help: "The version printed on the sheet.")
  var formVersion: String?

  @Option(name: .customLong("no-driving-24h"), help: "Among them: no operating a vehicle for 24 hours.")
  var noDriving: Choice<Assessment>?

  func fill(_ event: inout InstructionsAcknowledged, from fields: inout FieldReader) throws {
    try fields.fill(&event.formVersion, .text("form_version", flag: "--form-version", "Form version", need: .offered), option: formVersion)
    try fields.fill(&event.noDriving, .choice("no_driving", flag: "--no-driving-24h", "No driving for 24 hours?", need: .answer), option: noDriving?.term)
    try fields.fill(&event.note, .text("note", "Note", need: .remark))
  }
}

extension DischargedOptions {
  static var help: EventHelp {
    EventHelp(
      "The patient left, and in whose care.",
      example: "--to driver --fit-to-drive yes",
      details: "The driver's name, relation and phone are asked for, or come as JSON on standard input:\n{\"driver\": {\"name\": \"…\", \"relation\": \"sister\", \"phone\": \"…\"}}")
  }
}

struct LeftAgainstAdviceOptions: EventOptions {
  static var help: EventHelp {
    EventHelp(
      "The patient left against advice: ends the visit.",
      example: "--risks-explained yes --form-signed no",
      details: "The patient's reason is asked for, or comes as said in JSON.")
  }

  @Option(name: .customLong("risks-explained"), help: "Whether the risks of leaving were explained.")
  var risksExplained: Choice<Assessment>?

  @Option(name: .customLong("form-signed"), help: "Whether the patient signed that they leave against advice.")
  var formSigned: Choice<Assessment>?

  func fill(_ event: inout LeftAgainstAdvice, from fields: inout FieldReader) throws {
    try fields.fill(&event.risksExplained, .choice("risks_explained", flag: "--risks-explained", "Risks explained?"), option: risksExplained?.term)
    try fields.fill(&event.formSigned, .choice("form_signed", flag: "--form-signed", "Form signed?"), option: formSigned?.term)
    try fields.fill(&event.said, .text("said", "The patient's reason", need: .offered))
    try fields.fill(&event.note, .text("note", "Note", need: .remark))
  }
}

struct VisitSignedOffOptions: EventOptions {
  static var help: EventHelp {
    EventHelp(
      "Who answers for the visit has read it and signs it off.",
      example: "")
  }

  func fill(_ event: inout VisitSignedOff, from fields: inout FieldReader) throws {
    try fields.fill(&event.note, .text("note", "Note", need: .remark))
  }
}

extension DeviationExplainedOptions {
  static var help: EventHelp {
    EventHelp(
      "Why an earlier entry departed from policy.",
      example: "--about 57 --rule S5",
      details: "The reason is asked for, or comes as reason in JSON.")
  }
}

struct DisclosedOptions: EventOptions {
  static var help: EventHelp {
    EventHelp(
      "Something of the record was given to somebody outside the clinic.",
      example: "--purpose treatment",
      details: "Recipient and what was given are asked for, or come as JSON on standard input:\n{\"recipient\": \"…\", \"given\": \"…\"}")
  }

  @Option(name: .customLong("purpose"), help: "What for.")
  var purpose: Choice<Disclosed.Purpose>?

  func fill(_ event: inout Disclosed, from fields: inout FieldReader) throws {
    try fields.fill(&event.recipient, .text("recipient", "Given to"))
    try fields.fill(&event.purpose, .choice("purpose", flag: "--purpose", "Purpose"), option: purpose?.term)
    try fields.fill(&event.given, .text("given", "What was given"))
    try fields.fill(&event.detail, .text("detail", "Detail (what for, where it is another purpose)", need: event.purpose == .other ? .required : .remark))
  }
}

extension StockReceivedOptions {
  static var help: EventHelp {
    EventHelp(
      "A controlled drug was delivered: opens the next lot of the drug book.",
      example: "--drug ketamine --concentration 50mg/ml --volume 10ml --vials 25 --mfr-lot K2318 --expires 2027-06-30",
      details: "One delivery of one form is one lot, and is given the next number. Supplier and invoice are asked for, or come as supplier and invoice in JSON. The first delivery, or the opening inventory, opens the drug book.")
  }
}

extension OpeningInventoryOptions {
  static var help: EventHelp {
    EventHelp(
      "What is in the cupboard when the drug book begins, before a second signer.",
      example: "--drug ketamine --concentration 50mg/ml --volume 10ml --vials 4 --mfr-lot K2291 --expires 2026-02-28",
      details: "One form of one manufacturer's lot is one lot, and is given the next number.")
  }
}

extension BiennialInventoryOptions {
  static var help: EventHelp {
    EventHelp(
      "The inventory of every two years, of one lot, before a second signer.",
      example: "--lot 2 --counted 2000mg --business open")
  }
}

extension LotCountedOptions {
  static var help: EventHelp {
    EventHelp(
      "What is left of a lot was counted, by two people.",
      example: "--lot 2 --counted 2000mg",
      details: "A difference from the book is told, and declared with discrepancy-declared.")
  }
}

extension DrawnFromLotOptions {
  static var help: EventHelp {
    EventHelp(
      "The drug book's half of a drawing, where the visit's stands alone.",
      example: "--lot 1 --vial 1 --amount 100mg",
      details: "candor record drug-drawn records both halves in one append.")
  }
}

extension GivenFromLotOptions {
  static var help: EventHelp {
    EventHelp(
      "The drug book's half of what was given, where the visit's stands alone.",
      example: "--lot 1 --vial 1 --amount 36.3mg",
      details: "bolus-given, infusion-stopped and rescue-drug-given record both halves in one append.")
  }
}

extension WastedFromLotOptions {
  static var help: EventHelp {
    EventHelp(
      "The drug book's half of a waste, where the visit's stands alone.",
      example: "--lot 1 --vial 1 --amount 13.7mg --cause remainder",
      details: "candor record drug-wasted records both halves in one append.")
  }
}

extension ReturnedToLotOptions {
  static var help: EventHelp {
    EventHelp(
      "The drug book's half of a return, where the visit's stands alone.",
      example: "--lot 1 --vial 1 --amount 50mg",
      details: "candor record drug-returned records both halves in one append.")
  }
}

extension StockExpiredOptions {
  static var help: EventHelp {
    EventHelp(
      "What has expired was taken out of stock, before a second signer.",
      example: "--lot 2 --amount 500mg")
  }
}

extension StockTransferredOptions {
  static var help: EventHelp {
    EventHelp(
      "Stock left the clinic: to the supplier, or to somebody else who may have it.",
      example: "--lot 1 --amount 500mg",
      details: "Recipient and document are asked for, or come as recipient and document in JSON.")
  }
}

extension StockLostOptions {
  static var help: EventHelp {
    EventHelp(
      "Stock was lost, broken or stolen, before a second signer.",
      example: "--lot 1 --amount 500mg --cause broken",
      details: "What happened is asked for, or comes as account in JSON.")
  }
}

extension DiscrepancyDeclaredOptions {
  static var help: EventHelp {
    EventHelp(
      "A difference between a lot and its book, before a second signer.",
      example: "--lot 1 --about stock --missing 5mg",
      details: "Of stock it is missing or more than the book says; of what was drawn, of one vial, it is missing. The explanation is asked for, or comes as explanation in JSON.")
  }
}

extension LotReviewedOptions {
  static var help: EventHelp {
    EventHelp(
      "A lot's book was looked through by somebody who answers for it.",
      example: "--lot 1")
  }
}
