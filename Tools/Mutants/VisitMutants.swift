/// Clocks, which visit something belongs to, charts of one patient, and prompts.
extension Mutant {
  static let ofVisits: [Mutant] = [
    Mutant(
      "zone-change-late", "a zone's clocks are changed a second late",
      in: "ClinicalRecord/Time/ZoneRules.swift",
      "changes[middle] <= unixSeconds", becomes: "changes[middle] < unixSeconds",
      nearest: "ZoneRulesTests"),
    Mutant(
      "zone-before-all", "before a zone's first change its second offset holds",
      in: "ClinicalRecord/Time/ZoneRules.swift",
      "range.lowerBound == 0", becomes: "range.lowerBound == 0 && offsets.isEmpty",
      nearest: "ZoneRulesTests"),
    Mutant(
      "day-moved", "a day that is known without a time is moved to the clinic's clock",
      in: "ClinicalRecord/Time/ClinicClock.swift",
      "time.precision != .day", becomes: "true", nearest: "ClinicClockTests"),
    Mutant(
      "wall-today", "what a clock showed is read by the offset of its own moment alone",
      in: "ClinicalRecord/Time/ClinicClock.swift",
      "[-26, 0, 26]", becomes: "[0, 0, 0]", nearest: "ClinicClockTests", "ZoneRulesTests"),
    Mutant(
      "twice-is-once", "both readings of an hour that came twice are the first",
      in: "ClinicalRecord/Time/ClinicClock.swift",
      "shown[shown.count - 1]", becomes: "first", nearest: "ClinicClockTests"),
    Mutant(
      "repeated-hour-plain", "an hour that came twice is shown without its offset",
      in: "ClinicalRecord/Time/ClinicClock.swift",
      "zone == nil || time.precision == .day", becomes: "true", nearest: "ClinicClockTests"),
    Mutant(
      "oldest-visit-first", "of two visits that hold a time the older one is taken",
      in: "Clinic/Planning/VisitChoice.swift",
      "$0.number > $1.number", becomes: "$0.number < $1.number",
      nearest: "ClinicTests.VisitChoiceTests"),
    Mutant(
      "emergency-to-the-newest", "oxygen before any visit goes to the newest one",
      in: "Clinic/Planning/VisitChoice.swift",
      "before ?? newestFirst.last", becomes: "before ?? newestFirst.first",
      nearest: "ClinicTests.VisitChoiceTests"),
    Mutant(
      "arrives-twice-a-day", "somebody arrives while the morning's visit is open",
      in: "Clinic/Planning/VisitChoice.swift",
      "visit.arrival?.occurred.localDate == time.localDate", becomes: "false",
      nearest: "ClinicTests.VisitChoiceTests", "ClinicTests.RecordingTests"),
    Mutant(
      "visit-before-arrival", "a visit holds what happened before the patient came",
      in: "ClinicalRecord/Aggregates/VisitTimes.swift",
      "arrival.occurred.mayBeAtOrBefore(time)", becomes: "true",
      nearest: "ClinicTests.VisitChoiceTests"),
    Mutant(
      "emergency-of-no-time", "oxygen before the arrival is refused",
      in: "ClinicalRecord/Aggregates/VisitTimes.swift",
      "event.kind.isNeverHeldUp", becomes: "false", nearest: "ClinicTests.VisitChoiceTests"),
    Mutant(
      "release-not-due-for-ever", "a visit that nobody ends is never without its discharge",
      in: "Compliance/Evidence/Course.swift",
      "visit.isLeftOpen(at: nowMicroseconds)", becomes: "false", nearest: "ReleaseRulesTests"),
    Mutant(
      "late-is-left-open", "whoever records late departs from rules of the release",
      in: "Compliance/Findings/RuleBook.swift",
      "visit.isLeftOpen(at: nowMicroseconds)", becomes: "false",
      nearest: "ReleaseRulesTests"),
    Mutant(
      "paper-years-off", "a form may be years older than the patient's chart",
      in: "ClinicalRecord/Aggregates/ChartTimes.swift",
      "occurred.latest < intake.occurred.earliest &- Self.farMicroseconds", becomes: "false",
      nearest: "StatedLimitTests"),
    Mutant(
      "half-a-merge", "a prefix that ends within a merge shows one chart",
      in: "Clinic/Merging/ChartGroup.swift",
      "merged.contains(chart)", becomes: "true", nearest: "ClinicTests.MergeTests"),
    Mutant(
      "merge-while-here", "a chart leads elsewhere while its patient is being looked after",
      in: "Clinic/Merging/Merging.swift",
      "$0.value.stage != .ended", becomes: "$0.value.stage == .notArrived",
      nearest: "ClinicTests.MergeTests"),
    Mutant(
      "merged-of-no-time", "what happened in a merged chart's visit goes to the survivor",
      in: "Clinic/Merging/Routing.swift",
      "merged.first { $0.isHeld(time) }", becomes: "merged.first { _ in false }",
      nearest: "ClinicTests.MergeTests"),
    Mutant(
      "merged-papers-lost", "what stands in a merged chart is no evidence",
      in: "Clinic/ChartFile+Rules.swift",
      "!merged.isEmpty", becomes: "false", nearest: "ClinicTests.MergeTests"),
    Mutant(
      "file-of-the-newest", "a monitor's rows of an earlier visit are the newest one's",
      in: "Clinic/Import/ImportingVitals.swift",
      "count > most", becomes: "false", nearest: "MonitorImportTests"),
    Mutant(
      "first-of-several", "the beginning of several words is the first of them",
      in: "candor/Input/Choice.swift",
      "begun.count == 1 ? begun.first : nil", becomes: "begun.first", nearest: "ChoiceTests"),
    Mutant(
      "number-off-by-one", "the number of a word in a question is that of the next",
      in: "candor/Input/Choice.swift",
      "Term.stateable[number - 1]", becomes: "Term.stateable[number % Term.stateable.count]",
      nearest: "ChoiceTests"),
    Mutant(
      "answer-never-asked-again", "a bad answer of a whole event ends the command",
      in: "candor/Input/FieldReader.swift",
      statement: "asked.remove(field)", nearest: "FieldReaderTests"),
    Mutant(
      "needed-answer-empty", "Enter is an answer to what is needed",
      in: "candor/Input/FieldReader.swift",
      "!text.isEmpty", becomes: "true", nearest: "FieldReaderTests"),
  ]
}
