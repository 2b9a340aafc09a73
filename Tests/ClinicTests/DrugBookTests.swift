import ClinicalRecord
import Foundation
import Ledger
import SwiftProtobuf
import Testing
import TransparencyLog

@testable import Clinic

/// The drug book beside the charts: lots, the two halves of what happens in a visit, and what is
/// left.
@Suite struct DrugBookTests {
  private let house: TestClinic
  private let visit: MoodVisit

  /// One vial of 500 mg and one more.
  static func delivery(_ invoice: String, expires: String = "2027-06-30") -> ClinicalEvent {
    .lot(
      .stockReceived(
        .with {
          $0.drug = .ketamine
          $0.concentrationUgPerMl = 50_000
          $0.vialUl = 10_000
          $0.vials = 2
          $0.manufacturerLot = "K2318"
          $0.expiresOn = expires
          $0.supplier = "Prairie Drug"
          $0.invoice = invoice
        }))
  }

  static func drawn(_ amountUg: UInt64) -> ClinicalEvent {
    .visit(
      .drugDrawn(
        .with {
          $0.drug = .ketamine
          $0.amountUg = amountUg
        }))
  }

  static func stopped(_ givenMg: Double) -> ClinicalEvent {
    .visit(
      .infusionStopped(
        .with {
          $0.cause = .completed
          $0.givenMg = givenMg
        }))
  }

