internal import Clinic
internal import ClinicalRecord
internal import Ledger
internal import Reports

/// What somebody is asked to sign, as they see it before and after they have signed.
struct OpenedRequestText {
  var opened: OpenedRequest
  var desk: Desk

  var text: String {
    var lines = ["\(opened.request.askedBy) asks you to sign as \(opened.request.meaning)\(about):"]
    for line in opened.lines {
      let when = TimeText.dateAndClock(line.occurred)
      let age = TimeText.age(of: line.occurred, nowMicroseconds: desk.clock.nowMicroseconds())
      lines += ["  \(line.event)  \(when) (\(age))", "      \(line.sentence)"]
    }
    return lines.joined(separator: "\n")
  }

  /// - Parameter positions: where it was recorded; nil while it is not.
  func outcome(_ positions: Range<UInt64>?) -> String {
    guard let positions else {
      return "Signed. Not recorded yet: the terminal of \(opened.request.askedBy) records it."
    }
    return "Signed, and recorded at \(positions.lowerBound)."
  }

  func json(_ positions: Range<UInt64>?) -> JSONValue {
    .object([
      "append_id": .string(opened.request.id.description),
      "asked_by": .string(opened.request.askedBy), "meaning": .string(opened.request.meaning),
      "record_number": opened.patient.map { .string($0.recordNumber) } ?? .null,
      "visit": opened.visitNumber.map { .integer(Int64($0)) } ?? .null,
      "entries": .array(
        opened.lines.map { line in
          .object([
            "event": .string(line.event), "sentence": .string(line.sentence),
            "occurred": .string(line.occurred.iso8601),
          ])
        }),
      "signed": .bool(true), "recorded": .bool(positions != nil),
      "first_position": positions.map { .integer(Int64($0.lowerBound)) } ?? .null,
    ])
  }

  private var about: String {
    guard let patient = opened.patient else { return "" }
    // Whatever is not a terminal may be a log: there the record number has to do.
    let who = desk.terminal.outputIsTerminal ? Echo.person(patient) : patient.recordNumber
    return ", for \(who)" + (opened.visitNumber.map { ", visit \($0)" } ?? "")
  }
}
