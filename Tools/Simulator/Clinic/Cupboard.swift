internal import ClinicalRecord
internal import Rehearsal
internal import SwiftProtobuf

/// What is in the cupboard, counted here beside the program's book: what came in, what was drawn of
/// which vial for whom, and what became of it.
///
/// Every drawing is of a vial of its own, so that nobody's remainder is taken for somebody else's.
struct Cupboard {
  /// One lot, in micrograms.
  struct Lot: Codable, Equatable {
    var lot: UInt32
    var receivedUg: Int64 = 0
    var givenUg: Int64 = 0
    var wastedUg: Int64 = 0
    var transferredUg: Int64 = 0
    /// Of stock and of what was drawn.
    var declaredMissingUg: Int64 = 0
    var onHandUg: Int64 = 0
  }

  struct Visit: Hashable {
    var patient: Int
    var visit: Int
  }

  private struct Drawing {
    var visit: Visit
    var drug: StockedDrug
    var lot: UInt32
    var vial: UInt32
    var openUg: Int64
  }

  private(set) var lots: [UInt32: Lot] = [:]
  private var current: [StockedDrug: (lot: UInt32, nextVial: UInt32)] = [:]
  private var drawings: [Drawing] = []
  /// Declared since the day was closed, in visits and in the evening.
  private(set) var declaredCount = 0

  /// A new lot, and what is left of the one before of that drug; nil: nothing.
  mutating func receive(_ drug: StockedDrug, _ amountUg: Int64, as lot: UInt32) -> Lot? {
    let before = current[drug].flatMap { lots[$0.lot] }
    current[drug] = (lot, 1)
    lots[lot] = Lot(lot: lot, receivedUg: amountUg, onHandUg: amountUg)
    guard let before, before.onHandUg > 0 else { return nil }
    lots[before.lot]?.transferredUg += before.onHandUg
    lots[before.lot]?.onHandUg = 0
    return before
  }

  /// The event as it is recorded: a drawing with its lot and vial.
  mutating func take(_ event: ClinicalEvent, of visit: Visit) throws -> ClinicalEvent {
    guard case .visit(let stated) = event else { return event }
    switch stated {
    case .drugDrawn(var drawn):
      guard let place = current[drawn.drug] else {
        throw RehearsalError.unexpected("nothing was delivered of \(drawn.drug)")
      }
      current[drawn.drug]?.nextVial += 1
      drawn.lotNumber = place.lot
      drawn.vialNumber = place.nextVial
      let amountUg = Int64(drawn.amountUg)
      lots[place.lot]?.onHandUg -= amountUg
      drawings.append(
        Drawing(
          visit: visit, drug: drawn.drug, lot: place.lot, vial: place.nextVial, openUg: amountUg))
      return .visit(.drugDrawn(drawn))
    case .infusionStopped(let stopped) where stopped.hasGivenMg:
      account(stopped.givenMg, .ketamine, of: visit) { $0.givenUg += $1 }
    case .rescueDrugGiven(let given) where given.drug == .midazolam:
      account(given.doseMg, .midazolam, of: visit) { $0.givenUg += $1 }
    case .drugWasted(let wasted):
      account(
        wasted.amountMg, wasted.drug == .midazolam ? .midazolam : .ketamine, of: visit
      ) { $0.wastedUg += $1 }
    case .drugReturned(let returned):
      account(Int64(returned.amountUg), returned.drug, of: visit) { $0.onHandUg += $1 }
    case .drugMissing(let missing):
      account(Int64(missing.amountUg), missing.drug, of: visit) { $0.declaredMissingUg += $1 }
      declaredCount += 1
    default: break
    }
    return event
  }

