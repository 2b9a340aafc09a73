internal import ClinicalRecord

/// Fills one event's fields: from the options, from JSON, and by asking the person at the terminal
/// for the rest.
struct FieldReader {
  /// What to do about what nobody has given.
  enum Missing {
    /// Ask the person at the terminal.
    case asked(Prompt)
    /// There is nobody to ask.
    case refused
    /// Only a check: suppose something ordinary, and say so.
    case supposed
  }

  /// The event's own fields as they came in JSON; nil when none did.
  let json: [String: JSONValue]?
  let missing: Missing
  let times: TimeReader
  /// Whether `--note` asks for remarks.
  let wantsRemarks: Bool
  /// The actor with a sign-in name.
  let actor: (String) throws -> UInt32
  /// Whether the event holds what an entry says that is amended: what is given replaces it, and
  /// what is not given stays.
  var amends = false
  /// What was asked for at the terminal, whether or not there was an answer.
  private var asked: Set<String> = []
  /// Whether the event holds what options and answers have given already.
  private var asksAgain = false
  /// Who the patient is on record; nil for events that do not begin with it.
  var known: KnownIdentity?
  /// What a dose per kilogram rests on.
  let weightKg: () throws -> Double
  /// The fields that a check supposed.
  private(set) var supposed: [String] = []

  init(
    json: [String: JSONValue]?, missing: Missing, times: TimeReader, wantsRemarks: Bool,
    actor: @escaping (String) throws -> UInt32,
    weightKg: @escaping () throws -> Double = { throw FieldReader.noWeightHere }
  ) {
    self.json = json
    self.missing = missing
    self.times = times
    self.wantsRemarks = wantsRemarks
    self.actor = actor
    self.weightKg = weightKg
  }

  private static let noWeightHere = ProgramError.usage(
    "a dose per kilogram is worked out for one patient at a time; give it in mg")

  /// Sets `value` from the option, else leaves what the JSON said, else asks.
  mutating func fill<Value>(
    _ value: inout Value, _ field: Field<Value>, option: Value?
  ) throws {
    if let option {
      try refuseTwice(value != field.blank, field.name, flag: field.flag ?? field.name)
      value = option
    } else if amends {
      value = try changed(field) ?? value
    } else if value == field.blank {
      value = try answer(to: field) ?? value
    }
  }

  /// A field of which 0 is told apart from nothing: its value where one is given, by an option or
  /// an answer.
  /// - Parameter given: the JSON has it.
  mutating func stated<Value>(
    _ field: Field<Value>, option: Value?, given: Bool
  ) throws -> Value? {
    if option != nil { try refuseTwice(given, field.name, flag: field.flag ?? field.name) }
    return try option ?? (given ? nil : answer(to: field))
  }

  /// For what must not stand on a command line.
  mutating func fill<Value>(_ value: inout Value, _ field: Field<Value>) throws {
    try fill(&value, field, option: nil)
  }

  /// - Throws: a usage error where the JSON has given what an option gives as well.
  func refuseTwice(_ isGiven: Bool, _ name: String, flag: String) throws {
    if isGiven, !asksAgain, !amends || json?[name] != nil {
      throw ProgramError.usage("\(flag) and the JSON's \(name) both give it; give one of them")
    }
  }

  /// A time that an option gives.
  func time(_ argument: TimeArgument, _ flag: String, mayLieAhead: Bool) throws -> StatedTime {
    try times.read(argument, field: flag, day: mayLieAhead ? .anyDay : .latest).stated
  }

  func timeField(
    _ name: String, flag: String, _ question: String, need: Field<StatedTime>.Need = .required,
    mayLieAhead: Bool
  ) -> Field<StatedTime> {
    Field(
      name: name, flag: flag, question: question, need: need, blank: StatedTime(),
      supposed: ClinicalTime(
        unixMicroseconds: times.clock.nowMicroseconds, utcOffsetMinutes: 0, precision: .minute
      ).stated,
      parse: { [times] text in
        try times.read(text, field: "it", day: mayLieAhead ? .anyDay : .latest).stated
      })
  }

