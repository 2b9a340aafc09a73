import ClinicalRecord
import Ledger
import SwiftProtobuf
import Testing
import TransparencyLog

@testable import Clinic

/// What was entered wrongly in the drug book, or in a visit that has a half there: both halves are
/// corrected in one append, and the balance follows.
@Suite struct LotCorrectionTests {
  private let booked: BookedClinic
  private var house: TestClinic { booked.house }
  /// Of what was drawn: the visit's half; the book's is the one behind it.
  private let drawing: UInt64

  init() throws {
    booked = try BookedClinic()
    try booked.draw()
    drawing = booked.house.size - 2
  }

  private static func drawn(
    _ amountUg: UInt64, lot: UInt32 = 1, vial: UInt32 = 1, note: String = ""
  ) -> Correction.Change {
    .amended(
      .visit(
        .drugDrawn(
          .with {
            $0.drug = .ketamine
            $0.amountUg = amountUg
            $0.lotNumber = lot
            $0.vialNumber = vial
            $0.note = note
          })))
  }

  /// Two people correct it.
  @discardableResult
  private func correct(_ position: UInt64, _ change: Correction.Change) throws -> Recorded {
    let recorded = try house.correct([position], change, by: "nora", beside: "phil", reason: "so")
    try booked.expectFoldedAnew()
    return recorded
  }

  @Test func `both halves of what was drawn say the other amount, by two people`() throws {
    let alone = expectError {
      try house.correct([drawing], Self.drawn(40_000), by: "nora")
    }
    #expect(alone?.code == .secondSignerNeeded)
    let recorded = try correct(drawing, Self.drawn(40_000))
    #expect(recorded.lines.prefix(2).map(\.event) == ["amended", "amended"])
    let lot = try booked.lot()
    #expect(lot.totals.drawnUg == 40_000 && lot.totals.openUg == 40_000)
    #expect(lot.totals.onHandUg == 960_000)
    let half = try house.acting.show(drawing + 1)
    #expect(half.outcome?.amendedBy == recorded.positions.lowerBound + 1)
    try house.checkEverything()
  }

  @Test func `whoever names the book's half corrects the visit's with it`() throws {
    try house.actAs("nora")
    #expect(try house.acting.correctable([drawing + 1]).map(\.position) == [drawing])
    try correct(drawing + 1, .enteredInError)
    #expect(try booked.lot().totals == DrugLot.Totals(received: 1_000_000))
    // The half by itself is no act.
    let entry = try #require(
      try house.clinic.ledger.read { try $0.entry(at: drawing + 1).leafHash })
    let correction = Correction(
      position: drawing + 1, leafHash: entry.bytes, change: .reinstated, reason: "it was so")
    let error = expectError {
      try house.acting.record(
        RecordRequest(
          statements: [
            Statement(
              chart: nil, event: try #require(ClinicalEvent(correction, in: .lot)), lotNumber: 1)
          ], secondSigner: try house.identity("phil")))
    }
    guard case .rejected(.malformed("target.position", _, let expected))? = error else {
      Issue.record("expected malformed, got \(String(describing: error))")
      return
    }
    #expect(expected.contains("entry \(drawing)"))
  }

  @Test func `what counts again counts in both`() throws {
    try correct(drawing, Self.drawn(30_000))
    try correct(drawing, .enteredInError)
    #expect(try booked.lot().totals.openUg == 0)
    let recorded = try correct(drawing, .reinstated)
    #expect(recorded.lines.prefix(2).map(\.event) == ["reinstated", "reinstated"])
    #expect(try booked.lot().totals.openUg == 30_000)
    try house.checkEverything()
  }

  @Test func `a word or a time is amended alone, and the time in both`() throws {
    let noted = try correct(drawing, Self.drawn(50_000, note: "by the window"))
    #expect(noted.lines.map(\.event).filter { $0 == "amended" }.count == 1)
    let earlier = try house.correct(
      [drawing], Self.drawn(50_000), by: "nora", beside: "phil", at: "08:50")
    #expect(earlier.lines.map(\.event).prefix(2) == ["amended", "amended"])
    let times = earlier.lines.prefix(2).map(\.occurred)
    #expect(Set(times).count == 1)
  }

