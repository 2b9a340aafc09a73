// The drug book's own events. Lot entries name no chart; which lot it is stands in their header.

extension StockReceived {
  public var sentence: String {
    "Stock received: \(form); from \(Wording.line(supplier)), invoice \(Wording.line(invoice))"
  }

  private var form: String {
    StockForm(drug, concentrationUgPerMl, vialUl, vials, manufacturerLot, expiresOn).words
  }

  public func checkTogether() throws(Rejection) {
    try Expect.form(concentrationUgPerMl, vialUl)
  }
}

extension OpeningInventory {
  public var sentence: String {
    let form = StockForm(drug, concentrationUgPerMl, vialUl, vials, manufacturerLot, expiresOn)
    return "Opening inventory: \(form.words)"
  }

  public func checkTogether() throws(Rejection) {
    try Expect.form(concentrationUgPerMl, vialUl)
  }
}

extension BiennialInventory {
  public var sentence: String {
    "Biennial inventory, \(business.words): \(Wording.mg(countedUg)) counted\(Wording.remark(note))"
  }

  public func checkTogether() throws(Rejection) {
    try Expect.amount(countedUg, "counted_ug", least: 0)
  }
}

extension LotCounted {
  public var sentence: String {
    "Lot counted: \(Wording.mg(countedUg))\(Wording.remark(note))"
  }

  public func checkTogether() throws(Rejection) {
    try Expect.amount(countedUg, "counted_ug", least: 0)
  }
}

extension DrawnFromLot {
  public var sentence: String { "Drawn from lot: \(Wording.mg(amountUg)), vial \(vial)" }

  public func checkTogether() throws(Rejection) { try Expect.amount(amountUg, "amount_ug") }
}

extension GivenFromLot {
  public var sentence: String { "Given from lot: \(Wording.mg(amountUg)), vial \(vial)" }

  public func checkTogether() throws(Rejection) { try Expect.amount(amountUg, "amount_ug") }
}

/// S25: destroyed before a second signer who is not its actor.
extension WastedFromLot {
  public var sentence: String {
    "Wasted from lot: \(Wording.mg(amountUg)), vial \(vial), \(cause.words)"
  }

  public func checkTogether() throws(Rejection) { try Expect.amount(amountUg, "amount_ug") }
}

extension ReturnedToLot {
  public var sentence: String { "Returned to lot: \(Wording.mg(amountUg)), vial \(vial)" }

  public func checkTogether() throws(Rejection) { try Expect.amount(amountUg, "amount_ug") }
}

extension StockExpired {
  public var sentence: String {
    "Stock expired: \(Wording.mg(amountUg)) taken out of stock\(Wording.remark(note))"
  }

  public func checkTogether() throws(Rejection) { try Expect.amount(amountUg, "amount_ug") }
}

extension StockTransferred {
  public var sentence: String {
    "Stock transferred: \(Wording.mg(amountUg)) to \(Wording.line(recipient)), "
      + "document \(Wording.line(document))"
  }

  public func checkTogether() throws(Rejection) { try Expect.amount(amountUg, "amount_ug") }
}

extension StockLost {
  public var sentence: String {
    "Stock \(cause.words): \(Wording.mg(amountUg))\(Wording.remark(account))"
  }

  public func checkTogether() throws(Rejection) { try Expect.amount(amountUg, "amount_ug") }
}

/// Never balanced away: what does not add up is said as it is.
extension DiscrepancyDeclared {
  public var sentence: String {
    let what =
      missingUg > 0
      ? "\(Wording.mg(missingUg)) missing" : "\(Wording.mg(surplusUg)) more than booked"
    let place = about == .drawn ? " of what was drawn of vial \(vial)" : " of stock"
    return "Discrepancy declared: \(what)\(place)\(Wording.remark(explanation))"
  }

  public func checkTogether() throws(Rejection) {
    try Expect.that(
      (missingUg == 0) != (surplusUg == 0), "missing_ug",
      "one of missing_ug and surplus_ug, more than 0")
    if missingUg > 0 { try Expect.amount(missingUg, "missing_ug") }
    if surplusUg > 0 { try Expect.amount(surplusUg, "surplus_ug") }
    if about == .drawn {
      try Expect.that(
        surplusUg == 0, "surplus_ug", "nothing: of what was drawn only some is missing")
      try Expect.that(vial >= 1, "vial", "the vial that it was drawn of, from 1")
    } else {
      try Expect.that(vial == 0, "vial", "nothing: stock is counted by the lot")
    }
  }
}

