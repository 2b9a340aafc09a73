public import Clinic
internal import ClinicalRecord
internal import Ledger

/// A patient's documents for a person: what each is, since when, and by whom.
public enum DocumentsText {
  /// The text, ending in a newline.
  public static func render(_ list: DocumentList, style: TextStyle) -> String {
    let patient = list.patient
    var text =
      style.bold("\(patient.recordNumber)  \(patient.name)") + "  \(patient.born)  "
      + style.dim("chart \(patient.chart.description.prefix(8))") + "\n"
    if list.documents.isEmpty { text += "No document is attached.\n" }
    for document in list.documents { text += lines(of: document, style) }
    return text
  }

  private static func lines(of document: AttachedDocument, _ style: TextStyle) -> String {
    let attached = document.attached
    let visit = attached.visitNumber == 0 ? "" : ", visit \(attached.visitNumber)"
    let by = document.recordedBy.map { " by \($0.displayNameOrHandle)" } ?? ""
    var lines = [
      summary(of: document) + visit + marks(document),
      "of \(TimeText.dateAndClock(document.occurred)), attached\(by), #\(document.position)",
      "SHA-256 \(document.sha256)",
    ]
    if !attached.detail.isEmpty { lines.append(attached.detail.onOneLine) }
    let head = document.name.padded(5)
    return lines.enumerated().map { index, line in
      (index == 0 ? head : String(repeating: " ", count: head.count))
        + style.wrap(line, columns: max(style.width - head.count, 40))
        .joined(separator: "\n" + String(repeating: " ", count: head.count)) + "\n"
    }.joined()
  }

  /// "consent, PDF, 84213 bytes".
  public static func summary(of document: AttachedDocument) -> String {
    let attached = document.attached
    return "\(attached.kind.words), \(attached.mediaType.words), \(attached.byteCount) bytes"
  }

  private static func marks(_ document: AttachedDocument) -> String {
    guard let outcome = document.outcome else { return "" }
    if let position = outcome.enteredInErrorBy {
      return " [entered in error #\(position): \(outcome.reason.onOneLine)]"
    }
    return (outcome.amendedBy.map { " [amended by #\($0)]" } ?? "")
      + outcome.coSignatures.map {
        " [co-signed #\($0.position): \($0.by?.displayNameOrHandle ?? "")]"
      }.joined()
  }
}