  static func counted(_ countedUg: UInt64) -> ClinicalEvent {
    .lot(.lotCounted(.with { $0.countedUg = countedUg }))
  }

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
  private func record(
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

  private func lot(_ number: UInt32 = 1) throws -> DrugLot {
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
  private func draw() throws {
    try house.actAs("phil")
    try record(Self.delivery("1"))
    try house.actAs("drew")
    try visit.papers()
    try visit.arrive()
    try house.actAs("nora")
    try record(Self.drawn(50_000))
  }

  @Test func `the first delivery opens the book and a lot, the next one another lot`() throws {
    try house.actAs("phil")
    let first = try record(Self.delivery("1"))
    #expect(first.lines.map(\.event) == ["drug book opened", "stock received"])
    #expect(first.lotNumber == 1 && first.patient == nil)
    let second = try record(Self.delivery("2"))
    #expect(second.lines.map(\.event) == ["stock received"])
    #expect(second.lotNumber == 2)
    #expect(try lot(2).totals.onHandUg == 1_000_000)
    try house.checkEverything()
  }

  @Test func `an entry of a lot names no chart, and its body opens for whoever reads charts`()
    throws
  {
    try draw()
    let position = house.size - 1
    let shown = try house.acting.show(position)
    #expect(shown.sentence == "Drawn from lot: 50 mg, vial 1")
    #expect(shown.row.lotNumber == 1 && shown.row.chart == nil && shown.row.isSealed)
    let size = house.size
    // It is no look at a chart.
    #expect(size == position + 1)
    #expect(try house.clinic.show(position).sentence == nil)
    #expect(shown.json?.contains("chart") == false)
  }

  @Test func `what is drawn, given and wasted is one append with two halves`() throws {
    try draw()
    #expect(try lot().totals.openUg == 50_000)
    try visit.fast()
    try house.actAs("drew")
    try visit.prepare()
    try house.actAs("nora")
    try house.move(to: "09:15")
    try record(MoodVisit.start)
    try house.move(to: "10:00")
    let stop = try record(Self.stopped(36.3))
    #expect(stop.lines.map(\.event).prefix(2) == ["infusion stopped", "given from lot"])
    let waste = try record(SecondSignerTests.waste, second: "phil")
    #expect(waste.lines.map(\.event) == ["drug wasted", "wasted from lot"])
    #expect(waste.remarks == ["lot 1: all that was drawn is accounted for"])
    let lot = try lot()
    #expect(lot.totals.openUg == 0 && lot.totals.onHandUg == 950_000)
    #expect(lot.totals.givenUg == 36_300 && lot.totals.wastedUg == 13_700)
    try house.checkEverything()
  }

  @Test func `more than was drawn is not wasted`() throws {
    try draw()
    let waste = ClinicalEvent.visit(
      .drugWasted(
        .with {
          $0.drug = .ketamine
          $0.amountMg = 50.001
          $0.cause = .remainder
        }))
    let error = expectError { try record(waste, second: "phil") }
    guard case .rejected(.outOfOrder(DrugWasted.kind, _, _, _))? = error else {
      Issue.record("expected outOfOrder, got \(String(describing: error))")
      return
    }
    #expect(try lot().totals.wastedUg == 0)
  }

  @Test func `a stop is recorded though the book's half cannot be, and it is said`() throws {
    try draw()
    try record(MoodVisit.start)
    let stop = try record(Self.stopped(60))
    #expect(stop.lines.map(\.event).first == "infusion stopped")
    #expect(!stop.lines.map(\.event).contains("given from lot"))
    #expect(stop.remarks.contains { $0.contains("given-from-lot") })
    // Whoever may not keep the book stops an infusion all the same.
    #expect(try lot().totals.givenUg == 0)
    try record(
      .lot(
        .givenFromLot(
          .with {
            $0.vial = 1
            $0.amountUg = 50_000
          })), lot: 1)
    #expect(try lot().totals.openUg == 0)
    try house.checkEverything()
  }

  @Test func `of several lots one is named, and an expired one is not drawn of`() throws {
    try draw()
    try house.actAs("phil")
    try record(Self.delivery("2"))
    try record(Self.delivery("3", expires: "2026-11-01"))
    try house.actAs("nora")
    let error = expectError { try record(Self.drawn(50_000)) }
    guard case .rejected(.malformed("lot_number", nil, let expected))? = error else {
      Issue.record("expected a lot to be asked for, got \(String(describing: error))")
      return
    }
    #expect(expected.contains("1, 2"))
    expectError { try record(Self.drawn(50_000), lot: 3) }
    let drawn = try record(Self.drawn(50_000), lot: 2, vial: 2)
    #expect(drawn.lines[0].sentence == "Drug drawn: ketamine 50 mg, lot 2, vial 2")
    #expect(try lot(2).vials[2]?.openUg == 50_000)
  }

  @Test func `the same act under its id is recorded once, its halves with it`() throws {
    try draw()
    let id = AppendID.random()
    let first = try record(Self.drawn(10_000), id: id)
    let size = house.size
    let again = try record(Self.drawn(10_000), id: id)
    #expect(again.wasAlreadyRecorded && again.positions == first.positions)
    #expect(house.size == size)
    #expect(throws: LedgerError.appendIDReused(id)) { try record(Self.drawn(10_001), id: id) }
    try house.actAs("phil")
    let delivery = AppendID.random()
    try record(Self.delivery("9"), id: delivery)
    #expect(try record(Self.delivery("9"), id: delivery).wasAlreadyRecorded)
  }

  @Test func `a visit's half is not said otherwise than the book's`() throws {
    try draw()
    let drawing = house.size - 2
    let hash = try house.clinic.ledger.read { try $0.entry(at: drawing).leafHash }
    func correct(_ change: Correction.Change) throws -> Recorded {
      let correction = Correction(
        position: drawing, leafHash: hash.bytes, change: change, reason: "typed wrongly")
      return try house.acting.record(
        RecordRequest(
          statements: [
            Statement(
              chart: visit.chart, event: try #require(ClinicalEvent(correction, in: .visit)))
          ], reasons: .owed, secondSigner: try house.identity("phil")))
    }
    func amended(_ amountUg: UInt64, note: String) -> Correction.Change {
      .amended(
        .visit(
          .drugDrawn(
            .with {
              $0.drug = .ketamine
              $0.amountUg = amountUg
              $0.lotNumber = 1
              $0.vialNumber = 1
              $0.note = note
            })))
    }
    for change in [Correction.Change.enteredInError, amended(40_000, note: "")] {
      let error = expectError { try correct(change) }
      guard case .rejected(.outOfOrder(_, let stage, _, _))? = error else {
        Issue.record("expected outOfOrder, got \(String(describing: error))")
        continue
      }
      #expect(stage == "entry \(drawing + 1) says it in the drug book, too")
    }
    _ = try correct(amended(50_000, note: "by the window"))
  }

  @Test func `a chart's erasure leaves the lot's balance`() throws {
    try draw()
    try house.move(to: "11:00")
    try record(
      .visit(.transferred(.with { $0.destination = "hospital" })))
    try house.actAs("cora")
    _ = try house.acting.erase(visit.chart, ground: .courtOrder, second: try house.identity("ada"))
    #expect(try lot().totals.openUg == 50_000)
    let report = try house.acting.drugReport(from: nil, to: nil, asOf: nil)
    #expect(report.lots.map(\.closingUg) == [1_000_000])
    #expect(report.lots.map(\.openUg) == [50_000])
    try house.checkEverything()
  }

  @Test func `a day is closed when every lot was counted and nothing is open`() throws {
    try draw()
    func open() throws -> [UnclosedLot.Cause] {
      guard case .open(_, let lots) = try house.acting.closeDay(nil) else { return [] }
      return lots.map(\.cause)
    }
    #expect(try open() == [.open(amountUg: 50_000)])
    try record(
      .visit(
        .drugReturned(
          .with {
            $0.drug = .ketamine
            $0.amountUg = 50_000
          })))
    #expect(try open() == [.uncounted(bookUg: 1_000_000)])
    expectError { try record(Self.counted(999_000), lot: 1) }
    let count = try record(Self.counted(999_000), lot: 1, second: "phil")
    #expect(count.remarks.contains { $0.contains("--about stock --missing 1mg") })
    #expect(try open() == [.differs(countedUg: 999_000, bookUg: 1_000_000)])
    try record(
      .lot(
        .discrepancyDeclared(
          .with {
            $0.about = .stock
            $0.missingUg = 1_000
            $0.explanation = "not found"
          })), lot: 1, second: "phil")
    guard case .closed(_, let position, 1, 1) = try house.acting.closeDay(nil) else {
      Issue.record("the day is not closed")
      return
    }
    #expect(
      try house.clinic.show(position).sentence
        == "Day closed: 2026-11-02, 1 lot counted, 1 discrepancy declared")
    try house.checkEverything()
  }

  @Test func `a day that has not begun is not closed, nor one whose book moves meanwhile`() throws {
    struct Moved: Error {}
    let size = house.size
    expectError { try house.acting.closeDay(LocalDate(year: 2026, month: 11, day: 3)) }
    let closed = DayClosed.with {
      $0.day = "2026-11-02"
      $0.lotCount = 1
    }
    #expect(throws: Moved.self) {
      try house.clinic.recordOperation(
        .dayClosed(closed), by: try house.acting.signer(.recorded)
      ) { _, _ in throw Moved() }
    }
    #expect(house.size == size)
  }

  @Test func `the book of a day begins with what the day before left`() throws {
    try draw()
    try record(
      .visit(
        .drugReturned(
          .with {
            $0.drug = .ketamine
            $0.amountUg = 20_000
          })))
    let day = try house.acting.drugReport(from: "2026-11-02", to: "2026-11-02", asOf: nil)
    #expect(day.lots.map(\.openingUg) == [0] && day.lots.map(\.receivedUg) == [1_000_000])
    let next = try house.acting.drugReport(from: "2026-11-03", to: nil, asOf: nil)
    #expect(next.lots.map(\.openingUg) == [1_000_000] && next.lots.map(\.receivedUg) == [0])
    #expect(next.lots.map(\.openUg) == [30_000] && next.lots.map(\.openVials) == [[1]])
    let before = try house.acting.drugReport(from: nil, to: nil, asOf: .size(10))
    #expect(!before.isKept && before.lots.isEmpty)
    for handle in ["fred", "audrey", "ada"] {
      try house.actAs(handle)
      expectError(handle) { try house.acting.drugReport(from: nil, to: nil, asOf: nil) }
    }
  }

  @Test func `a book that does not read keeps nobody from wasting`() throws {
    try draw()
    let book = try #require(try house.clinic.ledger.read { try SiteState.load(from: $0) }.drugBook)
    // As an older keyring would be.
    try house.clinic.removeKeys(of: [book], with: try #require(house.acting.charts))
    try house.actAs("nora")
    let waste = try record(SecondSignerTests.waste, second: "phil")
    #expect(waste.lines.map(\.event) == ["drug wasted"])
    #expect(waste.remarks.contains { $0.contains("the drug book does not read") })
    #expect(throws: KeyError.self) { try record(Self.counted(1), lot: 1, second: "phil") }
  }

  @Test func `a check says what stands in the way in the cupboard, too`() throws {
    try draw()
    let check = try house.acting.check(
      Statement(chart: visit.chart, event: Self.drawn(500_001)))
    #expect(check.rejection != nil)
    #expect(
      try house.acting.check(Statement(chart: visit.chart, event: Self.drawn(500))).rejection == nil
    )
  }
}
