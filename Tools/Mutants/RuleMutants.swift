/// The clinic's sentences (`Sources/Compliance`): limits, evidence, and whose departure it is.
extension Mutant {
  static let ofRules: [Mutant] = [
    Mutant(
      "s1-every-visit", "S1 and S2 are asked again at the second visit",
      in: "Compliance/Evidence/Course.swift",
      "visitNumber > 1", becomes: "visitNumber > 2", nearest: "SchedulingRulesTests"),
    Mutant(
      "s2-any-signer", "anybody's acknowledgement of ongoing care counts",
      in: "Compliance/Rules/S02Acknowledgement.swift",
      "file.policy.acknowledgementSigners.contains($0.value.signer)", becomes: "true",
      nearest: "SchedulingRulesTests"),
    Mutant(
      "s3-by-visit", "a first infusion in a second visit needs no reviewed medication list",
      in: "Compliance/Rules/S03MedicationReview.swift",
      "file.firstInfusionStart != nil", becomes: "file.visitNumber > 1",
      nearest: "PreparationRulesTests", "SchedulingRulesTests"),
    Mutant(
      "s4-nobody", "a medication that was stopped without consent is in order",
      in: "Compliance/Rules/S04ConsentToStop.swift",
      "stops.allSatisfy { $0.value.isConsented }", becomes: "true", nearest: "ChartRulesTests"),
    Mutant(
      "s19-last-day", "a course has a day more",
      in: "Compliance/Evidence/TreatmentCourse.swift",
      "infusion.day + Int64($0) - 1", becomes: "infusion.day + Int64($0)",
      nearest: "CourseRulesTests"),
    Mutant(
      "s19-one-more", "the seventh infusion is one of the course",
      in: "Compliance/Rules/S19CourseLength.swift",
      "index >= most", becomes: "index > most", nearest: "CourseRulesTests"),
    Mutant(
      "s20-any-scale", "a score of pain tells how a mood is",
      in: "Compliance/Rules/S20ScoredOutcome.swift",
      "indication == .chronicPain", becomes: "true",
      nearest: "CourseRulesTests"),
    Mutant(
      "s21-not-completed", "an infusion that was broken off counts as completed",
      in: "Compliance/Rules/S21Maintenance.swift",
      "file.infusions(for: .depression).prefix { !$0.isOwn }.filter(\\.isCompleted)",
      becomes: "file.infusions(for: .depression).prefix { !$0.isOwn }.filter { _ in true }",
      nearest: "CourseRulesTests"),
    Mutant(
      "s23-another-drug", "no prescription but one of ketamine may be issued",
      in: "Compliance/Rules/S23NoPrescription.swift",
      "$0.value.drug == .ketamine", becomes: "$0.value.drug != .unspecified",
      nearest: "ChartRulesTests"),
    Mutant(
      "chart-of-which-visit", "what came after the next visit began is this one's",
      in: "Compliance/Evidence/Infusions.swift",
      "(isFirst || arrival.earliest <= mark.interval.latest) && !isOfLater",
      becomes: "isFirst || arrival.earliest <= mark.interval.latest", nearest: "ChartRulesTests"),
    Mutant(
      "s5-at-the-limit", "a fast of exactly the policy's hours is too short",
      in: "Compliance/Evidence/Fasting.swift",
      "taken.longest(to: start.interval) < Int64(limitHours) * Interval.hour",
      becomes: "taken.longest(to: start.interval) <= Int64(limitHours) * Interval.hour",
      nearest: "LimitTests"),
    Mutant(
      "s5-unknown-time", "food taken at a time that nobody knows counts as a fast",
      in: "Compliance/Evidence/Fasting.swift",
      "!statement.unknown.isEmpty", becomes: "false", nearest: "FastingRulesTests"),
    Mutant(
      "s5-correction", "a corrected intake still counts",
      in: "Compliance/Evidence/Fasting.swift",
      "isInClass($0.item) && !counted.contains($0.item)", becomes: "isInClass($0.item)",
      nearest: "FastingRulesTests"),
    Mutant(
      "prior-evidence-late", "evidence recorded together with the act counts as late",
      in: "Compliance/Evidence/PriorEvidence.swift",
      "$0.recordedMicroseconds <= act.firstRecordedMicroseconds",
      becomes: "$0.recordedMicroseconds < act.firstRecordedMicroseconds",
      nearest: "LimitTests", "PreparationRulesTests"),
    Mutant(
      "s8-at-the-limit", "a gap of exactly the policy's minutes is too long",
      in: "Compliance/Evidence/VitalsWatch.swift",
      "shortestMicroseconds > Int64(limitMinutes) * Interval.minute",
      becomes: "shortestMicroseconds >= Int64(limitMinutes) * Interval.minute",
      nearest: "LimitTests", "VitalsRuleTests"),
    Mutant(
      "s8-zero-is-a-reading", "a device that reports 0 has watched the patient",
      in: "Compliance/Evidence/VitalsWatch.swift",
      "readings.filter { $0.kind == .value }", becomes: "readings.filter { $0.kind != .suspect }",
      nearest: "VitalsRuleTests"),
    Mutant(
      "s8-suspect-is-a-reading", "a saturation of 127 % has watched the patient",
      in: "Compliance/Evidence/Observation.swift",
      "reading.suspects.contains(column)", becomes: "false", nearest: "VitalsRuleTests"),
    Mutant(
      "s8-no-gap-on-the-way", "an act that comes after too long a gap departs from nothing",
      in: "Compliance/Evidence/VitalsWatch.swift",
      "last.shortest(to: next) > Int64(limitMinutes) * Interval.minute", becomes: "false",
      nearest: "VitalsLogTests"),
    Mutant(
      "s8-out-of-order-is-clear", "readings that were taken down late hide a gap",
      in: "Compliance/Evidence/VitalsWatch.swift",
      "next.earliest >= newest", becomes: "true", nearest: "VitalsLogTests"),
    Mutant(
      "s8-short-unread", "an infusion shorter than the policy's gap needs no reading",
      in: "Compliance/Evidence/VitalsWatch.swift",
      statement: "isUnread = values.isEmpty", becomes: "isUnread = false",
      nearest: "VitalsRuleTests"),
    Mutant(
      "s9-at-the-floor", "a sedation score at the floor is a safety event",
      in: "Compliance/Rules/S09Alertness.swift",
      "$0.value < file.policy[$0.scale]", becomes: "$0.value <= file.policy[$0.scale]",
      nearest: "SedationRuleTests"),
    Mutant(
      "s8-transfer-goes-on", "after a transfer the monitoring here is missed",
      in: "Compliance/Rules/S08VitalsThroughout.swift",
      "stop ?? file.otherLeaving?.mark ?? file.now", becomes: "stop ?? file.now",
      nearest: "VitalsRuleTests"),
    Mutant(
      "s10-at-the-limit", "an infusion of exactly the longest time was too long",
      in: "Compliance/Rules/S10MoodInfusionTime.swift",
      "running.shortestMicroseconds > Int64(ideal + tolerance) * Interval.minute",
      becomes: "running.shortestMicroseconds >= Int64(ideal + tolerance) * Interval.minute",
      nearest: "LimitTests"),
    Mutant(
      "s10-open-pause-runs", "a pause that was never resumed counts as running time",
      in: "Compliance/Evidence/RunningTime.swift",
      "(pausedSince ?? stop).interval", becomes: "stop.interval",
      nearest: "InfusionTimeRulesTests"),
    Mutant(
      "s11-at-the-limit", "an infusion of exactly four hours was too long",
      in: "Compliance/Rules/S11PainInfusionTime.swift",
      "running.shortestMicroseconds <= Int64(limit) * Interval.minute",
      becomes: "running.shortestMicroseconds < Int64(limit) * Interval.minute",
      nearest: "LimitTests"),
    Mutant(
      "s12-at-the-limit", "a first visit of exactly the longest time was too long",
      in: "Compliance/Rules/S12FirstVisitTime.swift",
      "shortest > Int64(most) * Interval.minute",
      becomes: "shortest >= Int64(most) * Interval.minute",
      nearest: "FirstVisitRuleTests"),
    Mutant(
      "s13-at-the-limit", "a discharge after exactly half an hour was too early",
      in: "Compliance/Rules/S13MonitoredRecovery.swift",
      "stop.interval.longest(to: discharge.interval) < Int64(minutes) * Interval.minute",
      becomes: "stop.interval.longest(to: discharge.interval) <= Int64(minutes) * Interval.minute",
      nearest: "LimitTests"),
    Mutant(
      "s14-at-the-limit", "an assessment after exactly half an hour was too early",
      in: "Compliance/Rules/S14StableAtRelease.swift",
      "stop.interval.longest(to: last.reference.interval) >= Int64(minutes) * Interval.minute",
      becomes:
        "stop.interval.longest(to: last.reference.interval) > Int64(minutes) * Interval.minute",
      nearest: "LimitTests"),
    Mutant(
      "s15-unfit-driver", "a driver whose fitness nobody has stated may drive",
      in: "Compliance/Rules/S15CareOfADriver.swift",
      statement: "missing.append(\"the driver's fitness to drive\")", becomes: "break",
      nearest: "ReleaseRulesTests"),
    Mutant(
      "s16-any-instructions", "instructions without the driving rule will do",
      in: "Compliance/Rules/S16NoDriving.swift",
      "$0.value.drivingRule == .yes", becomes: "true", nearest: "ReleaseRulesTests"),
    Mutant(
      "s17-at-the-limit", "a side effect that has gone after exactly two hours took too long",
      in: "Compliance/Rules/S17SideEffects.swift",
      "stop.interval.shortest(to: end.interval) > limit",
      becomes: "stop.interval.shortest(to: end.interval) >= limit",
      nearest: "SideEffectRulesTests"),
    Mutant(
      "s18-given-before", "an antiemetic given before the nausea answers it",
      in: "Compliance/Rules/S18AntiemeticForNausea.swift",
      "$0.interval.canPrecede(answer.mark.interval)", becomes: "$0.position > 0",
      nearest: "SideEffectRulesTests"),
    Mutant(
      "s22-last-day", "a credential that ends before the infusion's last day will do",
      in: "Compliance/Evidence/SupervisionCheck.swift",
      "day <= through", becomes: "day < through", nearest: "SupervisionRuleTests"),
    Mutant(
      "s24-at-the-limit", "a rate of exactly the policy's most is too fast",
      in: "Compliance/Evidence/InfusionDose.swift",
      "rate > maximumMgPerKgPerHour", becomes: "rate >= maximumMgPerKgPerHour",
      nearest: "DoseRuleTests"),
    Mutant(
      "s24-oldest-weight", "a dose is held against the first weight of the visit",
      in: "Compliance/Evidence/InfusionDose.swift",
      "weights.last { $0.reference.interval.canPrecede(interval) }", becomes: "weights.first",
      nearest: "DoseRuleTests"),
    Mutant(
      "s24-more-given", "more may be given than was started",
      in: "Compliance/Rules/S24DosesWithinLimits.swift",
      "stop.givenMg > start.doseMg + bolusMg", becomes: "false", nearest: "DoseRuleTests"),
    Mutant(
      "s26-withdrawn", "consent stands although it was withdrawn",
      in: "Compliance/Rules/S26SignedConsent.swift",
      "consent.reference.isBefore($0.reference)", becomes: "false",
      nearest: "PreparationRulesTests"),
    Mutant(
      "s26-minor", "a minor's own signature is a consent",
      in: "Compliance/Rules/S26SignedConsent.swift",
      "born.years(on: consent.occurred.localDate) < policy.ageOfMajorityYears", becomes: "false",
      nearest: "PreparationRulesTests"),
    Mutant(
      "s27-same-identifier", "one identifier confirmed twice makes two",
      in: "Compliance/Rules/S27ConfirmedIdentity.swift",
      "Set(confirmations.flatMap(\\.value.identifiers)).subtracting([.unspecified]).count",
      becomes: "confirmations.flatMap(\\.value.identifiers).count",
      nearest: "PreparationRulesTests"),
    Mutant(
      "s28-outcome", "whatever was determined, the patient is a candidate",
      in: "Compliance/Rules/S28Candidacy.swift",
      "Self.words(against: standing.value.outcome)", becomes: "nil as String?",
      nearest: "CandidacyRuleTests"),
    Mutant(
      "departure-again", "what departed from policy before departs again with every act",
      in: "Compliance/Findings/RuleBook.swift",
      "rule.judgement(of: then).verdict.isDeviation", becomes: "false",
      nearest: "DepartureTests"),
    Mutant(
      "departure-by-time", "time that merely went by is the departure of who records next",
      in: "Compliance/Findings/RuleBook.swift",
      statement: "before.nowMicroseconds = after.nowMicroseconds", nearest: "DepartureTests"),
    Mutant(
      "explained-by-evidence", "a reason given at the start excuses a gap that came later",
      in: "Compliance/Findings/CaseFile.swift",
      statement: "return judgement.departing.contains(position)",
      becomes: "return judgement.evidence.contains(position)", nearest: "ExplanationTests"),
    Mutant(
      "policy-unknown-key", "a policy may have keys that nobody knows",
      in: "StrictJSON/JSONFields.swift",
      "keys.contains(key) || optional.contains(key)", becomes: "true", nearest: "PolicyTests"),
    Mutant(
      "policy-access-window", "a policy without an access window has another one",
      in: "Compliance/Policy/PolicyDocument.swift",
      "object.integer(\"accessWindowMinutes\", in: 0...720, default: 15)",
      becomes: "object.integer(\"accessWindowMinutes\", in: 0...720, default: 30)",
      nearest: "PolicyTests"),
  ]
}
