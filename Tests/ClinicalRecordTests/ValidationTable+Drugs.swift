import ClinicalRecord

/// What of a controlled drug says nothing that can be true.
extension ValidationTable {
  private static let form =
    #""concentration_ug_per_ml": 50000, "vial_ul": 10000, "vials": 25, "manufacturer_lot": "K1""#
  private static let lot = #""drug": 1, \#(form), "expires_on": "2027-06-30""#

  private static func lot(
    _ concentrationUgPerMl: Int, _ vialUl: Int, vials: Int = 1
  ) -> String {
    #""drug": 1, "concentration_ug_per_ml": \#(concentrationUgPerMl), "vial_ul": \#(vialUl), "#
      + #""vials": \#(vials), "manufacturer_lot": "K1", "expires_on": "2027-06-30""#
  }

  /// One more than 10 kg.
  private static let most = "10000000001"

  static let drugs: [Row] = received + moved + left

  private static let received: [Row] =
    rows(
      StockReceived.kind,
      [
        "": "drug", #""drug": 4"#: "drug", #"\#(lot), "invoice": "1""#: "supplier",
        #"\#(lot), "supplier": "P""#: "invoice",
        #""drug": 1, \#(form), "expires_on": "2027-06-31", "supplier": "P", "invoice": "1""#:
          "expires_on",
        #"\#(lot(0, 1)), "supplier": "P", "invoice": "1""#: "concentration_ug_per_ml",
      ])
    + rows(
      OpeningInventory.kind,
      [
        "": "drug",
        lot(50_000, 10_000, vials: 0): "vials", lot(50_000, 10_000, vials: 100_001): "vials",
        lot(1_000_001, 10_000): "concentration_ug_per_ml", lot(50_000, 1_000_001): "vial_ul",
        // 0.333 µg to the microliter is no whole microgram a vial.
        lot(333, 100): "vial_ul",
      ])

  private static let moved: [Row] =
    rows(
      BiennialInventory.kind,
      ["": "business", #""business": 1, "counted_ug": \#(most)"#: "counted_ug"])
    + rows(LotCounted.kind, [#""counted_ug": \#(most)"#: "counted_ug"])
    + rows(
      DrawnFromLot.kind,
      [
        "": "vial", #""vial": 1"#: "amount_ug",
        #""vial": 1, "amount_ug": \#(most)"#: "amount_ug",
        #""vial": 100001, "amount_ug": 1"#: "vial",
      ])
    + rows(GivenFromLot.kind, ["": "vial", #""vial": 1"#: "amount_ug"])
    + rows(
      WastedFromLot.kind,
      [
        "": "vial", #""vial": 1, "amount_ug": 1"#: "cause",
        #""vial": 1, "cause": 1"#: "amount_ug",
      ])
    + rows(ReturnedToLot.kind, ["": "vial", #""vial": 1"#: "amount_ug"])

  private static let left: [Row] =
    rows(StockExpired.kind, ["": "amount_ug"])
    + rows(
      StockTransferred.kind,
      [
        #""document": "1", "amount_ug": 1"#: "recipient",
        #""recipient": "P", "amount_ug": 1"#: "document",
        #""recipient": "P", "document": "1""#: "amount_ug",
      ])
    + rows(
      StockLost.kind,
      [
        #""amount_ug": 1, "account": "x""#: "cause", #""amount_ug": 1, "cause": 1"#: "account",
        #""cause": 1, "account": "x""#: "amount_ug",
      ])
    + rows(
      DiscrepancyDeclared.kind,
      [
        #""missing_ug": 1, "explanation": "x""#: "about",
        #""about": 1, "missing_ug": 1"#:
          "explanation",
        #""about": 1, "explanation": "x""#: "missing_ug",
        #""about": 1, "missing_ug": 1, "surplus_ug": 1, "explanation": "x""#: "missing_ug",
        #""about": 1, "missing_ug": \#(most), "explanation": "x""#: "missing_ug",
        #""about": 1, "surplus_ug": \#(most), "explanation": "x""#: "surplus_ug",
        #""about": 2, "surplus_ug": 1, "explanation": "x""#: "surplus_ug",
        #""about": 2, "missing_ug": 1, "explanation": "x""#: "vial",
        #""about": 1, "missing_ug": 1, "vial": 1, "explanation": "x""#: "vial",
      ])
    + rows(DrugDrawn.kind, ["": "drug", #""drug": 1"#: "amount_ug"])
    + rows(DrugReturned.kind, ["": "drug", #""drug": 1"#: "amount_ug"])
    + rows(
      DrugMissing.kind,
      [
        #""amount_ug": 1, "explanation": "x""#: "drug",
        #""drug": 1, "explanation": "x""#: "amount_ug",
        #""drug": 1, "amount_ug": 1"#: "explanation",
      ])
    + rows(DrugBookOpened.kind, ["": "book", #""book": "AAAA""#: "book"])
    + rows(DayClosed.kind, ["": "day", #""day": "2026-02-30""#: "day"])
    + rows(
      ReportIssued.kind,
      [
        "": "report", #""report": 1"#: "digest", #""report": 1, "digest": "AAAA""#: "digest",
        #""report": 1, "digest": "q6urq6urq6urq6urq6urq6urq6urq6urq6urq6urq6s=""#: "root",
        #"""
        "report": 1, "digest": "q6urq6urq6urq6urq6urq6urq6urq6urq6urq6urq6s=", \#
        "root": "q6urq6urq6urq6urq6urq6urq6urq6urq6urq6urq6s="
        """#: "rule_set_version",
      ])
}
