import ClinicalRecord
import Foundation
import Ledger
import SwiftProtobuf
import Testing

@testable import Clinic

/// What a program seals and introduces that keeps to nothing, named from headers alone.
@Suite struct SealingVerifyTests {
  private let house: TestClinic
  private let chart: SubjectID

  init() throws {
    house = try TestClinic()
    try house.actAs("ada")
    try house.enroll("monitor", .device)
    try house.actAs("drew")
    let visit = try MoodVisit(house)
    try visit.papers()
    try visit.arrive()
    chart = visit.chart
  }

  @Test(arguments: [StreamType.chart, .visit, .access])
  func `what is about a patient and not sealed is named`(type: StreamType) throws {
    let event: ClinicalEvent =
      switch type {
      case .chart: .chart(.historyFormReceived(.with { $0.formVersion = "3" }))
      case .visit: .visit(.weighed(.with { $0.weightKg = 70 }))
      default: .access(.viewed(.with { $0.look = .chart(.timeline) }))
      }
    let stream = StreamKey(type: type, subject: chart, number: type == .visit ? 1 : 0)
    try house.appendHeedlessly(
      [
        Proposal(
          stream: stream, kind: event.kind.number, occurred: house.clinic.clock.now().occurred,
          body: try event.serialized(), dataKey: nil)
      ], signedBy: ["nora"])
    try house.expectLastNamed(["it is about a patient or of the drug book, and not sealed"])
  }

  private func introduce(by handle: String) throws {
    let key = try #require(house.acting.charts).makeKey(for: chart)
    try house.appendHeedlessly(
      [
        try .introduction(
          of: key, in: house.clinic.ledger.id, occurred: house.clinic.clock.now().occurred)
      ], signedBy: [handle])
  }

  @Test(arguments: [("audrey", "auditor"), ("monitor", "device")])
  func `a data key introduced by who holds none is named`(handle: String, role: String) throws {
    try introduce(by: handle)
    try house.expectLastNamed(["data key introduced is not the role \(role)'s to record"])
  }

  @Test(arguments: ["nora", "fred", "ada"])
  func `a data key introduced by who holds the charts' keys is sound`(handle: String) throws {
    try introduce(by: handle)
    #expect(try house.clinic.verify(signatures: true, since: nil) { _, _ in }.isSound)
  }
}
