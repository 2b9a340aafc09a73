/// What an act comes to, and who has to sign it (`Sources/Clinic`: Planning, Writing, Approving).
extension Mutant {
  static let ofPlans: [Mutant] = [
    Mutant(
      "stop-held-up", "a stop is not recorded until somebody gives a reason",
      in: "Clinic/Planning/Planner.swift",
      "departure.isNeverHeldUp || departure.findings.isEmpty",
      becomes: "departure.findings.isEmpty",
      nearest: "ClinicTests.RecordingTests"),
    Mutant(
      "second-visit-of-a-day", "nobody comes back in the minute in which they left",
      in: "Clinic/Planning/VisitChoice.swift",
      "visit.holds(time) && !end.occurred.mayBeAtOrBefore(time)", becomes: "visit.holds(time)",
      nearest: "ClinicTests.RecordingTests"),
    Mutant(
      "visit-of-no-time", "an ended visit takes what came after its end",
      in: "ClinicalRecord/Aggregates/VisitTimes.swift",
      "time.mayBeAtOrBefore(end.occurred)", becomes: "true",
      nearest: "ClinicTests.VisitChoiceTests"),
    Mutant(
      "visit-left-open", "a visit that nobody has ended goes on for days",
      in: "ClinicalRecord/Aggregates/VisitTimes.swift",
      "microseconds &- arrival.occurred.unixMicroseconds > Self.longestMicroseconds",
      becomes: "false",
      nearest: "ClinicTests.VisitChoiceTests"),
    Mutant(
      "left-before-the-stop", "a patient may leave before the infusion was stopped",
      in: "ClinicalRecord/Aggregates/VisitTimes.swift",
      "stop.occurred", becomes: "occurred",
      nearest: "ClinicTests.VisitChoiceTests"),
    Mutant(
      "explains-the-future", "a reason may be about an entry that does not exist yet",
      in: "Clinic/Planning/PlannedCorrections.swift",
      "position >= plan.place.position && position < nextPosition",
      becomes: "position >= plan.place.position", nearest: "ClinicTests.RecordingTests"),
    Mutant(
      "own-second-in-plan", "a plan takes its actor for the second signer, too",
      in: "Clinic/Planning/SigningPlan.swift",
      "second != actor", becomes: "true", nearest: "ClinicTests.SecondSignerTests"),
    Mutant(
      "own-second-by-key", "one's own identity file is a second signer's",
      in: "Clinic/Planning/SigningPlan.swift",
      "identity.actor != actor", becomes: "true", nearest: "ClinicTests.SecondSignerTests"),
    Mutant(
      "own-second-asked", "one may ask oneself for a signature",
      in: "Clinic/Approving/Asking.swift",
      "other != person.actor", becomes: "true", nearest: "ClinicTests.ApprovalTests"),
    Mutant(
      "second-inactive", "somebody suspended may sign beside",
      in: "Clinic/Planning/SigningPlan.swift",
      "member.status == .active", becomes: "true", nearest: "ClinicTests.SecondSignerTests"),
    Mutant(
      "own-standing", "an administrator may change their own standing",
      in: "Clinic/Planning/StaffRules.swift",
      "signers.first == event.subjectActor", becomes: "false",
      nearest: "ClinicTests.StandingTests"),
    Mutant(
      "key-by-one", "one administrator replaces somebody else's key",
      in: "Clinic/Planning/StaffRules.swift",
      "administrators.count < 2", becomes: "administrators.count < 1",
      nearest: "KeyReplacementTests", "StandingVerifyTests"),
    Mutant(
      "shown-is-not-signed", "the second signer signs another act than they were shown",
      in: "Clinic/Planning/Plan.swift",
      "outline(shown) == outline(lines)", becomes: "true",
      nearest: "ClinicTests.SecondSignerTests"),
    Mutant(
      "outdated-approval", "an act that departs from other rules by now is still what was signed",
      in: "Clinic/Planning/WaitingAct.swift",
      "now.outline == then.outline", becomes: "true", nearest: "OutdatedApprovalTests"),
    Mutant(
      "two-charts-approved", "one signature covers acts on two charts",
      in: "Clinic/Approving/PreparedAppend+OneAct.swift",
      "Set(care.map(\\.stream.subject)).count == 1", becomes: "true",
      nearest: "ForgedApprovalTests"),
    Mutant(
      "approval-keeps-device", "an approved end of a visit leaves a device serving it",
      in: "Clinic/Approving/PreparedAppend+OneAct.swift",
      "releasesEveryDevice(in: site)", becomes: "true",
      nearest: "OutdatedApprovalTests"),
    Mutant(
      "approval-too-late", "a request is signed after its time",
      in: "Clinic/Approving/Approving.swift",
      "file.expiresMicroseconds > clock.nowMicroseconds()", becomes: "true",
      nearest: "ClinicTests.ApprovalTests"),
    Mutant(
      "override-by-a-word", "one word overrides a withdrawn consent",
      in: "Clinic/Planning/Doubts.swift",
      "text.count >= leastReason", becomes: "true", nearest: "SlipTests"),
    Mutant(
      "override-by-a-nurse", "a nurse alone overrides what a prescriber has to sign",
      in: "Clinic/Planning/Doubts.swift",
      "roles.contains(role)", becomes: "true", nearest: "SlipTests"),
    Mutant(
      "dose-beyond-alone", "a dose beyond the policy's most needs nobody else's signature",
      in: "Clinic/Planning/Planner+Slips.swift",
      statement: "excesses.append(.dose(says: says))", nearest: "SlipTests"),
    Mutant(
      "repeat-a-minute-later", "the same vital signs a minute later are a double Enter",
      in: "Clinic/Planning/Planner+Slips.swift",
      "ChartFile.repeatMicroseconds", becomes: "ChartFile.repeatMicroseconds + 1",
      nearest: "SlipTests"),
    Mutant(
      "given-twice-unasked", "a program records the same twice without a word",
      in: "Clinic/Planning/Planner+Slips.swift",
      statement: "plan.doubts += doubts",
      becomes: "plan.doubts += doubts.filter { !$0.isRepeated }", nearest: "SlipTests"),
    Mutant(
      "replay-of-another", "somebody else's append is taken for one's own, made again",
      in: "Clinic/Writing/Replay.swift",
      "entries.first?.header.actor == person.actor", becomes: "true",
      nearest: "ClinicTests.RecordingTests"),
    Mutant(
      "replay-other-time", "the same event at another time is taken for the one on record",
      in: "Clinic/Writing/Replay.swift",
      "entry.header.occurred.unixMicroseconds != occurred.unixMicroseconds", becomes: "false",
      nearest: "ClinicTests.RecordingTests"),
    Mutant(
      "clock-far-ahead", "a clock that lies years ahead is believed unasked",
      in: "Clinic/Writing/Writing.swift",
      statement:
        "if !order.isNeverHeldUp { try requireBelievable(order.nowMicroseconds, in: draft) }",
      nearest: "ClinicTests.ClockDoubtTests"),
    Mutant(
      "policy-of-today", "a visit is judged by the newest policy, whenever it was",
      in: "Clinic/SiteState.swift",
      "policies.recorded(by: act.latest)", becomes: "policies.current",
      nearest: "ClinicTests.PolicyAdoptionTests"),
    Mutant(
      "policy-version-again", "a policy's name is adopted with an older version",
      in: "Clinic/Queries/Policies.swift",
      "adopted.version <= newest", becomes: "false", nearest: "ClinicTests.PolicyAdoptionTests"),
    Mutant(
      "write-by-the-suspended", "whoever was suspended after signing in still writes",
      in: "Clinic/Writing/Writing.swift",
      statement: "if let actor = order.signers.first?.actor { try site.requireActive(actor) }",
      nearest: "ClinicTests.StandingTests"),
    Mutant(
      "write-about-the-erased", "what was decided before an erasure is written after it",
      in: "Clinic/Writing/Writing.swift",
      "answer.proposals.filter { !$0.isCompletion }.map(\\.stream.subject)",
      becomes: "[SubjectID]()", nearest: "ErasedAppendTests"),
    Mutant(
      "refuses-nothing-erased", "no check at all keeps an erased chart closed",
      in: "Clinic/SiteState.swift",
      "(custody[chart] ?? reader.custody(of: chart)).closedAt", becomes: "UInt64?.none",
      nearest: "ErasedAppendTests"),
  ]
}
