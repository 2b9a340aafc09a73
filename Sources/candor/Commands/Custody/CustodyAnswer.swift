internal import Clinic
internal import Ledger
internal import Reports

/// What was decided about a chart, with who signed it.
struct CustodyAnswer {
  var chart: SubjectID
  var recorded: Recorded
  var context: CommandContext

  func write() throws {
    let signatures = SignatureText(signatures: recorded.signatures, context: context)
    let lines = recorded.lines.flatMap { line in
      [
        "Recorded for chart \((line.chart ?? chart).description.prefix(8)) at position \(line.position)",
        "  \(line.sentence)",
      ]
    }
    try context.answer(
      text: (lines + signatures.lines).joined(separator: "\n"),
      json: try JSONValue.object([
        "chart": .string(chart.description),
        "event": recorded.lines.first.map { .string($0.event) } ?? .null,
        "position": .integer(Int64(recorded.positions.lowerBound)),
        "recorded_us": .integer(recorded.recordedMicroseconds),
        "signatures": signatures.json,
      ]).text())
  }
}
