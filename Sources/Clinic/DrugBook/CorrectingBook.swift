internal import ClinicalRecord
internal import Ledger
internal import TransparencyLog

// What is corrected in the drug book: an entry that stands there alone by itself, by two people;
// one that is half of what happened in a visit together with the visit's half, in one append, so
// that the two always add up.

extension Planner {
  /// Takes a correction of an entry that stands in the drug book alone.
  mutating func takeLotCorrection(
    _ correction: Correction, _ event: ClinicalEvent, at occurred: ClinicalTime?
  ) throws {
    let kind = event.kind
    try kind.requireRole(plan.role)
    guard let book = plan.book, let file = book.whole else {
      throw ClinicError.rejected(
        .malformed(
          field: "target.position", value: "\(correction.position)",
          expected: "an entry of the drug book, and the clinic keeps none here yet"))
    }
    let line = try target(
      of: correction, in: event, file,
      expected: "the position of an earlier entry of the drug book (candor history)")
    if let half = plan.act.visitHalves[correction.position] {
      throw ClinicError.rejected(
        .malformed(
          field: "target.position", value: "\(correction.position)",
          expected: "entry \(half), the visit's half of it: both are corrected together"))
    }
    let standing = file.corrections.standing(line.fact)
    let time = occurred ?? (correction.isAmendment ? standing?.occurred : nil) ?? plan.place.now
    try rejecting { () throws(Rejection) in
      try event.statement.validate()
      if correction.change != .coSigned { try line.fact.value.kind.requireRecorder(plan.role) }
      try file.corrections.decide(correction, kind, of: line.fact, at: time, by: plan.act.actor)
      try requireSameDrug(correction, of: book.book.lot(line.visitNumber))
    }
    if correction.change == .coSigned { try refuseOwn(correction, kind) }
    if corrected.isEmpty { bookBefore = book }
    corrected.append((statement: current, kind: kind, position: correction.position))
    if correction.change != .coSigned,
      let needed = WitnessedCorrection(
        kind, of: line.fact, standing: standing, replacement: correction.replacement,
        by: plan.act.actor, nowMicroseconds: plan.place.nowMicroseconds)
    {
      witnessed.append(needed)
    }
    add(event, to: .lot(line.visitNumber, of: book.subject), occurred: time)
    plan.lotNumber = line.visitNumber
    guard correction.change != .coSigned, let lot = plan.book?.book.lot(line.visitNumber) else {
      return
    }
    plan.remark("lot \(lot.number): \(DrugLot.mg(lot.totals.onHandUg)) on hand")
  }

  /// What was drawn of a lot is what it was: in the charts it stands as that.
  private func requireSameDrug(_ correction: Correction, of lot: DrugLot) throws(Rejection) {
    let drug: StockedDrug
    switch correction.replacement {
    case .lot(.stockReceived(let received)): drug = received.drug
    case .lot(.openingInventory(let inventory)): drug = inventory.drug
    default: return
    }
    guard let before = lot.stock?.drug, drug != before, !lot.vials.isEmpty else { return }
    throw .malformed(
      field: "drug", value: drug.words,
      expected: "\(before.words), since some of \(lot.words) was drawn")
  }
}

extension Planner {
  /// Says in the drug book what the corrections of a visit have said in the visit: amounts, lots,
  /// vials and times. What a stop gave is what the boluses did not, so that one correction may move
  /// several halves.
  mutating func correctHalves() throws {
    guard let before = chartBefore, let after = plan.file else { return }
    coSignHalves()
    let visits = Set(corrected.compactMap { before.line(at: $0.position)?.visitNumber })
      .subtracting([0])
    for visit in visits.sorted() {
      let then = MovedDrugs(in: visit, of: before)
      let now = MovedDrugs(in: visit, of: after)
      let accounts = then.accountsChanged(to: now)
      guard !accounts.isEmpty, let book = plan.book else { continue }
      if let cause = book.setAside {
        throw refusal(
          stage: "the drug book does not read", why: cause,
          next: "see candor doctor; the visit's half is not corrected without the book's")
      }
      guard visits.count == 1 else {
        throw refusal(
          stage: "it corrects several visits",
          why: "what was drawn, given or wasted changes in one",
          next: "correct each visit by itself")
      }
      try correctHalves(of: accounts, in: visit, then, now, book)
    }
  }

  private func refusal(stage: String, why: String, next: String) -> ClinicError {
    .rejected(
      .outOfOrder(
        event: corrected.first?.kind ?? VisitAmended.kind, stage: stage, why: why, next: next))
  }

  /// Whoever stands by what happened stands by both halves of it.
  private mutating func coSignHalves() {
    for own in corrected where own.kind == CoSigned.kind {
      for half in plan.act.lotHalves where stands(half, besideEntry: own.position) {
        correct(half.position, .coSigned, in: half.lot, at: plan.place.now)
      }
    }
  }

