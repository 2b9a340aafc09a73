import ClinicalRecord
import Foundation
import Ledger
import SwiftProtobuf
import Testing

@testable import Clinic

/// Opening what the role does not read, and what somebody else makes of it.
@Suite struct EmergencyTests {
  private let house: TestClinic
  private let chart: SubjectID

  init() throws {
    house = try TestClinic()
    let visit = try MoodVisit(house)
    try visit.papers()
    try visit.arrive()
    chart = visit.chart
    try house.actAs("ada")
    try house.enroll("cora", .complianceOfficer)
    try house.move(to: "09:30")
  }

  private static let reason = "Ambulance at the door, nobody who reads charts in the house."

  private func breakGlass(_ asked: Asked = Asked()) -> BreakGlass {
    BreakGlass(host: "desk-1") {
      asked.count += 1
      return Self.reason
    }
  }

  /// How often the reason was asked for.
  private final class Asked {
    var count = 0
  }

  static let subjects: [LookSubject] = [
    .chartTimeline, .visitTimeline, .entry, .roster, .findings,
  ]

  @Test func `an ordinary look pays for no emergency, and a check is not the administrator's`()
    throws
  {
    let transfer = Statement(
      chart: chart, event: .visit(.transferred(.with { $0.destination = "County Hospital" })))
    expectError { try house.acting.check(transfer) }

    try house.enroll("dora", .frontDesk)
    try house.actAs("dora")
    _ = try house.acting.check(transfer)
    let asked = Asked()
    _ = try house.acting.timeline(of: chart, visit: 1, asOf: nil, emergency: breakGlass(asked))

    #expect(asked.count == 1)
    guard case .emergencyAccessOpened? = try house.traces(of: chart).last?.value else {
      Issue.record("expected an emergency access")
      return
    }
    try house.checkEverything()
  }

  @Test func `a wrap in the wrong hands opens nothing, in an emergency neither`() throws {
    try house.acting.grantWrap(to: try house.identity("audrey").actor)
    try house.actAs("audrey")
    #expect(house.acting.keyring != nil)
    let asked = Asked()
    let error = expectError {
      try house.acting.timeline(of: chart, visit: 1, asOf: nil, emergency: breakGlass(asked))
    }
    guard case .notPermitted? = error else {
      Issue.record("expected notPermitted, got \(String(describing: error))")
      return
    }
    #expect(asked.count == 0)
  }

  @Test(arguments: subjects)
  func `an administrator opens in an emergency, under name, host and reason`(
    subject: LookSubject
  ) throws {
    let size = house.size
    if subject != .entry {
      expectError { try subject.look(at: chart, in: house.acting) }
    }
    #expect(house.size == size)

    try subject.look(at: chart, in: house.acting, emergency: breakGlass())

    #expect(house.size == size + 1)
    let trace = try #require(try house.traces(of: chart).last)
    guard case .emergencyAccessOpened(let opened) = trace.value else {
      Issue.record("expected an emergency access")
      return
    }
    #expect(trace.actor == 1)
    #expect(opened.look.scope == subject.scope)
    #expect(opened.reason == Self.reason && opened.host == "desk-1" && !opened.isSpooled)
    #expect(try house.clinic.waitingEmergencies().map(\.position) == [size])
    try house.checkEverything()
  }

  @Test func `within the window a narrower look with the glass broken asks and adds nothing`()
    throws
  {
    let asked = Asked()
    try LookSubject.chartTimeline.look(
      at: chart, in: house.acting, emergency: breakGlass(asked))
    let size = house.size

    for subject in Self.subjects {
      try subject.look(at: chart, in: house.acting, emergency: breakGlass(asked))
    }
    #expect(house.size == size)
    #expect(asked.count == 1)

    expectError {
      try LookSubject.chartTimeline.look(at: chart, in: house.acting)
    }
    try house.move(to: "09:45")
    try LookSubject.visitTimeline.look(
      at: chart, in: house.acting, emergency: breakGlass(asked))
    #expect(house.size == size + 1)
    #expect(asked.count == 2)
  }

  @Test func `every emergency of a chart has a number of its own`() throws {
    try LookSubject.visitTimeline.look(at: chart, in: house.acting, emergency: breakGlass())
    try LookSubject.chartTimeline.look(at: chart, in: house.acting, emergency: breakGlass())
    try house.actAs("fred")
    try LookSubject.visitTimeline.look(at: chart, in: house.acting, emergency: breakGlass())

    let streams = try house.clinic.ledger.read { try $0.streams(of: chart) }
    #expect(streams.filter { $0.type == .access }.map(\.number) == [1, 2, 3])
  }

  @Test func `a list in an emergency is one append and one act to review`() throws {
    for _ in 1...4 {
      try house.actAs("fred")
      _ = try house.intake()
    }
    try house.actAs("ada")
    let size = house.size
    #expect(try house.acting.patients(matching: nil, emergency: breakGlass()).count == 5)
    #expect(house.size == size + 5)
    #expect(try house.clinic.waitingEmergencies().count == 5)

    try house.actAs("drew")
    let reviewed = try house.acting.review(size + 2, outcome: .justified, note: "")

    #expect(reviewed.emergencies == Array(size..<size + 5))
    #expect(reviewed.positions.count == 5)
    #expect(try house.clinic.waitingEmergencies().isEmpty)
    try house.checkEverything()
  }

  @Test func `whoever may read it leaves an ordinary look although the glass is broken`() throws {
    try house.actAs("nora")
    let asked = Asked()
    try LookSubject.chartTimeline.look(
      at: chart, in: house.acting, emergency: breakGlass(asked))
    guard case .viewed? = try house.traces(of: chart).last?.value else {
      Issue.record("expected an ordinary look")
      return
    }
    #expect(asked.count == 0)
  }

