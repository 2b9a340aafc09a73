import ClinicalRecord
import SwiftProtobuf
import Testing

extension DrugLot: Aggregate {
  init() { self.init(number: 3) }
}

/// One lot of the drug book: nothing below zero, to the microgram.
@Suite struct DrugLotTests {
  /// Two vials of 500 mg, drawn until the day of the tests.
  static let received = LotEvent.OneOf_Event.stockReceived(
    .with {
      $0.drug = .ketamine
      $0.concentrationUgPerMl = 50_000
      $0.vialUl = 10_000
      $0.vials = 2
      $0.manufacturerLot = "K2318"
      $0.expiresOn = "2026-11-02"
      $0.supplier = "Prairie Drug"
      $0.invoice = "88-1204"
    })

  static func drawn(_ amountUg: UInt64, vial: UInt32 = 1) -> LotEvent.OneOf_Event {
    .drawnFromLot(
      .with {
        $0.vial = vial
        $0.amountUg = amountUg
      })
  }

  static func gave(_ amountUg: UInt64, vial: UInt32 = 1) -> LotEvent.OneOf_Event {
    .givenFromLot(
      .with {
        $0.vial = vial
        $0.amountUg = amountUg
      })
  }

  static func wasted(_ amountUg: UInt64, vial: UInt32 = 1) -> LotEvent.OneOf_Event {
    .wastedFromLot(
      .with {
        $0.vial = vial
        $0.amountUg = amountUg
        $0.cause = .remainder
      })
  }

  static func returned(_ amountUg: UInt64) -> LotEvent.OneOf_Event {
    .returnedToLot(
      .with {
        $0.vial = 1
        $0.amountUg = amountUg
      })
  }

  static func missing(
    _ amountUg: UInt64, of about: DiscrepancyDeclared.About
  ) -> LotEvent.OneOf_Event {
    .discrepancyDeclared(
      .with {
        $0.about = about
        $0.missingUg = amountUg
        $0.vial = about == .drawn ? 1 : 0
        $0.explanation = "not found"
      })
  }

  static let surplus = LotEvent.OneOf_Event.discrepancyDeclared(
    .with {
      $0.about = .stock
      $0.surplusUg = 2
      $0.explanation = "an overfilled vial"
    })

  static let lost = LotEvent.OneOf_Event.stockLost(
    .with {
      $0.amountUg = 1_000
      $0.cause = .broken
      $0.account = "it fell"
    })

  @Test func `what is on hand and what is open follow from every entry`() {
    let lot = given(
      DrugLot.self,
      [
        Self.received, Self.drawn(50_000), Self.gave(36_300), Self.wasted(3_700),
        Self.returned(5_000), Self.missing(1_000, of: .drawn), Self.lost,
        Self.missing(3, of: .stock), Self.surplus,
        .stockTransferred(
          .with {
            $0.amountUg = 100_000
            $0.recipient = "Prairie Drug"
            $0.document = "R-1"
          }),
      ]
    ).state
    #expect(lot.totals.receivedUg == 1_000_000)
    // 1,000 mg less 50 drawn, 5 of which came back, 1 lost, 100 transferred, 0.003 missing, and
    // 0.002 more than booked.
    #expect(lot.totals.onHandUg == 853_999)
    #expect(lot.totals.openUg == 4_000)
    #expect(lot.vials[1]?.openUg == 4_000)
    #expect(lot.remainingUg(inVial: 1) == 455_000)
    #expect(lot.remainingUg(inVial: 2) == 500_000)
    #expect(lot.remainingUg(inVial: 3) == nil)
    #expect(lot.discrepancies.count == 3)
    #expect(lot.words == "lot 3 (ketamine 50 mg/ml, 2 vials of 10 ml)")
  }

  @Test func `a vial gives what it holds and not a microgram more`() {
    let lot = given(DrugLot.self, [Self.received, Self.drawn(499_999)])
    lot.when(Self.drawn(1), by: .nurse).then(Self.drawn(1))
    lot.when(Self.drawn(2), by: .nurse).thenRefused(
      """
      "drawn from lot" cannot be recorded while vial 1 of lot 3 (ketamine 50 mg/ml, 2 vials of \
      10 ml) holds 0.001 mg: 0.002 mg are more than that; record each vial for itself, with what \
      was drawn of it
      """)
    #expect(lot.when(Self.drawn(1, vial: 3), by: .nurse).verdict == "vial")
  }

  @Test func `what has left the stock is drawn of no vial`() {
    var lot = given(DrugLot.self, [Self.received])
    for _ in 0..<2 {
      lot.record(
        .stockTransferred(
          .with {
            $0.amountUg = 450_000
            $0.recipient = "Prairie Drug"
            $0.document = "R-1"
          }), at: lot.nextMinute)
    }
    #expect(lot.when(Self.drawn(100_001), by: .nurse).verdict == "out of order")
    #expect(lot.when(Self.drawn(100_000), by: .nurse).isRecorded)
  }

