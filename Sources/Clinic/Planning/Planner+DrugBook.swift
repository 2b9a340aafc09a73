internal import ClinicalRecord
internal import FoundationEssentials
internal import Ledger
internal import SwiftProtobuf

// What stands in the drug book: entries of a lot alone, and the lot's half of what happens in a
// visit. Both halves are one append, so that neither is ever there without the other; what is never
// held up is recorded alone where the book's half cannot be.

extension Planner {
  /// What is stated of a lot; a delivery or an opening inventory opens the next one, and the first
  /// of all opens the book.
  mutating func takeLot(
    _ event: LotEvent.OneOf_Event, _ statement: Statement, occurred: ClinicalTime
  ) throws {
    try event.kind.requireRole(plan.role)
    guard let book = plan.book else { throw ClinicError.mixedStatements }
    let number = try number(of: event, statement, in: book)
    let events = try rejecting { () throws(Rejection) in
      try event.statement.checkWhenRecorded(occurred: occurred)
      return try book.book.lot(number).decide(event, occurred: occurred, by: plan.role)
    }
    if plan.act.repeats != .recorded,
      let same = try book.repeated(event, lot: number, at: occurred)
    {
      plan.doubts.append(
        .repeated(event: event.kind.name, position: same.position, occurred: same.occurred))
    }
    if book.isNew {
      var opened = DrugBookOpened()
      opened.book = Data(book.subject.bytes)
      add(
        .policy(.drugBookOpened(opened)), to: StreamKey(type: .policy, subject: .none, number: 0),
        occurred: plan.place.now)
      plan.book?.isNew = false
    }
    for event in events { add(.lot(event), to: .lot(number, of: book.subject), occurred: occurred) }
    plan.lotNumber = number
    tell(of: event, number)
  }

  private func number(
    of event: LotEvent.OneOf_Event, _ statement: Statement, in book: BookFile
  ) throws -> UInt32 {
    guard event.kind.opensLot else {
      guard let number = statement.lotNumber, number > 0 else {
        throw ClinicError.rejected(
          .malformed(field: "lot", value: nil, expected: "the number of a lot (--lot)"))
      }
      return number
    }
    if let number = statement.lotNumber {
      throw ClinicError.rejected(
        .malformed(
          field: "lot", value: "\(number)",
          expected: "nothing: what comes in is a lot of its own, and is given the next number"))
    }
    return book.nextNumber
  }

  /// What the lot comes to, and whether what was counted is what its book says.
  private mutating func tell(of event: LotEvent.OneOf_Event, _ number: UInt32) {
    guard let lot = plan.book?.book.lot(number) else { return }
    switch event {
    case .lotCounted, .biennialInventory:
      guard let count = lot.newestCount else { return }
      let difference = count.countedUg &- count.bookUg
      guard difference != 0 else {
        plan.remark("lot \(number): the count is what the book says")
        return
      }
      let way = difference < 0 ? "missing" : "surplus"
      plan.remark(
        "lot \(number): the book says \(DrugLot.mg(count.bookUg)); declare the difference: candor "
          + "record \(DiscrepancyDeclared.kind.identifier) --lot \(number) --about stock --\(way) "
          + DrugLot.mg(Int64(clamping: difference.magnitude)).filter { $0 != " " })
    default: plan.remark("lot \(number): \(DrugLot.mg(lot.totals.onHandUg)) on hand")
    }
  }
}

extension Planner {
  /// What was drawn, with the lot and the vial that it was drawn of.
  func withLot(
    _ event: VisitEvent.OneOf_Event, _ statement: Statement, occurred: ClinicalTime
  ) throws -> VisitEvent.OneOf_Event {
    guard case .drugDrawn(var drawn) = event else { return event }
    if let number = statement.lotNumber { drawn.lotNumber = number }
    if let vial = statement.vialNumber { drawn.vialNumber = vial }
    guard let book = plan.book, book.setAside == nil else { return .drugDrawn(drawn) }
    let lot = try lot(for: drawn, in: book.book, on: occurred.localDate)
    try requireDrug(drawn, of: lot)
    drawn.lotNumber = lot.number
    if drawn.vialNumber == 0 { drawn.vialNumber = lot.firstVial(holding: drawn.amountUg) ?? 1 }
    return .drugDrawn(drawn)
  }