  /// A member of staff by sign-in name.
  func actorField(
    _ name: String, flag: String, _ question: String, need: Field<UInt32>.Need = .required
  ) -> Field<UInt32> {
    Field(
      name: name, flag: flag, question: question, need: need, blank: 0, supposed: nil,
      parse: actor)
  }

  /// What the schema says against an answer, which its person can give anew; nil where there is
  /// nothing, and where it is about what nobody was asked for.
  func complaint(
    about event: some RecordableEvent
  ) -> (field: String, rejection: Rejection)? {
    do throws(Rejection) {
      try event.validate()
      return nil
    } catch {
      guard case .malformed(let field, _, _) = error, asked.contains(field) else { return nil }
      return (field, error)
    }
  }

  mutating func askAgain(_ field: String) {
    asked.remove(field)
    asksAgain = true
  }

  private mutating func answer<Value>(to field: Field<Value>) throws -> Value? {
    // What nobody is asked for is never asked for again.
    if asks(field), !asked.insert(field.name).inserted { return nil }
    switch (missing, field.need) {
    case (.asked(let prompt), .required), (.asked(let prompt), .answer):
      return try prompt.answer(field.question + ":") { text in
        guard !text.isEmpty else { throw ProgramError.usage("it is needed") }
        return try field.parse(text)
      }
    case (.asked(let prompt), .offered) where json == nil: return try offer(field, prompt)
    case (.asked(let prompt), .owed): return try offer(field, prompt)
    case (.asked(let prompt), .remark) where wantsRemarks: return try offer(field, prompt)
    case (.refused, .required): throw Self.missingError(field)
    case (.refused, .remark) where wantsRemarks && json == nil:
      throw ProgramError.usage(
        "--note asks for a note and there is no terminal to ask on; give it as \(field.name) in --json -"
      )
    case (.supposed, .required), (.supposed, .answer):
      supposed.append(field.name)
      return field.supposed
    case (.asked, _), (.refused, _), (.supposed, _): return nil
    }
  }

  /// Whether somebody at a terminal is asked for it.
  private func asks<Value>(_ field: Field<Value>) -> Bool {
    guard case .asked = missing else { return false }
    return switch field.need {
    case .required, .answer, .owed: true
    case .offered: json == nil
    case .remark: wantsRemarks
    case .notAsked: false
    }
  }

  /// Of an entry that is amended: Enter keeps what it says.
  private func changed<Value>(_ field: Field<Value>) throws -> Value? {
    guard case .asked(let prompt) = missing else { return nil }
    switch field.need {
    case .notAsked: return nil
    case .remark where !wantsRemarks: return nil
    case .required, .answer, .offered, .owed, .remark:
      return try prompt.answer(field.question + " (Enter keeps it):") { text in
        text.isEmpty ? nil : try field.parse(text)
      }
    }
  }

  private func offer<Value>(_ field: Field<Value>, _ prompt: Prompt) throws -> Value? {
    try prompt.answer(field.question + " (Enter leaves it out):") { text in
      text.isEmpty ? nil : try field.parse(text)
    }
  }

  /// Whether a list that can only be typed item by item may be asked for.
  var prompt: Prompt? {
    if case .asked(let prompt) = missing { return prompt }
    return nil
  }

  /// Whether nothing is recorded.
  var isCheck: Bool {
    if case .supposed = missing { return true }
    return false
  }

  /// Whether this is only a check, with `name` not given.
  mutating func supposes(_ name: String) -> Bool {
    guard isCheck else { return false }
    supposed.append(name)
    return true
  }

  private static func missingError<Value>(_ field: Field<Value>) -> ProgramError {
    let way = field.flag.map { "give \($0), or \(field.name) in --json -" }
    return .usage(
      "\(field.name) is missing and there is no terminal to ask on; "
        + (way ?? "give it in --json - (it must not stand on a command line)"))
  }
}