  /// Whether it is what the drug book says of an entry now: beside that, or beside a correction
  /// that moved it to another lot.
  private func stands(_ half: LotHalf, besideEntry position: UInt64) -> Bool {
    let corrected = chartBefore?.line(at: half.beside)?.fact.value.correction?.position
    return (corrected ?? half.beside) == position
      && plan.book?.whole?.corrections[half.position]?.stands ?? true
  }

  private mutating func correctHalves(
    of accounts: Set<DrugMovement.Account>, in visit: UInt32, _ then: MovedDrugs,
    _ now: MovedDrugs, _ book: BookFile
  ) throws {
    let halves = plan.act.lotHalves.filter { $0.visit == visit }.compactMap { half in
      BookedHalf(half, in: book)
    }
    // Where the book's half was owed, somebody has supplied it by itself, or will.
    let own = accounts.filter { account in
      let booked = halves.filter { $0.account == account && $0.stands }.map(\.amountUg)
      return booked.reduce(0, +) == then.amountUg(of: account)
    }
    if own != accounts {
      plan.remark(
        "the drug book's half was not recorded with it; what was recorded by itself is corrected by "
          + "itself (candor report drugs)")
    }
    // What the book says without these halves, and then with each as it is to be.
    let replaced = halves.filter { own.contains($0.account) }
    var fold = book.without(Set(replaced.map(\.position)))
    var left = replaced
    var changes: [(lot: UInt32, half: LotEvent.OneOf_Event, moved: MovedDrugs.Line)] = []
    for moved in now.lines where own.contains(moved.movement.account) {
      for (lot, half) in try placed(moved, in: now, beside: replaced, fold) {
        if let index = left.firstIndex(where: { $0.says(half, of: lot, at: moved.occurred) }) {
          left.remove(at: index)
        } else {
          try rejecting { () throws(Rejection) in
            _ = try fold.lot(lot).decide(half, occurred: moved.occurred, by: plan.role)
          }
          changes.append((lot, half, moved))
        }
        fold.evolve(
          Fact(
            half, position: nextPosition, occurred: moved.occurred,
            recordedMicroseconds: plan.place.nowMicroseconds, actor: plan.act.actor), lot: lot)
      }
    }
    for (lot, half, moved) in changes {
      if let index = left.firstIndex(where: { $0.wouldSay(half, of: lot, at: moved.occurred) }) {
        correct(left.remove(at: index).position, .reinstated, in: lot, at: plan.place.now)
      } else if let index = BookedHalf.amended(among: left, to: half, of: lot) {
        correct(
          left.remove(at: index).position, .amended(.lot(half)), in: lot, at: moved.occurred)
      } else {
        add(.lot(half), to: .lot(lot, of: book.subject), occurred: moved.occurred)
      }
    }
    for half in left where half.stands {
      correct(half.position, .enteredInError, in: half.lot, at: plan.place.now)
    }
  }

  /// Which lots and vials hold a movement: those that hold it already, then those that were drawn
  /// of for the visit.
  private func placed(
    _ moved: MovedDrugs.Line, in now: MovedDrugs, beside halves: [BookedHalf], _ book: DrugBook
  ) throws -> [(lot: UInt32, half: LotEvent.OneOf_Event)] {
    let movement = moved.movement
    if let drawn = moved.drawn {
      guard drawn.lotNumber != 0, drawn.vialNumber != 0 else {
        throw ClinicError.rejected(
          .malformed(
            field: drawn.lotNumber == 0 ? "lot_number" : "vial_number", value: nil,
            expected: "the lot and the vial that it was drawn of"))
      }
      try requireDrug(drawn, of: book.lot(drawn.lotNumber))
      return [
        (drawn.lotNumber, movement.half(of: movement.amountUg, vial: drawn.vialNumber))
      ]
    }
    let drawn = now.visit.vialsDrawn(of: movement.drug)
    var places = halves.filter { $0.account == movement.account }.map(\.place)
      .filter(drawn.contains)
    places += drawn.filter { !places.contains($0) }
    if places.isEmpty { places = halves.filter { $0.account == movement.account }.map(\.place) }
    return try self.halves(of: movement, moved.kind, at: places, in: book)
  }

  /// The reason stands in the chart: the drug book says nothing about a patient.
  private mutating func correct(
    _ position: UInt64, _ change: Correction.Change, in lot: UInt32, at occurred: ClinicalTime
  ) {
    guard let book = plan.book, let hash = book.whole?.line(at: position)?.leafHash,
      let event = ClinicalEvent(
        Correction(
          position: position, leafHash: hash.bytes, change: change,
          reason: change == .coSigned ? "" : "corrected in the visit"), in: .lot)
    else { return }
    add(event, to: .lot(lot, of: book.subject), occurred: occurred)
  }
}

/// What a visit moves of controlled drugs, as it stands.
private struct MovedDrugs {
  struct Line {
    var movement: DrugMovement
    var occurred: ClinicalTime
    var kind: EventKind
    /// Of a drawing.
    var drawn: DrugDrawn?

    func isSame(as other: Line) -> Bool {
      movement == other.movement && occurred == other.occurred
        && drawn.map { [$0.lotNumber, $0.vialNumber] }
          == other.drawn.map { [$0.lotNumber, $0.vialNumber] }
    }
  }

