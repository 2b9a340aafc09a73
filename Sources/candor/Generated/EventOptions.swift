// Written by Tools/generate from Schemas/candor/v1; not to be edited.

internal import ArgumentParser
internal import ClinicalRecord

extension EventCommands {
  /// Every event that a person records about a patient, in the order of a course of treatment.
  static let all: [any EventOptions.Type] = [
    IntakeReceivedOptions.self,
    HistoryFormReceivedOptions.self,
    AcknowledgementOfOngoingCareReceivedOptions.self,
    MedicationListReviewedOptions.self,
    CandidacyDeterminedOptions.self,
    ConsentSignedOptions.self,
    ConsentWithdrawnOptions.self,
    InfusionScheduledOptions.self,
    IdentityCorrectedOptions.self,
    ArrivedOptions.self,
    IdentityConfirmedOptions.self,
    WeighedOptions.self,
    FastingCheckedOptions.self,
    DriverNamedOptions.self,
    SupervisorAssignedOptions.self,
    IVPlacedOptions.self,
    MonitorAppliedOptions.self,
    InfusionStartedOptions.self,
    VitalsSampledOptions.self,
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
    AdverseEventNotedOptions.self,
    EmergencyCalledOptions.self,
    TransferredOptions.self,
    DischargeAssessedOptions.self,
    InstructionsAcknowledgedOptions.self,
    DischargedOptions.self,
    DeviationExplainedOptions.self,
  ]
}

extension IntakeReceivedOptions {
  static var help: EventHelp {
    EventHelp(
      "A new patient: opens the chart.",
      example: "--json - < intake.json",
      details: "Name, birth date, phone and complaint are asked for, or come as JSON on standard input; they never stand on a command line. Without --record-number the clinic gives the next one. As JSON:\n  {\"family_name\": \"…\", \"given_name\": \"…\", \"birth_date\": \"1984-03-02\", \"phone\": \"…\", \"complaint\": \"…\"}")
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

  func fill(_ event: inout AcknowledgementOfOngoingCareReceived, from fields: inout FieldReader) throws {
    try fields.fill(&event.signer, .choice("signer", flag: "--signer", "Who signed?"), option: signer?.term)
    try fields.fill(&event.signerName, .text("signer_name", "The signer's name", need: .offered))
    try fields.fill(&event.note, .text("note", "Note", need: .remark))
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

struct InfusionStoppedOptions: EventOptions {
  static var help: EventHelp {
    EventHelp(
      "The infusion was stopped. Never held up.",
      example: "--cause completed --given 36.3mg")
  }

  @Option(name: .customLong("cause"), help: "Why it was stopped.")
  var cause: Choice<InfusionStopped.Cause>?

  @Option(name: .customLong("given"), parsing: .unconditional, help: "Ketamine given in all, with its unit: 36.3mg.", transform: Milligrams.init(argument:))
  var givenMg: Milligrams?

  func fill(_ event: inout InfusionStopped, from fields: inout FieldReader) throws {
    try fields.fill(&event.cause, .choice("cause", flag: "--cause", "Why was it stopped?"), option: cause?.term)
    if let value = try fields.stated(.quantity(Milligrams.self, "given_mg", flag: "--given", "Given in all (36.3mg)", need: .offered), option: givenMg?.value, given: event.hasGivenMg) {
      event.givenMg = value
    }
    try fields.fill(&event.note, .text("note", "Note", need: .remark))
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

struct DrugWastedOptions: EventOptions {
  static var help: EventHelp {
    EventHelp(
      "What was drawn and not given was destroyed, before a second signer (S25).",
      example: "--drug ketamine --amount 13.7mg --cause remainder")
  }

  @Option(name: .customLong("drug"), help: "Which one.")
  var drug: Choice<DrugWasted.Drug>?

  @Option(name: .customLong("amount"), parsing: .unconditional, help: "With its unit: 13.7mg.", transform: Milligrams.init(argument:))
  var amountMg: Milligrams?

  @Option(name: .customLong("cause"), help: "Why.")
  var cause: Choice<DrugWasted.Cause>?

  func fill(_ event: inout DrugWasted, from fields: inout FieldReader) throws {
    try fields.fill(&event.drug, .choice("drug", flag: "--drug", "Drug"), option: drug?.term)
    try fields.fill(&event.amountMg, .quantity(Milligrams.self, "amount_mg", flag: "--amount", "Amount (13.7mg)"), option: amountMg?.value)
    try fields.fill(&event.cause, .choice("cause", flag: "--cause", "Cause"), option: cause?.term)
    try fields.fill(&event.detail, .text("detail", "Detail (which drug or cause, where it is another)", need: event.drug == .other || event.cause == .other ? .required : .remark))
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

extension DeviationExplainedOptions {
  static var help: EventHelp {
    EventHelp(
      "Why an earlier entry departed from policy.",
      example: "--about 57 --rule S5",
      details: "The reason is asked for, or comes as reason in JSON.")
  }
}
