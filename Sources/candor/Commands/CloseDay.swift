internal import ArgumentParser
internal import Clinic
internal import ClinicalRecord

/// `candor close-day`.
struct CloseDay: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "close-day",
    abstract: "Close the drug book's day: every lot counted by two people.",
    discussion: """
      A day is closed when every lot that has anything left was counted on it, nothing has moved since, and \
      nothing that was drawn is left to be accounted for. On a terminal each lot that is not counted yet is asked for; \
      what the book says is told when the count is in. Counts are given with --count, or as JSON with --json -, each \
      with the explanation of what differs. A difference is never balanced away: it is declared as a discrepancy, with \
      its explanation, or the day stays open. Counts and declarations are one act of two people. Exit code 1 while \
      something is still to be done, which is named.

      Examples:
        candor close-day --count 1=950mg --count 3=1250mg --second pharm.ito
        candor close-day --json - --second pharm.ito
          {"counts": [{"lot": 3, "counted_ug": 1245000, "explanation": "a vial broke"}]}
        candor close-day --date 2026-11-02
      """)

  @Option(
    help: ArgumentHelp("The day, YYYY-MM-DD; today when left out.", valueName: "date"),
    transform: LocalDate.init(argument:))
  var date: LocalDate?

  @Option(
    name: .customLong("count"),
    help: ArgumentHelp(
      "What two people have counted of a lot, with its unit: 3=1250mg.", valueName: "lot=amount"),
    transform: GivenCount.init(argument:))
  var counts: [GivenCount] = []

  @Option(help: ArgumentHelp("Read the counts as JSON from standard input: -.", valueName: "-"))
  var json: String?

  @OptionGroup(title: "Second signer") var second: SecondSignerOptions
  @OptionGroup(title: "Ledger and identity") var ledger: LedgerOptions

  func validate() throws {
    guard json == nil || json == "-" else {
      throw ProgramError.usage("--json reads standard input only; give --json -")
    }
  }

  func run() throws {
    let context = try ledger.signIn()
    let given = try json == nil ? counts : counts + GivenCount.read()
    try check(given)
    var answer = try context.person.closeDay(date)
    if case .open(let day, let lots) = answer {
      let counting = LotCounting(context: context, given: given)
      let statements = try counting.statements(for: lots, asking: date.map { $0 == day } ?? true)
      if !statements.isEmpty {
        let recorder = Recorder(
          context: context,
          second: try second.signature(for: statements.map(\.event.kind), in: context, ledger),
          signers: second, ledger: ledger)
        let recorded = try recorder.record(statements)
        Output.note(
          "Recorded in the drug book: "
            + recorded.lines.map { "\($0.position) \($0.event)" }.joined(separator: ", ") + ".")
        answer = try context.person.closeDay(date)
      }
    }
    try write(answer, in: context)
  }

  private func check(_ given: [GivenCount]) throws {
    let lots = given.map(\.lot)
    if let twice = lots.first(where: { lot in lots.count { $0 == lot } > 1 }) {
      throw ProgramError.usage("lot \(twice) is counted twice; give one count of each lot")
    }
    if date != nil, !given.isEmpty {
      throw ProgramError.usage(
        "what is counted now is counted today; leave out --date, or record the count with its own "
          + "time: candor record \(LotCounted.kind.identifier) --lot \(lots[0]) --at")
    }
  }

  private func write(_ answer: ClosedDay, in context: CommandContext) throws {
    switch answer {
    case .closed(let day, let position, let lotCount, let discrepancyCount):
      let lots = lotCount == 1 ? "1 lot" : "\(lotCount) lots"
      let declared =
        discrepancyCount == 1 ? "1 discrepancy" : "\(discrepancyCount) discrepancies"
      try context.answer(
        text: "Day closed: \(day), \(lots) counted, \(declared) declared (entry \(position))\n",
        json: try JSONValue.object([
          "closed": .bool(true), "day": .string(day.iso8601), "position": .integer(Int64(position)),
          "lots": .integer(Int64(lotCount)), "discrepancies": .integer(Int64(discrepancyCount)),
        ]).text())
    case .open(let day, let lots):
      try context.answer(
        text: "\(day) is not closed:\n" + lots.map { "  \($0.toDo)\n" }.joined(),
        json: try JSONValue.object([
          "closed": .bool(false), "day": .string(day.iso8601),
          "open": .array(
            lots.map {
              .object(["lot": .integer(Int64($0.lot)), "what": .string($0.toDo)])
            }),
        ]).text())
      throw ExitCode(ExitStatus.no)
    }
  }
}

/// What two people have counted of one lot.
struct GivenCount: Equatable {
  var lot: UInt32
  var countedUg: UInt64
  /// Why it is not what the book says; nil where nothing is said about that.
  var explanation: String?

  init(lot: UInt32, countedUg: UInt64, explanation: String? = nil) {
    self.lot = lot
    self.countedUg = countedUg
    self.explanation = explanation
  }

  /// `3=1250mg`.
  init(argument: String) throws {
    let parts = argument.split(separator: "=", omittingEmptySubsequences: false)
    guard parts.count == 2, let lot = UInt32(parts[0]), lot > 0 else {
      throw ProgramError.usage(
        "--count takes the number of a lot and what was counted, with its unit; give --count 3=1250mg"
      )
    }
    self.init(lot: lot, countedUg: try Micrograms(argument: String(parts[1])).value)
  }

