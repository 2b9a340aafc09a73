public import Clinic
internal import ClinicalRecord

/// Writes a history entry by entry, however long it is: what a call returns ends in a newline or is
/// empty.
public struct HistoryWriter {
  /// How entries are written down.
  public enum Form: Sendable {
    /// A table for a person.
    case text
    /// An array of objects with stable keys.
    case json
    /// Such an object a line (https://github.com/ndjson/ndjson-spec).
    case ndjson
    /// RFC 4180, the first line naming the columns.
    case csv
  }

  private let form: Form
  private var table: TextTable
  private let style: TextStyle
  /// What was added and not written yet: of a table, the rows that its columns are laid out for; of
  /// an array, the object that still wants its comma.
  private var waiting: [HistoryRow] = []
  private var hasBegun = false

  /// By so many entries are the columns of a table laid out; what comes later keeps to them.
  private static let rowsPerLayout = 1_000

  /// Writes nothing yet.
  public init(_ form: Form, style: TextStyle) {
    self.form = form
    self.style = style
    table = TextTable(["entry", "occurred", "recorded", "by", "chart", "visit", "event"])
  }

  /// What is written once another entry is known.
  public mutating func add(_ row: HistoryRow) throws -> String {
    switch form {
    case .text, .json:
      waiting.append(row)
      guard waiting.count > (form == .text ? Self.rowsPerLayout : 1) else { return "" }
      let next = waiting.removeLast()
      let text = try written()
      waiting.append(next)
      return text
    case .ndjson: return try JSONText.line(HistoryDocument(row)) + "\n"
    case .csv:
      let document = HistoryDocument(row)
      return begun() + CSVLine.of(HistoryColumn.allCases.map { $0.cell(of: document) })
    }
  }

  /// What waits, for whoever reads along; an array goes on, so its last object goes on waiting.
  public mutating func flush() throws -> String {
    switch form {
    case .text: try written()
    case .csv: begun()
    case .json, .ndjson: ""
    }
  }

  /// What is left to be written once there are no more entries.
  public mutating func end() throws -> String {
    switch form {
    case .text: return hasBegun || !waiting.isEmpty ? try written() : "No entry fits.\n"
    case .csv: return begun()
    case .ndjson: return ""
    case .json:
      guard let last = waiting.popLast() else {
        return try hasBegun ? "]\n" : JSONText.render([HistoryDocument]())
      }
      return (hasBegun ? "" : "[\n") + (try object(last)) + "\n]\n"
    }
  }

  private mutating func written() throws -> String {
    let rows = waiting
    waiting = []
    guard !rows.isEmpty else { return "" }
    if form == .json {
      let text = try rows.map { try object($0) + ",\n" }.joined()
      defer { hasBegun = true }
      return (hasBegun ? "" : "[\n") + text
    }
    for row in rows { table.add(Self.cells(of: row)) }
    hasBegun = true
    return table.take(style)
  }

  private mutating func begun() -> String {
    guard !hasBegun else { return "" }
    hasBegun = true
    return CSVLine.of(HistoryColumn.allCases.map(\.rawValue))
  }

  private func object(_ row: HistoryRow) throws -> String {
    let text = try JSONText.render(HistoryDocument(row)).dropLast()
    return "  " + text.replacing("\n", with: "\n  ")
  }

  private static func cells(of row: HistoryRow) -> [String] {
    [
      "#\(row.position)", row.occurredText, row.recordedText,
      ([row.actorHandle ?? "actor \(row.actor)"] + row.secondSigners).joined(separator: " + "),
      "\(row.chart?.prefix(8) ?? "–")", row.visitNumber.map { "\($0)" } ?? "–",
      row.event + (row.isLate ? " (late)" : ""),
    ]
  }
}

/// What a line of comma-separated values says of an entry, by the keys that it has as JSON.
private enum HistoryColumn: String, CaseIterable {
  case position, occurred, precision, recorded
  case clockLagMilliseconds = "clock_lag_milliseconds"
  case actor
  case actorName = "actor_name"
  case secondSigners = "second_signers"
  case stream, chart, visit, lot, event
  case isLate = "is_late"
  case appendID = "append_id"
  case bodyBytes = "body_bytes"
  case isSealed = "is_sealed"

  /// Nothing where it is not known.
  func cell(of document: HistoryDocument) -> String {
    switch self {
    case .position: "\(document.position)"
    case .occurred: document.occurred
    case .precision: document.precision
    case .recorded: document.recorded
    case .clockLagMilliseconds: "\(document.clockLagMilliseconds)"
    case .actor: "\(document.actor)"
    case .actorName: document.actorName ?? ""
    case .secondSigners: document.secondSigners.joined(separator: " ")
    case .stream: document.stream
    case .chart: document.chart ?? ""
    case .visit: document.visit.map { "\($0)" } ?? ""
    case .lot: document.lot.map { "\($0)" } ?? ""
    case .event: document.event
    case .isLate: "\(document.isLate)"
    case .appendID: document.appendID
    case .bodyBytes: "\(document.bodyBytes)"
    case .isSealed: "\(document.isSealed)"
    }
  }
}

extension HistoryRow {
  /// With the offset where the clinic's clock showed the time twice.
  var occurredText: String { Self.text(occurred, isRepeated: isOccurredRepeated) }

  var recordedText: String { Self.text(recorded, isRepeated: isRecordedRepeated) }

  private static func text(_ time: ClinicalTime, isRepeated: Bool) -> String {
    TimeText.dateAndClock(time) + (isRepeated ? " " + time.offsetWords : "")
  }

  var occurred: ClinicalTime {
    TimeText.local(
      occurredMicroseconds, utcOffsetMinutes: utcOffsetMinutes,
      precision: precision == "day" ? .day : .minute)
  }

  var recorded: ClinicalTime {
    TimeText.local(recordedMicroseconds, utcOffsetMinutes: recordedOffsetMinutes)
  }
}
