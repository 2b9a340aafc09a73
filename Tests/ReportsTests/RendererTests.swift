import ClinicalRecord
import Foundation
import Ledger
import SwiftProtobuf
import Testing

@testable import Clinic
@testable import Reports

/// What each rendering says where there is nothing, one and many, and what it must not leave out.
@Suite struct RendererTests {
  private static let chart = SubjectID.none
  private static let nora = StaffLabel(actor: 3, handle: "nora", displayName: "", role: .nurse)
  private static let drew = StaffLabel(
    actor: 2, handle: "drew", displayName: "Dr. Drew", role: .physician)
  private static let patient = PatientLabel(
    chart: chart, recordNumber: "1001", familyName: "Rivers", givenName: "Jo",
    birthDate: "1984-02-29", on: LocalDate(daysSinceEpoch: 20_000))

  private func row(_ position: UInt64, handle: String? = "nora", lag: Int32 = 0) -> HistoryRow {
    HistoryRow(
      position: position, stream: "visit", event: "weighed",
      chart: String(repeating: "c", count: 32),
      visitNumber: 2, occurredMicroseconds: 0, utcOffsetMinutes: 60, precision: "minute",
      recordedMicroseconds: 120_000_000, recordedOffsetMinutes: 60, clockLagMilliseconds: lag,
      actor: 3, actorHandle: handle, appendID: "ab12", bodyBytes: 64, isSealed: true)
  }