  @Test func `what was drawn of another lot stands there, and no more in the first`() throws {
    try house.actAs("phil")
    try booked.record(DrugBookTests.delivery("2"))
    let recorded = try correct(drawing, Self.drawn(50_000, lot: 2, vial: 2))
    #expect(
      recorded.lines.prefix(3).map(\.event) == ["amended", "drawn from lot", "entered in error"])
    #expect(try booked.lot(1).totals == DrugLot.Totals(received: 1_000_000))
    #expect(try booked.lot(2).vials[2]?.openUg == 50_000)
    // And back: what was entered in error there counts again.
    try correct(drawing, Self.drawn(50_000))
    #expect(try booked.lot(1).totals.openUg == 50_000)
    #expect(try booked.lot(2).totals.openUg == 0)
    try correct(drawing, .enteredInError)
    #expect(try booked.lot(1).totals.openUg == 0 && booked.lot(2).totals.openUg == 0)
    try house.checkEverything()
  }

  @Test func `what was given goes along to the lot that it was drawn of`() throws {
    try infuse(givenMg: 36.3)
    try house.actAs("phil")
    try booked.record(DrugBookTests.delivery("2"))
    try correct(drawing, Self.drawn(50_000, lot: 2, vial: 1))
    let lots = (try booked.lot(1), try booked.lot(2))
    #expect(lots.0.totals == DrugLot.Totals(received: 1_000_000))
    #expect(lots.1.totals.givenUg == 36_300 && lots.1.totals.openUg == 13_700)
    try house.checkEverything()
  }

  @Test func `less than was given of it was not drawn`() throws {
    try infuse(givenMg: 36.3)
    #expect(try booked.lot().totals.givenUg == 36_300)
    let size = house.size
    let error = expectError { try correct(drawing, Self.drawn(36_299)) }
    guard case .rejected(.supports(_, drawing, let dependents))? = error else {
      Issue.record("expected supports, got \(String(describing: error))")
      return
    }
    #expect(dependents.map(\.event) == [GivenFromLot.kind])
    #expect(expectError { try correct(drawing, .enteredInError) }?.code == .rejected)
    #expect(house.size == size + 2, "only that somebody looked")
    try correct(drawing, Self.drawn(36_300))
    #expect(try booked.lot().totals.openUg == 0)
  }

  @Test func `a bolus of less leaves more to what the stop gave`() throws {
    try house.actAs("drew")
    let bolus = try booked.record(
      .visit(
        .bolusGiven(
          .with {
            $0.doseMg = 10
            $0.route = .intravenous
          })))
    try infuse(givenMg: 36.3)
    #expect(try booked.lot().totals.givenUg == 36_300)
    var five = BolusGiven()
    five.doseMg = 5
    five.route = .intravenous
    let recorded = try correct(bolus.positions.lowerBound, .amended(.visit(.bolusGiven(five))))
    #expect(recorded.lines.prefix(3).map(\.event) == ["amended", "amended", "amended"])
    #expect(try booked.lot().totals.givenUg == 36_300)
    let report = try house.acting.drugReport(from: nil, to: nil, asOf: nil)
    #expect(
      report.lots.flatMap(\.witnessed).map(\.sentence).filter { $0.hasPrefix("Amended") }.map {
        $0.split(separator: ": ").dropFirst().joined(separator: ": ")
      } == [
        "Given from lot: 5 mg, vial 1 (corrected in the visit)",
        "Given from lot: 31.3 mg, vial 1 (corrected in the visit)",
      ])
  }

  @Test func `what is co-signed is co-signed in both`() throws {
    let recorded = try house.correct([drawing], .coSigned, by: "drew")
    #expect(recorded.lines.map(\.event) == ["co-signed", "co-signed"])
    #expect(try house.acting.show(drawing + 1).outcome?.coSignatures.count == 1)
    #expect(expectError { try house.correct([drawing], .coSigned, by: "drew") }?.code == .rejected)
  }

  @Test func `a delivery is corrected by two people, and the count and the day follow`() throws {
    try booked.record(
      .visit(
        .drugReturned(
          .with {
            $0.drug = .ketamine
            $0.amountUg = 50_000
          })))
    let count = try booked.record(DrugBookTests.counted(1_000_000), lot: 1, second: "phil")
    guard case .closed = try house.acting.closeDay(nil) else {
      Issue.record("the day is not closed")
      return
    }
    let delivery = drawing - deliveryDistance
    guard case .lot(.stockReceived(var received)) = DrugBookTests.delivery("1") else { return }
    received.vials = 3
    let alone = expectError {
      try house.correct([delivery], .amended(.lot(.stockReceived(received))), by: "phil")
    }
    #expect(alone?.code == .secondSignerNeeded)
    let recorded = try correct(delivery, .amended(.lot(.stockReceived(received))))
    #expect(recorded.lotNumber == 1 && recorded.patient == nil)
    #expect(try booked.lot().totals.onHandUg == 1_500_000)
    guard case .open(_, let open) = try house.acting.closeDay(nil) else {
      Issue.record("the day is closed")
      return
    }
    #expect(open.map(\.cause) == [.differs(countedUg: 1_000_000, bookUg: 1_500_000)])
    // The count was wrong, too.
    try correct(count.positions.lowerBound, .amended(DrugBookTests.counted(1_500_000)))
    guard case .closed = try house.acting.closeDay(nil) else {
      Issue.record("the day is not closed")
      return
    }
    received.drug = .midazolam
    let other = expectError { try correct(delivery, .amended(.lot(.stockReceived(received)))) }
    #expect(other?.code == .rejected)
    let needed = expectError { try correct(delivery, .enteredInError) }
    guard case .rejected(.supports)? = needed else {
      Issue.record("expected supports, got \(String(describing: needed))")
      return
    }
    try house.checkEverything()
  }

  @Test func `what was corrected later does not change what the book said then`() throws {
    let size = house.size
    try correct(drawing, Self.drawn(40_000))
    func open(_ asOf: AsOf?) throws -> [Int64] {
      try house.acting.drugReport(from: nil, to: nil, asOf: asOf).lots.map(\.openUg)
    }
    let (now, then) = (try open(nil), try open(.size(size)))
    #expect(now == [40_000])
    #expect(then == [50_000])
  }

  @Test func `an owed half that somebody supplied is corrected by itself`() throws {
    try infuse(givenMg: 60)
    let supplied = try booked.record(
      .lot(
        .givenFromLot(
          .with {
            $0.vial = 1
            $0.amountUg = 50_000
          })), lot: 1)
    let stop = supplied.positions.lowerBound - 1
    let stopped = try #require(
      try house.acting.correctable([stop]).first.map { $0.event.kind == InfusionStopped.kind })
    #expect(stopped)
    let recorded = try correct(stop, .amended(DrugBookTests.stopped(50)))
    #expect(recorded.remarks.contains { $0.contains("recorded by itself") })
    #expect(try booked.lot().totals.givenUg == 50_000)
    var less = GivenFromLot()
    less.vial = 1
    less.amountUg = 49_000
    try correct(supplied.positions.lowerBound, .amended(.lot(.givenFromLot(less))))
    #expect(try booked.lot().totals.givenUg == 49_000)
  }

  @Test func `of an erased chart the book's half is corrected by itself`() throws {
    try house.move(to: "11:00")
    try booked.record(.visit(.transferred(.with { $0.destination = "hospital" })))
    try house.actAs("cora")
    _ = try house.acting.erase(
      booked.visit.chart, ground: .courtOrder, second: try house.identity("ada"))
    var less = DrawnFromLot()
    less.vial = 1
    less.amountUg = 45_000
    try correct(drawing + 1, .amended(.lot(.drawnFromLot(less))))
    #expect(try booked.lot().totals.openUg == 45_000)
    try house.checkEverything()
  }

  @Test func `the same correction under its id is made once`() throws {
    try house.actAs("nora")
    let entries = try house.acting.correctable([drawing])
    let request = RecordRequest(
      appendID: .random(),
      statements: try entries.map {
        try $0.statement(Self.drawn(40_000), reason: "typed wrongly", occurred: $0.occurred)
      }, reason: "so", secondSigner: try house.identity("phil"))
    let first = try house.acting.record(request)
    let again = try house.acting.record(request)
    #expect(again.wasAlreadyRecorded && again.positions == first.positions)
  }

  @Test func `a correction that another terminal signs comes to the same halves`() throws {
    try house.actAs("nora")
    let entries = try house.acting.correctable([drawing])
    let request = RecordRequest(
      statements: try entries.map {
        try $0.statement(Self.drawn(40_000), reason: "typed wrongly", occurred: $0.occurred)
      }, reason: "so")
    let asked = try house.acting.ask(request, of: "phil", withinMicroseconds: 600_000_000)
    guard case .waiting(let pending) = asked else {
      Issue.record("nothing waits")
      return
    }
    try house.actAs("phil")
    let opened = try house.acting.openRequest(pending.request.id.description)
    #expect(opened.lines.map(\.event).prefix(2) == ["amended", "amended"])
    // Something else happens in the lot meanwhile.
    try booked.record(DrugBookTests.delivery("7"))
    try house.acting.approve(opened)
    try house.actAs("nora")
    _ = try house.acting.complete(pending)
    #expect(try booked.lot().totals.openUg == 40_000)
    try house.checkEverything()
  }

  /// The infusion of what was drawn.
  private func infuse(givenMg: Double) throws {
    try house.actAs("drew")
    try booked.visit.fast()
    try booked.visit.prepare()
    try house.actAs("nora")
    try house.move(to: "09:15")
    try booked.record(MoodVisit.start)
    try house.move(to: "10:00")
    try booked.record(DrugBookTests.stopped(givenMg))
  }

  /// From what was drawn back to the delivery.
  private var deliveryDistance: UInt64 {
    (try? house.clinic.ledger.read { reader in
      (0..<drawing).reversed().first { position in
        (try? reader.outline(at: position).header.stream.type) == .drugLot
      }.map { drawing - $0 } ?? 0
    }) ?? 0
  }
}

extension DrugLot.Totals {
  fileprivate init(received: Int64) {
    self.init()
    receivedUg = received
  }
}
