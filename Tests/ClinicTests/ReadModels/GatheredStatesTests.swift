import ClinicalRecord
import Foundation
import LMDB
import Ledger
import Reports
import SwiftProtobuf
import Testing
import TransparencyLog

@testable import Clinic

/// The one row of all charts that answers about many open: what it spares, and that nothing done to
/// it changes an answer.
struct GatheredStatesTests {
  private let house: TestClinic
  private let visits: [MoodVisit]
  private let path: String

  init() throws {
    house = try TestClinic()
    path = house.folder + "/ledger/projections/gathered"
    visits = try [MoodVisit(house), MoodVisit(house), MoodVisit(house)]
    for visit in visits {
      try visit.papers()
      try visit.arrive()
    }
    // Gathered anew, and what is looked at is on record before anything is compared.
    try FileManager.default.removeItem(atPath: path)
    _ = try answers()
  }

  private func patients() throws -> [String] {
    try house.acting.patients(matching: nil).map { "\($0)" }
  }

  private func answers() throws -> [String] {
    try patients() + [
      ComplianceText.render(
        try house.acting.complianceReport(from: nil, to: nil, asOf: nil), style: .plain),
      try house.acting.nextRecordNumber(),
    ]
  }

  /// What the charts' own rows say is gone: an answer that needs them has to fold them anew.
  private func forgetCharts() throws {
    let shelf = try house.clinic.projectionStore().daily
    let transaction = try shelf.environment.beginWrite()
    try transaction.deleteAll(shelf.rows)
    try transaction.commit()
  }

  /// The charts that have rows of their own.
  private func remembered() throws -> Set<SubjectID> {
    let shelf = try house.clinic.projectionStore().daily
    var subjects: Set<SubjectID> = []
    try shelf.environment.beginRead().forEach(shelf.rows, from: []) { key, _ in
      if let subject = RowName.subject(ofKey: key.withUnsafeBytes { [UInt8]($0) }) {
        subjects.insert(subject)
      }
      return true
    }
    return subjects
  }

  private func weigh(_ visit: MoodVisit, _ weight: Double) throws {
    try house.record(.visit(.weighed(.with { $0.weightKg = weight })), on: visit.chart)
  }

  @Test func `an answer about many opens no chart that has not moved since`() throws {
    let right = try patients()
    try forgetCharts()
    #expect(try patients() == right)
    #expect(try remembered().isEmpty)
    try weigh(visits[1], 74)
    try forgetCharts()
    _ = try patients()
    #expect(try remembered() == [visits[1].chart])
  }

  @Test func `what is recorded in a chart stands in the next answer about many`() throws {
    for (index, visit) in visits.enumerated() {
      try house.record(MoodVisit.start, on: visit.chart, reason: "she had waited long")
      let lines = try house.acting.patients(matching: nil)
      #expect(lines.count { $0.newestVisitStage == "infusing" } == index + 1)
    }
    _ = try answers()
    let right = try answers()
    try house.clinic.removeReadModels()
    #expect(try answers() == right)
  }

  @Test func `an older one, put back, leaves more to be asked and changes no answer`() throws {
    let older = try Data(contentsOf: URL(filePath: path))
    try house.record(MoodVisit.start, on: visits[0].chart, reason: "she had waited long")
    _ = try house.intake(recordNumber: "MH-7")
    _ = try answers()
    let right = try answers()
    try older.write(to: URL(filePath: path))
    #expect(try answers() == right)
  }

  @Test func `one that is torn, altered, somebody else's or not there changes no answer`() throws {
    let right = try answers()
    let whole = try Data(contentsOf: URL(filePath: path))
    for index in stride(from: 0, to: whole.count, by: 7) {
      var flipped = whole
      flipped[index] ^= 0x10
      try flipped.write(to: URL(filePath: path))
      #expect(try patients() == Array(right.dropLast(2)))
    }
    for bytes in [Data(), whole.prefix(whole.count / 2), whole + [0], Data(count: 4_096)] {
      try bytes.write(to: URL(filePath: path))
      #expect(try answers() == right)
    }
    let other = try Self.anothers()
    try other.write(to: URL(filePath: path))
    #expect(try answers() == right)
    try FileManager.default.removeItem(atPath: path)
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
    #expect(try answers() == right)
  }

  private static func anothers() throws -> Data {
    let house = try TestClinic()
    _ = try house.intake(recordNumber: "MH-8")
    _ = try house.intake(recordNumber: "MH-9")
    _ = try house.acting.patients(matching: nil)
    return try Data(contentsOf: URL(filePath: house.folder + "/ledger/projections/gathered"))
  }

  @Test func `one of a log that went another way is not believed`() throws {
    let models = try house.acting.readModels(storing: true)
    let store = try #require(models.store)
    let start = try #require(store.gathered(by: models.keyring))
    let moment = try models.moment(for: [])
    #expect(try start.holding(at: moment, in: house.clinic.ledger) != nil)
    var other = start.head
    other.root = try house.clinic.ledger.treeHead(at: 3).root
    let elsewhere = GatheredStates(of: other, LoadedStates(), of: [])
    #expect(try elsewhere.holding(at: moment, in: house.clinic.ledger) == nil)
    var beyond = moment.head
    beyond.size += 1
    #expect(
      try GatheredStates(of: beyond, LoadedStates(), of: [])
        .holding(at: moment, in: house.clinic.ledger) == nil)
  }

  @Test func `after an erasure the one from before does not open`() throws {
    let site = try ErasingClinic()
    #expect(try site.acting.patients(matching: nil).count == 2)
    let path = site.house.folder + "/ledger/projections/gathered"
    let before = try Data(contentsOf: URL(filePath: path))
    try site.erase()
    #expect(!FileManager.default.fileExists(atPath: path))
    #expect(try site.acting.patients(matching: nil).count == 1)
    try before.write(to: URL(filePath: path))
    let models = try site.acting.readModels(storing: true)
    let store = try #require(models.store)
    #expect(store.gathered(by: models.keyring) == nil)
    #expect(try site.acting.patients(matching: nil).count == 1)
  }
}
