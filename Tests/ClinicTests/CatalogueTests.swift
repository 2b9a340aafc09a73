import ClinicalRecord
import Compliance
import Ledger
import SwiftProtobuf
import Testing

@testable import Clinic

/// What is told and asked about events that rest on the chart: allergies, dates, scores, boluses;
/// and what of the record was given to somebody outside.
struct CatalogueTests {
  private let house: TestClinic
  private let visit: MoodVisit

  init() throws {
    house = try TestClinic()
    visit = try MoodVisit(house)
    try visit.papers()
    try visit.arrive()
    try visit.fast()
    try visit.prepare()
    try house.actAs("nora")
    try house.move(to: "09:15")
  }

  private func check(_ event: ClinicalEvent) throws -> Preflight {
    try house.acting.check(Statement(chart: visit.chart, event: event))
  }

  private func request(
    _ event: ClinicalEvent, doubts: RecordRequest.Doubts = .told
  ) -> RecordRequest {
    var request = RecordRequest(statements: [Statement(chart: visit.chart, event: event)])
    request.doubts = doubts
    return request
  }

  private func note(_ substance: String, reaction: String = "", severity: UInt32 = 0) throws {
    try house.record(
      .chart(
        .allergyNoted(
          .with {
            $0.substance = substance
            $0.reaction = reaction
            $0.severity = severity
          })), on: visit.chart)
  }

  private static let start = ClinicalEvent.visit(
    .infusionStarted(
      .with {
        $0.doseMg = 36.3
        $0.plannedMinutes = 45
        $0.route = .intravenous
      }))

  private static func antiemetic(
    _ drug: AntiemeticGiven.Drug, _ detail: String = ""
  ) -> ClinicalEvent {
    .visit(
      .antiemeticGiven(
        .with {
          $0.drug = drug
          $0.doseMg = 4
          $0.route = .intravenous
          $0.detail = detail
        }))
  }

  private static func rescue(_ drug: RescueDrugGiven.Drug) -> ClinicalEvent {
    .visit(
      .rescueDrugGiven(
        .with {
          $0.drug = drug
          $0.doseMg = 1
          $0.route = .intravenous
        }))
  }

  // MARK: Allergies

  @Test func `known allergies are told before a drug is given, whatever it is`() throws {
    #expect(try !check(Self.start).remarks.contains { $0.contains("allerg") })
    try note("penicillin", reaction: "hives", severity: 3)
    try note("latex")
    let told = "allergies: penicillin (hives, severe); latex"
    for event in [Self.start, Self.antiemetic(.ondansetron), Self.rescue(.midazolam)] {
      let preflight = try check(event)
      #expect(preflight.remarks.contains(told), "\(event)")
      #expect(preflight.doubts.isEmpty)
    }
    #expect(try house.acting.record(request(Self.start)).remarks.contains(told))
  }

  @Test func `that none is known is told`() throws {
    try house.record(.chart(.allergyNoted(.with { $0.noneKnown = true })), on: visit.chart)
    #expect(try check(Self.start).remarks.contains("no allergy is known"))
  }

  static let matches: [(String, ClinicalEvent, Bool)] = [
    ("Ketamine", start, true), ("esketamine (Spravato)", start, true), ("latex", start, false),
    ("Zofran", antiemetic(.ondansetron), true),
    ("5-HT3 antagonists", antiemetic(.ondansetron), true),
    ("Zofran", antiemetic(.metoclopramide), false),
    ("phenothiazines", antiemetic(.promethazine), true),
    ("dexamethasone", antiemetic(.other, "dexamethasone iv"), true),
    ("ginger", antiemetic(.other, "dexamethasone iv"), false),
    ("benzodiazepines", rescue(.midazolam), true), ("Benzodiazepines", rescue(.lorazepam), true),
    ("benzodiazepines", rescue(.naloxone), false), ("beta blockers", rescue(.labetalol), true),
  ]

  @Test(arguments: matches)
  func `a drug is held against the names of drugs and of their classes`(
    substance: String, event: ClinicalEvent, isAsked: Bool
  ) throws {
    try note(substance)
    let file = try house.acting.chartFile(visit.chart)
    #expect(file.allergyDoubts(about: event).isEmpty != isAsked)
  }

