import ClinicalRecord
import Foundation
import Ledger
import SwiftProtobuf
import Testing

@testable import Clinic

/// What comes between a request for a signature and the act's recording: it outdates the request
/// where deciding again would come to something else.
@Suite struct OutdatedApprovalTests {
  private let house: TestClinic
  private let visit: MoodVisit

  init() throws {
    house = try TestClinic()
    try house.actAs("ada")
    try house.enroll("phil", .pharmacist)
    try house.enroll("newt", .nurse)
    try house.enroll("monitor", .device)
    try house.enroll("oximeter", .device)
    try house.actAs("drew")
    visit = try MoodVisit(house)
    try visit.papers()
    try visit.arrive()
    _ = try house.acting.assignDevice("monitor", to: visit.chart, visit: nil)
    try house.move(to: "09:10")
    try house.actAs("nora")
  }

  /// What is asked for.
  enum Act: String {
    case waste, start, startOwingReason, discharge, weighing

    var event: ClinicalEvent {
      switch self {
      case .waste: SecondSignerTests.waste
      case .start, .startOwingReason: MoodVisit.start
      case .discharge:
        .visit(
          .discharged(
            .with {
              $0.destination = .driver
              $0.driver = .with {
                $0.name = "Sam Rivers"
                $0.relation = "brother"
              }
              $0.fitToDrive = .yes
            }))
      case .weighing: .visit(.weighed(.with { $0.weightKg = 72 }))
      }
    }
  }

  /// What comes between.
  enum Between: String {
    case deviceVitals, weighing, fasting, papers, start, transfer, suspension, assignment
  }

  struct Row: CustomTestStringConvertible, Sendable {
    var act: Act
    var between: Between
    var isStill: Bool
    var testDescription: String {
      "\(between.rawValue) before \(act.rawValue) \(isStill ? "bears on nothing" : "outdates it")"
    }
  }

  static let table: [Row] = [
    Row(act: .waste, between: .deviceVitals, isStill: true),
    Row(act: .waste, between: .weighing, isStill: true),
    Row(act: .waste, between: .papers, isStill: true),
    Row(act: .start, between: .deviceVitals, isStill: true),
    Row(act: .weighing, between: .deviceVitals, isStill: true),
    // Another infusion is another visit's, and nobody leaves twice.
    Row(act: .start, between: .start, isStill: false),
    Row(act: .discharge, between: .start, isStill: false),
    // The reason was given for a departure that is none any more.
    Row(act: .start, between: .fasting, isStill: false),
    // The same where the reason is owed and nothing in the act tells of it.
    Row(act: .startOwingReason, between: .deviceVitals, isStill: true),
    Row(act: .startOwingReason, between: .fasting, isStill: false),
    // The device that the discharge releases was released by the transfer.
    Row(act: .discharge, between: .transfer, isStill: false),
    Row(act: .waste, between: .suspension, isStill: false),
    // The discharge releases the device that served when it was asked for, and not this one.
    Row(act: .discharge, between: .assignment, isStill: false),
    Row(act: .waste, between: .assignment, isStill: true),
  ]

  private static let vitals = ClinicalEvent.visit(
    .vitalsSampled(
      .with {
        $0.source = .monitor
        $0.sample = .with {
          $0.heartRateBpm = 72
          $0.spo2Percent = 98
          $0.systolicMmhg = 118
          $0.diastolicMmhg = 76
          $0.rhythm = .sinus
        }
      }))

  private func make(_ between: Between) throws {
    switch between {
    case .deviceVitals:
      try asOther("monitor") { try house.record(Self.vitals, on: visit.chart) }
    case .weighing: try house.record(Act.weighing.event, on: visit.chart)
    case .fasting: try visit.fast()
    case .papers:
      try house.record(
        .chart(.historyFormReceived(.with { $0.formVersion = "4" })), on: visit.chart)
    case .start: try house.record(MoodVisit.start, on: visit.chart, reason: "agreed")
    case .transfer:
      try house.record(
        .visit(.transferred(.with { $0.destination = "General" })), on: visit.chart)
    case .assignment:
      try asOther("drew") {
        _ = try house.acting.assignDevice("oximeter", to: visit.chart, visit: nil)
      }
    case .suspension: try asOther("ada") { try house.acting.suspend("newt", cause: .leave) }
    }
  }

  private func asOther<Value>(_ handle: String, _ body: () throws -> Value) throws -> Value {
    let session = house.acting
    defer { house.acting = session }
    try house.actAs(handle)
    return try body()
  }

  private func ask(_ act: Act) throws -> PendingApproval {
    let asked = try house.acting.ask(
      RecordRequest(
        statements: [Statement(chart: visit.chart, event: act.event)],
        reason: act == .start || act == .discharge ? "discussed" : nil,
        reasons: act == .startOwingReason ? .owed : .asked),
      of: act == .waste ? "phil" : "drew", withinMicroseconds: 300_000_000)
    guard case .waiting(let pending) = asked else { throw ClinicError.nothingToRecord }
    return pending
  }

  private func approve(_ pending: PendingApproval) throws {
    try asOther(pending.request.askedOf) {
      try house.acting.approve(try house.acting.openRequest(pending.request.id.description))
    }
  }

  private func isOutdated(
    _ what: String, sourceLocation: SourceLocation = #_sourceLocation, _ body: () throws -> Void
  ) {
    let size = house.size
    let error = expectError(what, sourceLocation: sourceLocation) { try body() }
    guard case .requestOutdated? = error else {
      Issue.record("\(what): \(String(describing: error))", sourceLocation: sourceLocation)
      return
    }
    #expect(house.size == size, Comment(rawValue: what), sourceLocation: sourceLocation)
  }

  @Test(arguments: table)
  func `before the other has opened it`(row: Row) throws {
    let pending = try ask(row.act)
    try make(row.between)
    guard row.isStill else {
      isOutdated("approve") { try approve(pending) }
      try house.checkEverything()
      return
    }
    try approve(pending)
    #expect(try house.acting.complete(pending).signatures.count == 2)
    try house.checkEverything()
  }

  @Test(arguments: table)
  func `after the other has signed it`(row: Row) throws {
    let pending = try ask(row.act)
    try approve(pending)
    try make(row.between)
    guard row.isStill else {
      isOutdated("complete") { _ = try house.acting.complete(pending) }
      try house.checkEverything()
      return
    }
    let recorded = try house.acting.complete(pending)
    let last = recorded.positions.upperBound - 1
    #expect(house.size == last + 1)
    #expect(recorded.lines.map(\.position) == Array(recorded.positions))
    #expect(try house.clinic.header(at: last).event == recorded.lines.last?.event)
    try house.checkEverything()
  }

  @Test func `a departure that has become another one is not the one that was explained`() throws {
    try visit.fast(solid: "05:00")
    let pending = try ask(.start)
    try approve(pending)
    try visit.fast(solid: "09:05")
    isOutdated("complete") { _ = try house.acting.complete(pending) }
    try house.checkEverything()
  }

  @Test func `what comes between the opening and the signature is asked about too`() throws {
    let pending = try ask(.start)
    try asOther("drew") {
      let opened = try house.acting.openRequest(pending.request.id.description)
      try asOther("nora") { try make(.deviceVitals) }
      try asOther("nora") { try make(.start) }
      isOutdated("sign") { try house.acting.approve(opened) }
    }
    #expect(house.clinic.progress(of: pending) == .waiting)
  }
}
