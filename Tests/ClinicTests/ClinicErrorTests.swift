import ClinicalRecord
import Compliance
import Ledger
import Testing

@testable import Clinic

private func minute(_ minutes: Int64) -> ClinicalTime {
  ClinicalTime(
    unixMicroseconds: 1_793_628_000_000_000 + minutes * 60_000_000, utcOffsetMinutes: -360,
    precision: .minute)
}

/// What every error says for itself.
struct ClinicErrorTests {
  private static let chart = SubjectID.random()

  /// One of each, without looking at the table.
  private static let samples: [ClinicError] = [
    .notSignedIn(toDo: "recording"), .identityOfAnotherLedger(handle: "nora"),
    .identityNotInForce(handle: "nora"), .keyWasReplaced(handle: "nora", position: 7),
    .passphraseNeeded(handle: "nora"), .leftUnfinished(position: 7, cause: "No room."),
    .reversedSpan(from: "2026-03-02", to: "2026-03-01"),
    .notActive(handle: "nora", status: .suspended),
    .notActive(handle: "nora", status: .departed),
    .notPermitted(act: "read charts", role: .auditor, allowed: "nurse"),
    .secondSignerNeeded(event: "drug wasted", roles: [.nurse]),
    .secondSignerNeeded(event: "legal hold released", roles: [.administrator]),
    .secondSignerIsActor(handle: "nora"),
    .secondSignerInactive(handle: "nora", status: .departed),
    .secondSignerOfOtherRole(
      handle: "nora", role: .nurse, event: "drug wasted", roles: [.physician]),
    .askedForNewChart, .unknownRequest("0192a7c4"), .ambiguousRequest("0192a7c4", matches: 2),
    .notAskedToSign(handle: "nora", asked: "drew"), .requestOutdated(.random()),
    .requestDamaged(.random()), .requestWaits(.random()), .deviceServesNone(handle: "monitor"),
    .deviceServesAnother(handle: "monitor", visit: 2), .deviceKeyRenewed(handle: "monitor"),
    .deviceCannotCompare(handle: "monitor", position: 7), .visitEnded(number: 1),
    .clockSetOutsideTraining,
    .clockFarAhead(ClockDoubt(now: minute(60 * 24 * 400), newest: minute(0))),
    .zoneUnreadable(name: "Omaha", path: "/z/Omaha", cause: "No such file"),
    .unknownPatient("1001"), .ambiguousPatient("0192", matches: 2),
    .recordNumberTaken("1001"), .unknownVisit(number: 3), .noVisit,
    .unknownDocument(number: 3),
    .unknownPosition(9, size: 5), .unknownStaff("nora"), .handleTaken("nora"),
    .handleMalformed("N"), .siteNameMalformed("a b"),
    .rejected(.malformed(field: "dose_mg", value: "-1", expected: "a dose")),
    .rejected(.notYourRole(event: DrugWasted.kind, role: .auditor, allowed: [.nurse])),
    .batchRejected(index: 0, .malformed(field: "dose_mg", value: "-1", expected: "a dose")),
    .held(.doubtful([.suspect(says: "HR 720 is beyond what is possible")])),
    .held(
      .repeated(
        event: "weighed", position: 7,
        occurred: ClinicalTime(
          unixMicroseconds: 0, utcOffsetMinutes: 0, precision: .minute))),
    .held(.signatureNeeded([.overridden([.S26])], roles: [.physician])),
    .reasonNeeded([]), .nothingToRecord, .mixedStatements, .futureAsOf, .nothingByThen,
    .malformedDate("yesterday"), .contradicted(cause: "It lies."),
    .rolledBack(publishedSize: 9, size: 5, path: "/p"),
    .restoredBefore(restoredSize: 5, publishedSize: 9, path: "/p"),
    .inconsistent(publishedSize: 9, path: "/p"),
    .losesEntries(size: 5, knownSize: 9, path: "/p"), .otherSite(ledger: "/l"),
    .keyMissing(position: 5), .chartErased(chart, position: 5),
    .damagedEntry(position: 5, what: "it does not read"),
    .newerEntry(position: 5, what: "kind 77"), .noPolicy, .readModels(what: "No room."),
    .malformedPolicy("no name"), .monitorFile([MonitorFileProblem(line: 2, what: "no time")]),
    .file(path: "/f", what: "No such file or directory."),
    .lookNotRecorded(cause: "No room.", isEmergency: false),
    .refusalNotTold(cause: "No room."), .lookHeldUp(cause: "process 7 was writing"),
    .actHeldUp(event: "infusion stopped", cause: "process 7 was writing"), .noEmergency(5),
    .reviewedBefore(5), .ownEmergency(5),
    .neverCorrected(position: 5, event: "staff enrolled", original: nil), .severalCharts,
  ]

  /// Whose text is somebody else's and holds what to do.
  private static let spokenElsewhere: Set<ClinicError.Code> = [.rejected, .malformedPolicy, .file]

  @Test func `every code has an error that says what is wrong and what to do`() {
    #expect(Set(Self.samples.map(\.code)) == Set(ClinicError.Code.allCases))
    for error in Self.samples {
      let details = error.details
      #expect(!details.problem.isEmpty, "\(error.code)")
      #expect(
        !details.remedy.isEmpty || Self.spokenElsewhere.contains(error.code), "\(error.code)")
      #expect(error.description.hasPrefix(details.problem), "\(error.code)")
      #expect(error.description.hasSuffix(details.remedy), "\(error.code)")
    }
  }

  @Test func `what is refused to a person is not permitted, and recorded so`() {
    for error in Self.samples where error.details.cause != nil {
      #expect(error.details.category == .notPermitted, "\(error.code)")
    }
    let refused = Set(Self.samples.filter { $0.details.cause != nil }.map(\.code))
    #expect(
      refused == [
        .notPermitted, .ownEmergency, .deviceServesNone, .deviceServesAnother, .rejected,
        .notActive, .secondSignerNeeded, .secondSignerIsActor, .secondSignerInactive,
        .secondSignerOfOtherRole, .notAskedToSign,
      ])
  }
}
