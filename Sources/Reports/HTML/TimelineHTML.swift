public import Clinic
internal import ClinicalRecord
internal import Compliance
internal import Ledger

/// A timeline as a page that stands for itself: each visit with its heading, its vital signs as a
/// drawing, and its entries.
public enum TimelineHTML {
  /// The page, ending in a newline.
  public static func render(_ timeline: Timeline) -> String {
    let patient = timeline.patient
    let subject = "\(patient.recordNumber)  \(patient.name), \(patient.born)"
    let asOf = timeline.asOf.map { "as of \(TimeText.dateAndClock($0)), " } ?? ""
    let policies = Set(timeline.visits.map { "policy \($0.policy), " }).sorted().joined()
    let origin =
      "\(asOf)\(policies)from \(timeline.treeSize) entries, "
      + "root \(timeline.treeRoot.prefix(16))…"
    var body = "<h1>\(HTMLPage.escaped(subject))</h1>\n"
    body +=
      "<p class=\"fine\">Chart \(patient.chart.description.prefix(8)), "
      + "\(HTMLPage.escaped(origin)). "
      + "Times are when it happened; where it was recorded in another minute, that stands beside "
      + "it.</p>\n"
    let sections = sections(of: timeline)
    for section in sections { body += render(section, in: timeline) }
    let told = Set(sections.compactMap(\.visit))
    for visit in timeline.visits where !told.contains(visit.visitName) {
      body += heading(visit, [])
    }
    if timeline.rows.isEmpty { body += "<p>Nothing of it is recorded.</p>\n" }
    let visit = timeline.visits.count == 1 ? "  visit \(timeline.visits[0].visitName)" : ""
    return HTMLPage.render(
      title: "Timeline of \(patient.recordNumber)",
      running: HTMLPage.Running(subject: subject + visit, origin: origin), body: body)
  }

  /// Entries that are told together: of one visit, or of none.
  private struct Section {
    var visit: String?
    var rows: [Timeline.Row]
  }

  /// A visit is told where it begins, whatever of another one happened meanwhile.
  private static func sections(of timeline: Timeline) -> [Section] {
    let visits = Set(timeline.visits.map(\.visitName))
    var sections: [Section] = []
    for row in timeline.rows {
      let visit = row.visitName.flatMap { visits.contains($0) ? $0 : nil }
      if let visit, let known = sections.firstIndex(where: { $0.visit == visit }) {
        sections[known].rows.append(row)
      } else if visit == nil, let last = sections.last, last.visit == nil {
        sections[sections.count - 1].rows.append(row)
      } else {
        sections.append(Section(visit: visit, rows: [row]))
      }
    }
    return sections
  }

  private static func render(_ section: Section, in timeline: Timeline) -> String {
    guard let visit = timeline.visits.first(where: { $0.visitName == section.visit }) else {
      return table("Chart", section.rows, timeline)
    }
    var html = heading(visit, section.rows)
    for (phase, rows) in phases(of: section.rows) {
      html += table(phase?.words ?? "entries", rows, timeline)
    }
    return html
  }

  private static func phases(
    of rows: [Timeline.Row]
  ) -> [(phase: Timeline.Phase?, rows: [Timeline.Row])] {
    var phases: [(phase: Timeline.Phase?, rows: [Timeline.Row])] = []
    for row in rows {
      if let last = phases.last, last.phase == row.phase {
        phases[phases.count - 1].rows.append(row)
      } else {
        phases.append((row.phase, [row]))
      }
    }
    return phases
  }

  /// What the visit comes to, and the drawing of its vital signs.
  static func heading(_ visit: Timeline.Heading, _ rows: [Timeline.Row]) -> String {
    let count = visit.count.map { ", \($0.words)" } ?? ""
    let title =
      "Visit \(visit.visitName) on \(visit.arrived.localDate.iso8601): "
      + "\(visit.indication.words)\(count)"
    let facts = VisitHeadingText.facts(visit).map { fact in
      let words = HTMLPage.escaped(fact.words)
      return (fact.name, fact.isAlarm ? "<span class=\"alarm\">\(words)</span>" : words)
    }
    let chart = VitalsChart(
      visit.summary, title: "Vital signs of visit \(visit.visitName)", marks: marks(of: rows))
    return "<h2>\(HTMLPage.escaped(title))</h2>\n" + HTMLPage.list(facts) + (chart?.render() ?? "")
  }

  /// Doses, drugs and side effects.
  private static func marks(of rows: [Timeline.Row]) -> [VitalsChart.Mark] {
    rows.compactMap { row in
      guard row.outcome?.isSuperseded != true, case .visit(let event) = row.event else {
        return nil
      }
      return switch event {
      case .infusionStarted, .infusionStopped, .infusionPaused, .infusionResumed,
        .infusionRateChanged, .bolusGiven, .antiemeticGiven, .rescueDrugGiven, .oxygenGiven,
        .sideEffectNoted, .sideEffectResolved, .adverseEventNoted, .emergencyCalled:
        VitalsChart.Mark(occurred: row.occurred, words: row.sentence)
      default: nil
      }
    }
  }

  private static func table(
    _ caption: String, _ rows: [Timeline.Row], _ timeline: Timeline
  ) -> String {
    let positions = Set(rows.map(\.position))
    return HTMLPage.table(
      caption: caption.prefix(1).uppercased() + caption.dropFirst(),
      ["When", "Entry", "What, and who recorded it"],
      rows.map { row in
        var classes: [String] = []
        if row.outcome?.isSuperseded == true { classes.append("superseded") }
        if let beside = row.beside, positions.contains(beside) { classes.append("behind") }
        return (
          classes.joined(separator: " "),
          [
            HTMLPage.escaped(TimeText.dateAndClock(row.occurred)), "#\(row.position)",
            said(row, timeline),
          ]
        )
      })
  }

  private static func said(_ row: Timeline.Row, _ timeline: Timeline) -> String {
    let who = row.recordedBy.map { " — \($0.nameAndRole)" } ?? ""
    let second = row.secondSigner.map { "; second signer \($0.nameAndRole)" } ?? ""
    var html = "<span class=\"said\">\(HTMLPage.escaped(row.sentence))</span>"
    if let given = row.givenMg, row.tellsDose {
      html += " · \(BoardText.milligrams(given)) mg so far"
    }
    html += HTMLPage.escaped(who + second)
    let marks = TimelineMarks.words(of: row, timeline.clock)
    if !marks.isEmpty { html += " <span class=\"mark\">\(HTMLPage.escaped(marks))</span>" }
    if !row.alarms.isEmpty {
      html +=
        " <span class=\"alarm\">\(HTMLPage.escaped(row.alarms.joined(separator: "; ")))</span>"
    }
    if !row.reasonsOwed.isEmpty {
      let rules = row.reasonsOwed.map(\.rawValue).joined(separator: ", ")
      html += " <span class=\"owed\">a reason is owed for \(rules)</span>"
    }
    return html
  }
}
