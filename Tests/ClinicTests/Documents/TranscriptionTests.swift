import ClinicalRecord
import Compliance
import Foundation
import Ledger
import SwiftProtobuf
import Testing

@testable import Clinic

/// What stood on paper, entered after a downtime.
@Suite struct TranscriptionTests {
  private let house: TestClinic
  private let visit: MoodVisit
  private let nora: UInt32

  init() throws {
    house = try TestClinic()
    visit = try MoodVisit(house)
    try visit.papers()
    try visit.arrive()
    nora = try house.clinic.staffMember("nora").actor
    try house.move(to: "12:00")
    try house.actAs("drew")
  }

  private var paper: Transcription { Transcription(author: nora, source: .downtimeForm) }

  private func request(
    _ events: [(ClinicalEvent, String?)], _ transcription: Transcription? = nil,
    id: AppendID? = nil
  ) throws -> RecordRequest {
    var request = RecordRequest(
      appendID: id,
      statements: try events.map { event, clock in
        Statement(chart: visit.chart, event: event, occurred: try clock.map { try at($0) })
      }, reasons: .owed)
    request.transcription = transcription ?? paper
    return request
  }

  private func rows() throws -> [Timeline.Row] {
    try house.acting.timeline(of: visit.chart, visit: nil, asOf: nil).rows
  }

  @Test func `the timeline says who typed it in, from whose paper, and when it was`() throws {
    let recorded = try house.acting.record(try request([(.weighed(73), "09:10")]))
    #expect(recorded.lines.map(\.event) == ["weighed", "transcribed from paper"])
    let row = try #require(try rows().first { $0.position == recorded.positions.lowerBound })
    #expect(row.paper?.words == "the downtime form of Nora" && row.paper?.author == nora)
    #expect(row.recordedBy?.handle == "drew" && row.isLate)
    #expect(row.occurred.unixMicroseconds == (try at("09:10")).unixMicroseconds)
    let said = try #require(try rows().first { $0.event.transcribed != nil })
    #expect(said.sentence == "Transcribed #\(row.position) from the downtime form of Nora")
    try house.checkEverything()
  }

  @Test func `a batch is transcribed whole, each line with its paper`() throws {
    let recorded = try house.acting.record(
      try request([
        (.chart(.historyFormReceived(.with { $0.formVersion = "3" })), "08:50"),
        (.weighed(73), "09:10"), (.vitals(72, 98), "09:12"),
      ]))
    let papers = try rows().filter { $0.paper != nil }
    #expect(papers.map(\.name) == ["history form received", "weighed", "vitals sampled"])
    #expect(recorded.positions.count == 6)
    try house.checkEverything()
  }

