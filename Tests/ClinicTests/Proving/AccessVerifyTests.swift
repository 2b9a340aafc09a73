import ClinicalRecord
import Foundation
import Ledger
import SwiftProtobuf
import Testing

@testable import Clinic

/// Emergency accesses and their reviews as a program writes them that asks nobody: named from
/// headers alone.
@Suite struct AccessVerifyTests {
  enum Offence: CaseIterable {
    case ownReview, ownReviewOfTwo, reviewOfNothing, secondReview, secondOpening, lookInEmergency
    case searchInEmergency, emergencyAmongLooks, reviewAmongLooks, auditorOpens, deviceOpens
    case nurseReviews, numberBeyondAll
  }

  private let house: TestClinic
  private let chart: SubjectID

  init() throws {
    house = try TestClinic()
    try house.actAs("ada")
    try house.enroll("cora", .complianceOfficer)
    try house.enroll("monitor", .device)
    try house.actAs("drew")
    let visit = try MoodVisit(house)
    try visit.papers()
    try visit.arrive()
    chart = visit.chart
  }

  private static let opened = AccessEvent.OneOf_Event.emergencyAccessOpened(
    .with {
      $0.look = .chart(.timeline)
      $0.reason = "nobody else here"
      $0.host = "desk-1"
    })
  private static let reviewed = AccessEvent.OneOf_Event.emergencyAccessReviewed(
    .with { $0.outcome = .justified })
  private static let viewed = AccessEvent.OneOf_Event.viewed(.with { $0.look = .chart(.timeline) })

  private func write(
    _ event: AccessEvent.OneOf_Event, _ number: UInt32, by handle: String
  ) throws {
    try house.actAs("drew")
    try house.appendHeedlessly(
      [
        try house.sealedProposal(
          .access(event), to: StreamKey(type: .access, subject: chart, number: number),
          with: try house.newestKey(of: chart))
      ], signedBy: [handle])
  }

  private func commit(_ offence: Offence) throws -> String {
    switch offence {
    case .ownReview:
      try house.withEmergencyPrepared(of: chart, by: "drew")
      try write(Self.reviewed, 1, by: "drew")
      return "emergency access reviewed: nobody reviews their own emergency access"
    case .ownReviewOfTwo:
      try house.withEmergencyPrepared(of: chart, by: "cora")
      try house.withEmergencyPrepared(of: chart, by: "drew")
      try write(Self.reviewed, 2, by: "drew")
      return "nobody reviews their own emergency access"
    case .reviewOfNothing:
      try write(Self.reviewed, 1, by: "drew")
      return "emergency access reviewed: what it reviews was never opened"
    case .secondReview:
      try house.withEmergencyPrepared(of: chart, by: "nora")
      try house.actAs("cora")
      _ = try house.acting.review(house.size - 1, outcome: .justified, note: "")
      try write(Self.reviewed, 1, by: "drew")
      return "emergency access reviewed: the emergency access was reviewed before"
    case .secondOpening:
      try house.withEmergencyPrepared(of: chart, by: "nora")
      try write(Self.opened, 1, by: "fred")
      return "emergency access opened: the emergency access was opened before"
    case .lookInEmergency:
      try house.withEmergencyPrepared(of: chart, by: "nora")
      try write(Self.viewed, 1, by: "drew")
      return "viewed: an ordinary look stands where one emergency access belongs"
    case .searchInEmergency:
      try write(.searched(.with { $0.listedCount = 1 }), 3, by: "drew")
      return "searched: an ordinary look stands where one emergency access belongs"
    case .emergencyAmongLooks:
      try write(Self.opened, 0, by: "fred")
      return "emergency access opened: an emergency access stands among the ordinary looks"
    case .reviewAmongLooks:
      try write(Self.reviewed, 0, by: "drew")
      return "what it reviews was never opened"
    case .auditorOpens:
      try write(Self.opened, 1, by: "audrey")
      return "emergency access opened is not the role auditor's to record"
    case .deviceOpens:
      try write(Self.opened, 1, by: "monitor")
      return "emergency access opened is not the role device's to record"
    case .nurseReviews:
      try house.withEmergencyPrepared(of: chart, by: "fred")
      try write(Self.reviewed, 1, by: "nora")
      return "emergency access reviewed is not the role nurse's to record"
    case .numberBeyondAll:
      try write(Self.opened, .max, by: "nora")
      return "number 4294967295 among the chart's emergency accesses"
    }
  }

  @Test(arguments: Offence.allCases)
  func `what recording refuses to say about an emergency is named`(offence: Offence) throws {
    try house.expectLastNamed([try commit(offence)])
  }

  @Test(arguments: [UInt32.max, 1_000_000])
  func `a number beyond all keeps nobody from opening the chart in an emergency`(
    number: UInt32
  ) throws {
    try write(Self.opened, number, by: "nora")
    try house.withEmergencyPrepared(of: chart, by: "drew")
    let stream = try house.clinic.ledger.read {
      try $0.entry(at: house.size - 1).header.stream
    }
    #expect(stream == .emergency(1, at: chart))
  }

  @Test func `an emergency that somebody else reviews is sound, number by number`() throws {
    for handle in ["nora", "fred", "drew"] {
      try house.withEmergencyPrepared(of: chart, by: handle)
    }
    try house.actAs("cora")
    for position in house.size - 3..<house.size {
      _ = try house.acting.review(position, outcome: .justified, note: "")
    }
    try house.checkEverything()
  }
}
