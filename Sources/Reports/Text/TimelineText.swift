public import Clinic
internal import ClinicalRecord
internal import Compliance
internal import Ledger

/// A timeline for a person: each visit with its heading and its parts, when everything happened,
/// and when it was recorded where that was in another minute.
public enum TimelineText {
  /// The text, ending in a newline.
  public static func render(_ timeline: Timeline, style: TextStyle) -> String {
    var text = header(timeline, style: style)
    let lines = TimelineLines(timeline, style)
    var told: Set<String> = []
    var chapter: Chapter?
    var before: Timeline.Row?
    for row in timeline.rows {
      if let next = Chapter(row), next != chapter {
        if let visit = timeline.visits.first(where: { $0.visitName == next.visit }),
          told.insert(next.visit).inserted
        {
          text += "\n" + VisitHeadingText.render(visit, style: style)
        }
        text += "\n" + style.bold(next.title(amongMany: timeline.visits.count > 1)) + "\n"
        chapter = next
      } else if before == nil {
        text += "\n"
      }
      if let change = change(before: row, after: before, timeline.clock) {
        text += style.dim(String(repeating: " ", count: lines.indent) + change.words) + "\n"
      }
      text += lines.line(row)
      before = row
    }
    // Of a visit nothing may be left by what was asked for.
    for visit in timeline.visits where !told.contains(visit.visitName) {
      text += "\n" + VisitHeadingText.render(visit, style: style)
    }
    if timeline.rows.isEmpty { text += "\nNothing of it is recorded.\n" }
    return text
  }

  private static func header(_ timeline: Timeline, style: TextStyle) -> String {
    let patient = timeline.patient
    let name = "\(patient.recordNumber)  \(patient.name)"
    let chart = "chart \(patient.chart.description.prefix(8))"
    let isOneLine = (name + patient.born + chart).columns + 4 <= style.width
    let title =
      isOneLine
      ? style.bold(name)
      : style.wrap(name, columns: style.width).map(style.bold).joined(separator: "\n")
    return title + (isOneLine ? "  " : "\n") + patient.born + "  " + style.dim(chart) + "\n"
      + charts(timeline)
      + style.dim("from \(timeline.treeSize) entries, root \(timeline.treeRoot.prefix(16))…") + "\n"
  }

  /// Which letter stands for which of several charts.
  private static func charts(_ timeline: Timeline) -> String {
    guard timeline.charts.count > 1 else { return "" }
    let lines = timeline.charts.map { chart in
      "\(chart.letter) = \(chart.recordNumber), chart \(chart.chart.description.prefix(8))"
    }
    return lines.map { $0 + "\n" }.joined()
  }

  /// Where the clocks were changed between two rows: told beside what happened on that day or
  /// within hours of it.
  private static func change(
    before row: Timeline.Row, after earlier: Timeline.Row?, _ clock: ClinicClock
  ) -> ClockChange? {
    guard let earlier else { return nil }
    let (start, end) = (earlier.occurred.unixMicroseconds, row.occurred.unixMicroseconds)
    let day: Int64 = 86_400_000_000
    // Whatever two entries state, only a day on either side is looked at.
    let far = end > start && (end &- start > 2 * day || end &- start < 0)
    let change =
      far
      ? clock.change(after: start, through: start &+ day)
        ?? clock.change(after: end &- day, through: end)
      : clock.change(after: start, through: end)
    guard let change else { return nil }
    let days = [change.before.localDate, change.after.localDate]
    return days.contains(earlier.occurred.localDate) || days.contains(row.occurred.localDate)
      ? change : nil
  }
}

/// A part of a visit, as a chapter of its timeline.
private struct Chapter: Hashable {
  let visit: String
  let phase: Timeline.Phase

  /// Nil for what belongs to no part of a visit: it goes on where it stands.
  init?(_ row: Timeline.Row) {
    guard let visit = row.visitName, let phase = row.phase else { return nil }
    self.visit = visit
    self.phase = phase
  }

  func title(amongMany isAmongMany: Bool) -> String {
    isAmongMany ? "Visit \(visit): \(phase.words)" : phase.words.capitalizedFirst
  }
}

/// The entries of a timeline, a line or a few each, under each other.
private struct TimelineLines {
  /// Columns before what an entry says.
  let indent: Int
  private let clock: ClinicClock
  private let style: TextStyle
  /// Of the visits' names; nil where all is of one visit.
  private let visitColumns: Int?
  private let positionColumns: Int
  private let vitals: VitalsColumns
  private let positions: Set<UInt64>

  init(_ timeline: Timeline, _ style: TextStyle) {
    clock = timeline.clock
    self.style = style
    let names = Set(timeline.rows.map { $0.visitName ?? "–" })
    visitColumns = names.count > 1 ? names.map(\.count).max() : nil
    positionColumns = timeline.rows.map { "#\($0.position)".count }.max() ?? 0
    vitals = VitalsColumns(timeline.rows)
    positions = Set(timeline.rows.map(\.position))
    indent = 16 + 2 + (visitColumns.map { $0 + 2 } ?? 0) + positionColumns + 2
  }

