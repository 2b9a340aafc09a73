public import Clinic
internal import ClinicalRecord
internal import Compliance
internal import Ledger

/// A day's list for a person: one line a date, or a visit without one.
public enum ScheduleText {
  /// The text, ending in a newline.
  public static func render(_ schedule: DaySchedule, style: TextStyle) -> String {
    let heading = style.bold("Schedule of \(schedule.date)") + "\n"
    guard !schedule.lines.isEmpty else {
      return heading + "Nobody is scheduled, and nobody came.\n"
    }
    var table = TextTable(["time", "record", "name", "for", "infusion", "visit", "state"])
    for line in schedule.lines {
      table.add([
        time(line), line.patient.recordNumber, line.patient.name, line.indication.words,
        line.count?.words ?? "–", line.visitName ?? "–", state(line, style),
      ])
    }
    return heading + table.render(style)
  }

  /// "09:30"; "day" where no more is known, and "–" for who came without a date.
  private static func time(_ line: DaySchedule.Line) -> String {
    line.scheduled.map { $0.precision == .day ? "day" : $0.localClock } ?? "–"
  }

  private static func state(_ line: DaySchedule.Line, _ style: TextStyle) -> String {
    let arrived = line.arrived.map { ", came \($0.localClock)" } ?? ""
    let words = line.state.rawValue + arrived
    switch line.state {
    case .late, .leftOpen, .neverArrived: return style.red(words)
    case .noShow, .cancelled: return style.yellow(words)
    case .notYet, .arrived, .infusing, .paused, .recovering, .ended: return words
    }
  }
}
