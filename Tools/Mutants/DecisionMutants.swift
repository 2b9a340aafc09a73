/// What may be said, and what is true afterwards (`Sources/ClinicalRecord`).
extension Mutant {
  static let ofDecisions: [Mutant] = [
    Mutant(
      "born-on-the-day", "nobody born today can be taken in",
      in: "ClinicalRecord/Aggregates/Chart.swift",
      "born <= occurred.localDate", becomes: "born < occurred.localDate", nearest: "ChartTests"),
    Mutant(
      "visit-any-number", "a visit may be opened under any number",
      in: "ClinicalRecord/Aggregates/Chart.swift",
      "opened.visitNumber == nextVisitNumber", becomes: "true", nearest: "ChartTests"),
    Mutant(
      "discharged-while-infusing", "a patient may leave on a running infusion",
      in: "ClinicalRecord/Aggregates/VisitDecisions.swift",
      "start == nil || stop != nil || transfer != nil", becomes: "true",
      nearest: "ClinicalRecordTests.VisitTests", "VisitStageTests"),
    Mutant(
      "pause-always-open", "an infusion counts as paused before its first pause",
      in: "ClinicalRecord/Aggregates/VisitDecisions.swift",
      "self[InfusionPaused.self].count > self[InfusionResumed.self].count",
      becomes: "self[InfusionPaused.self].count >= self[InfusionResumed.self].count",
      nearest: "ClinicalRecordTests.VisitTests", "VisitStageTests"),
    Mutant(
      "eaten-after-asked", "a fasting check may name food taken after it",
      in: "ClinicalRecord/Aggregates/VisitDecisions.swift",
      "$0.mayBeAtOrBefore(occurred)", becomes: "true", nearest: "ClinicalRecordTests.VisitTests",
      "VisitStageTests"),
    Mutant(
      "side-effect-stays", "a side effect that has gone stays open, and a new one does not",
      in: "ClinicalRecord/Aggregates/Visit.swift",
      "noted.position > $0.position", becomes: "noted.position < $0.position",
      nearest: "ClinicalRecordTests.VisitTests", "VisitStageTests"),
    Mutant(
      "last-administrator", "a suspended administrator counts as one who is left",
      in: "ClinicalRecord/Aggregates/StaffDecisions.swift",
      "member.actor != actor && member.role == .administrator && member.status == .active",
      becomes: "member.actor != actor && member.role == .administrator", nearest: "StaffTests"),
    Mutant(
      "departure-taken-back", "whoever has left may be reinstated",
      in: "ClinicalRecord/Aggregates/StaffDecisions.swift",
      "status == .suspended", becomes: "status != .active", nearest: "StaffTests"),
    Mutant(
      "suspension-renews-nothing", "after a suspension everything is sealed under the old keys",
      in: "ClinicalRecord/Aggregates/Staff.swift",
      statement: "renewalPosition = position", nearest: "ClinicalRecordTests.StaffTests"),
    Mutant(
      "credential-last-day", "a credential does not hold on its last day",
      in: "ClinicalRecord/Aggregates/Staff.swift",
      "from <= date && date <= until", becomes: "from <= date && date < until",
      nearest: "ClinicalRecordTests.StaffTests", "SupervisionRuleTests"),
    Mutant(
      "erased-without-intent", "anybody may say that a chart was erased again",
      in: "ClinicalRecord/Aggregates/ChartCustody.swift",
      "role != .program", becomes: "false", nearest: "CustodyTests"),
    Mutant(
      "erasure-moves", "a second intent moves the position from which a chart is closed",
      in: "ClinicalRecord/Aggregates/ChartCustody.swift",
      statement: "if closedAt == nil { state = .erasureIntended(position: fact.position) }",
      becomes: "state = .erasureIntended(position: fact.position)", nearest: "CustodyTests"),
    Mutant(
      "policy-two-documents", "one name and version may stand for two policies",
      in: "ClinicalRecord/Aggregates/PolicyHistory.swift",
      "earlier.value.document != adopted.document", becomes: "false",
      nearest: "StaffVerifyTests"),
    Mutant(
      "own-review", "whoever has broken the glass may review it",
      in: "ClinicalRecord/Aggregates/AccessStream.swift",
      "opener == actor", becomes: "false", nearest: "AccessStreamTests"),
    Mutant(
      "look-covers-access-log", "who has seen the chart has seen who looked at it",
      in: "ClinicalRecord/Events/AccessEvents.swift",
      "(answer == .accessLog) == (other.answer == .accessLog)", becomes: "true",
      nearest: "LookCoveringTests"),
    Mutant(
      "auditor-records", "an auditor may record what is never held up",
      in: "ClinicalRecord/Event/EventKind.swift",
      "(isNeverHeldUp && role != .auditor && role != .program)",
      becomes: "(isNeverHeldUp && role != .program)",
      nearest: "ClinicalRecordTests.RoleTests"),
    Mutant(
      "driver-though-alone", "a patient who leaves alone may have a driver",
      in: "ClinicalRecord/Events/DischargeEvents.swift",
      "(!hasDriver && !driverFitToDrive && fitToDrive == .unspecified)", becomes: "true",
      nearest: "ValidationTests"),
    Mutant(
      "silence-says-no", "an older entry in which nobody said it says no",
      in: "ClinicalRecord/Events/DischargeEvents.swift",
      "said ? .yes : .notAssessed", becomes: "said ? .yes : .no", nearest: "SentenceTests"),
    Mutant(
      "name-turned-around", "a name may hold characters of direction",
      in: "ClinicalRecord/Event/VisibleScalars.swift",
      "!isJoiner(scalar) || !joins(scalars, at: index)", becomes: "false",
      nearest: "NewEntryTests"),
    Mutant(
      "born-long-ago", "somebody may be born in the year 1",
      in: "ClinicalRecord/Event/Expect.swift",
      "born.years(on: occurred.localDate) <= longestLifeYears", becomes: "true",
      nearest: "NewEntryTests"),
    Mutant(
      "medications-and-none", "a list may say none taken and name medications",
      in: "ClinicalRecord/Events/IntakeEvents.swift",
      "noneTaken == medications.isEmpty", becomes: "noneTaken || !medications.isEmpty",
      nearest: "ValidationTests"),
    Mutant(
      "dose-of-nothing", "a dose of 0 is a dose",
      in: "ClinicalRecord/Event/Expect.swift",
      "value > 0 && value <= most", becomes: "value >= 0 && value <= most",
      nearest: "ValidationTests"),
    Mutant(
      "vitals-infinite", "a measurement may be infinite",
      in: "ClinicalRecord/Events/VitalSignEvents.swift",
      "value >= 0 && value.isFinite", becomes: "value >= 0", nearest: "ValidationTests"),
    Mutant(
      "run-codes-in-range", "a device's code is told as the end of a run's range",
      in: "ClinicalRecord/Vitals/VitalsRun.swift",
      "readings.compactMap(\\.value).filter(channel.isPossible)",
      becomes: "readings.compactMap(\\.value)", nearest: "VitalsRunTests"),
    Mutant(
      "offset-beyond", "a clock may be 18 h and a minute from UTC",
      in: "ClinicalRecord/Time/ClinicalTime.swift",
      "(-1_080...1_080).contains(utcOffsetMinutes)",
      becomes: "(-1_081...1_081).contains(utcOffsetMinutes)", nearest: "ClinicalTimeTests"),
    Mutant(
      "leap-century", "every year that 4 divides is a leap year",
      in: "ClinicalRecord/Time/LocalDate.swift",
      "year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)", becomes: "year % 4 == 0",
      nearest: "ClinicalTimeTests"),
  ]
}