  @Test func `an expired lot is drawn of no more, and its last day is one of it`() {
    let lot = given(DrugLot.self, [Self.received])
    #expect(lot.when(Self.drawn(1), by: .nurse).isRecorded)
    lot.when(Self.drawn(1), at: 24 * 60, by: .nurse).thenRefused(
      """
      "drawn from lot" cannot be recorded while lot 3 (ketamine 50 mg/ml, 2 vials of 10 ml) has \
      expired: its last day was 2026-11-02; draw from another lot, and take what is left out of \
      stock: candor record stock-expired --lot 3
      """)
    let expired = LotEvent.OneOf_Event.stockExpired(.with { $0.amountUg = 1_000_000 })
    #expect(lot.when(expired, at: 24 * 60, by: .pharmacist).isRecorded)
    #expect(lot.when(expired, by: .pharmacist).verdict == "out of order")
  }

  @Test(arguments: [
    gave(50_001), wasted(50_001), returned(50_001), missing(50_001, of: .drawn),
    gave(1, vial: 2),
  ])
  func `only what was drawn of a vial is given, wasted, returned or missing`(
    event: LotEvent.OneOf_Event
  ) {
    let lot = given(DrugLot.self, [Self.received, Self.drawn(50_000)])
    #expect(lot.when(event, by: .nurse).verdict == "out of order")
    let second = given(DrugLot.self, [Self.received, Self.drawn(50_001), Self.drawn(1, vial: 2)])
    #expect(second.when(event, by: .nurse).isRecorded)
  }

  @Test func `a lot is opened once, and nothing is said of one that is not there`() {
    let lot = given(DrugLot.self, [Self.received])
    #expect(lot.when(Self.received, by: .pharmacist).verdict == "duplicate")
    let none = given(DrugLot.self, [])
    for event in [
      Self.drawn(1), Self.lost, Self.missing(1, of: .stock), Self.surplus,
      .lotCounted(.with { $0.countedUg = 1 }), .lotReviewed(.init()),
    ] {
      #expect(none.when(event, by: .physician).verdict == "out of order", "\(event.kind)")
    }
  }

  @Test func `a count moves nothing and keeps what the book said`() {
    let lot = given(
      DrugLot.self,
      [Self.received, .lotCounted(.with { $0.countedUg = 999_999 }), Self.drawn(10)]
    ).state
    #expect(lot.newestCount?.countedUg == 999_999)
    #expect(lot.newestCount?.bookUg == 1_000_000)
    #expect(lot.totals.onHandUg == 999_990)
  }

  @Test func `an open vial is drawn of before a full one`() {
    let lot = given(DrugLot.self, [Self.received, Self.drawn(450_000, vial: 2)]).state
    #expect(lot.firstVial(holding: 50_000) == 2)
    #expect(lot.firstVial(holding: 50_001) == 1)
    #expect(lot.firstVial(holding: 500_001) == nil)
  }

  @Test func `a fold of what nobody could have said ends in no trap`() {
    var lot = DrugLot()
    let most = LotEvent.OneOf_Event.drawnFromLot(
      .with {
        $0.vial = .max
        $0.amountUg = .max
      })
    for position in UInt64(1)...4 {
      lot.evolve(
        Fact(
          position == 1
            ? .stockReceived(
              .with {
                $0.concentrationUgPerMl = .max
                $0.vialUl = .max
                $0.vials = .max
              }) : most, position: position, occurred: minute(0), recordedMicroseconds: 0, actor: 1)
      )
    }
    #expect(lot.remainingUg(inVial: 1) != nil)
  }
}

/// What an event of a visit moves.
@Suite struct DrugMovementTests {
  @Test func `what a stop says was given has the boluses in it`() throws {
    let bolus = VisitEvent.OneOf_Event.bolusGiven(
      .with {
        $0.doseMg = 14.5
        $0.route = .intravenous
      })
    let visit = given(Visit.self, [VisitTests.arrived, VisitTests.started, bolus]).state
    let stop = VisitEvent.OneOf_Event.infusionStopped(
      .with {
        $0.cause = .completed
        $0.givenMg = 50.8
      })
    let movement = try #require(DrugMovement(stop, in: visit))
    #expect(movement.amountUg == 36_300 && movement.way == .given && movement.drug == .ketamine)
    #expect(DrugMovement(bolus, in: visit)?.amountUg == 14_500)
    #expect(DrugMovement(VisitTests.stopped, in: visit) == nil)
    #expect(DrugMovement.micrograms(0.0004) == 0 && DrugMovement.micrograms(0.0005) == 1)
  }
}
