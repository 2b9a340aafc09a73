extension DrugLot {
  /// Whether `event` may be stated of this lot now, and what follows from it.
  ///
  /// Nothing goes below zero, and nothing is drawn of what has expired.
  /// - Parameters:
  ///   - occurred: when it happened, as stated.
  ///   - role: of whoever states it.
  /// - Returns: the events to append, `event` first.
  /// - Throws: `notYourRole`, `malformed`, `duplicate` or `outOfOrder`.
  public func decide(
    _ event: LotEvent.OneOf_Event, occurred: ClinicalTime, by role: Role
  ) throws(Rejection) -> [LotEvent.OneOf_Event] {
    try event.kind.requireRecorder(role)
    try event.statement.validate()
    try Expect.time(occurred.stated, "time")
    switch event {
    case .drawnFromLot: try requireUnexpired(event.kind, on: occurred.localDate)
    case .stockExpired: try requireExpired(event.kind, on: occurred.localDate)
    case .stockReceived, .openingInventory, .biennialInventory, .lotCounted, .givenFromLot,
      .wastedFromLot, .returnedToLot, .stockTransferred, .stockLost, .discrepancyDeclared,
      .lotReviewed, .amended, .enteredInError, .coSigned, .reinstated:
      break
    }
    try requirePossible(event)
    return [event]
  }

  /// Whether the lot can have come to it, whoever says so, and whenever it was: what corrections
  /// leave standing is held against it.
  ///
  /// - Throws: `malformed`, `duplicate` or `outOfOrder`.
  public func requirePossible(_ event: LotEvent.OneOf_Event) throws(Rejection) {
    switch event {
    case .stockReceived, .openingInventory: try requireNew(event.kind)
    case .drawnFromLot(let drawn):
      try requireOnHand(drawn.amountUg, event.kind, ofVial: drawn.vial)
    case .givenFromLot(let given):
      try requireDrawn(given.amountUg, event.kind, ofVial: given.vial)
    case .wastedFromLot(let wasted):
      try requireDrawn(wasted.amountUg, event.kind, ofVial: wasted.vial)
    case .returnedToLot(let returned):
      try requireDrawn(returned.amountUg, event.kind, ofVial: returned.vial)
    case .stockExpired(let expired): try requireOnHand(expired.amountUg, event.kind)
    case .stockTransferred(let transferred):
      try requireOnHand(transferred.amountUg, event.kind)
    case .stockLost(let lost): try requireOnHand(lost.amountUg, event.kind)
    case .discrepancyDeclared(let declared):
      if declared.about == .drawn {
        try requireDrawn(declared.missingUg, event.kind, ofVial: declared.vial)
      } else {
        try requireOnHand(declared.missingUg, event.kind)
      }
    case .biennialInventory, .lotCounted, .lotReviewed, .amended, .enteredInError, .coSigned,
      .reinstated:
      try requireOpen(event.kind)
    }
  }

  private func requireNew(_ kind: EventKind) throws(Rejection) {
    guard stock == nil else {
      throw .duplicate(
        event: kind, of: words, next: "what comes in later is a lot of its own; leave out --lot")
    }
  }

  private func requireOpen(_ kind: EventKind) throws(Rejection) {
    guard stock != nil else {
      throw .outOfOrder(
        event: kind, stage: "there is no lot \(number)", why: "nothing was received under it",
        next: "see candor report drugs, or record \"\(StockReceived.name)\" first")
    }
  }

  private func requireUnexpired(_ kind: EventKind, on day: LocalDate) throws(Rejection) {
    guard hasExpired(on: day), let last = stock?.expiresOn else { return }
    throw .outOfOrder(
      event: kind, stage: "\(words) has expired", why: "its last day was \(last)",
      next: "draw from another lot, and take what is left out of stock: candor record "
        + "\(StockExpired.kind.identifier) --lot \(number)")
  }

  private func requireExpired(_ kind: EventKind, on day: LocalDate) throws(Rejection) {
    guard !hasExpired(on: day), let last = stock?.expiresOn else { return }
    throw .outOfOrder(
      event: kind, stage: "\(words) has not expired", why: "its last day is \(last)",
      next: "record what left the stock as \"\(StockTransferred.name)\" or \"\(StockLost.name)\"")
  }

  /// Of the lot, and of the vial where one is named.
  private func requireOnHand(
    _ amountUg: UInt64, _ kind: EventKind, ofVial vial: UInt32? = nil
  ) throws(Rejection) {
    try requireOpen(kind)
    let amount = Int64(clamping: amountUg)
    if let vial {
      guard let remaining = remainingUg(inVial: vial) else {
        throw .malformed(
          field: "vial", value: "\(vial)",
          expected: "1 to \(stock?.vials ?? 0), a vial of \(words)")
      }
      guard amount <= remaining else {
        throw .outOfOrder(
          event: kind, stage: "vial \(vial) of \(words) holds \(Self.mg(remaining))",
          why: "\(Self.mg(amount)) are more than that",
          next: "record each vial for itself, with what was drawn of it")
      }
    }
    guard amount <= totals.onHandUg else {
      throw .outOfOrder(
        event: kind, stage: "\(words) has \(Self.mg(totals.onHandUg)) left",
        why: "\(Self.mg(amount)) are more than that",
        next: "look at the lot and the amount; what is there beyond the book is declared: candor "
          + "record \(DiscrepancyDeclared.kind.identifier) --lot \(number) --about stock --surplus")
    }
  }

  /// Given, wasted, returned or missing is only what was drawn and is not accounted for yet.
  private func requireDrawn(
    _ amountUg: UInt64, _ kind: EventKind, ofVial vial: UInt32
  ) throws(Rejection) {
    try requireOpen(kind)
    let open = vials[vial]?.openUg ?? 0
    let amount = Int64(clamping: amountUg)
    guard amount <= open else {
      throw .outOfOrder(
        event: kind,
        stage: "\(Self.mg(open)) drawn of vial \(vial) of \(words) are not accounted for",
        why: "\(Self.mg(amount)) are more than that",
        next: "record what was drawn first, with its own time")
    }
  }

  /// "13.7 mg".
  public static func mg(_ amountUg: Int64) -> String {
    (amountUg < 0 ? "-" : "") + "\(Wording.thousandths(amountUg.magnitude)) mg"
  }
}

