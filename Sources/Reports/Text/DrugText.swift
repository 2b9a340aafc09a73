public import Clinic
internal import ClinicalRecord

/// The drug book for a person: of each lot what came and went, to the microgram.
public enum DrugText {
  /// The text, ending in a newline.
  public static func render(_ report: DrugReport, style: TextStyle) -> String {
    var text =
      style.bold("Drug book of \(report.origin)") + "\n" + "\(span(report))\n"
      + style.dim("from \(report.treeSize) entries, root \(report.treeRoot.prefix(16))…") + "\n"
    guard report.isKept else {
      return text + "\nThe clinic keeps no drug book here: the first delivery or opening inventory "
        + "opens it.\n"
    }
    if report.lots.isEmpty { text += "\nNo lot has anything in this span.\n" }
    for lot in report.lots { text += "\n" + section(lot, style) }
    return text
  }

  private static func span(_ report: DrugReport) -> String {
    switch (report.fromDate, report.toDate) {
    case (nil, nil): "All days"
    case (let from?, nil): "From \(from)"
    case (nil, let to?): "To \(to)"
    case (let from?, let to?): from == to ? from : "\(from) to \(to)"
    }
  }

  private static func section(_ lot: DrugReport.Lot, _ style: TextStyle) -> String {
    let expires = lot.stock.expiresOn.map { ", expires \($0.iso8601)" } ?? ""
    var text =
      style.bold("Lot \(lot.number)") + "  \(lot.stock.words)\n"
      + "  manufacturer's lot \(lot.stock.manufacturerLot.onOneLine)\(expires)\n"
    let lines: [(String, String, Int64)] = [
      ("", "opening", lot.openingUg), ("+", "received", lot.receivedUg),
      ("-", "given", lot.givenUg),
      ("-", "wasted", lot.wastedUg), ("-", "transferred", lot.transferredUg),
      ("-", "expired", lot.expiredUg), ("-", "lost", lot.lostUg),
      ("-", "declared missing", lot.declaredUg),
    ]
    for (sign, name, amount) in lines where amount != 0 || sign.isEmpty {
      text += line(sign, name, amount)
    }
    text += line("=", "closing", lot.closingUg)
    if lot.openUg != 0 {
      let vials = lot.openVials.map { "\($0)" }.joined(separator: ", ")
      text += "  of it drawn and not accounted for: \(DrugLot.mg(lot.openUg)), vial \(vials)\n"
    }
    for entry in lot.witnessed {
      text +=
        "  #\(entry.position)  \(TimeText.dateAndClock(entry.occurred))  "
        + "\(entry.sentence.onOneLine) (\(entry.signers.joined(separator: ", ")))\(mark(entry))\n"
    }
    return text
  }

  private static func mark(_ entry: DrugReport.Witnessed) -> String {
    if let position = entry.retractedBy { return " [entered in error, #\(position)]" }
    return entry.amendedBy.map { " [amended, #\($0)]" } ?? ""
  }

  private static func line(_ sign: String, _ name: String, _ amount: Int64) -> String {
    let number = DrugLot.mg(amount)
    let padding = String(repeating: " ", count: max(0, 14 - number.count))
    return "  \(sign.padded(2))\(name.padded(18))\(padding)\(number)\n"
  }
}