  @Test func `an arrival is transcribed with the visit that it opens`() throws {
    try house.record(
      .visit(.transferred(.with { $0.destination = "home" })), on: visit.chart,
      reasons: .owed)
    try house.move(to: "13:00")
    let recorded = try house.acting.record(
      try request([(.visit(.arrived(.with { $0.indication = .depression })), "12:30")]))
    let paper = try #require(try rows().first { $0.paper != nil })
    #expect(paper.name == "arrived")
    #expect(
      recorded.lines.map(\.event) == ["visit opened", "arrived", "transcribed from paper"])
  }

  @Test func `without the paper's time, or of an author who could not say it, it is refused`()
    throws
  {
    let size = house.size
    let audrey = try house.clinic.staffMember("audrey").actor
    for (events, paper, field) in [
      ([(ClinicalEvent.weighed(73), String?.none)], paper, "time"),
      ([(.weighed(73), "09:10")], Transcription(author: audrey, source: .flowSheet), "author"),
      (
        [(.weighed(73), "09:10")],
        Transcription(author: nora, source: .flowSheet, documentNumber: 1), "document_number"
      ),
      ([(.weighed(73), "09:10")], Transcription(author: nora, source: .other), "note"),
      ([(.weighed(73), "09:10")], Transcription(author: nora, source: .unspecified), "source"),
    ] {
      let error = expectError { try house.acting.record(try request(events, paper)) }
      guard case .rejected(.malformed(field, _, _))? = error else {
        Issue.record("\(field): \(String(describing: error))")
        continue
      }
    }
    let nobody = Transcription(author: 99, source: .flowSheet)
    guard
      case .unknownStaff? = expectError(
        "",
        {
          try house.acting.record(try request([(.weighed(73), "09:10")], nobody))
        })
    else {
      Issue.record("somebody unknown")
      return
    }
    #expect(house.size == size)
  }

  @Test func `the same append id is the same paper`() throws {
    let id = AppendID.random()
    let first = try house.acting.record(try request([(.weighed(73), "09:10")], id: id))
    let again = try house.acting.record(try request([(.weighed(73), "09:10")], id: id))
    #expect(again.wasAlreadyRecorded && again.positions == first.positions)
    let other = Transcription(author: nora, source: .flowSheet)
    #expect(throws: (any Error).self) {
      try house.acting.record(try request([(.weighed(73), "09:10")], other, id: id))
    }
    var bare = try request([(.weighed(73), "09:10")], id: id)
    bare.transcription = nil
    #expect(throws: (any Error).self) { try house.acting.record(bare) }
    // Nor is what was recorded here a paper's.
    let plain = AppendID.random()
    bare.appendID = plain
    bare.repeats = .recorded
    _ = try house.acting.record(bare)
    #expect(throws: (any Error).self) {
      try house.acting.record(try request([(.weighed(73), "09:10")], id: plain))
    }
  }

  @Test func `its author stands by it later, and whoever typed it in cannot`() throws {
    let position = try house.acting.record(try request([(.weighed(73), "09:10")])).positions
      .lowerBound
    func sign() throws {
      let entry = try #require(try house.acting.correctable([position]).first)
      _ = try house.acting.record(RecordRequest(statements: [try entry.statement(.coSigned)]))
    }
    #expect(expectError { try sign() } != nil)
    try house.actAs("nora")
    try sign()
    let row = try #require(try rows().first { $0.position == position })
    #expect(row.outcome?.coSignatures.map(\.by?.handle) == ["nora"])
  }

  @Test func `what is retracted is so with its paper, and counts again with it`() throws {
    let recorded = try house.acting.record(
      try request([(.weighed(73), "09:10"), (.weighed(74), "09:20")]))
    let first = recorded.positions.lowerBound
    #expect(recorded.lines.map(\.event).count == 4)
    let named = try house.acting.correctable([first], withPapers: true)
    #expect(named.map(\.position) == [first, first + 1] && named.map(\.isPaper) == [false, true])
    #expect(try house.acting.correctable([first]).map(\.position) == [first])
    try house.acting.record(
      RecordRequest(
        statements: try named.reversed().map { try $0.statement(.enteredInError, reason: "hers") }))
    let papers = try rows().filter {
      $0.event.transcribed != nil && $0.outcome?.enteredInErrorBy == nil
    }
    #expect(papers.map(\.position) == [first + 3])
    let again = try house.acting.correctable([first], withPapers: true)
    #expect(again.allSatisfy { $0.retractedBy != nil })
    try house.checkEverything()
  }

  @Test func `the paper itself is named by its document`() throws {
    let file = try AttachedFile(ClinicDocumentTests.pdf(9), kind: .downtimeForm)
    _ = try house.acting.record(RecordRequest(statements: [file.statement(in: visit.chart)]))
    let paper = Transcription(author: nora, source: .downtimeForm, documentNumber: 1)
    let position = try house.acting.record(try request([(.weighed(73), "09:10")], paper)).positions
      .lowerBound
    let row = try #require(try rows().first { $0.position == position })
    #expect(row.paper?.words == "the downtime form of Nora (document 1)")
  }

  @Test func `a departure that stood on paper is owed its reason as any late fact`() throws {
    try visit.prepare()
    let recorded = try house.acting.record(
      try request([
        (
          .visit(
            .infusionStarted(
              .with {
                $0.doseMg = 36.3
                $0.plannedMinutes = 45
                $0.route = .intravenous
              })), "11:00"
        )
      ]))
    #expect(recorded.owedDepartures.contains { $0.rule == .S5 })
  }

  @Test func `nothing of the drug book is transcribed`() throws {
    var request = RecordRequest(
      statements: [
        Statement(
          chart: nil,
          event: .lot(
            .stockReceived(
              .with {
                $0.drug = .ketamine
                $0.concentrationUgPerMl = 50_000
                $0.vialUl = 10_000
                $0.vials = 10
                $0.manufacturerLot = "K-1"
                $0.expiresOn = "2028-01-01"
                $0.supplier = "Supplier"
                $0.invoice = "1"
              })), occurred: try at("09:00"))
      ])
    request.transcription = paper
    #expect(expectError { try house.acting.record(request) } != nil)
  }
}
