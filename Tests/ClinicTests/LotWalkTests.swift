import ClinicalRecord
import Ledger
import SwiftProtobuf
import TestSupport
import Testing

@testable import Clinic

/// No accepted sequence of acts and corrections leaves the drug book beside the visit, or less than
/// nothing in a lot.
struct LotWalkTests {
  /// What both books say of one way, in micrograms.
  private struct Books: Equatable {
    var drawn: Int64 = 0
    var given: Int64 = 0
    var wasted: Int64 = 0
    var returned: Int64 = 0
    var missing: Int64 = 0
  }

  @Test(arguments: [1, 2, 3] as [UInt64])
  func `whatever is accepted adds up in both books`(seed: UInt64) throws {
    let booked = try BookedClinic()
    try booked.draw()
    try booked.house.actAs("phil")
    try booked.record(DrugBookTests.delivery("2"))
    var dice = SeededRandom(seed: seed)
    var accepted = 0
    var corrected = 0
    var positions: [UInt64] = []
    for _ in 0..<90 {
      let isCorrection = !positions.isEmpty && Bool.random(using: &dice)
      do {
        if isCorrection {
          try correct(positions[Int.random(in: 0..<positions.count, using: &dice)], booked, &dice)
          corrected += 1
        } else {
          try booked.house.actAs("nora")
          let recorded = try booked.record(
            act(&dice), lot: UInt32.random(in: 1...2, using: &dice), second: "phil")
          positions.append(recorded.positions.lowerBound)
          accepted += 1
        }
      } catch {
        let refusal = try #require(clinicError(behind: error), "\(error)")
        #expect(refusal.code == .rejected || refusal.code == .batchRejected, "\(refusal)")
      }
      try expectInStep(booked)
    }
    #expect(accepted > 10 && corrected > 5, "\(accepted) accepted, \(corrected) corrected")
    try booked.expectFoldedAnew()
    try booked.house.checkEverything()
  }

  private func amount(_ dice: inout SeededRandom) -> UInt64 {
    UInt64.random(in: 1...40, using: &dice) * 1_000
  }

  private func act(_ dice: inout SeededRandom) -> ClinicalEvent {
    let amountUg = amount(&dice)
    return switch Int.random(in: 0..<7, using: &dice) {
    case 0: .visit(.drugReturned(.ofKetamine(amountUg)))
    case 1: .visit(.drugMissing(.ofKetamine(amountUg)))
    case 2: .visit(.drugWasted(.ofKetamine(amountUg)))
    case 3: .visit(.bolusGiven(.ofKetamine(amountUg)))
    default: DrugBookTests.drawn(amountUg)
    }
  }

  /// Another amount, another lot, not at all, or after all.
  private func correct(
    _ position: UInt64, _ booked: BookedClinic, _ dice: inout SeededRandom
  ) throws {
    try booked.house.actAs("nora")
    let entry = try #require(try booked.house.acting.correctable([position]).first)
    let amountUg = amount(&dice)
    var change = Correction.Change.enteredInError
    if entry.retractedBy != nil {
      change = .reinstated
    } else if Int.random(in: 0..<3, using: &dice) > 0 {
      switch entry.event {
      case .visit(.drugDrawn(var drawn)):
        drawn.amountUg = amountUg
        if Bool.random(using: &dice) { drawn.lotNumber = 3 - drawn.lotNumber }
        change = .amended(.visit(.drugDrawn(drawn)))
      case .visit(.drugReturned): change = .amended(.visit(.drugReturned(.ofKetamine(amountUg))))
      case .visit(.drugMissing): change = .amended(.visit(.drugMissing(.ofKetamine(amountUg))))
      case .visit(.drugWasted): change = .amended(.visit(.drugWasted(.ofKetamine(amountUg))))
      default: change = .amended(.visit(.bolusGiven(.ofKetamine(amountUg))))
      }
    }
    _ = try booked.house.acting.record(
      RecordRequest(
        statements: [try entry.statement(change, reason: "typed wrongly")], reasons: .owed,
        secondSigner: try booked.house.identity("phil")))
  }

  private func expectInStep(_ booked: BookedClinic) throws {
    let lots = try [booked.lot(1), booked.lot(2)]
    let visit = try #require(try booked.house.acting.chartFile(booked.visit.chart).visits[1])
    var said = Books()
    said.drawn = visit[DrugDrawn.self].reduce(0) { $0 + Int64($1.value.amountUg) }
    said.returned = visit[DrugReturned.self].reduce(0) { $0 + Int64($1.value.amountUg) }
    said.missing = visit[DrugMissing.self].reduce(0) { $0 + Int64($1.value.amountUg) }
    said.wasted = visit[DrugWasted.self].reduce(0) {
      $0 + Int64(DrugMovement.micrograms($1.value.amountMg))
    }
    said.given = visit[BolusGiven.self].reduce(0) {
      $0 + Int64(DrugMovement.micrograms($1.value.doseMg))
    }
    let booksSay = lots.reduce(into: Books()) { books, lot in
      books.drawn += lot.totals.drawnUg
      books.given += lot.totals.givenUg
      books.wasted += lot.totals.wastedUg
      books.returned += lot.totals.returnedUg
      books.missing += lot.totals.missingDrawnUg
    }
    #expect(booksSay == said)
    for lot in lots {
      #expect(lot.totals.onHandUg >= 0)
      for (number, vial) in lot.vials {
        #expect(vial.openUg >= 0, "vial \(number) of lot \(lot.number)")
        let remaining = try #require(lot.remainingUg(inVial: number))
        #expect((0...500_000).contains(remaining), "vial \(number) of lot \(lot.number)")
      }
    }
  }
}

extension DrugReturned {
  fileprivate static func ofKetamine(_ amountUg: UInt64) -> DrugReturned {
    .with {
      $0.drug = .ketamine
      $0.amountUg = amountUg
    }
  }
}

extension DrugMissing {
  fileprivate static func ofKetamine(_ amountUg: UInt64) -> DrugMissing {
    .with {
      $0.drug = .ketamine
      $0.amountUg = amountUg
      $0.explanation = "dropped"
    }
  }
}

extension DrugWasted {
  fileprivate static func ofKetamine(_ amountUg: UInt64) -> DrugWasted {
    .with {
      $0.drug = .ketamine
      $0.amountMg = Double(amountUg) / 1_000
      $0.cause = .remainder
    }
  }
}

extension BolusGiven {
  fileprivate static func ofKetamine(_ amountUg: UInt64) -> BolusGiven {
    .with {
      $0.doseMg = Double(amountUg) / 1_000
      $0.route = .intravenous
    }
  }
}
