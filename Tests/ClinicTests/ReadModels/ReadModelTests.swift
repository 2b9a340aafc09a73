import ClinicalRecord
import Foundation
import LMDB
import Ledger
import Projections
import SwiftProtobuf
import Testing

@testable import Clinic

/// What the read models hold, when it is folded, and what it costs.
struct ReadModelTests {
  private let house: TestClinic
  private let visit: MoodVisit

  init() throws {
    house = try TestClinic()
    visit = try MoodVisit(house)
    try visit.papers()
    try visit.arrive()
  }

  private func digests(_ status: ProjectionsStatus) -> [String] { status.lines.map(\.digest) }

  /// How many transactions the store has seen.
  private func commits() throws -> Int {
    try [false, true].reduce(0) { sum, isOfReports in
      try sum
        + house.clinic.projectionStore().shelf(ofReports: isOfReports).environment.info()
        .lastTransactionID
    }
  }

  private func expectFoldedAnew(sourceLocation: SourceLocation = #_sourceLocation) throws {
    let incremental = digests(try house.acting.projectionsStatus())
    #expect(
      incremental == digests(try house.acting.projectionsFromScratch()),
      sourceLocation: sourceLocation)
    #expect(
      incremental == digests(try house.acting.rebuildProjections()), sourceLocation: sourceLocation)
  }

  @Test func `what was asked before is answered without a commit`() throws {
    _ = try house.acting.projectionsStatus()
    let first = try commits()
    _ = try house.acting.projectionsStatus()
    _ = try house.acting.patients(matching: nil)
    _ = try house.acting.patient("1001")
    #expect(try commits() == first)
  }

  @Test func `entries that no projection reads cost no commit`() throws {
    _ = try house.acting.projectionsStatus()
    let first = try commits()
    try house.actAs("ada")
    try house.enroll("newt", .nurse)
    try house.actAs("drew")
    _ = try house.acting.patients(matching: nil)
    _ = try house.acting.timeline(of: visit.chart, visit: nil, asOf: nil)
    #expect(try commits() == first)
  }

  @Test func `a visit's entry is no matter of the roster`() throws {
    _ = try house.acting.patient("1001")
    let first = try commits()
    try house.record(.visit(.weighed(.with { $0.weightKg = 73 })), on: visit.chart)
    _ = try house.acting.patient("1001")
    #expect(try commits() == first)
    _ = try house.acting.patients(matching: nil)
    #expect(try commits() == first + 1)
  }

  @Test func `a visit that goes on is led forward, and is what it is from scratch`() throws {
    for weight in 1...5 {
      try house.record(
        .visit(.weighed(.with { $0.weightKg = 70 + Double(weight) })), on: visit.chart)
      #expect(
        digests(try house.acting.projectionsStatus())
          == digests(try house.acting.projectionsFromScratch()))
    }
    try expectFoldedAnew()
  }

  @Test func `findings follow the staff's credentials, and a device's day changes none`() throws {
    try house.record(MoodVisit.start, on: visit.chart, reason: "she had waited long")
    _ = try house.acting.projectionsStatus()
    let site = try house.clinic.ledger.read { try SiteState.load(from: $0) }
    let first = try commits()
    try house.actAs("ada")
    try house.acting.suspend("nora", cause: .leave)
    try house.actAs("drew")
    let later = try house.clinic.ledger.read { try SiteState.load(from: $0) }
    #expect(site.findingsBasis == later.findingsBasis)
    try house.actAs("ada")
    try house.enroll("dana", .physician, specialty: .anesthesiology)
    try house.actAs("drew")
    let last = try house.clinic.ledger.read { try SiteState.load(from: $0) }
    #expect(last.findingsBasis != later.findingsBasis)
    _ = try house.acting.projectionsStatus()
    #expect(try commits() == first + 1)
    try expectFoldedAnew()
  }

  @Test func `an answer about an earlier state of the ledger is what it was, and stores nothing`()
    throws
  {
    let size = house.size
    let then = try house.acting.complianceReport(from: nil, to: nil, asOf: .size(size))
    try house.record(MoodVisit.start, on: visit.chart, reason: "she had waited long")
    let now = try house.acting.complianceReport(from: nil, to: nil, asOf: nil)
    let first = try commits()
    let again = try house.acting.complianceReport(from: nil, to: nil, asOf: .size(size))
    #expect(again.visits.map(\.findings) == then.visits.map(\.findings))
    #expect(again.visits.map(\.findings) != now.visits.map(\.findings))
    #expect(try commits() == first)
    #expect(
      try house.acting.complianceReport(from: nil, to: nil, asOf: nil).visits.map(\.findings)
        .map { $0.map(\.statement) } == now.visits.map(\.findings).map { $0.map(\.statement) })
  }

  @Test func `what time alone changes is judged by the time of the answer`() throws {
    try house.record(MoodVisit.start, on: visit.chart, reason: "she had waited long")
    let early = try house.acting.complianceReport(from: nil, to: nil, asOf: nil)
    // An entry about somebody else moves the ledger's clock.
    try house.move(to: "11:30")
    _ = try house.intake()
    let late = try house.acting.complianceReport(from: nil, to: nil, asOf: nil)
    #expect(
      early.visits.map { $0.findings.map(\.verdict) }
        != late.visits.map { $0.findings.map(\.verdict) })
    try expectFoldedAnew()
  }

  @Test func `a rebuilding that is ended leaves everything as it was`() throws {
    struct Ended: Error {}
    let before = digests(try house.acting.projectionsStatus())
    let first = try commits()
    #expect(throws: Ended.self) {
      _ = try house.acting.rebuildProjections { _, _ in throw Ended() }
    }
    #expect(try commits() == first)
    let names = try FileManager.default.contentsOfDirectory(atPath: house.folder + "/ledger")
    #expect(!names.contains { $0.hasPrefix("projections.next") })
    var told: [Int] = []
    #expect(digests(try house.acting.rebuildProjections { done, _ in told.append(done) }) == before)
    #expect(told == [1])
  }

  @Test func `somebody reads and records while the read models are rebuilt`() throws {
    let before = house.size
    let rebuilt = try house.acting.rebuildProjections { _, _ in
      try house.record(.visit(.weighed(.with { $0.weightKg = 74 })), on: visit.chart)
      _ = try house.acting.patients(matching: nil)
    }
    #expect(rebuilt.position == before)
    #expect(rebuilt.ledgerSize == house.size)
    try expectFoldedAnew()
  }

  @Test func `read models that cannot be made keep nobody from an answer`() throws {
    let right = try house.acting.patients(matching: nil).map { "\($0)" }
    house.clinic.closeProjectionStore()
    let path = house.folder + "/ledger/projections"
    try FileManager.default.removeItem(atPath: path)
    try "no folder".write(toFile: path, atomically: true, encoding: .utf8)
    #expect(try house.acting.patients(matching: nil).map { "\($0)" } == right)
    #expect(try house.acting.chart(withRecordNumber: "1001") == visit.chart)
    #expect(
      try house.acting.complianceReport(from: nil, to: nil, asOf: nil).visits.count == 1)
  }
}