  private func object(_ json: String) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any])
  }

  // MARK: Entries

  private func entry(sentence: String?, isValid: Bool) -> EntryDetail {
    EntryDetail(
      row: row(12, lag: 1_500), sentence: sentence,
      json: sentence.map { _ in "{\"weight_kg\":72}" },
      sealedFor: sentence == nil ? "whoever reads charts" : nil, leafHash: "beef",
      indexInAppend: 0, lastIndexInAppend: 1, streamRevision: 4, previousPosition: 9,
      dataKeyNumber: 2, entryBytes: 300,
      signatures: [
        EntryDetail.SignatureLine(
          actor: 3, handle: nil, meaning: "recorded", enrolmentPosition: 5, signedMicroseconds: 0,
          isValid: isValid)
      ], anchorSize: 12)
  }

  @Test func `an entry says who signed, whether it holds, and how far its time was moved`() throws {
    let text = EntryText.render(entry(sentence: "Weighed 72 kg", isValid: true), style: .plain)
    #expect(text.contains("Weighed 72 kg") && text.contains("moved 1500 ms past the clock"))
    #expect(text.contains("recorded by actor 3, key enrolled in #5: valid\n"))
    #expect(text.contains("revision 4, after #9") && text.contains("sealed with data key 2"))
    let forged = EntryText.render(entry(sentence: "Weighed 72 kg", isValid: false), style: .plain)
    #expect(forged.contains("key enrolled in #5: NOT VALID"))
    let json = try object(EntryJSON.render(entry(sentence: nil, isValid: false)))
    #expect(json["sealed_for"] as? String == "whoever reads charts" && json["body"] == nil)
    let signature = try #require((json["signatures"] as? [[String: Any]])?.first)
    #expect(signature["is_valid"] as? Bool == false)
  }

  @Test func `a sealed entry says for whom, and nothing of its body`() {
    let text = EntryText.render(entry(sentence: nil, isValid: true), style: .plain)
    #expect(text.contains("says        whoever reads charts") && !text.contains("weight_kg"))
  }

  private func written(_ rows: [HistoryRow], as form: HistoryWriter.Form) throws -> String {
    var writer = HistoryWriter(form, style: .plain)
    return try rows.map { try writer.add($0) }.joined() + writer.end()
  }

  @Test func `a history names an unknown actor by number, and sums its counts`() throws {
    #expect(try written([], as: .text) == "No entry fits.\n")
    let text = try written([row(1), row(2, handle: nil)], as: .text)
    #expect(text.contains("nora") && text.contains("actor 3"))
    #expect(text.contains("1970-01-01 01:00  1970-01-01 01:02"))
    let counts = [HistoryCount(name: "weighed", count: 2), HistoryCount(name: "arrived", count: 1)]
    #expect(ListingText.counts(counts, by: .kind, style: .plain).hasSuffix("\n3 entries\n"))
    #expect(ListingText.counts([], by: .kind, style: .plain) == "No entry fits.\n")
  }

  // MARK: People and patients

  @Test func `a roster shows a patient without a visit, and says where nobody fits`() {
    #expect(ListingText.patients([], style: .plain) == "No patient fits.\n")
    let text = ListingText.patients(
      [
        RosterListing(
          patient: Self.patient, visits: 0, newestVisitDate: nil, newestVisitStage: nil),
        RosterListing(
          patient: Self.patient, visits: 2, newestVisitDate: "2026-11-02",
          newestVisitStage: "ended"),
      ], style: .plain)
    // The 20,000th day of Unix time is 2024-10-04.
    #expect(text.contains("Rivers, Jo  1984-02-29  40   0"))
    #expect(text.contains("2       2026-11-02 ended"))
  }

  private func listing(_ label: StaffLabel, holdsKeys: Bool?) -> StaffListing {
    StaffListing(
      label: label, status: .suspended, enrolledPosition: 4, enrolledMicroseconds: 0,
      credentials: [
        .with {
          $0.specialty = .anesthesiology
          $0.validUntil = "2026-12-31"
        }
      ], holdsKeys: holdsKeys, served: nil)
  }

  @Test(arguments: [(true, "reads"), (false, "no"), (nil, "–")] as [(Bool?, String)])
  func `a list of the staff tells status, credentials and who opens charts`(
    holdsKeys: Bool?, access: String
  ) {
    let text = ListingText.staff([listing(Self.drew, holdsKeys: holdsKeys)], style: .plain)
    #expect(text.contains("physician  suspended  \(access)"))
    #expect(text.contains("anesthesiology to 2026-12-31  Dr. Drew"))
  }

  @Test func `a device that serves nobody has a dash`() {
    #expect(ListingText.devices([], style: .plain) == "No device is enrolled.\n")
    var device = listing(Self.nora, holdsKeys: nil)
    #expect(ListingText.devices([device], style: .plain).contains("suspended  –"))
    device.served = ServedVisit(chart: Self.chart, visitNumber: 7)
    #expect(ListingText.devices([device], style: .plain).contains("00000000  7"))
  }

  @Test func `the table of roles has a column for each and names who signs beside`() {
    let text = RolesText.render(style: .plain)
    for role in Role.stateable { #expect(text.contains(role.words)) }
    for permission in Permission.allCases { #expect(text.contains(permission.rawValue)) }
    #expect(text.contains("drug wasted needs a second signer: "))
  }

  // MARK: Who looked

  private func access(_ emergency: AccessReport.Emergency?) -> AccessReport {
    AccessReport(
      patient: Self.patient, fromDate: nil, toDate: nil,
      lines: [
        AccessReport.Line(
          position: 20,
          occurred: ClinicalTime(unixMicroseconds: 0, utcOffsetMinutes: 0, precision: .minute),
          recordedMicroseconds: 0, recordedOffsetMinutes: 0, by: nil, name: "viewed", scope: .visit,
          visitNumber: 2,
          entryPosition: nil, answer: .timeline, listedCount: nil, emergency: emergency)
      ], treeSize: 21, treeRoot: String(repeating: "ab", count: 32))
  }

  private func emergency(_ review: AccessReport.Review?) -> AccessReport.Emergency {
    AccessReport.Emergency(
      number: 1, reason: "Ambulance.", host: "desk-1", isSpooled: true, review: review)
  }

  @Test func `a report of looks says that nobody looked, who did, and what waits`() throws {
    var none = access(nil)
    none.lines = []
    #expect(AccessText.render(none, style: .plain).hasSuffix("\nNobody looked.\n"))
    let plain = AccessText.render(access(nil), style: .plain)
    #expect(plain.contains("timeline, visit 2") && !plain.contains("emergency"))
    let waiting = AccessText.render(access(emergency(nil)), style: .plain)
    #expect(waiting.contains("recorded later:") && waiting.contains("Ambulance. [not reviewed]"))
    #expect(waiting.hasSuffix("1 emergency access waits for a review (candor review)\n"))
    let review = AccessReport.Review(
      position: 30, by: Self.drew, recordedMicroseconds: 0, recordedOffsetMinutes: 0,
      outcome: .justified, note: "")
    let reviewed = AccessText.render(access(emergency(review)), style: .plain)
    #expect(reviewed.contains("Dr. Drew]") && !reviewed.contains("waits for a review"))
    let json = try object(AccessJSON.render(access(emergency(review))))
    #expect(json["emergencies_waiting"] as? Int == 0)
    var spool = SpoolState(
      isMissing: false, waiting: [], damage: nil, hasTornEnd: false, freeByteCount: 0, keptFiles: []
    )
    #expect(
      AccessText.waiting([], spool: spool, style: .plain).hasPrefix("No emergency access waits"))
    #expect(AccessText.waiting([row(20)], spool: spool, style: .plain).contains("cccccccc"))
    spool.waiting = [SpoolState.Waiting(handle: "nora", entryCount: 1)]
    #expect(AccessText.waiting([], spool: spool, style: .plain).contains("nora"))
  }

  // MARK: Health, erasure, security

  @Test func `doctor closes with what a person has to do`() throws {
    let ok = HealthFinding(check: "clock", verdict: .ok, found: "as it should be")
    let look = HealthFinding(
      check: "disk space", verdict: .look, found: "little", advice: "free some")
    let act = HealthFinding(check: "keyring", verdict: .act, found: "gone", advice: "restore it")
    #expect(HealthText.render([ok], style: .plain).hasSuffix("\nAll is well.\n"))
    let looking = HealthText.render([ok, look], style: .plain)
    #expect(looking.hasSuffix("\nNothing to act on; 1 to look at.\n"))
    #expect(looking.contains("→ free some"))
    let acting = HealthText.render([ok, look, act], style: .plain)
    #expect(acting.hasSuffix("\nA person is needed: 1 to act on, 1 to look at.\n"))
    #expect(try object(HealthJSON.render([ok, look]))["needs_person"] as? Bool == false)
    #expect(try object(HealthJSON.render([act]))["needs_person"] as? Bool == true)
  }

  @Test func `an erasure says what is done, what is not yet, and what stays there`() {
    var erasure = Erasure(
      chart: Self.chart, intendedPosition: 40, completedPosition: nil, signatures: [],
      wasErasedBefore: false, recordedMicroseconds: 0)
    let pending = ErasureText.render(erasure)
    #expect(pending.hasPrefix("Erased: chart 00000000\n"))
    #expect(pending.contains("entry 40") && pending.contains("not yet (candor doctor)"))
    erasure.intendedPosition = nil
    erasure.completedPosition = 41
    erasure.wasErasedBefore = true
    let replayed = ErasureText.render(erasure)
    #expect(replayed.hasPrefix("Erased before, nothing added"))
    #expect(replayed.contains("a restore has erased it again") && replayed.contains("entry 41"))
  }

  private func mark(_ position: UInt64, handle: String?) -> SecurityReport.Mark {
    SecurityReport.Mark(
      position: position, recordedMicroseconds: 0, utcOffsetMinutes: 0, actor: 3, handle: handle)
  }

  @Test func `a security report names every section, and who has not reviewed what`() throws {
    var report = SecurityReport(
      origin: "clinic.test", fromDate: nil, toDate: nil, treeSize: 50, treeRoot: "beef",
      refusedSignIns: [], refusedActs: [], emergencies: [], changes: [], operations: [],
      clockJumps: [])
    let empty = SecurityText.render(report, style: .plain)
    #expect(empty.hasPrefix("Security, clinic.test, everything\n"))
    #expect(empty.contains("Emergency looks: none\n") && empty.contains("Refused acts: none\n"))
    #expect(empty.contains("no entry was moved past the clock"))
    report.fromDate = "2026-11-02"
    report.toDate = "2026-11-02"
    report.emergencies = [
      SecurityReport.Emergency(
        chart: "cccccccccc", number: 1, opened: mark(20, handle: "ada"), reviewed: nil),
      SecurityReport.Emergency(
        chart: "dddddddddd", number: 1, opened: mark(21, handle: nil),
        reviewed: mark(30, handle: "drew")),
    ]
    report.clockLag = SecurityReport.ClockLag(count: 1, largestMilliseconds: 2_600, position: 44)
    let text = SecurityText.render(report, style: .plain)
    #expect(text.hasPrefix("Security, clinic.test, 2026-11-02\n"))
    #expect(text.contains("Emergency looks: 2\n") && text.contains("cccccccc  not yet"))
    #expect(text.contains("actor 3") && text.contains("by drew, #30"))
    #expect(text.contains("1 entry was moved") && text.contains("the most by 3 s (#44)"))
    #expect(try object(SecurityJSON.render(report))["unreviewed_count"] as? Int == 1)
  }

  @Test func `a lag that the stamp cannot hold is told as more, with its signer's time`() throws {
    var report = SecurityReport(
      origin: "clinic.test", fromDate: nil, toDate: nil, treeSize: 50, treeRoot: "beef",
      refusedSignIns: [], refusedActs: [], emergencies: [], changes: [], operations: [],
      clockJumps: [SecurityReport.ClockJump(mark: mark(43, handle: "nora"), days: 365)])
    report.clockLag = SecurityReport.ClockLag(
      count: 2, largestMilliseconds: .max, position: 44,
      signed: try ClinicalTime(iso8601: "2026-11-02T12:45-06:00"))
    let text = SecurityText.render(report, style: .plain)
    #expect(text.contains("Clock far ahead of the entry before: 1\n"))
    #expect(text.contains("#43    1970-01-01 00:00  nora  365"))
    #expect(
      text.contains(
        "by more than 24 days 20 h (#44; signed at 2026-11-02 12:45 by its signer's clock)"))
    let json = try object(SecurityJSON.render(report))
    #expect(json["is_largest_clock_lag_at_least"] as? Bool == true)
    #expect(json["largest_clock_lag_signed"] as? String == "2026-11-02T12:45-06:00")
    #expect((json["clock_jumps"] as? [[String: Any]])?.first?["days"] as? Int == 365)
    let entry = EntryText.render(
      EntryDetail(
        row: row(12, lag: .max), sentence: nil, json: nil, sealedFor: "x", leafHash: "beef",
        indexInAppend: 0, lastIndexInAppend: 0, streamRevision: 1, previousPosition: nil,
        dataKeyNumber: 1, entryBytes: 300, signatures: [], anchorSize: 12), style: .plain)
    #expect(entry.contains("moved more than 24 days 20 h past the clock"))
  }

  @Test(
    arguments: [
      (1_500, "2 s"), (7_200_000, "7200 s"), (86_400_000, "1 days 0 h"),
      (2_147_483_646, "24 days 20 h"), (.max, "more than 24 days 20 h"),
    ] as [(Int32, String)])
  func `a lag is told in seconds, then in days`(milliseconds: Int32, words: String) {
    #expect(ClockLagText.words(milliseconds: milliseconds) == words)
  }
}
