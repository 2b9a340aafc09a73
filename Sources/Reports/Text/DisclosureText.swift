public import Clinic
internal import ClinicalRecord
internal import Ledger

/// The accounting of disclosures, to be handed to the patient.
public enum DisclosureText {
  /// The text, ending in a newline.
  public static func render(_ accounting: DisclosureAccounting, style: TextStyle) -> String {
    let patient = accounting.patient
    var text =
      style.bold("Accounting of disclosures") + " (45 CFR 164.528)\n"
      + style.bold("\(patient.recordNumber)  \(patient.name)") + "  \(patient.born)\n"
      + "\(accounting.fromDate) to \(accounting.toDate)\n"
      + style.dim("from \(accounting.treeSize) entries, root \(accounting.treeRoot.prefix(16))…")
      + "\n\n"
    if accounting.lines.isEmpty {
      text += "No disclosure that is to be accounted for.\n"
    } else {
      var table = TextTable(["date", "to", "what for", "what"])
      for line in accounting.lines { table.add(cells(of: line)) }
      text += table.render(style)
    }
    return text + exempt(accounting)
  }

  /// "2026-03-02", "County health department", "public health", "…".
  static func cells(of line: DisclosureAccounting.Line) -> [String] {
    let disclosed = line.disclosed
    let detail = disclosed.detail.onOneLine
    return [
      line.occurred.localDate.iso8601, disclosed.recipient.onOneLine,
      disclosed.purpose.words + (detail.isEmpty ? "" : ": \(detail)"), disclosed.given.onOneLine,
    ]
  }

  /// What the rule leaves out is counted, so that nobody takes the list for all that was given.
  static func exempt(_ accounting: DisclosureAccounting) -> String {
    accounting.exempt == 0
      ? ""
      : "Left out: \(ComplianceText.counted(accounting.exempt, "disclosure")) for treatment, "
        + "payment or operations, to the patient, or by the patient's authorization.\n"
  }
}

/// The same as JSON.
public enum DisclosureJSON {
  /// The document, ending in a newline; throws what the encoder throws.
  public static func render(_ accounting: DisclosureAccounting) throws -> String {
    try JSONText.render(
      Document(
        patient: PatientDocument(accounting.patient), from: accounting.fromDate,
        to: accounting.toDate, disclosures: accounting.lines.map(Line.init),
        leftOut: accounting.exempt, treeSize: accounting.treeSize, treeRoot: accounting.treeRoot))
  }

  private struct Document: Encodable {
    var patient: PatientDocument
    var from: String
    var to: String
    var disclosures: [Line]
    /// What the rule leaves out.
    var leftOut: Int
    var treeSize: UInt64
    var treeRoot: String
  }

  private struct Line: Encodable {
    var position: UInt64
    var occurred: String
    var recipient: String
    var purpose: String
    var given: String
    var detail: String?

    init(_ line: DisclosureAccounting.Line) {
      position = line.position
      occurred = line.occurred.iso8601
      recipient = line.disclosed.recipient
      purpose = line.disclosed.purpose.identifier
      given = line.disclosed.given
      detail = line.disclosed.detail.isEmpty ? nil : line.disclosed.detail
    }
  }
}
