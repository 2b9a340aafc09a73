public import ClinicalRecord

// How a lot of the drug book is written into a row. What its first entry says is short; every vial
// is a number of its own.

extension DrugLot: RowCodable {
  /// As ``write(to:)`` has written it.
  public init(from row: inout RowReader) throws(RowDefect) {
    let number: UInt32 = try row.small()
    let stock: Stock? = try row.optional()
    let totals = try Totals(from: &row)
    var vials: [UInt32: Vial] = [:]
    for _ in 0..<(try row.number()) {
      let vial: UInt32 = try row.small()
      vials[vial] = try Vial(from: &row)
    }
    let newestCount: Count? = try row.optional()
    self.init(
      number: number, stock: stock, totals: totals, vials: vials, newestCount: newestCount,
      discrepancies: try row.list())
  }

  /// Field by field, the vials by their numbers.
  public func write(to row: inout RowWriter) {
    row.put(UInt64(number))
    row.put(stock)
    totals.write(to: &row)
    row.put(UInt64(vials.count))
    for (number, vial) in vials.sorted(by: { $0.key < $1.key }) {
      row.put(UInt64(number))
      vial.write(to: &row)
    }
    row.put(newestCount)
    row.put(discrepancies)
  }
}

extension DrugLot.Stock: RowCodable {
  /// As ``write(to:)`` has written it.
  public init(from row: inout RowReader) throws(RowDefect) {
    // What a newer program may have written is a number all the same.
    let drug = StockedDrug(rawValue: try row.small()) ?? .unspecified
    let concentrationUgPerMl = try row.number()
    let vialUl = try row.number()
    let vials: UInt32 = try row.small()
    let manufacturerLot = try row.text()
    self.init(
      drug: drug, concentrationUgPerMl: concentrationUgPerMl, vialUl: vialUl, vials: vials,
      manufacturerLot: manufacturerLot, expiresOn: LocalDate(iso8601: try row.text()))
  }

  /// Field by field.
  public func write(to row: inout RowWriter) {
    row.put(Int64(drug.rawValue))
    row.put(concentrationUgPerMl)
    row.put(vialUl)
    row.put(UInt64(vials))
    row.put(manufacturerLot)
    row.put(expiresOn?.iso8601 ?? "")
  }
}

extension DrugLot.Totals: RowCodable {
  /// As ``write(to:)`` has written it.
  public init(from row: inout RowReader) throws(RowDefect) {
    self.init()
    receivedUg = try row.signed()
    drawnUg = try row.signed()
    givenUg = try row.signed()
    wastedUg = try row.signed()
    returnedUg = try row.signed()
    expiredUg = try row.signed()
    transferredUg = try row.signed()
    lostUg = try row.signed()
    missingStockUg = try row.signed()
    missingDrawnUg = try row.signed()
  }

  /// Field by field.
  public func write(to row: inout RowWriter) {
    row.put(receivedUg)
    row.put(drawnUg)
    row.put(givenUg)
    row.put(wastedUg)
    row.put(returnedUg)
    row.put(expiredUg)
    row.put(transferredUg)
    row.put(lostUg)
    row.put(missingStockUg)
    row.put(missingDrawnUg)
  }
}

extension DrugLot.Vial: RowCodable {
  /// As ``write(to:)`` has written it.
  public init(from row: inout RowReader) throws(RowDefect) {
    self.init()
    drawnUg = try row.signed()
    givenUg = try row.signed()
    wastedUg = try row.signed()
    returnedUg = try row.signed()
    missingUg = try row.signed()
  }

  /// Field by field.
  public func write(to row: inout RowWriter) {
    row.put(drawnUg)
    row.put(givenUg)
    row.put(wastedUg)
    row.put(returnedUg)
    row.put(missingUg)
  }
}

extension DrugLot.Count: RowCodable {
  /// As ``write(to:)`` has written it.
  public init(from row: inout RowReader) throws(RowDefect) {
    let position = try row.number()
    let occurred = try ClinicalTime(from: &row)
    let countedUg = try row.signed()
    self.init(
      position: position, occurred: occurred, countedUg: countedUg, bookUg: try row.signed())
  }

  /// Field by field.
  public func write(to row: inout RowWriter) {
    row.put(position)
    occurred.write(to: &row)
    row.put(countedUg)
    row.put(bookUg)
  }
}
