public import Clinic
internal import ClinicalRecord
internal import Compliance
internal import Ledger

/// Who is in the clinic, for a person: a block a visit, what is wrong in words and in color.
public enum BoardText {
  /// The text, ending in a newline.
  public static func render(_ board: Board, style: TextStyle) -> String {
    let count = ComplianceText.counted(board.lines.count, "patient")
    var text =
      style.bold("Board at \(TimeText.dateAndClock(board.now))")
      + ", \(board.lines.isEmpty ? "nobody" : count) in the clinic\n"
      + style.dim("from \(board.treeSize) entries, root \(board.treeRoot.prefix(16))…") + "\n"
    for line in board.lines { text += "\n" + block(line, now: board.now, style) }
    if !board.leftOpen.isEmpty {
      text += "\n" + style.bold("Left open") + ": how they ended was never recorded\n"
      for line in board.leftOpen {
        text +=
          "  \(line.patient.recordNumber)  \(line.patient.name)  visit \(line.visitName), arrived "
          + TimeText.dateAndClock(line.arrived) + risks(line, style).map { "  \($0)" }.joined()
          + "\n"
      }
    }
    return text
  }

  private static func block(_ line: Board.Line, now: ClinicalTime, _ style: TextStyle) -> String {
    let count = line.count.map { ", \($0.words)" } ?? ""
    var rows = [("", stage(line))]
    if let infusion = infusion(line) { rows.append(("dose", infusion)) }
    rows += vitals(line, now: now, style)
    if let due = due(line, style) { rows.append(("due", due)) }
    if !line.sideEffects.isEmpty {
      let effects = line.sideEffects.map { "\($0.effect.words), severity \($0.severity)" }
      rows.append(("open", style.yellow(effects.joined(separator: "; "))))
    }
    rows += risks(line, style).map { ("", $0) }
    if let owed = owed(line) { rows.append(("owed", style.yellow(owed))) }
    let head =
      style.bold("\(line.patient.recordNumber)  \(line.patient.name)")
      + "  \(seat(line))visit \(line.visitName), \(line.indication.words)\(count)\n"
    return head
      + rows.map { name, words in "  \(name.padded(nameColumns))\(words)\n" }.joined()
  }

  /// Of what stands before each line.
  private static let nameColumns = 8

  /// "seat 3, ", or nothing.
  private static func seat(_ line: Board.Line) -> String {
    line.seats.isEmpty ? "" : "seat \(line.seats.map(String.init).joined(separator: " and ")), "
  }

  /// "infusing for 25 min, arrived 09:02".
  private static func stage(_ line: Board.Line) -> String {
    "\(line.stage.label) for \(TimeText.duration(minutes: line.stageMinutes)), arrived "
      + line.arrived.localClock
  }

  /// "about 20.2 of 36.3 mg, 25 of 45 min".
  private static func infusion(_ line: Board.Line) -> String? {
    guard let infusion = line.infusion else { return nil }
    let given = milligrams(infusion.givenMg)
    let bolus = infusion.bolusMg > 0 ? ", boluses \(milligrams(infusion.bolusMg)) mg" : ""
    return (infusion.isGivenStated ? "" : "about ") + "\(given) of "
      + "\(milligrams(infusion.orderedMg)) mg\(bolus), \(infusion.runningMinutes) of "
      + "\(infusion.plannedMinutes) min"
  }

  /// To one decimal.
  static func milligrams(_ value: Double) -> String {
    guard value.isFinite, value.magnitude < 1e12 else { return "\(value)" }
    let tenths = Int64((value * 10).rounded())
    return tenths.isMultiple(of: 10) ? "\(tenths / 10)" : "\(tenths / 10).\(tenths.magnitude % 10)"
  }

  private static func vitals(
    _ line: Board.Line, now: ClinicalTime, _ style: TextStyle
  ) -> [(String, String)] {
    guard !line.vitals.isEmpty else { return [] }
    return line.vitals.enumerated().flatMap { index, vitals in
      let age = TimeText.age(of: vitals.occurred, nowMicroseconds: now.unixMicroseconds)
      let alarm: [(String, String)] =
        vitals.alarms.isEmpty
        ? [] : [("ALARM", style.red(vitals.alarms.joined(separator: "; ")))]
      return [(index == 0 ? "vitals" : "", "\(vitals.sentence) (\(age))")] + alarm
    }
  }

  private static func due(_ line: Board.Line, _ style: TextStyle) -> String? {
    guard let minutes = line.vitalsDueMinutes, let channel = line.vitalsDueChannel else {
      return nil
    }
    guard minutes < 0 else {
      return "\(channel.name) in \(TimeText.duration(minutes: minutes))"
    }
    return style.red("\(channel.name) overdue by \(TimeText.duration(minutes: -minutes))")
  }

  private static func risks(_ line: Board.Line, _ style: TextStyle) -> [String] {
    guard !line.openRisks.isEmpty else { return [] }
    let entries = line.openRisks.map { "#\($0)" }.joined(separator: ", ")
    return [style.red("RISK not answered: \(entries)")]
  }

  private static func owed(_ line: Board.Line) -> String? {
    var owed = line.owed.map { "\($0.what) (#\($0.position))" }
    if !line.reasonsOwed.isEmpty {
      owed.insert(
        "a reason for \(line.reasonsOwed.map(\.rawValue).joined(separator: ", "))", at: 0)
    }
    return owed.isEmpty ? nil : owed.joined(separator: "; ")
  }
}

extension Visit.Stage {
  /// As a list names it.
  var label: String {
    switch self {
    case .notArrived: "not arrived"
    case .arrived: "here"
    case .infusing: "infusing"
    case .paused: "paused"
    case .recovering: "recovering"
    case .ended: "ended"
    }
  }
}
