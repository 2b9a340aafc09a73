public import ClinicalRecord

extension EventSample {
  /// The visit's halves of what the drug book says, in the order of the kinds' numbers.
  static let drugs: [EventSample] = [
    EventSample(
      .visit, 41,
      #""drug": "STOCKED_DRUG_KETAMINE", "amount_ug": 50000"#,
      "Drug drawn: ketamine 50 mg",
      options: "--drug ketamine --amount 50mg"),
    EventSample(
      .visit, 42,
      #""drug": "STOCKED_DRUG_KETAMINE", "amount_ug": 1001"#,
      "Drug returned: ketamine 1.001 mg",
      options: "--drug ketamine --amount 1.001mg"),
    EventSample(
      .visit, 43,
      #""drug": "STOCKED_DRUG_MIDAZOLAM", "amount_ug": 500, "explanation": "a syringe was dropped""#,
      "Drug missing: midazolam 0.5 mg; a syringe was dropped",
      options: "--drug midazolam --amount 0.5mg",
      rest: #""explanation": "a syringe was dropped""#),
  ]

  /// That the clinic keeps a drug book.
  static let drugBook = [
    EventSample(
      .policy, 2,
      #""book": "q6urq6urq6urq6urq6urqw==""#,
      "Drug book opened: abababababababab")
  ]

  /// That a day was closed.
  static let dayClosed = [
    EventSample(
      .operations, 14,
      #""day": "2026-11-02", "lot_count": 1, "discrepancy_count": 2"#,
      "Day closed: 2026-11-02, 1 lot counted, 2 discrepancies declared")
  ]

  /// That a report was handed out.
  static let reportIssued = [
    EventSample(
      .operations, 15,
      #"""
      "report": "REPORT_COMPLIANCE", "digest": "q6urq6urq6urq6urq6urq6urq6urq6urq6urq6urq6s=", \#
      "size": 46, "root": "q6urq6urq6urq6urq6urq6urq6urq6urq6urq6urq6s=", \#
      "rule_set_version": 6, "names_patients": true
      """#,
      "Report issued: compliance, 46 entries, root \(String(repeating: "ab", count: 32)), "
        + "rule set 6, with patients' names, SHA-256 \(String(repeating: "ab", count: 32))")
  ]

  /// What stands in a lot, in the order of the kinds' numbers.
  static let lots: [EventSample] = stated + corrections(.lot)

  private static let stated: [EventSample] = [
    EventSample(
      .lot, 1,
      #"""
      "drug": "STOCKED_DRUG_KETAMINE", "concentration_ug_per_ml": 50000, "vial_ul": 10000, \#
      "vials": 25, "manufacturer_lot": "K2318", "expires_on": "2027-06-30", \#
      "supplier": "Prairie Drug", "invoice": "88-1204"
      """#,
      "Stock received: ketamine 50 mg/ml, 25 vials of 10 ml; manufacturer's lot K2318, "
        + "expires 2027-06-30; from Prairie Drug, invoice 88-1204",
      options: "--drug ketamine --concentration 50mg/ml --volume 10ml --vials 25 --mfr-lot K2318 "
        + "--expires 2027-06-30",
      rest: #""supplier": "Prairie Drug", "invoice": "88-1204""#),
    EventSample(
      .lot, 2,
      #"""
      "drug": "STOCKED_DRUG_MIDAZOLAM", "concentration_ug_per_ml": 1000, "vial_ul": 2500, \#
      "vials": 1, "manufacturer_lot": "M7", "expires_on": "2027-01-31"
      """#,
      "Opening inventory: midazolam 1 mg/ml, 1 vial of 2.5 ml; manufacturer's lot M7, "
        + "expires 2027-01-31",
      options: "--drug midazolam --concentration 1mg/ml --volume 2.5ml --vials 1 --mfr-lot M7 "
        + "--expires 2027-01-31"),
    EventSample(
      .lot, 3,
      #""counted_ug": 1250000, "business": "BUSINESS_OPEN""#,
      "Biennial inventory, at the opening of business: 1250 mg counted",
      options: "--counted 1250mg --business open"),
    EventSample(
      .lot, 4,
      #""counted_ug": 1249999"#,
      "Lot counted: 1249.999 mg",
      options: "--counted 1249.999mg"),
    EventSample(
      .lot, 5,
      #""vial": 2, "amount_ug": 50000"#,
      "Drawn from lot: 50 mg, vial 2",
      options: "--vial 2 --amount 50mg"),
    EventSample(
      .lot, 6,
      #""vial": 2, "amount_ug": 36300"#,
      "Given from lot: 36.3 mg, vial 2",
      options: "--vial 2 --amount 36.3mg"),
    EventSample(
      .lot, 7,
      #""vial": 2, "amount_ug": 13700, "cause": "CAUSE_REMAINDER""#,
      "Wasted from lot: 13.7 mg, vial 2, remainder",
      options: "--vial 2 --amount 13.7mg --cause remainder"),
    EventSample(
      .lot, 8,
      #""vial": 3, "amount_ug": 1"#,
      "Returned to lot: 0.001 mg, vial 3",
      options: "--vial 3 --amount 0.001mg"),
    EventSample(
      .lot, 9,
      #""amount_ug": 500000"#,
      "Stock expired: 500 mg taken out of stock",
      options: "--amount 500mg"),
    EventSample(
      .lot, 10,
      #""amount_ug": 500000, "recipient": "Prairie Drug", "document": "R-17""#,
      "Stock transferred: 500 mg to Prairie Drug, document R-17",
      options: "--amount 500mg",
      rest: #""recipient": "Prairie Drug", "document": "R-17""#),
    EventSample(
      .lot, 11,
      #""amount_ug": 500000, "cause": "CAUSE_BROKEN", "account": "it fell""#,
      "Stock broken: 500 mg; it fell",
      options: "--amount 500mg --cause broken",
      rest: #""account": "it fell""#),
    EventSample(
      .lot, 12,
      #""about": "ABOUT_STOCK", "missing_ug": 5000, "explanation": "not found""#,
      "Discrepancy declared: 5 mg missing of stock; not found",
      options: "--about stock --missing 5mg",
      rest: #""explanation": "not found""#),
    EventSample(.lot, 13, "", "Lot reviewed", options: ""),
  ]
}