/// The lots of the clinic's drug book, or those of them that were read.
public struct DrugBook: Sendable {
  /// By number.
  public private(set) var lots: [UInt32: DrugLot]

  public init(lots: [UInt32: DrugLot] = [:]) { self.lots = lots }

  /// Takes a fact of one lot's stream, in ledger order.
  public mutating func evolve(_ fact: Fact<LotEvent.OneOf_Event>, lot number: UInt32) {
    var lot = lot(number)
    lot.evolve(fact)
    lots[number] = lot
  }

  /// Takes a lot as it is now.
  public mutating func take(_ lot: DrugLot) { lots[lot.number] = lot }

  /// The lot of that number; an empty one where there is none.
  public func lot(_ number: UInt32) -> DrugLot { lots[number] ?? DrugLot(number: number) }

  /// The number that the next lot gets.
  public var nextLotNumber: UInt32 { (lots.keys.max() ?? 0) &+ 1 }

  /// The lots of a drug that so much can be drawn of in one vial on a day, the first to expire
  /// first.
  public func lots(
    of drug: StockedDrug, holding amountUg: UInt64, on day: LocalDate
  ) -> [DrugLot] {
    lots.values.filter { lot in
      lot.stock?.drug == drug && !lot.hasExpired(on: day)
        && Int64(clamping: amountUg) <= lot.totals.onHandUg
        && lot.firstVial(holding: amountUg) != nil
    }.sorted { one, other in
      let days = [one, other].map { $0.stock?.expiresOn?.daysSinceEpoch ?? .max }
      return (days[0], one.number) < (days[1], other.number)
    }
  }
}