  func line(_ row: Timeline.Row) -> String {
    let columns = [
      TimeText.dateAndClock(row.occurred).padded(16),
      visitColumns.map { (row.visitName ?? "–").padded($0) },
      "#\(row.position)".padded(positionColumns),
    ]
    let prefix = columns.compactMap(\.self).joined(separator: "  ")
    let isBehind = row.beside.map(positions.contains) ?? false
    let room = max(style.width - indent - (isBehind ? 2 : 0), 24)
    // What counts no more stays readable, and what is said of it is not struck through with it.
    let isSuperseded = row.outcome?.isSuperseded ?? false
    let said = sentence(row)
    let marks = TimelineMarks.words(of: row, clock)
    var lines: [String]
    if isSuperseded, style.isColored {
      lines =
        style.wrap(said, columns: room).map(style.struck)
        + style.wrap(marks, columns: room)
    } else {
      let isMarked = !isSuperseded && (row.isLate || row.isAfterEnd)
      lines = style.wrap(said + (marks.isEmpty ? "" : " \(marks)"), columns: room)
      if isMarked { lines = lines.map(style.yellow) }
    }
    lines += row.alarms.isEmpty ? [] : alarms(row, columns: room)
    if !row.reasonsOwed.isEmpty {
      let rules = row.reasonsOwed.map(\.rawValue).joined(separator: ", ")
      lines.append(style.red("a reason is owed for \(rules)"))
    }
    let margin = String(repeating: " ", count: indent)
    return prefix + "  "
      + lines.enumerated().map { index, line in
        (index == 0 ? "" : margin) + (isBehind ? index == 0 ? "↳ " : "  " : "") + line + "\n"
      }.joined()
  }

  private func alarms(_ row: Timeline.Row, columns: Int) -> [String] {
    style.wrap("ALARM " + row.alarms.joined(separator: "; "), columns: columns).map(style.red)
  }

  private func sentence(_ row: Timeline.Row) -> String {
    let sofar = row.givenMg.flatMap {
      row.tellsDose ? " · \(BoardText.milligrams($0)) mg so far" : nil
    }
    return vitals.sentence(row) + (sofar ?? "")
      + (row.recordedBy.map { " — \($0.nameAndRole)" } ?? "")
      + (row.secondSigner.map { "; second signer \($0.nameAndRole)" } ?? "")
  }
}

/// The channels of single sets of vital signs, so that they stand under each other.
private struct VitalsColumns {
  /// In the order in which a set says them, each with the columns that it takes.
  private let channels: [(label: String, columns: Int)]

  /// What is longer, as a value that is marked, shifts its own line alone.
  private static let mostColumns = 11

  init(_ rows: [Timeline.Row]) {
    let labels = ["HR", "pulse", "BP", "SpO2", "RR", "temp"]
    var widths: [String: Int] = [:]
    for row in rows where row.isSetOfVitals {
      for part in Self.parts(of: row) where part.columns <= Self.mostColumns {
        guard let label = labels.first(where: { part.hasPrefix($0 + " ") }) else { continue }
        widths[label] = max(widths[label] ?? 0, part.columns)
      }
    }
    channels = labels.compactMap { label in widths[label].map { (label, $0) } }
  }

  /// As the entry says it, a set of vital signs in its columns.
  func sentence(_ row: Timeline.Row) -> String {
    guard row.isSetOfVitals, channels.count > 1 else { return row.sentence }
    var parts = Self.parts(of: row)[...]
    var cells: [String] = []
    for (label, columns) in channels {
      if let part = parts.first, part.hasPrefix(label + " ") {
        cells.append(part.padded(columns))
        parts.removeFirst()
      } else {
        cells.append(String(repeating: " ", count: columns))
      }
    }
    let line = (cells + parts).joined(separator: "  ")
    return String(line.reversed().drop { $0 == " " }.reversed())
  }

  private static func parts(of row: Timeline.Row) -> [String] {
    row.sentence.split(separator: " · ").map(String.init)
  }
}

extension Timeline.Row {
  /// Whether it is one set of vital signs that stands as it was recorded.
  fileprivate var isSetOfVitals: Bool {
    guard case .visit(.vitalsSampled(let sampled)) = event, case .sample? = sampled.content else {
      return false
    }
    return true
  }

  /// Whether the dose so far is told beside it: where it changes, and where the patient is watched.
  var tellsDose: Bool {
    guard case .visit(let event) = event else { return false }
    return switch event {
    case .vitalsSampled, .infusionRateChanged, .infusionPaused, .infusionResumed, .bolusGiven,
      .sideEffectNoted, .dissociationScored:
      true
    default: false
    }
  }
}

extension Timeline.Phase {
  /// "before the infusion".
  var words: String {
    switch self {
    case .preparation: "before the infusion"
    case .infusion: "infusion"
    case .recovery: "recovery"
    case .afterwards: "after the visit's end"
    }
  }
}

extension String {
  fileprivate var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }

  /// Free text within a line.
  var onOneLine: String { split(whereSeparator: \.isWhitespace).joined(separator: " ") }
}

extension StaffLabel {
  /// The name as printed on a record; the sign-in name where there is none.
  var displayNameOrHandle: String { displayName.isEmpty ? handle : displayName }

  /// "Rosa Reed, RN (nurse)".
  var nameAndRole: String { "\(displayNameOrHandle) (\(role.words))" }
}