  /// `{"counts": [{"lot": 3, "counted_ug": 1250000, "explanation": "…"}]}` on standard input.
  static func read() throws -> [GivenCount] {
    let object = try JSONValue.object(
      parsing: try FileInput.text(at: "-", .document, of: "the counts"), called: "standard input")
    let expected =
      "give {\"counts\": [{\"lot\": 3, \"counted_ug\": 1250000, \"explanation\": \"…\"}]}"
    guard object.count == 1, case .array(let counts)? = object["counts"] else {
      throw ProgramError.badData("the JSON is not a list of counts; \(expected)")
    }
    return try counts.enumerated().map { index, value in
      guard case .object(var fields) = value,
        case .integer(let lot)? = fields.removeValue(forKey: "lot"), let lot = UInt32(exactly: lot),
        case .integer(let counted)? = fields.removeValue(forKey: "counted_ug"),
        let counted = UInt64(exactly: counted)
      else {
        throw ProgramError.badData(
          "count \(index + 1) has no lot or no counted_ug that is a whole number; \(expected)")
      }
      var explanation: String?
      switch fields.removeValue(forKey: "explanation") {
      case nil: break
      case .string(let text)? where !text.trimmed.isEmpty: explanation = text.trimmed
      default:
        throw ProgramError.badData("the explanation of count \(index + 1) is no text; \(expected)")
      }
      guard fields.isEmpty else {
        throw ProgramError.badData(
          "count \(index + 1) has a field other than lot, counted_ug and explanation; \(expected)")
      }
      return GivenCount(lot: lot, countedUg: counted, explanation: explanation)
    }
  }
}

/// What is recorded of the lots that are not counted yet: as given, or as the person at the
/// terminal answers.
private struct LotCounting {
  let context: CommandContext
  let given: [GivenCount]

  /// - Parameter asking: whether the day is one that is counted now.
  func statements(for lots: [UnclosedLot], asking: Bool) throws -> [Statement] {
    if let other = given.first(where: { count in !lots.contains { $0.lot == count.lot } }) {
      throw ProgramError.badData(
        "lot \(other.lot) is not waiting to be counted: there is none of that number with anything "
          + "left, or it is counted already; see candor report drugs")
    }
    return try lots.flatMap { lot in try statements(for: lot, asking: asking) }
  }

  private func statements(for lot: UnclosedLot, asking: Bool) throws -> [Statement] {
    let given = given.first { $0.lot == lot.lot }
    switch lot.cause {
    case .open:
      guard given == nil else {
        throw ProgramError.badData(
          "lot \(lot.lot) is not counted while something that was drawn of it is not accounted for")
      }
      return []
    case .differs(let countedUg, let bookUg):
      if let given {
        return try counted(given, of: lot, bookUg: bookUg)
      }
      guard asking, let prompt = context.prompt else { return [] }
      return try declared(countedUg, of: lot, bookUg: bookUg, nil, prompt)
    case .uncounted(let bookUg):
      if let given { return try counted(given, of: lot, bookUg: bookUg) }
      guard asking, let prompt = context.prompt else { return [] }
      // What the book says is told afterwards: whoever knows it finds it.
      let countedUg = try prompt.answer(
        "  \(lot.words): counted (1250mg; Enter: not now):"
      ) { text in text.isEmpty ? nil : try Micrograms(argument: text).value }
      guard let countedUg else { return [] }
      return try counted(GivenCount(lot: lot.lot, countedUg: countedUg), of: lot, bookUg: bookUg)
    }
  }

  private func counted(
    _ given: GivenCount, of lot: UnclosedLot, bookUg: Int64
  ) throws -> [Statement] {
    var count = LotCounted()
    count.countedUg = given.countedUg
    let statement = Statement(chart: nil, event: .lot(.lotCounted(count)), lotNumber: lot.lot)
    return try [statement]
      + declared(
        Int64(clamping: given.countedUg), of: lot, bookUg: bookUg, given.explanation, context.prompt
      )
  }

  /// What differs, with its explanation; nothing where nobody gives one.
  private func declared(
    _ countedUg: Int64, of lot: UnclosedLot, bookUg: Int64, _ explanation: String?,
    _ prompt: Prompt?
  ) throws -> [Statement] {
    let missing = bookUg - countedUg
    guard missing != 0 else { return [] }
    let amount = DrugLot.mg(Int64(clamping: missing.magnitude))
    var explanation = explanation
    if explanation == nil, let prompt {
      Output.note(
        "  The book says \(DrugLot.mg(bookUg)): \(amount) "
          + (missing > 0 ? "are missing." : "are more than booked."))
      let answer = try prompt.line(
        "  Explanation (Enter: nothing is declared, the day stays open):")
      explanation = answer.isEmpty ? nil : answer
    }
    guard let explanation else { return [] }
    var declared = DiscrepancyDeclared()
    declared.about = .stock
    if missing > 0 {
      declared.missingUg = missing.magnitude
    } else {
      declared.surplusUg = missing.magnitude
    }
    declared.explanation = explanation
    return [
      Statement(chart: nil, event: .lot(.discrepancyDeclared(declared)), lotNumber: lot.lot)
    ]
  }
}

extension UnclosedLot {
  /// What is still to be done, and how.
  fileprivate var toDo: String {
    switch cause {
    case .uncounted(let bookUg):
      "lot \(lot): the book says \(DrugLot.mg(bookUg)); count it, by two people: candor record "
        + "\(LotCounted.kind.identifier) --lot \(lot), or candor close-day --count \(lot)=…"
    case .differs(let countedUg, let bookUg):
      "lot \(lot): \(DrugLot.mg(countedUg)) counted, and the book says \(DrugLot.mg(bookUg)); "
        + "declare the difference: candor record \(DiscrepancyDeclared.kind.identifier) --lot \(lot)"
    case .open(let amountUg):
      "lot \(lot): \(DrugLot.mg(amountUg)) drawn are not accounted for; record what was given, "
        + "wasted or returned, or declare what is missing"
    }
  }
}
