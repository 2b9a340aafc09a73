import ClinicalRecord
import Foundation
import Ledger
import SwiftProtobuf
import Testing

@testable import Clinic

/// Somebody whose session was closed while a question stood on the screen: nothing is signed.
struct ClosedSessionTests {
  private struct Closed: Error {}

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
    try house.actAs("nora")
  }

  /// Whoever is signed in is so no more.
  private func close() { house.acting.confirm = { throw Closed() } }

  private func refuses(
    _ body: () throws -> Void, sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let size = house.size
    #expect(throws: Closed.self, sourceLocation: sourceLocation) { try body() }
    #expect(house.size == size, sourceLocation: sourceLocation)
  }

  private var requests: [String] {
    let folder = house.folder + "/ledger/requests"
    return ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [])
      .filter { $0.hasSuffix(".request") }
  }

  private func ask() throws -> PendingApproval {
    let asked = try house.acting.ask(
      RecordRequest(statements: [
        Statement(chart: visit.chart, event: SecondSignerTests.waste)
      ]), of: "phil", withinMicroseconds: 300_000_000)
    guard case .waiting(let pending) = asked else { throw ClinicError.nothingToRecord }
    return pending
  }

  private func asPhil(_ body: () throws -> Void) throws {
    let session = house.acting
    defer { house.acting = session }
    try house.actAs("phil")
    try body()
  }

  @Test func `an act is not recorded, and a look is not`() throws {
    close()
    refuses {
      try house.record(.visit(.weighed(.with { $0.weightKg = 72.6 })), on: visit.chart)
    }
    refuses { _ = try house.acting.timeline(of: visit.chart, visit: nil, asOf: nil) }
    try house.actAs("nora")
    try house.checkEverything()
  }

  @Test func `nobody is enrolled, and no identity is left`() throws {
    try house.actAs("ada")
    close()
    refuses { try house.enroll("noel", .nurse) }
    #expect(!FileManager.default.fileExists(atPath: house.folder + "/noel.identity"))
  }

  @Test func `what another has signed is not completed, and the request is gone`() throws {
    let pending = try ask()
    try asPhil {
      try house.acting.approve(try house.acting.openRequest(pending.request.id.description))
    }
    #expect(house.clinic.progress(of: pending) == .signed)
    close()
    refuses { _ = try house.acting.complete(pending) }
    #expect(requests.isEmpty)
    refuses { _ = try ask() }
    #expect(requests.isEmpty)
  }

  @Test func `a request that was read is not approved`() throws {
    let pending = try ask()
    try asPhil {
      let opened = try house.acting.openRequest(pending.request.id.description)
      close()
      refuses { try house.acting.approve(opened) }
    }
    #expect(house.clinic.progress(of: pending) == .waiting)
  }
}
