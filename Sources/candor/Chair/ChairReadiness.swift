internal import ArgumentParser
internal import Clinic
internal import ClinicalRecord
internal import Compliance
internal import Ledger
internal import Reports

/// The pre-flight at a seat: whatever a start rests on and this visit has no entry of, on one
/// screen, each item answered, nothing filled in, and recorded in one act. Then every rule as it
/// stands before the start.
///
/// An answer begins with its item, so that the same line is read at a terminal and from a pipe:
/// `id name birth-date; fasting water 06:30; driver -`. A dash says that it was not done.
struct ChairReadiness {
  let seat: Seats.Seat
  let context: CommandContext
  let ledger: LedgerOptions

  /// In the order in which it is done.
  private struct Item {
    let word: ChairWord
    /// What to type behind it.
    let shape: String
  }

  private static let items: [Item] = [
    ("id", "two of name birth-date photo-id record-number address phone"),
    ("weight", "with its unit, kg or lb"),
    ("fasting", "what and when in turn: solid-food TIME water TIME, or unknown"),
    ("driver", "NAME, RELATION, PHONE"),
    ("equipment", "yes or no, then oxygen suction bag-valve-mask airways …"),
    ("iv", "gauge, attempts"),
    ("monitor", "hr rhythm spo2 bp respiration"),
    ("supervisor", "sign-in names of who supervises, who administers"),
    ("timeout", "patient drug dose route pump-settings allergies consent …"),
  ].compactMap { word, shape in ChairWord.named(word).map { Item(word: $0, shape: shape) } }

  /// What was answered, by event; nil for what was not done.
  private typealias Answers = [EventKind: ChairAct?]

  /// - Parameter typed: what stands behind `ready` on its line.
  /// - Throws: `ProgramError` where an item is not answered and nobody can be asked.
  func record(_ typed: String) throws {
    guard let visit = seat.visit else {
      throw ProgramError.badData(
        "nobody has arrived at seat \(seat.number); type \(seat.number) arrive depression")
    }
    let standing = try context.person.newestStatements(of: seat.chart, visit: visit)
    let role = try context.person.label.role
    let open = Self.items.filter { item in
      standing[item.word.event] == nil && item.word.event.recorders.contains(role)
    }
    var answers = Answers()
    try take(typed, into: &answers)
    if let prompt = context.prompt {
      if open.contains(where: { answers[$0.word.event] == nil }) { try show(standing, open) }
      try ask(prompt, open, &answers)
    }
    let missing = open.filter { answers[$0.word.event] == nil }
    guard missing.isEmpty else {
      let words = missing.map { $0.word.words[0] }.joined(separator: ", ")
      throw ProgramError.usage(
        "ready leaves open: \(words); answer each behind ready, with semicolons between, such as "
          + "\(seat.number) ready id name birth-date; driver -, where - says that it was not done")
    }
    try record(Self.items.compactMap { answers[$0.word.event] ?? nil }, in: visit)
    try showRules(visit)
  }

  // MARK: Answers

  private func take(_ typed: String, into answers: inout Answers) throws {
    for part in typed.split(separator: ";") {
      let words = part.split(separator: " ").map(String.init)
      guard let first = words.first else { continue }
      guard let named = ChairWord.named(first),
        let item = Self.items.first(where: { $0.word.event == named.event })
      else {
        let known = Self.items.map { $0.word.words[0] }.joined(separator: ", ")
        throw ProgramError.usage("there is no such item; ready takes \(known)")
      }
      guard words.count > 1 else {
        throw ProgramError.usage(
          "\(first) says nothing; give \(item.shape), or - where it was not done")
      }
      guard words != [first, "-"] else {
        answers[named.event] = .some(nil)
        continue
      }
      let act = try ChairAct(words)
      // Read once now, so that what is wrong is said before the next item is asked for.
      _ = try act.event(in: context)
      answers[named.event] = act
    }
  }

  private func ask(_ prompt: Prompt, _ open: [Item], _ answers: inout Answers) throws {
    while true {
      let missing = open.filter { answers[$0.word.event] == nil }.map { $0.word.words[0] }
      if missing.isEmpty { return }
      let line = try prompt.line("ready \(seat.number) (\(missing.joined(separator: ", "))):")
      guard !line.isEmpty else { throw ProgramError.nothingEntered }
      do {
        try take(line, into: &answers)
      } catch let error as ProgramError {
        Output.note("  Not taken: \(error.description).")
      }
    }
  }

  // MARK: The screen

  private func show(
    _ standing: [EventKind: (sentence: String, occurred: ClinicalTime)], _ open: [Item]
  ) throws {
    let columns = Self.items.map { $0.word.words[0].count }.max() ?? 0
    var lines = ["Before the start, seat \(seat.number): \(seat.name)"]
    for item in Self.items {
      let state: String
      if let known = standing[item.word.event] {
        state = "\(known.occurred.localClock)  \(known.sentence)"
      } else if open.contains(where: { $0.word.event == item.word.event }) {
        state = "?      \(item.shape)"
      } else {
        let roles = item.word.event.recorders.map(\.words).sorted().joined(separator: ", ")
        state = "–      is recorded by: \(roles)"
      }
      let row = "  \(item.word.words[0].padded(columns))  \(state)"
      lines.append(row.cut(to: context.terminal.width))
    }
    lines.append(
      "Answer each, in any order, with semicolons between; - was not done. Enter records nothing.")
    try Output.write(lines.joined(separator: "\n"))
  }

  /// Every rule as it would stand after a start, by verdict; what departs in its own words.
  private func showRules(_ visit: UInt32) throws {
    var fields = FieldReader(
      json: nil, missing: .supposed, times: TimeReader(clock: context.times), wantsRemarks: false,
      actor: { _ in 0 })
    let start = try InfusionStartedOptions.parse([]).event(from: &fields)
    let preflight = try context.person.check(
      Statement(chart: seat.chart, visitNumber: visit, event: start))
    if let rejection = preflight.rejection {
      return try Output.write("The start cannot be recorded: \(rejection.description).")
    }
    // The dose is not known yet.
    let findings = preflight.findings.filter { $0.rule != .S24 }
    var lines = PreflightList(findings: findings).byVerdict
    let departures = preflight.departures.filter { $0.rule != .S24 }
    if !departures.isEmpty {
      lines.append("The start would depart from policy:")
      lines.append(ComplianceText.findings(departures, style: context.style))
    }
    lines.append("\(seat.number) start takes the dose; S24 judges it.")
    try Output.write(lines.joined(separator: "\n"))
  }

  // MARK: The act

  private func record(_ acts: [ChairAct], in visit: UInt32) throws {
    guard !acts.isEmpty else {
      return try Output.write("Nothing was left to record.")
    }
    let statements = try acts.map { act in
      Statement(chart: seat.chart, visitNumber: visit, event: try act.event(in: context))
    }
    let recorded = try Recorder(context: context, signers: nil, ledger: ledger).record(statements)
    try RecordReceiptText(
      recorded: recorded, statements: statements.map(\.event), context: context
    ).write()
  }
}

extension String {
  /// So that a row of a table stays one.
  fileprivate func cut(to width: Int) -> String {
    count > width ? prefix(width - 1) + "…" : self
  }
}
