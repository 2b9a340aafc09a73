import ClinicalRecord
import Foundation
import Ledger
import SwiftProtobuf
import Testing
import TransparencyLog

@testable import Clinic

/// Refusals that tell what is in a chart: whoever is told has looked.
@Suite struct RefusalLookTests {
  private let house: TestClinic
  private let visit: MoodVisit

  init() throws {
    house = try TestClinic()
    try house.actAs("ada")
    try house.enroll("phil", .pharmacist)
    try house.actAs("drew")
    visit = try MoodVisit(house)
    try visit.papers()
    try visit.arrive()
    try visit.fast(solid: "05:00")
    try visit.prepare()
    try house.actAs("nora")
    try house.move(to: "09:15")
  }

  private static let resumption = ClinicalEvent.visit(.infusionResumed(.init()))
  private static let weighing = ClinicalEvent.visit(.weighed(.with { $0.weightKg = 72 }))

  /// What is refused, and what for.
  enum Act: String, CaseIterable, CustomTestStringConvertible {
    case departure, outOfOrder, duplicate, secondArrival, batch, onChart

    var testDescription: String { rawValue }

    var events: [ClinicalEvent] {
      switch self {
      case .departure: [MoodVisit.start]
      case .outOfOrder: [resumption]
      case .duplicate:
        [
          .chart(
            .intakeReceived(
              .with {
                $0.recordNumber = "MH-7"
                $0.familyName = "Rivers"
                $0.birthDate = "1984-02-29"
              }))
        ]
      case .secondArrival: [.visit(.arrived(.with { $0.indication = .depression }))]
      case .batch: [weighing, resumption]
      case .onChart: [MoodVisit.start, weighing]
      }
    }

    func isIts(_ error: ClinicError?) -> Bool {
      switch (self, error) {
      case (.departure, .reasonNeeded), (.onChart, .reasonNeeded),
        (.outOfOrder, .rejected(.outOfOrder)), (.secondArrival, .rejected(.outOfOrder)),
        (.duplicate, .rejected(.duplicate)), (.batch, .batchRejected(1, .outOfOrder)):
        true
      default: false
      }
    }
  }

  /// The way on which it is told.
  enum Way: String, CaseIterable, CustomTestStringConvertible {
    case record, preview, ask

    var testDescription: String { rawValue }
  }

  private func request(_ events: [ClinicalEvent], chart: SubjectID?) -> RecordRequest {
    RecordRequest(statements: events.map { Statement(chart: chart, event: $0) })
  }

  private func attempt(_ events: [ClinicalEvent], by way: Way) throws {
    let request = request(events, chart: visit.chart)
    switch way {
    case .record: _ = try house.acting.record(request)
    case .preview:
      _ = try house.acting.preview(
        request, second: try IdentityFile.peek(house.folder + "/phil.identity"))
    case .ask: _ = try house.acting.ask(request, of: "phil", withinMicroseconds: 300_000_000)
    }
  }

  private static func refusal(of act: () throws -> Void) -> ClinicError? {
    do {
      try act()
      return nil
    } catch {
      return clinicError(behind: error)
    }
  }

  @Test(arguments: Act.allCases, Way.allCases)
  func `given an act that its chart speaks against, then whoever is told why has looked`(
    act: Act, way: Way
  ) throws {
    let size = house.size

    let error = Self.refusal { try attempt(act.events, by: way) }

    #expect(act.isIts(error), "\(String(describing: error))")
    #expect(house.size == size + 1)
    let trace = try #require(try house.traces(of: visit.chart).last)
    #expect(trace.position == size && trace.actor == 4)
    guard case .viewed(let viewed) = trace.value else {
      Issue.record("expected an ordinary look")
      return
    }
    #expect(viewed.look == .visit(1, .check))
    try house.checkEverything()
  }

  @Test(arguments: Act.allCases, Way.allCases)
  func `given a refusal that was told, then another one within the window adds no look`(
    act: Act, way: Way
  ) throws {
    _ = Self.refusal { try attempt(act.events, by: .record) }
    let size = house.size
    try house.move(to: "09:29")

    let again = Self.refusal { try attempt(act.events, by: way) }

    #expect(act.isIts(again), "\(String(describing: again))")
    #expect(house.size == size)
    try house.move(to: "09:30")
    _ = Self.refusal { try attempt(act.events, by: way) }
    #expect(house.size == size + 1)
  }