extension LotReviewed {
  public var sentence: String { "Lot reviewed\(Wording.note(note))" }
}

// MARK: The visit's halves

extension DrugDrawn {
  public var sentence: String {
    let lot = lotNumber == 0 ? "" : ", lot \(lotNumber), vial \(vialNumber)"
    return "Drug drawn: \(drug.words) \(Wording.mg(amountUg))\(lot)\(Wording.remark(note))"
  }

  public func checkTogether() throws(Rejection) { try Expect.amount(amountUg, "amount_ug") }
}

extension DrugReturned {
  public var sentence: String {
    "Drug returned: \(drug.words) \(Wording.mg(amountUg))\(Wording.remark(note))"
  }

  public func checkTogether() throws(Rejection) { try Expect.amount(amountUg, "amount_ug") }
}

extension DrugMissing {
  public var sentence: String {
    "Drug missing: \(drug.words) \(Wording.mg(amountUg))\(Wording.remark(explanation))"
  }

  public func checkTogether() throws(Rejection) { try Expect.amount(amountUg, "amount_ug") }
}

// MARK: Of the book as a whole

/// The clinic keeps its drug book here. Whoever records the first delivery opens it.
extension DrugBookOpened {
  public var sentence: String { "Drug book opened: \(Wording.chart(book))" }
}

/// Every lot was counted, and what did not add up was declared.
extension DayClosed {
  public var sentence: String {
    "Day closed: \(day), \(lotCount) \(lotCount == 1 ? "lot" : "lots") counted, "
      + "\(discrepancyCount) \(discrepancyCount == 1 ? "discrepancy" : "discrepancies") declared"
  }
}

/// What a lot is made of, as its first entry says it.
private struct StockForm {
  let words: String

  init(
    _ drug: StockedDrug, _ concentrationUgPerMl: UInt64, _ vialUl: UInt64, _ vials: UInt32,
    _ manufacturerLot: String, _ expiresOn: String
  ) {
    let stock = DrugLot.Stock(
      drug: drug, concentrationUgPerMl: concentrationUgPerMl, vialUl: vialUl, vials: vials,
      manufacturerLot: manufacturerLot, expiresOn: LocalDate(iso8601: expiresOn))
    words =
      "\(stock.words); manufacturer's lot \(Wording.line(manufacturerLot)), expires \(expiresOn)"
  }
}

extension Wording {
  /// Thousandths as a decimal number of whole ones, exactly: 36300 as "36.3".
  static func thousandths(_ value: UInt64) -> String {
    let fraction = value % 1_000
    guard fraction > 0 else { return String(value / 1_000) }
    var digits = String(fraction + 1_000).dropFirst()
    while digits.last == "0" { digits.removeLast() }
    return "\(value / 1_000).\(digits)"
  }

  /// "13.7 mg" of micrograms.
  static func mg(_ micrograms: UInt64) -> String { "\(thousandths(micrograms)) mg" }
}

extension Expect {
  /// 10 kg: more than any clinic has, and little enough that a book of them adds up.
  static let mostAmountUg: UInt64 = 10_000_000_000

  /// An amount in micrograms.
  static func amount(
    _ amountUg: UInt64, _ field: String, least: UInt64 = 1
  ) throws(Rejection) {
    try that(
      amountUg >= least && amountUg <= mostAmountUg, field, value: Wording.mg(amountUg),
      least == 0 ? "0 to 10 kg" : "more than 0 and at most 10 kg")
  }

  /// A concentration and the volume of a vial, which make whole micrograms.
  static func form(_ concentrationUgPerMl: UInt64, _ vialUl: UInt64) throws(Rejection) {
    // 1 g/ml, and a liter: a pure substance, and an infusion bag.
    try that(
      (1...1_000_000).contains(concentrationUgPerMl), "concentration_ug_per_ml",
      value: "\(Wording.thousandths(concentrationUgPerMl)) mg/ml",
      "more than 0 and at most 1000 mg/ml")
    try that(
      (1...1_000_000).contains(vialUl), "vial_ul", value: "\(Wording.thousandths(vialUl)) ml",
      "more than 0 and at most 1000 ml")
    try that(
      (concentrationUgPerMl * vialUl).isMultiple(of: 1_000), "vial_ul",
      value: "\(Wording.thousandths(vialUl)) ml", "a volume that holds whole micrograms")
  }
}
