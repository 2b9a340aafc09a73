public import Clinic
internal import ClinicalRecord
internal import Compliance
internal import Ledger

/// What is open in the clinic, for a person.
public enum OpenMattersText {
  /// The text, ending in a newline.
  public static func render(_ matters: OpenMatters, style: TextStyle) -> String {
    let text =
      style.bold("Open matters") + "\n"
      + style.dim("from \(matters.treeSize) entries, root \(matters.treeRoot.prefix(16))…") + "\n"
      + risks(matters, style) + leftOpen(matters, style) + neverArrived(matters, style)
      + owed(matters, style)
    return text + (matters.isEmpty ? "\nNothing is open.\n" : "")
      + (matters.erasedCharts > 0 ? "\n" + ErasureText.leftOut(matters.erasedCharts) : "")
  }

  private static func title(_ text: String, _ style: TextStyle) -> String {
    "\n" + style.bold(text) + "\n"
  }

  private static func risks(_ matters: OpenMatters, _ style: TextStyle) -> String {
    guard !matters.risks.isEmpty else { return "" }
    var table = TextTable(["record", "name", "entries"])
    for risk in matters.risks {
      table.add([
        risk.patient.recordNumber, risk.patient.name,
        style.red(risk.positions.map { "#\($0)" }.joined(separator: ", ")),
      ])
    }
    return title("Risks that nobody has answered", style) + table.render(style)
  }

  private static func leftOpen(_ matters: OpenMatters, _ style: TextStyle) -> String {
    guard !matters.leftOpen.isEmpty else { return "" }
    var table = TextTable(["record", "name", "visit", "arrived"])
    for visit in matters.leftOpen {
      table.add([
        visit.patient.recordNumber, visit.patient.name, "\(visit.visitNumber)",
        TimeText.dateAndClock(visit.arrived),
      ])
    }
    return title("Visits that nobody has ended", style) + table.render(style)
  }

  private static func neverArrived(_ matters: OpenMatters, _ style: TextStyle) -> String {
    guard !matters.neverArrived.isEmpty else { return "" }
    var table = TextTable(["scheduled", "record", "name", "for"])
    for missed in matters.neverArrived {
      table.add([
        TimeText.dateAndClock(missed.scheduled), missed.patient.recordNumber, missed.patient.name,
        missed.indication.words,
      ])
    }
    return title("Dates that nobody came to", style) + table.render(style)
  }

  /// By whoever is to be asked.
  private static func owed(_ matters: OpenMatters, _ style: TextStyle) -> String {
    guard !matters.owed.isEmpty else { return "" }
    var table = TextTable(["last recorded by", "date", "visit", "rule", "departure"])
    let owed = matters.owed.enumerated().sorted {
      ($0.element.by?.handle ?? "~", $0.offset) < ($1.element.by?.handle ?? "~", $1.offset)
    }.map(\.element)
    for reason in owed {
      let visit = [reason.chartLetter, "\(reason.visitNumber)"].compactMap(\.self)
        .joined(separator: "/")
      table.add([
        reason.by?.handle ?? "nobody named", reason.date,
        "\(reason.patient.recordNumber)/\(visit)", reason.rule.rawValue, reason.statement,
      ])
    }
    return title("Reasons owed", style) + table.render(style)
  }
}