  /// The event that what was recorded is amended to: a drawing stays of its vial.
  mutating func amend(
    _ event: ClinicalEvent, from before: ClinicalEvent, of visit: Visit
  ) -> ClinicalEvent {
    switch (event, before) {
    case (.visit(.drugDrawn(var drawn)), .visit(.drugDrawn(let was))):
      drawn.lotNumber = was.lotNumber
      drawn.vialNumber = was.vialNumber
      let more = Int64(drawn.amountUg) - Int64(was.amountUg)
      lots[was.lotNumber]?.onHandUg -= more
      let index = drawings.firstIndex { $0.lot == was.lotNumber && $0.vial == was.vialNumber }
      if let index { drawings[index].openUg += more }
      return .visit(.drugDrawn(drawn))
    case (.visit(.drugWasted(let wasted)), .visit(.drugWasted(let was))):
      account(
        Self.micrograms(wasted.amountMg) - Self.micrograms(was.amountMg), .ketamine, of: visit
      ) { $0.wastedUg += $1 }
    default: break
    }
    return event
  }

  private static func micrograms(_ milligrams: Double) -> Int64 {
    Int64((milligrams * 1_000).rounded())
  }

  private mutating func account(
    _ milligrams: Double, _ drug: StockedDrug, of visit: Visit, _ add: (inout Lot, Int64) -> Void
  ) {
    account(Self.micrograms(milligrams), drug, of: visit, add)
  }

  /// Takes it from what was drawn for the visit, in order; more than that is in no book.
  private mutating func account(
    _ amountUg: Int64, _ drug: StockedDrug, of visit: Visit, _ add: (inout Lot, Int64) -> Void
  ) {
    let own = drawings.indices.filter { drawings[$0].visit == visit && drawings[$0].drug == drug }
    guard amountUg <= own.reduce(0, { $0 + drawings[$1].openUg }) else { return }
    var left = amountUg
    for index in own where left > 0 {
      let part = min(left, drawings[index].openUg)
      drawings[index].openUg -= part
      left -= part
      if var lot = lots[drawings[index].lot] {
        add(&lot, part)
        lots[lot.lot] = lot
      }
    }
  }

  /// What two people say in the evening: what is drawn and gone, what is there, and what of that is
  /// missing.
  ///
  /// - Parameter missingUg: of the first lot.
  mutating func close(missingUg: Int64) -> [Statement] {
    var statements: [Statement] = []
    for drawing in drawings where drawing.openUg > 0 {
      statements.append(
        Statement(
          drawing.lot,
          .discrepancyDeclared(
            .with {
              $0.about = .drawn
              $0.vial = drawing.vial
              $0.missingUg = UInt64(drawing.openUg)
              $0.explanation = "nobody has said what became of it"
            })))
      lots[drawing.lot]?.declaredMissingUg += drawing.openUg
      declaredCount += 1
    }
    drawings = []
    var missing = missingUg
    for lot in lots.values.sorted(by: { $0.lot < $1.lot }) where lot.onHandUg > 0 {
      let found = lot.onHandUg - missing
      statements.append(
        Statement(lot.lot, .lotCounted(.with { $0.countedUg = UInt64(found) })))
      if missing > 0 {
        let amountUg = missing
        statements.append(
          Statement(
            lot.lot,
            .discrepancyDeclared(
              .with {
                $0.about = .stock
                $0.missingUg = UInt64(amountUg)
                $0.explanation = "not found on either count"
              })))
        lots[lot.lot]?.declaredMissingUg += missing
        lots[lot.lot]?.onHandUg = found
        declaredCount += 1
        missing = 0
      }
    }
    return statements
  }

  /// How many lots were counted, and how much was declared, of the day that is closed.
  mutating func closed() -> (lots: Int, discrepancies: Int) {
    defer { declaredCount = 0 }
    return (lots.values.count { $0.onHandUg > 0 }, declaredCount)
  }

  /// An entry of one lot.
  struct Statement {
    var lot: UInt32
    var event: LotEvent.OneOf_Event

    init(_ lot: UInt32, _ event: LotEvent.OneOf_Event) {
      self.lot = lot
      self.event = event
    }
  }
}
