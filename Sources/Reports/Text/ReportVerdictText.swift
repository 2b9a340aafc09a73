public import Clinic
internal import ClinicalRecord
internal import Ledger

/// What became of a report that was held against the ledger, for a person.
public enum ReportVerdictText {
  /// The text, ending in a newline.
  public static func render(
    _ verdict: ReportVerdict, of report: HeldReport, issued: IssuedReport?
  ) -> String {
    let issue =
      issued.map { issue in
        "Issued in entry \(issue.position), \(TimeText.dateAndClock(issue.occurred))"
          + (issue.by.map { ", by \($0.displayNameOrHandle)" } ?? "") + ", as it is here."
      } ?? "Not on record as issued."
    return words(verdict, of: report) + ".\n" + issue + "\n"
  }

  /// The verdict in a sentence without its end.
  public static func words(_ verdict: ReportVerdict, of report: HeldReport) -> String {
    switch verdict {
    case .same:
      "This ledger's: computed once more from \(report.treeSize) entries, it is the same"
    case .sameButErased(let count):
      "This ledger's but for \(ComplianceText.counted(count, "visit")) of charts that were erased "
        + "since: the rest, computed once more from \(report.treeSize) entries, is the same"
    case .otherRuleSet(let version):
      "Of this ledger's first \(report.treeSize) entries, judged by rule set \(version), which "
        + "this program does not have: what it says cannot be computed here"
    case .otherLedger:
      "Not of this ledger: no \(report.treeSize) entries of it have the root "
        + "\(report.treeRoot.prefix(16))…"
    case .altered(let place): "Altered: it is not what the ledger says, first in \(place)"
    }
  }
}

/// The same as JSON.
public enum ReportVerdictJSON {
  /// The document, ending in a newline; throws what the encoder throws.
  public static func render(_ verdict: ReportVerdict, issued: IssuedReport?) throws -> String {
    var document = Document(issuedIn: issued?.position)
    switch verdict {
    case .same: document.verdict = "same"
    case .sameButErased(let count):
      document.verdict = "same but erased"
      document.erasedVisits = count
    case .otherRuleSet(let version):
      document.verdict = "other rule set"
      document.ruleSetVersion = version
    case .otherLedger: document.verdict = "other ledger"
    case .altered(let place):
      document.verdict = "altered"
      document.alteredAt = place
    }
    return try JSONText.render(document)
  }

  /// Of a report that is issued.
  public static func render(issuedIn position: UInt64) throws -> String {
    try JSONText.render(Document(verdict: "same", issuedIn: position))
  }

  private struct Document: Encodable {
    var verdict = ""
    var erasedVisits: Int?
    var ruleSetVersion: UInt32?
    var alteredAt: String?
    /// Left out where it was not issued.
    var issuedIn: UInt64?
  }
}
