public import Clinic
internal import ClinicalRecord
internal import Ledger

/// A timeline as comma-separated values (RFC 4180): an entry a line, a column a fact, the first
/// line naming them.
public enum TimelineCSV {
  /// The lines, each ending in a newline.
  public static func render(_ timeline: Timeline) -> String {
    CSVLine.of(columns.map(\.name))
      + timeline.rows.map { row in
        CSVLine.of(columns.map { $0.value(row, timeline) ?? "" })
      }.joined()
  }

  /// By the keys that they have as JSON.
  private struct Column: Sendable {
    let name: String
    /// Nil where there is nothing to say.
    let value: @Sendable (Timeline.Row, Timeline) -> String?

    init(_ name: String, _ value: @escaping @Sendable (Timeline.Row, Timeline) -> String?) {
      self.name = name
      self.value = value
    }
  }

  private static let columns: [Column] = entry + vitals + said

  private static let entry: [Column] = [
    Column("position") { row, _ in "\(row.position)" },
    Column("chart") { row, timeline in chart(of: row, in: timeline) },
    Column("visit") { row, _ in text(row.visitNumber) },
    Column("phase") { row, _ in row.phase?.rawValue },
    Column("occurred") { row, _ in row.occurred.iso8601 },
    Column("recorded") { row, timeline in recorded(row, timeline.clock) },
    Column("is_late") { row, _ in "\(row.isLate)" },
    Column("is_after_end") { row, _ in "\(row.isAfterEnd)" },
    Column("event") { row, _ in row.event.kind.identifier },
    Column("sentence") { row, _ in row.sentence },
    Column("actor") { row, _ in text(row.recordedBy?.actor) },
    Column("actor_name") { row, _ in row.recordedBy?.handle },
    Column("actor_role") { row, _ in row.recordedBy?.role.words },
    Column("second_signer") { row, _ in row.secondSigner?.handle },
    Column("given_so_far_mg") { row, _ in text(row.givenMg) },
  ]

  private static let vitals: [Column] = VitalsChannel.allCases.map { channel in
    Column(channel.fieldName) { row, _ in text(row.sample?[channel]) }
  }

  private static let said: [Column] = [
    Column("alarms") { row, _ in row.alarms.joined(separator: "; ") },
    Column("corrects") { row, _ in text(row.corrects) },
    Column("explains") { row, _ in text(row.explains) },
    Column("amended_by") { row, _ in text(row.outcome?.amendedBy) },
    Column("entered_in_error_by") { row, _ in text(row.outcome?.enteredInErrorBy) },
    Column("superseded_by") { row, _ in text(row.outcome?.supersededBy) },
    Column("reasons_owed") { row, _ in row.reasonsOwed.map(\.rawValue).joined(separator: " ") },
  ]

  private static func text(_ value: (some CustomStringConvertible)?) -> String? {
    value.map(\.description)
  }

  private static func recorded(_ row: Timeline.Row, _ clock: ClinicClock) -> String {
    clock.local(row.recordedMicroseconds, beside: row.occurred, precision: .microsecond).iso8601
  }

  private static func chart(of row: Timeline.Row, in timeline: Timeline) -> String {
    let chart = timeline.charts.first { $0.letter == row.chartLetter } ?? timeline.charts.first
    return chart?.chart.description ?? ""
  }
}

extension Timeline.Row {
  /// The one set of vital signs that it states; nil for a monitor's run and everything else.
  fileprivate var sample: VitalsSample? {
    guard case .visit(.vitalsSampled(let sampled)) = event,
      case .sample(let sample)? = sampled.content
    else { return nil }
    return sample
  }
}
