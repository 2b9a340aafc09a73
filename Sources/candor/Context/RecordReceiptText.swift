internal import Clinic
internal import ClinicalRecord
internal import Compliance
internal import Ledger
internal import Reports

/// Says what was recorded, about whom, where in the ledger and when it happened: the slip is seen
/// while it can be mended.
struct RecordReceiptText {
  var recorded: Recorded
  /// What was stated, to tell whether its sentence may leave the terminal.
  var statements: [ClinicalEvent]
  var context: CommandContext

  /// - Parameter lines: to stand at the end of the text.
  func write(adding lines: [String] = []) throws {
    try context.answer(
      text: ([text] + lines).joined(separator: "\n"), json: try json().text())
    for line in owed { Output.note("Owed: \(line.what) (candor amend \(line.position))") }
    for line in reasons { Output.note(line) }
    if let doubt = context.clockDoubt, !recorded.wasAlreadyRecorded {
      Output.note(
        "\(doubt.words): it is recorded all the same, marked in report security; check the clock.")
    }
  }

  /// What was recorded without something that has to be said of it, since nothing holds it up.
  private var owed: [(position: UInt64, what: String)] {
    var lines = recorded.lines[...]
    return statements.compactMap { statement in
      guard let index = lines.firstIndex(where: { $0.event == statement.kind.name }) else {
        return nil
      }
      let position = lines[index].position
      lines = lines[(index + 1)...]
      return statement.statement.owed.map { (position, $0) }
    }
  }

  /// "MH-1001, Doe, Jane, born 1984-03-02": for a terminal alone.
  static func person(_ patient: PatientLabel) -> String {
    "\(patient.recordNumber), \(patient.name), \(patient.born)"
  }

  /// The record number, or the chart's id for whoever is not told it.
  static func number(_ patient: PatientLabel) -> String {
    patient.recordNumber.isEmpty
      ? "chart \(patient.chart.description.prefix(8))" : patient.recordNumber
  }

  private var text: String {
    var lines = [head]
    let width = recorded.lines.map(\.event.count).max() ?? 0
    for line in recorded.lines {
      let event = line.event + String(repeating: " ", count: width - line.event.count)
      lines.append("  \(line.position)  \(event)  \(when(line.occurred))")
      if showsSentence(of: line) { lines.append("      \(line.sentence.indented(by: 6))") }
    }
    if !recorded.alarms.isEmpty {
      lines.append(context.style.red("ALARM: \(recorded.alarms.joined(separator: "; "))"))
    }
    lines += recorded.remarks.map { "Note: \($0)." }
    if let leftOut { lines.append(leftOut) }
    lines += SignatureText(signatures: recorded.signatures, context: context).lines
    return lines.joined(separator: "\n")
  }

  /// "3 lines left out, on record already: entries 30, 31, 32".
  private var leftOut: String? {
    let positions = recorded.leftOut
    guard let first = positions.first else { return nil }
    let list = positions.prefix(6).map(String.init).joined(separator: ", ")
    return positions.count == 1
      ? "1 line left out, on record already: entry \(first)"
      : "\(positions.count) lines left out, on record already: entries \(list)"
        + (positions.count > 6 ? ", …" : "")
  }

  private var head: String {
    let verb = recorded.wasAlreadyRecorded ? "Recorded before, nothing added" : "Recorded"
    guard let patient = recorded.patient else {
      return verb + (recorded.lotNumber.map { " in the drug book, lot \($0):" } ?? ":")
    }
    // Whatever is not a terminal may be a log: there the record number has to do.
    let who = showsPerson(patient) ? Self.person(patient) : Self.number(patient)
    let visit = recorded.visitNumber.map { ", visit \($0)" } ?? ""
    let count = recorded.count.map { ", \($0.words)" } ?? ""
    return "\(verb) for \(who)\(visit)\(count):"
  }

  /// A name that was not typed just now is a look, or no name is shown.
  private func showsPerson(_ patient: PatientLabel) -> Bool {
    guard context.terminal.outputIsTerminal else { return false }
    return statements.contains { $0.kind == IntakeReceived.kind }
      || context.mayName(patient)
  }

  private func when(_ time: ClinicalTime) -> String {
    let age = TimeText.age(of: time, nowMicroseconds: recorded.recordedMicroseconds)
    return "\(TimeText.dateAndClock(time))\(context.offset(of: time)) (\(age))"
  }

  private func showsSentence(of line: Recorded.Line) -> Bool {
    if context.terminal.outputIsTerminal { return true }
    guard let stated = statements.first(where: { $0.kind.name == line.event }) else {
      return line.event == VisitOpened.name
    }
    return !stated.statement.holdsPersonalText && statements.count == 1
  }