  @Test func `a drug that the patient is allergic to is asked about, and entered in error is not`()
    throws
  {
    try note("ondansetron", reaction: "hives")
    let event = Self.antiemetic(.ondansetron)
    let asked = expectError {
      try house.acting.record(request(event, doubts: .asked(confirmed: [])))
    }
    guard case .held(.doubtful(let doubts))? = asked else {
      Issue.record("\(String(describing: asked))")
      return
    }
    #expect(doubts.count == 1 && doubts[0].says.contains("an allergy to ondansetron (hives) is on"))
    let position = try #require(
      try house.acting.chartFile(visit.chart).chart.allergies.first?.position)
    try house.move(to: "09:16")
    let retracted = try house.acting.correctable([position]).map {
      try $0.statement(.enteredInError, reason: "another patient's")
    }
    _ = try house.acting.record(RecordRequest(statements: retracted, reason: "a slip"))
    #expect(try check(event).doubts.isEmpty)
  }

  @Test
  func
    `what is never held up is not held up by an allergy, and whoever reads no charts learns none`()
    throws
  {
    try note("benzodiazepines")
    let recorded = try house.acting.record(
      request(Self.rescue(.midazolam), doubts: .asked(confirmed: [])))
    #expect(recorded.remarks.contains { $0.contains("an allergy to benzodiazepines is on record") })
    try house.actAs("fred")
    try house.move(to: "09:20")
    let other = try house.acting.record(request(Self.rescue(.midazolam)))
    #expect(!other.remarks.contains { $0.contains("allerg") })
  }

  // MARK: Dates

  @Test func `what is given up was on a date`() throws {
    let time = try at("09:30").stated
    func cancelled(_ date: StatedTime) -> ClinicalEvent {
      .chart(
        .infusionCancelled(
          .with {
            $0.scheduledFor = date
            $0.cause = .patientRequest
          }))
    }
    var other = time
    other.unixUs += 3_600_000_000
    #expect(try check(cancelled(time)).doubts.isEmpty)
    let doubts = try check(cancelled(other)).doubts.map(\.says)
    #expect(doubts == ["no infusion is scheduled for 2026-11-02 10:30"])
    try house.record(cancelled(time), on: visit.chart)
    try house.move(to: "09:18")
    #expect(
      try check(cancelled(time)).doubts.map(\.says).contains(
        "no infusion is scheduled for 2026-11-02 09:30"))
  }

  // MARK: Scores

  @Test func `a score that shows a risk says that it is open`() throws {
    func scored(_ item9: UInt32) -> ClinicalEvent {
      .chart(
        .outcomeScored(
          .with {
            $0.scale = .phq9
            $0.total = 12
            $0.item9 = item9
          }))
    }
    #expect(try check(scored(0)).remarks.isEmpty)
    let told = "PHQ-9 item 9 is 1: it is open until \"risk answered\" is recorded"
    #expect(try house.acting.record(request(scored(1))).remarks == [told])
    #expect(try house.acting.chartFile(visit.chart).chart.openRisks.count == 1)
  }

  // MARK: Boluses and rates

  private static func bolus(_ doseMg: Double) -> ClinicalEvent {
    .visit(
      .bolusGiven(
        .with {
          $0.doseMg = doseMg
          $0.route = .intravenous
        }))
  }

  @Test func `a bolus is told by weight, and one beyond the policy's most needs two people`() throws
  {
    let small = try check(Self.bolus(14.5))
    #expect(small.remarks == ["a bolus of 14.5 mg = 0.20 mg/kg"] && small.doubts.isEmpty)
    let large = try check(Self.bolus(30))
    #expect(large.departures.map(\.rule) == [.S24])
    #expect(large.doubts.first?.says.contains("more than the policy's 0.35 mg/kg at once") == true)
    #expect(large.secondSigners == [.physician, .prescriber, .nurse, .pharmacist])
  }

  @Test func `a rate beyond the policy's most departs from it`() throws {
    _ = try house.acting.record(request(Self.start))
    func changed(_ rate: Double) -> ClinicalEvent {
      .visit(
        .infusionRateChanged(
          .with {
            $0.rateMgPerH = rate
            $0.cause = .order
          }))
    }
    #expect(try check(changed(50)).departures.isEmpty)
    let beyond = try check(changed(80)).departures
    #expect(beyond.map(\.rule) == [.S24])
    #expect(beyond.first?.statement.contains("1.10 mg/kg/h, is more than 0.75 mg/kg/h") == true)
  }

  @Test func `what was given may hold the boluses`() {
    let start = InfusionStarted.with { $0.doseMg = 36 }
    func complaint(_ given: Double, _ bolusMg: Double) -> String? {
      GivenDose(
        .with {
          $0.cause = .completed
          $0.givenMg = given
        }, of: start, bolusMg: bolusMg
      ).complaint
    }
    #expect(complaint(46, 10) == nil && complaint(36, 10) == nil)
    #expect(complaint(46, 0) == "46 mg were given, more than the 36 mg that were started")
    #expect(complaint(47, 10)?.hasSuffix("started and the 10 mg of boluses") == true)
  }

  // MARK: Looking back

  @Test func `what looks back on a visit goes to it after its end`() throws {
    try house.record(.visit(.adverseEventNoted(.with { $0.severity = 2 })), on: visit.chart)
    let left = ClinicalEvent.visit(
      .leftAgainstAdvice(
        .with {
          $0.risksExplained = .yes
          $0.formSigned = .yes
        }))
    try house.record(left, on: visit.chart)
    try house.actAs("drew")
    try house.move(to: "17:00")
    let signedOff = ClinicalEvent.visit(.visitSignedOff(.init()))
    let followed = ClinicalEvent.visit(
      .adverseEventFollowedUp(.with { $0.outcome = .resolved }))
    for event in [signedOff, followed] {
      #expect(try house.acting.record(request(event)).visitNumber == 1)
    }
    let weighed = ClinicalEvent.visit(.weighed(.with { $0.weightKg = 72 }))
    #expect(try check(weighed).rejection != nil)
  }

  @Test func `a visit that goes on is not signed off`() throws {
    try house.actAs("drew")
    let preflight = try check(.visit(.visitSignedOff(.init())))
    #expect(preflight.rejection?.description.contains("the patient is still here") == true)
  }

  // MARK: Given to somebody outside

  private static let disclosed = ClinicalEvent.access(
    .disclosed(
      .with {
        $0.recipient = "County Court"
        $0.purpose = .requiredByLaw
        $0.given = "the visit of March"
      }))

  @Test func `what somebody outside was given stands in the access log`() throws {
    try house.actAs("fred")
    let recorded = try house.acting.record(request(Self.disclosed))
    #expect(recorded.lines.map(\.event) == ["disclosed"])
    try house.actAs("drew")
    let report = try house.acting.accessReport(of: visit.chart, from: nil, to: nil)
    let line = try #require(report.lines.first { $0.position == recorded.positions.lowerBound })
    #expect(line.disclosed?.recipient == "County Court" && line.by?.handle == "fred")
    // It is no look: whoever recorded it has seen nothing by it.
    let timeline = try house.acting.timeline(of: visit.chart, visit: nil, asOf: nil)
    #expect(!timeline.rows.contains { $0.position == line.position })
    #expect(try house.clinic.verify(signatures: true, since: nil) { _, _ in }.isSound)
  }

  @Test func `what Candor itself records is stated by nobody`() throws {
    let viewed = ClinicalEvent.access(.searched(.with { $0.listedCount = 1 }))
    let error = expectError { try house.acting.record(request(viewed)) }
    guard case .notPermitted? = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    try house.actAs("audrey")
    let refused = expectError { try house.acting.record(request(Self.disclosed)) }
    #expect(refused != nil)
  }

  @Test func `a request for an amendment names an entry of the patient's`() throws {
    func requested(_ position: UInt64) -> ClinicalEvent {
      .chart(
        .amendmentRequested(
          .with {
            $0.requester = .patient
            $0.aboutPosition = position
            $0.request = "the weight"
          }))
    }
    let own = try house.acting.chartFile(visit.chart).facts[0].fact.position
    #expect(try check(requested(own)).rejection == nil)
    #expect(try check(requested(0)).rejection == nil)
    #expect(try check(requested(1)).rejection?.description.contains("about_position 1") == true)
  }
}
