import ClinicalRecord
import Compliance
import EventSamples
import Ledger
import Projections
import SwiftProtobuf
import Testing

@testable import Clinic

/// What holds of every correction, whatever it corrects: over all events that a person states about
/// a patient.
struct CorrectionPropertyTests {
  private let house: TestClinic

  init() throws {
    house = try TestClinic()
    try house.actAs("ada")
    try house.enroll("phil", .pharmacist)
    try house.actAs("drew")
    try house.move(to: "09:00")
  }

  private static let here = ["arrived", "side-effect-noted"]
  private static let roads = [
    [], here, here + ["infusion-started"], here + ["infusion-started", "infusion-paused"],
    here + ["infusion-started", "infusion-stopped"],
    here + ["infusion-started", "infusion-stopped", "discharged"],
  ]

  /// One of every kind that a person states about a chart, by its identifier.
  private static let events = EventSample.all.map(\.event).filter { event in
    [.chart, .visit].contains(event.stream) && !event.kind.isCorrection
      && ![IntakeReceived.kind, VisitOpened.kind, ChartMerged.kind, ChartUnmerged.kind].contains(
        event.kind)
      && event.kind.name != DeviationExplained.name
      // An answer rests on a request, which the sample's number is none of, a document on its
      // bytes, a transcription on what was transcribed.
      && ![AmendmentAnswered.kind, DocumentAttached.kind].contains(event.kind)
      && event.kind.name != TranscribedFromPaper.name
  }

  static let kinds = events.map(\.kind.identifier)

  /// A chart on which the event can be stated next.
  private func chart(before event: ClinicalEvent) throws -> SubjectID {
    for road in Self.roads {
      let chart = try house.intake()
      let statements = try road.map { name in
        Statement(
          chart: chart, event: try #require(Self.events.first { $0.kind.identifier == name }))
      }
      if !statements.isEmpty {
        _ = try house.acting.record(RecordRequest(statements: statements, reasons: .owed))
      }
      let answer = try? house.acting.check(Statement(chart: chart, event: event))
      if answer?.rejection == nil, answer != nil { return chart }
    }
    throw ClinicError.nothingToRecord
  }

  /// Stated now, with nobody asked for a reason; the position of the event itself.
  private func state(_ event: ClinicalEvent, on chart: SubjectID, at clock: String = "09:00") throws
    -> UInt64
  {
    let recorded = try house.acting.record(
      RecordRequest(
        statements: [Statement(chart: chart, event: event, occurred: try at(clock))],
        reasons: .owed, secondSigner: try house.identity("nora")))
    let name = event.kind.name
    return try #require(recorded.lines.first { $0.event == name }?.position)
  }

  private func correct(
    _ position: UInt64, _ change: Correction.Change, at clock: String? = nil
  ) throws {
    let entries = try house.acting.correctable([position])
    let statements =
      if case .amended(let event) = change {
        try entries.amending(
          position, to: event, occurred: try at(clock ?? "09:00"), reason: "typed wrongly")
      } else {
        try entries.map { try $0.statement(change, reason: "typed wrongly") }
      }
    _ = try house.acting.record(
      RecordRequest(
        statements: statements, reason: change.isWhole ? nil : "for the test",
        secondSigner: try house.identity("nora")))
  }

  /// All that is decided on, judged and shown of a chart, without what an entry's place adds to it.
  private func picture(of chart: SubjectID, places: Bool = true) throws -> [String] {
    let person = house.acting
    let file = try person.chartFile(chart)
    let site = try house.clinic.ledger.read { try SiteState.load(from: $0) }
    var lines = try file.standing.filter { $0.fact.value.kind.name != DeviationExplained.name }.map
    {
      number, fact in
      "\(places ? "\(fact.position) " : "")\(number) \(fact.occurred.iso8601) "
        + "\(fact.value.kind.identifier) \(try fact.value.json().replacing(chart.description, with: ""))"
    }
    for (number, visit) in file.visits.sorted(by: { $0.key < $1.key }) {
      lines.append("\(number) \(visit.stage) \(visit.openSideEffects)")
    }
    for visit in file.visits.keys.sorted() + [0] {
      let findings = RuleBook.findings(
        for: try file.caseFile(
          visit: visit, site: site, nowMicroseconds: try at("09:30").unixMicroseconds,
          size: house.size))
      lines += findings.map { finding in
        "\(visit) \(finding.rule) \(finding.verdict) \(finding.statement) "
          + (places ? "\(finding.evidence)" : "")
      }
    }
    let loaded = try person.load(
      [ChartFold<Roster>.self, ChartFold<VisitIndex>.self], of: [chart])
    let visits = try loaded.state(ChartFold<VisitIndex>.self, of: chart)
    #expect(
      try loaded.state(ChartFold<Roster>.self, of: chart)
        == ChartFold<Roster>.state(of: file.facts, file.corrections))
    #expect(visits == ChartFold<VisitIndex>.state(of: file.facts, file.corrections))
    lines += visits.visits.map { line in
      "\(line.number) \(line.indication) \(line.arrivedMicroseconds) \(line.stage)"
        + (places ? " \(line.arrivedPosition) \(line.newestPosition)" : "")
    }
    // A record number and the visits' places differ from chart to chart.
    return places ? lines : lines.filter { !$0.contains("intake-received") }
  }