  @Test func `given a timeline or a check before, then a refusal adds no look, and the reverse`()
    throws
  {
    _ = try house.acting.check(Statement(chart: visit.chart, event: MoodVisit.start))
    let size = house.size
    _ = Self.refusal { try attempt([MoodVisit.start], by: .record) }
    #expect(house.size == size)

    try house.actAs("drew")
    _ = Self.refusal { try attempt([Self.resumption], by: .record) }
    _ = try house.acting.check(Statement(chart: visit.chart, event: MoodVisit.start))
    #expect(house.size == size + 1)
  }

  @Test func `given a refusal that says nothing of the chart, then there is no look`() throws {
    let size = house.size
    let waste = SecondSignerTests.waste
    let candidacy = ClinicalEvent.chart(
      .candidacyDetermined(
        .with {
          $0.outcome = .candidate
          $0.indication = .depression
        }))
    let refusals: [(ClinicalEvent, SubjectID?)] = [
      (.visit(.weighed(.with { $0.weightKg = -1 })), visit.chart),
      (candidacy, visit.chart),
      (waste, visit.chart),
      // A chart that is not there yet.
      (.chart(.intakeReceived(.with { $0.familyName = "Rivers" })), nil),
      (MoodVisit.start, nil),
    ]
    for (event, chart) in refusals {
      let error = Self.refusal { _ = try house.acting.record(request([event], chart: chart)) }
      #expect(error != nil, "\(event.kind)")
    }
    #expect(house.size == size)
  }

  @Test
  func `given a role that looks at nothing, then its stop is told what it is, without a look`()
    throws
  {
    try house.actAs("ada")
    let size = house.size
    let error = Self.refusal { try attempt([MoodVisit.stop], by: .record) }
    guard case .rejected(.outOfOrder)? = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(house.size == size)
  }

  @Test func `given a refusal that was told, then it pays for no emergency`() throws {
    try house.actAs("fred")
    let scheduled = ClinicalEvent.visit(.arrived(.with { $0.indication = .depression }))
    let size = house.size
    _ = Self.refusal { try attempt([scheduled], by: .record) }
    #expect(house.size == size + 1)
    var asked = 0

    _ = try house.acting.timeline(
      of: visit.chart, visit: 1, asOf: nil,
      emergency: BreakGlass(host: "desk-1") {
        asked += 1
        return "an alarm"
      })

    #expect(asked == 1)
    #expect(try house.clinic.waitingEmergencies().map(\.position) == [size + 1])
    try house.checkEverything()
  }

  @Test func `given a full disk, then nothing is told, but to whoever must not be held up`() async {
    await #expect(processExitsWith: .success) {
      let (house, chart) = try TestClinic.withLongLog()
      try house.actAs("nora")
      let head = try house.clinic.ledger.head()
      try withDiskFull {
        for event in [MoodVisit.start, RefusalLookTests.resumption] {
          let error = RefusalLookTests.refusal { try house.record(event, on: chart) }
          guard case .refusalNotTold? = error else {
            Issue.record("\(event.kind): \(String(describing: error))")
            continue
          }
          #expect(error?.description.contains("S5") == false)
        }
        let stop = RefusalLookTests.refusal { try house.record(MoodVisit.stop, on: chart) }
        guard case .rejected(.outOfOrder)? = stop else {
          Issue.record("\(String(describing: stop))")
          return
        }
        let waiting = try house.clinic.spoolState().waiting
        #expect(waiting.isEmpty)
      }
      #expect(try house.clinic.ledger.head() == head)
      let error = RefusalLookTests.refusal { try house.record(MoodVisit.start, on: chart) }
      guard case .reasonNeeded? = error else {
        Issue.record("\(String(describing: error))")
        return
      }
      #expect(house.size == head.size + 1)
      try house.checkEverything()
    }
  }
}
