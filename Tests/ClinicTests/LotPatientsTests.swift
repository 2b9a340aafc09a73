import ClinicalRecord
import Ledger
import SwiftProtobuf
import Testing
import TransparencyLog

@testable import Clinic

/// Whom a lot reached, held against which entries stand in one append.
struct LotPatientsTests {
  private let booked: BookedClinic

  init() throws {
    booked = try BookedClinic()
    try booked.draw()
  }

  /// Every visit that has an entry in an append with one of the lot's.
  private func visits(ofLot number: UInt32) throws -> Set<StreamKey> {
    try booked.house.clinic.ledger.read { snapshot in
      var appends: [AppendID: [StreamKey]] = [:]
      for position in 0..<snapshot.head.size {
        let header = try snapshot.outline(at: position).header
        appends[header.appendID, default: []].append(header.stream)
      }
      return Set(
        appends.values.filter { streams in
          streams.contains { $0.type == .drugLot && $0.number == number }
        }.flatMap { streams in streams.filter { $0.type == .visit } })
    }
  }

  @Test func `every patient for whom something of a lot was drawn is told, and nobody else`() throws
  {
    let other = try booked.house.intake(recordNumber: "MH-9")
    _ = try booked.house.state(.arrived, on: other)
    try booked.house.actAs("nora")
    try booked.record(DrugBookTests.drawn(10_000))
    let told = try #require(try booked.house.acting.patients(ofLot: 1, asOf: nil))
    #expect(told.visits.map(\.chart) == [booked.visit.chart])
    #expect(told.visits.first?.visitNumber == 1 && told.visits.first?.movements.count == 2)
    let streams = Set(
      told.visits.map { StreamKey(type: .visit, subject: $0.chart, number: $0.visitNumber) })
    #expect(try streams == visits(ofLot: 1))
    #expect(told.stock.manufacturerLot == "K2318" && told.erasedVisits == 0)
    // Whoever sees it has looked at that visit.
    try booked.house.actAs("drew")
    let looks = try booked.house.acting.accessReport(of: booked.visit.chart, from: nil, to: nil)
    #expect(
      looks.lines.contains { $0.by?.handle == "nora" && $0.visitNumber == 1 })
    let none = try booked.house.acting.accessReport(of: other, from: nil, to: nil)
    #expect(!none.lines.contains { $0.answer == .timeline })
  }

  @Test func `a lot that is not there is none, and of an earlier size there is less`() throws {
    let acting = booked.house.acting
    #expect(try acting.patients(ofLot: 2, asOf: nil)?.lotNumber == nil)
    let size = booked.house.size
    try booked.record(DrugBookTests.drawn(10_000))
    #expect(try acting.patients(ofLot: 1, asOf: .size(size))?.visits.first?.movements.count == 1)
    #expect(try acting.patients(ofLot: 1, asOf: nil)?.visits.first?.movements.count == 2)
  }

  @Test func `whoever does not read charts is not told`() throws {
    try booked.house.actAs("audrey")
    #expect(expectError { try booked.house.acting.patients(ofLot: 1, asOf: nil) } != nil)
  }
}