  /// In ledger order.
  private(set) var lines: [Line] = []
  private(set) var visit = Visit()

  init(in number: UInt32, of file: ChartFile) {
    for (visitNumber, fact) in file.standing where visitNumber == number {
      guard case .visit(let event) = fact.value else { continue }
      visit.evolve(fact.with(event))
      guard let movement = DrugMovement(event, in: visit) else { continue }
      let drawn: DrugDrawn? = if case .drugDrawn(let drawn) = event { drawn } else { nil }
      lines.append(
        Line(movement: movement, occurred: fact.occurred, kind: event.kind, drawn: drawn))
    }
  }

  func amountUg(of account: DrugMovement.Account) -> UInt64 {
    lines.filter { $0.movement.account == account }.reduce(0) { $0 + $1.movement.amountUg }
  }

  /// What the drug book has to say otherwise. Where it was drawn of decides where the rest goes.
  func accountsChanged(to now: MovedDrugs) -> Set<DrugMovement.Account> {
    let accounts = Set((lines + now.lines).map(\.movement.account))
    var changed = accounts.filter { account in
      let then = lines.filter { $0.movement.account == account }
      let now = now.lines.filter { $0.movement.account == account }
      return then.count != now.count || !zip(then, now).allSatisfy { $0.isSame(as: $1) }
    }
    // Where no drawing stands any more, the rest stays where it is, and cannot stand either.
    for account in accounts {
      let vials = now.visit.vialsDrawn(of: account.drug)
      if !vials.isEmpty, vials != visit.vialsDrawn(of: account.drug) { changed.insert(account) }
    }
    return changed
  }
}

/// A half of what happened in a visit, as it stands in the drug book, or stood.
private struct BookedHalf {
  let position: UInt64
  let lot: UInt32
  let account: DrugMovement.Account
  let stands: Bool
  /// As it is, or would be if it counted again.
  private let event: LotEvent.OneOf_Event
  private let occurred: ClinicalTime
  let amountUg: UInt64
  let place: VialPlace

  /// Nil for what is none.
  init?(_ half: LotHalf, in book: BookFile) {
    guard let file = book.whole, let line = file.line(at: half.position) else { return nil }
    let outcome = file.corrections[half.position]
    let fact = outcome?.amendment ?? line.fact
    guard case .lot(let event) = fact.value, let moved = event.moved,
      let drug = book.book.lot(half.lot).stock?.drug
    else { return nil }
    account = DrugMovement.Account(drug, moved.side)
    position = half.position
    lot = half.lot
    stands = outcome?.stands ?? true
    self.event = event
    occurred = fact.occurred
    amountUg = moved.amountUg
    place = VialPlace(lot: half.lot, vial: moved.vial)
  }

  func says(_ half: LotEvent.OneOf_Event, of lot: UInt32, at occurred: ClinicalTime) -> Bool {
    stands && self.lot == lot && event == half && self.occurred == occurred
  }

  /// Whether it only has to count again.
  func wouldSay(_ half: LotEvent.OneOf_Event, of lot: UInt32, at occurred: ClinicalTime) -> Bool {
    !stands && self.lot == lot && event == half && self.occurred == occurred
  }

  /// The one that an amendment makes another, first of the same vial: an event stays what it is,
  /// and of its lot.
  static func amended(
    among halves: [BookedHalf], to half: LotEvent.OneOf_Event, of lot: UInt32
  ) -> Int? {
    func fits(_ other: BookedHalf) -> Bool {
      other.stands && other.lot == lot && other.event.kind == half.kind
    }
    return halves.firstIndex { fits($0) && $0.place.vial == half.moved?.vial }
      ?? halves.firstIndex(where: fits)
  }
}

extension LotEvent.OneOf_Event {
  /// Where it goes, of which vial and how much; nil for what moves nothing that is drawn.
  fileprivate var moved: (side: DrugMovement.Account.Side, vial: UInt32, amountUg: UInt64)? {
    switch self {
    case .drawnFromLot(let drawn): (.drawn, drawn.vial, drawn.amountUg)
    case .givenFromLot(let given): (.given, given.vial, given.amountUg)
    case .wastedFromLot(let wasted): (.wasted, wasted.vial, wasted.amountUg)
    case .returnedToLot(let returned): (.returned, returned.vial, returned.amountUg)
    case .discrepancyDeclared(let declared):
      declared.about == .drawn ? (.missing, declared.vial, declared.missingUg) : nil
    case .stockReceived, .openingInventory, .biennialInventory, .lotCounted, .stockExpired,
      .stockTransferred, .stockLost, .lotReviewed, .amended, .enteredInError, .coSigned,
      .reinstated:
      nil
    }
  }
}

extension BookFile {
  /// Its lots as if these entries had not been made.
  fileprivate func without(_ positions: Set<UInt64>) -> DrugBook {
    var book = DrugBook()
    for (number, fact) in whole?.standing ?? [] where !positions.contains(fact.position) {
      if case .lot(let event) = fact.value { book.evolve(fact.with(event), lot: number) }
    }
    return book
  }
}