  @Test func `without a reason nothing is opened`() throws {
    let size = house.size
    for reason in ["", "   ", "\u{200B}\u{2060}\u{FEFF}", "\u{3164}"] {
      expectError {
        try LookSubject.chartTimeline.look(
          at: chart, in: house.acting, emergency: BreakGlass(host: "desk-1") { reason })
      }
    }
    #expect(house.size == size)
  }

  @Test func `an auditor and a device open nothing in an emergency either`() throws {
    try house.actAs("ada")
    try house.enroll("monitor", .device)
    for handle in ["audrey", "monitor"] {
      try house.actAs(handle)
      let size = house.size
      expectError {
        _ = try house.acting.timeline(
          of: chart, visit: nil, asOf: nil, emergency: breakGlass())
      }
      #expect(house.size == size)
    }
  }

  @Test func `a review is signed as one, by somebody else, once`() throws {
    try LookSubject.chartTimeline.look(at: chart, in: house.acting, emergency: breakGlass())
    let opened = house.size - 1
    expectError {
      _ = try house.acting.review(opened, outcome: .justified, note: "")
    }
    try house.actAs("cora")

    let reviewed = try house.acting.review(
      opened, outcome: .notJustified, note: "The physician was in room 2.")

    #expect(reviewed.emergencies == [opened])
    #expect(reviewed.signature.meaning == "reviewed")
    let detail = try house.acting.show(reviewed.positions.lowerBound)
    #expect(detail.signatures.map(\.meaning) == ["reviewed"])
    #expect(
      detail.sentence == "Emergency access reviewed: not justified: The physician was in room 2.")
    #expect(try house.clinic.waitingEmergencies().isEmpty)
    let size = house.size
    expectError {
      _ = try house.acting.review(opened, outcome: .justified, note: "")
    }
    #expect(house.size == size)
    try house.checkEverything()
  }

  @Test func `whoever looked does not review it, though the role may`() throws {
    let size = house.size
    try house.withEmergencyPrepared(of: chart, by: "drew")
    #expect(house.size == size + 1)
    try house.actAs("drew")
    let error = expectError {
      _ = try house.acting.review(size, outcome: .justified, note: "")
    }
    guard case .ownEmergency(size)? = error else {
      Issue.record("expected ownEmergency, got \(String(describing: error))")
      return
    }
  }

  @Test(arguments: [
    ("nora", false), ("fred", false), ("ada", false), ("audrey", false), ("drew", true),
    ("cora", true),
  ])
  func `a review is for physicians and compliance officers`(handle: String, isAllowed: Bool) throws
  {
    try house.actAs("fred")
    try LookSubject.chartTimeline.look(at: chart, in: house.acting, emergency: breakGlass())
    let opened = house.size - 1
    try house.actAs(handle)

    if isAllowed {
      _ = try house.acting.review(opened, outcome: .justified, note: "")
      #expect(house.size == opened + 2)
    } else {
      expectError {
        _ = try house.acting.review(opened, outcome: .justified, note: "")
      }
      #expect(house.size == opened + 1)
    }
  }

  @Test func `what is no emergency, and no entry, is not reviewed`() throws {
    try house.actAs("drew")
    for position in [0, house.size - 1, house.size] {
      expectError {
        _ = try house.acting.review(position, outcome: .justified, note: "")
      }
    }
  }

  @Test func `the access log tells who looked, why, and what came of it`() throws {
    try LookSubject.chartTimeline.look(at: chart, in: house.acting, emergency: breakGlass())
    let opened = house.size - 1
    try house.actAs("fred")
    _ = try house.acting.patients(matching: nil)
    try house.actAs("nora")
    try LookSubject.entry.look(at: chart, in: house.acting)
    try house.actAs("cora")
    _ = try house.acting.review(opened, outcome: .justified, note: "as it should be")
    let size = house.size

    let report = try house.acting.accessReport(of: chart, from: nil, to: nil)

    #expect(report.treeSize == size)
    #expect(report.lines.map(\.by?.handle) == ["ada", "fred", "nora"])
    #expect(report.lines.map(\.scope) == [.chart, .rosterLine, .entry])
    #expect(report.lines[1].listedCount == 1)
    let emergency = try #require(report.lines[0].emergency)
    #expect(emergency.reason == Self.reason && emergency.host == "desk-1")
    #expect(emergency.review?.by?.handle == "cora")
    #expect(emergency.review?.outcome == .justified)
    #expect(report.waitingCount == 0)
    #expect(
      try house.acting.accessReport(of: chart, from: "2026-11-03", to: nil).lines.isEmpty)
    #expect(house.size == size + 1)
  }
}

extension TestClinic {
  /// An emergency access of somebody who may read, as a full disk would have made it.
  func withEmergencyPrepared(of chart: SubjectID, by handle: String) throws {
    try actAs(handle)
    let session = acting
    let now = clinic.clock.now()
    _ = try clinic.ledger.append(
      AppendRequest(
        id: .random(), signers: [try session.signer(.recorded)],
        nowMicroseconds: now.unixMicroseconds),
      isSame: { _ in false },
      decide: { draft in
        var entries = AccessEntries(
          charts: try #require(session.charts), occurred: now.occurred)
        try entries.open(
          Disclosure(chart: chart, look: .chart(.timeline)), reason: "a full disk", host: "desk-1",
          isSpooled: true, try SiteState.load(from: draft), in: draft)
        return entries.proposals
      })
  }
}
