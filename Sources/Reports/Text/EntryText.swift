public import Clinic
internal import ClinicalRecord

/// One entry, whole, for a person.
public enum EntryText {
  /// The text, ending in a newline.
  public static func render(_ entry: EntryDetail, style: TextStyle) -> String {
    var lines: [(String, String)] = [
      ("entry", "#\(entry.row.position), \(entry.row.event)"),
      ("says", entry.sentence ?? entry.sealedFor ?? ""),
      (
        "occurred",
        "\(entry.row.occurredText), known to the \(entry.row.precision)"
      ),
      ("recorded", recorded(entry)),
      ("by", by(entry)),
      ("stream", stream(entry)),
      (
        "append",
        "\(entry.row.appendID), entry \(entry.indexInAppend + 1) of \(entry.lastIndexInAppend + 1)"
      ),
      (
        "body",
        "\(entry.row.bodyBytes) bytes, \(entry.row.isSealed ? "sealed with data key \(entry.dataKeyNumber)" : "in the clear")"
      ),
      ("leaf hash", entry.leafHash),
    ]
    for signature in entry.signatures { lines.append(("signed", text(of: signature))) }
    lines.append(("built on", "the tree of \(entry.anchorSize) entries"))
    lines += corrections(entry).map { ("corrected", $0) }
    if let json = entry.json { lines.append(("event", json)) }
    return lines.map { name, value in
      let parts = style.wrap(value, columns: style.width - 12)
      return style.dim(name.padded(10)) + "  "
        + parts.joined(separator: "\n" + String(repeating: " ", count: 12)) + "\n"
    }.joined()
  }

  private static func recorded(_ entry: EntryDetail) -> String {
    let lag = entry.row.clockLagMilliseconds
    return entry.row.recordedText
      + (lag == .max
        ? ", moved \(ClockLagText.words(milliseconds: lag)) past the clock"
        : lag > 0 ? ", moved \(lag) ms past the clock" : "")
  }

  /// What became of it, if anything did.
  private static func corrections(_ entry: EntryDetail) -> [String] {
    guard let outcome = entry.outcome else { return [] }
    var lines: [String] = []
    if let position = outcome.enteredInErrorBy {
      lines.append("entered in error, says #\(position): \(outcome.reason.onOneLine)")
    } else if let position = outcome.amendedBy {
      lines.append("amended by #\(position), which stands: \(outcome.reason.onOneLine)")
    }
    return lines
      + outcome.coSignatures.map { signature in
        "co-signed by \(signature.by?.displayNameOrHandle ?? "nobody known"), #\(signature.position)"
      }
  }

  private static func by(_ entry: EntryDetail) -> String {
    (entry.row.actorHandle.map { "\($0), " } ?? "") + "actor \(entry.row.actor)"
  }

  private static func stream(_ entry: EntryDetail) -> String {
    let subject = entry.row.chart.map { " of chart \($0)" } ?? ""
    let visit = entry.row.visitNumber.map { ", visit \($0)" } ?? ""
    let lot = entry.row.lotNumber.map { " \($0)" } ?? ""
    let previous = entry.previousPosition.map { ", after #\($0)" } ?? ", the first"
    return
      "\(entry.row.stream)\(lot)\(subject)\(visit), revision \(entry.streamRevision)\(previous)"
  }

  private static func text(of signature: EntryDetail.SignatureLine) -> String {
    let who = signature.handle ?? "actor \(signature.actor)"
    let validity = signature.isValid ? "valid" : "NOT VALID"
    return
      "\(signature.meaning) by \(who), key enrolled in #\(signature.enrolmentPosition): \(validity)"
  }
}
