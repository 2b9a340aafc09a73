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
  private let booked: BookedClinic

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

  init() throws { booked = try BookedClinic() }

  private var house: TestClinic { booked.house }
  private var visit: MoodVisit { booked.visit }

  @discardableResult
  private func record(
    _ event: ClinicalEvent, lot: UInt32? = nil, vial: UInt32? = nil, second: String? = nil,
    id: AppendID? = nil
  ) throws -> Recorded {
    try booked.record(event, lot: lot, vial: vial, second: second, id: id)
  }

  private func lot(_ number: UInt32 = 1) throws -> DrugLot { try booked.lot(number) }

  private func draw() throws { try booked.draw() }

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

  @Test func `an act in the book is checked before it is done`() throws {
    func check(_ event: ClinicalEvent, lot: UInt32? = nil) throws -> Preflight {
      try house.acting.check(Statement(chart: nil, event: event, lotNumber: lot))
    }
    try house.actAs("phil")
    let first = try check(DrugBookTests.delivery("1"))
    #expect(first.isClear && first.lotNumber == 1 && first.patient == nil)
    #expect(try check(Self.counted(1), lot: 1).rejection != nil)
    try draw()
    try house.actAs("phil")
    let size = house.size
    let count = try check(Self.counted(950_000), lot: 1)
    #expect(count.isClear && count.secondSigners.contains(.nurse))
    #expect(count.remarks == ["lot 1: the count is what the book says"])
    let other = try check(Self.counted(949_000), lot: 1)
    #expect(other.remarks.contains { $0.contains("--missing 1mg") })
    #expect(house.size == size, "no chart was looked at")
    try house.actAs("fred")
    expectError { try check(Self.counted(950_000), lot: 1) }
  }

  @Test func `counts of several lots are one act that another terminal signs`() throws {
    try draw()
    try house.actAs("phil")
    let counts = [1, 2].map { number in
      Statement(
        chart: nil, event: Self.counted(number == 1 ? 950_000 : 1_000_000),
        lotNumber: UInt32(number))
    }
    func ask(_ statements: [Statement], of handle: String = "nora") throws -> PendingApproval {
      let asked = try house.acting.ask(
        RecordRequest(statements: statements), of: handle, withinMicroseconds: 300_000_000)
      guard case .waiting(let pending) = asked else { throw ClinicError.nothingToRecord }
      return pending
    }
    expectError { try ask(counts) }
    try record(DrugBookTests.delivery("2"))
    let pending = try ask(counts)
    try house.actAs("nora")
    let opened = try house.acting.openRequest(pending.request.id.description)
    #expect(opened.patient == nil && opened.lots == [1, 2])
    #expect(
      opened.lines.map(\.sentence) == ["lot 1: Lot counted: 950 mg", "lot 2: Lot counted: 1000 mg"])
    // What is drawn of it meanwhile leaves the count what it is.
    try record(Self.drawn(1_000), lot: 1)
    try house.acting.approve(opened)
    try house.actAs("phil")
    let recorded = try house.acting.complete(pending)
    #expect(recorded.lines.map(\.event) == ["lot counted", "lot counted"])
    #expect(try lot(2).newestCount?.countedUg == 1_000_000)
    try house.checkEverything()
  }

  @Test func `a lot is opened by another number where one came in meanwhile`() throws {
    try draw()
    try house.actAs("phil")
    var inventory = OpeningInventory()
    inventory.drug = .ketamine
    inventory.concentrationUgPerMl = 50_000
    inventory.vialUl = 2_000
    inventory.vials = 1
    inventory.manufacturerLot = "K9"
    inventory.expiresOn = "2027-01-31"
    let asked = try house.acting.ask(
      RecordRequest(statements: [Statement(chart: nil, event: .lot(.openingInventory(inventory)))]),
      of: "nora", withinMicroseconds: 300_000_000)
    guard case .waiting(let pending) = asked else {
      Issue.record("nothing waits")
      return
    }
    try record(DrugBookTests.delivery("2"))
    try house.actAs("nora")
    expectError { try house.acting.openRequest(pending.request.id.description) }
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