  private var reasons: [String] {
    var lines = recorded.explainedDepartures.map {
      "Departs from \($0.rule.rawValue), explained: \($0.statement)"
    }
    lines += recorded.owedDepartures.map {
      "Departs from \($0.rule.rawValue), reason owed (candor record deviation-explained): \($0.statement)"
    }
    guard recorded.isReasonLeftOut else { return lines }
    return lines + [
      "The reason was not recorded, since this role explains no departure: it stays owed."
    ]
  }

  private func json() throws -> JSONValue {
    let owed: [JSONValue] = owed.map {
      .object(["position": .integer(Int64($0.position)), "what": .string($0.what)])
    }
    let remarks: [JSONValue] = recorded.remarks.map { .string($0) }
    let leftOut: [JSONValue] = recorded.leftOut.map { .integer(Int64($0)) }
    let about: [String: JSONValue] = [
      "record_number": recorded.patient.flatMap {
        $0.recordNumber.isEmpty ? nil : .string($0.recordNumber)
      } ?? .null,
      "chart": recorded.patient.map { .string($0.chart.description) } ?? .null,
      "visit": recorded.visitNumber.map { .integer(Int64($0)) } ?? .null,
      "infusion": recorded.count.map { .string($0.words) } ?? .null,
      "lot": recorded.lotNumber.map { .integer(Int64($0)) } ?? .null,
      "document": recorded.documentNumber.map { .integer(Int64($0)) } ?? .null,
    ]
    let told: [String: JSONValue] = [
      "already_recorded": .bool(recorded.wasAlreadyRecorded),
      "first_position": .integer(Int64(recorded.positions.lowerBound)),
      "last_position": .integer(Int64(recorded.positions.upperBound) - 1),
      "recorded_us": .integer(recorded.recordedMicroseconds),
      "entries": .array(
        recorded.lines.map { line in
          .object([
            "position": .integer(Int64(line.position)), "event": .string(line.event),
            "occurred": .string(line.occurred.iso8601),
          ])
        }),
      "signatures": SignatureText(signatures: recorded.signatures, context: context).json,
      "departures_explained": Self.rules(recorded.explainedDepartures),
      "departures_owed": Self.rules(recorded.owedDepartures),
      "owed": .array(owed),
      "alarms": .array(recorded.alarms.map { .string($0) }),
      "remarks": .array(remarks),
      "left_out": .array(leftOut),
    ]
    return .object(about.merging(told) { $1 })
  }

  private static func rules(_ findings: [Finding]) -> JSONValue {
    .array(findings.map { .string($0.rule.rawValue) })
  }
}

/// Who signed an append, when, and what the signature means: shown to the signer at signing
/// (21 CFR 11.50).
struct SignatureText {
  var signatures: [Recorded.Signature]
  var context: CommandContext

  init(signatures: [Recorded.Signature], context: CommandContext) {
    self.signatures = signatures
    self.context = context
  }

  /// Of the append that an entry belongs to; nothing for no entry.
  init(ofAppendWith position: UInt64?, context: CommandContext) throws {
    self.init(
      signatures: try position.map { try context.clinic.signatures(ofAppendWith: $0) } ?? [],
      context: context)
  }

  /// "Signed by Rosa Reed, RN (nurse.reed), 2026-11-02 10:05: recorded", a line for each signer.
  var lines: [String] {
    signatures.map { signature in
      let time = context.localTime(signature.signedMicroseconds)
      let when = TimeText.dateAndClock(time) + context.offset(of: time)
      return "Signed by \(Self.name(signature.signer)), \(when): \(signature.meaning)"
    }
  }

  var json: JSONValue {
    .array(
      signatures.map { signature in
        .object([
          "actor": .integer(Int64(signature.signer.actor)),
          "handle": .string(signature.signer.handle),
          "display_name": .string(signature.signer.displayName),
          "meaning": .string(signature.meaning),
          "signed": .string(context.localTime(signature.signedMicroseconds).iso8601),
        ])
      })
  }

  private static func name(_ label: StaffLabel) -> String {
    label.displayName.isEmpty || label.displayName == label.handle
      ? label.handle : "\(label.displayName) (\(label.handle))"
  }
}

extension CommandContext {
  /// Which of the two it was where the clock showed the time twice; nothing elsewhere.
  func offset(of time: ClinicalTime) -> String {
    times.clinicClock.showsTwice(time) ? " " + time.offsetWords : ""
  }
}