  func requireDrug(_ drawn: DrugDrawn, of lot: DrugLot) throws(ClinicError) {
    guard let drug = lot.stock?.drug, drug != drawn.drug else { return }
    throw .rejected(
      .malformed(
        field: "drug", value: drawn.drug.words,
        expected: "what \(lot.words) is, or the number of another lot"))
  }

  private func lot(
    for drawn: DrugDrawn, in book: DrugBook, on day: LocalDate
  ) throws -> DrugLot {
    if drawn.lotNumber != 0 { return book.lot(drawn.lotNumber) }
    let amount = DrugLot.mg(Int64(clamping: drawn.amountUg))
    let lots = book.lots(of: drawn.drug, holding: drawn.amountUg, on: day)
    guard let first = lots.first else {
      throw ClinicError.rejected(
        .outOfOrder(
          event: DrugDrawn.kind,
          stage: "no lot that has not expired holds \(amount) of \(drawn.drug.words) in one vial",
          why: "there is nothing to draw it of",
          next: "record what each vial gave by itself, or what was delivered: candor record "
            + StockReceived.kind.identifier))
    }
    guard lots.count == 1 else {
      let numbers = lots.map { "\($0.number)" }.joined(separator: ", ")
      throw ClinicError.rejected(
        .malformed(
          field: "lot_number", value: nil,
          expected:
            "one of the lots that hold enough, the first to expire first: \(numbers) (--lot)"))
    }
    return first
  }

  /// Adds the drug book's half of what happened in a visit.
  mutating func addLotHalves(
    of event: VisitEvent.OneOf_Event, _ statement: Statement, in stream: StreamKey,
    occurred: ClinicalTime
  ) throws {
    guard let visit = plan.file?.visits[stream.number],
      let movement = DrugMovement(event, in: visit)
    else { return }
    guard let book = plan.book else {
      guard statement.lotNumber == nil else {
        throw ClinicError.rejected(
          .malformed(
            field: "lot", value: statement.lotNumber.map { "\($0)" },
            expected: "nothing: the clinic keeps no drug book here yet"))
      }
      return
    }
    if let cause = book.setAside {
      plan.remark("the drug book does not read, and its half is not recorded: \(cause)")
      return
    }
    do {
      let halves = try halves(of: movement, event, statement, drawnFor: visit, in: book.book)
      for (number, half) in halves {
        let lot = plan.book?.book.lot(number) ?? DrugLot(number: number)
        let events = try rejecting { () throws(Rejection) in
          try lot.decide(half, occurred: occurred, by: plan.role)
        }
        for event in events {
          add(.lot(event), to: .lot(number, of: book.subject), occurred: occurred)
        }
        tell(of: half, in: number)
      }
    } catch ClinicError.rejected(let reason) where event.kind.isNeverHeldUp {
      // The visit's half stands alone; whoever keeps the book supplies the other.
      plan.remark(
        "the drug book's half is not recorded, and is owed (candor record "
          + "\(GivenFromLot.kind.identifier)): \(reason)")
    }
  }

  /// What of a movement stands in which lot; nothing where nothing was drawn for the visit.
  private func halves(
    of movement: DrugMovement, _ event: VisitEvent.OneOf_Event, _ statement: Statement,
    drawnFor visit: Visit, in book: DrugBook
  ) throws -> [(lot: UInt32, half: LotEvent.OneOf_Event)] {
    if case .drugDrawn(let drawn) = event {
      return [(drawn.lotNumber, movement.half(of: drawn.amountUg, vial: drawn.vialNumber))]
    }
    return try halves(
      of: movement, event.kind,
      at: places(statement, of: movement.drug, drawnFor: visit, in: book), in: book)
  }