  @Test(arguments: kinds)
  func
    `a retraction of the last act leaves what was before it, and taking that back what was after`(
      kind: String
    ) throws
  {
    let event = try #require(Self.events.first { $0.kind.identifier == kind })
    let chart = try chart(before: event)
    let before = try picture(of: chart)
    let position = try state(event, on: chart)
    let after = try picture(of: chart)
    #expect(after != before)
    try correct(position, .enteredInError)
    #expect(try picture(of: chart) == before)
    try correct(position, .reinstated)
    #expect(try picture(of: chart) == after)
  }

  @Test(arguments: kinds)
  func `an amendment leaves what the corrected act would have left`(kind: String) throws {
    let event = try #require(Self.events.first { $0.kind.identifier == kind })
    let wrong = try chart(before: event)
    let right = try chart(before: event)
    let position = try state(event, on: wrong, at: "09:00")
    try house.move(to: "09:20")
    let amended = try event.varied()
    try correct(position, .amended(amended), at: "09:10")
    _ = try state(amended, on: right, at: "09:10")
    #expect(try picture(of: wrong, places: false) == picture(of: right, places: false))
  }

  @Test func `the ledger is sound, and the read models are what they are from scratch`() throws {
    for event in Self.events {
      let chart = try chart(before: event)
      let position = try state(event, on: chart)
      try correct(position, .amended(try event.varied()))
      // On an arrival rests what was explained of it.
      if event.kind == Arrived.kind { continue }
      try correct(position, .enteredInError)
      if event.kind.number % 2 == 0 { try correct(position, .reinstated) }
    }
    try house.checkEverything()
  }
}

extension Correction.Change {
  /// Whether it is about all that was one act.
  fileprivate var isWhole: Bool { self == .enteredInError || self == .reinstated }
}

extension ClinicalEvent {
  /// The same kind of event, saying something else where it says anything.
  fileprivate func varied() throws -> ClinicalEvent {
    switch self {
    case .visit(.weighed(var weighed)):
      weighed.weightKg += 1
      return .visit(.weighed(weighed))
    case .visit(.infusionStarted(var started)):
      started.doseMg /= 10
      return .visit(.infusionStarted(started))
    case .visit(.vitalsSampled(var sampled)):
      sampled.sample.heartRateBpm += 10
      return .visit(.vitalsSampled(sampled))
    case .chart(.consentSigned(var signed)):
      signed.formVersion = "9"
      return .chart(.consentSigned(signed))
    case .chart, .visit, .access, .staff, .policy, .operations, .lot, .document: return self
    }
  }
}
