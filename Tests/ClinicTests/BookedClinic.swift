import ClinicalRecord
import Ledger
import SwiftProtobuf
import Testing
import TransparencyLog

@testable import Clinic

/// A clinic that keeps a drug book, and a patient whose visit it draws for.
struct BookedClinic {
  let house: TestClinic
  let visit: MoodVisit

  init() throws {
    house = try TestClinic()
    try house.actAs("ada")
    try house.enroll("phil", .pharmacist)
    try house.enroll("mia", .medicalAssistant)
    try house.enroll("cora", .complianceOfficer)
    try house.actAs("drew")
    visit = try MoodVisit(house)
  }

  @discardableResult
  func record(
    _ event: ClinicalEvent, lot: UInt32? = nil, vial: UInt32? = nil, second: String? = nil,
    id: AppendID? = nil
  ) throws -> Recorded {
    let isOfLot = event.kind.stream == .lot
    return try house.acting.record(
      RecordRequest(
        appendID: id,
        statements: [
          Statement(
            chart: isOfLot ? nil : visit.chart, event: event, lotNumber: lot, vialNumber: vial)
        ], reason: nil, reasons: .owed, secondSigner: try second.map { try house.identity($0) }))
  }

  func lot(_ number: UInt32 = 1) throws -> DrugLot {
    let clinic = house.clinic
    let charts = try #require(house.acting.charts)
    return try clinic.ledger.read { snapshot in
      let site = try SiteState.load(from: snapshot)
      return try BookFile.load(
        try #require(site.drugBook), keys: charts, clock: site.clock, from: snapshot
      ).book.lot(number)
    }
  }

  /// The book with a lot, the patient with an arrival, and 50 mg drawn.
  func draw() throws {
    try house.actAs("phil")
    try record(DrugBookTests.delivery("1"))
    try house.actAs("drew")
    try visit.papers()
    try visit.arrive()
    try house.actAs("nora")
    try record(DrugBookTests.drawn(50_000))
  }

  /// The digests of what is led forward are those of what is folded from scratch.
  func expectFoldedAnew(sourceLocation: SourceLocation = #_sourceLocation) throws {
    #expect(
      try house.acting.projectionsStatus().lines.map(\.digest)
        == house.acting.projectionsFromScratch().lines.map(\.digest),
      sourceLocation: sourceLocation)
  }
}