  /// What of a movement out of what was drawn is of which vial; nothing where there is none.
  func halves(
    of movement: DrugMovement, _ kind: EventKind, at places: [VialPlace], in book: DrugBook
  ) throws -> [(lot: UInt32, half: LotEvent.OneOf_Event)] {
    guard !places.isEmpty else { return [] }
    var left = movement.amountUg
    var halves: [(lot: UInt32, half: LotEvent.OneOf_Event)] = []
    for place in places {
      let open = UInt64(max(book.lot(place.lot).vials[place.vial]?.openUg ?? 0, 0))
      let part = min(open, left)
      guard part > 0 else { continue }
      halves.append((place.lot, movement.half(of: part, vial: place.vial)))
      left -= part
    }
    guard left == 0 else {
      let open = DrugLot.mg(Int64(clamping: movement.amountUg - left))
      throw ClinicError.rejected(
        .outOfOrder(
          event: kind, stage: "\(open) drawn for it are not accounted for",
          why: "\(DrugLot.mg(Int64(clamping: movement.amountUg))) are more than that",
          next: "record \"\(DrugDrawn.name)\" first, with its own time"))
    }
    return halves
  }

  /// The vials that a visit's drug was drawn of, in order, or those that are named.
  private func places(
    _ statement: Statement, of drug: StockedDrug, drawnFor visit: Visit, in book: DrugBook
  ) -> [VialPlace] {
    var places = visit.vialsDrawn(of: drug).filter { place in
      statement.lotNumber ?? place.lot == place.lot
        && statement.vialNumber ?? place.vial == place.vial
    }
    guard places.isEmpty, let number = statement.lotNumber else { return places }
    let vials = book.lot(number).vials
    for vial in vials.keys.sorted() where vials[vial]?.openUg ?? 0 > 0 {
      guard statement.vialNumber ?? vial == vial else { continue }
      places.append(VialPlace(lot: number, vial: vial))
    }
    // Nothing is open there: the lot says so.
    if places.isEmpty {
      places.append(VialPlace(lot: number, vial: statement.vialNumber ?? 1))
    }
    return places
  }

  /// What is left, for whoever stands at the cupboard.
  private mutating func tell(of half: LotEvent.OneOf_Event, in number: UInt32) {
    guard let lot = plan.book?.book.lot(number) else { return }
    if case .drawnFromLot(let drawn) = half {
      plan.remark(
        "lot \(number), vial \(drawn.vial): "
          + "\(DrugLot.mg(lot.remainingUg(inVial: drawn.vial) ?? 0)) left in the vial, "
          + "\(DrugLot.mg(lot.totals.onHandUg)) in the lot")
    } else {
      let open = lot.totals.openUg
      plan.remark(
        open == 0
          ? "lot \(number): all that was drawn is accounted for"
          : "lot \(number): \(DrugLot.mg(open)) drawn are not accounted for yet")
    }
  }
}

/// One vial of one lot.
struct VialPlace: Hashable, Sendable {
  var lot: UInt32
  var vial: UInt32
}

extension Visit {
  /// The vials that a drug was drawn of for it, in order.
  func vialsDrawn(of drug: StockedDrug) -> [VialPlace] {
    var places: [VialPlace] = []
    for drawn in self[DrugDrawn.self].map(\.value) where drawn.drug == drug {
      let place = VialPlace(lot: drawn.lotNumber, vial: drawn.vialNumber)
      if place.lot != 0, !places.contains(place) { places.append(place) }
    }
    return places
  }
}

extension DrugMovement {
  /// The drug book's half of so much of it.
  func half(of amountUg: UInt64, vial: UInt32) -> LotEvent.OneOf_Event {
    switch way {
    case .drawn:
      .drawnFromLot(
        .with {
          $0.vial = vial
          $0.amountUg = amountUg
        })
    case .given:
      .givenFromLot(
        .with {
          $0.vial = vial
          $0.amountUg = amountUg
        })
    case .wasted(let cause):
      .wastedFromLot(
        .with {
          $0.vial = vial
          $0.amountUg = amountUg
          $0.cause = cause
        })
    case .returned:
      .returnedToLot(
        .with {
          $0.vial = vial
          $0.amountUg = amountUg
        })
    case .missing:
      .discrepancyDeclared(
        .with {
          $0.about = .drawn
          $0.vial = vial
          $0.missingUg = amountUg
          $0.explanation = "declared in the visit"
        })
    }
  }
}
