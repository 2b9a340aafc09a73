internal import ClinicalRecord

/// What a word at the chair stands for: an event, and which of its options the words behind it are.
struct ChairWord {
  /// How the words behind it are read.
  enum Reading {
    /// Each is the value of the option at its place; "-" leaves one out.
    case inOrder([String])
    /// Each is a value of that option, which may stand several times.
    case each(String)
    /// Names and values in turn: `solid 22:00 water 06:00`.
    case pairs
    /// The first is the value of one option, each other one of the second: `yes oxygen suction`.
    case first(String, each: String)
    /// Free text, with commas between the fields of that message, which stands in JSON alone.
    case text(String, [String])
  }

  let words: [String]
  let event: EventKind
  let reading: Reading
  let example: String
  /// Options that the word itself gives.
  var given: [String] = []

  private init(
    _ words: String..., event: EventKind, _ reading: Reading = .inOrder([]), example: String = ""
  ) {
    self.words = words
    self.event = event
    self.reading = reading
    self.example = example
  }

  private init(_ word: String, event: EventKind, given: [String], _ reading: Reading) {
    self.init(word, event: event, reading)
    self.given = given
  }

  /// Those of one's own; beside them every event answers to its name, every side effect and every
  /// drug to its own.
  static let all: [ChairWord] = [
    ChairWord(
      "arrive", "arrived", event: Arrived.kind, .inOrder(["--indication"]), example: "depression"),
    ChairWord("id", event: IdentityConfirmed.kind, .each("--by"), example: "name birth-date"),
    ChairWord("weight", event: Weighed.kind, .inOrder(["--weight"]), example: "160lb"),
    ChairWord(
      "fasting", event: FastingChecked.kind, .pairs, example: "solid-food 22:00 water 06:00"),
    ChairWord(
      "driver", event: DriverNamed.kind, .text("driver", ["name", "relation", "phone"]),
      example: "NAME, RELATION"),
    ChairWord(
      "equipment", event: EmergencyEquipmentChecked.kind, .first("--ready", each: "--item"),
      example: "yes oxygen suction"),
    ChairWord(
      "supervisor", event: SupervisorAssigned.kind,
      .inOrder(["--supervisor", "--administered-by"]), example: "dr.okafor nurse.lee"),
    ChairWord(
      "iv", event: IVPlaced.kind, .inOrder(["--gauge", "--attempts"]), example: "22 1"),
    ChairWord(
      "monitor", event: MonitorApplied.kind, .each("--channel"), example: "hr rhythm spo2"),
    ChairWord(
      "timeout", event: TimeOutHeld.kind, .each("--item"), example: "patient drug dose allergies"),
    ChairWord(
      "draw", event: DrugDrawn.kind, .inOrder(["--drug", "--amount", "--lot", "--vial"]),
      example: "ketamine 50mg 1 1"),
    ChairWord(
      "start", event: InfusionStarted.kind, .inOrder(["--dose", "--minutes", "--route"]),
      example: "0.5mg/kg 45 iv"),
    ChairWord(
      "v", "vitals", event: VitalsSampled.kind,
      .inOrder(["--hr", "--bp", "--spo2", "--rr", "--temp"]), example: "72 121/78 98 14"),
    ChairWord("rass", event: VitalsSampled.kind, .inOrder(["--rass"]), example: "-1"),
    ChairWord("moaas", event: VitalsSampled.kind, .inOrder(["--moaas"]), example: "4"),
    ChairWord("rhythm", event: VitalsSampled.kind, .inOrder(["--rhythm"]), example: "sinus"),
    ChairWord("site", event: SiteChecked.kind, .inOrder(["--condition"]), example: "clear"),
    ChairWord(
      "bolus", event: BolusGiven.kind, .inOrder(["--dose", "--route"]), example: "10mg iv"),
    ChairWord(
      "rate", event: InfusionRateChanged.kind, .inOrder(["--rate", "--cause"]), example: "30mg/h"),
    ChairWord("pause", event: InfusionPaused.kind),
    ChairWord("resume", event: InfusionResumed.kind),
    ChairWord(
      "resolved", event: SideEffectResolved.kind, .inOrder(["--effect"]), example: "nausea"),
    ChairWord("oxygen", "o2", event: OxygenGiven.kind, .inOrder(["--flow"]), example: "2l/min"),
    ChairWord(
      "stop", event: InfusionStopped.kind, .inOrder(["--cause", "--given"]),
      example: "completed 36.3mg"),
    ChairWord(
      "waste", event: DrugWasted.kind, .inOrder(["--drug", "--amount", "--cause"]),
      example: "ketamine 13.7mg remainder"),
    ChairWord("recovery", event: RecoveryStarted.kind),
    ChairWord("out", event: IVRemoved.kind, .inOrder(["--intact"]), example: "yes"),
    ChairWord("assess", event: DischargeAssessed.kind, .inOrder(["--stable"]), example: "yes"),
    ChairWord(
      "instructions", event: InstructionsAcknowledged.kind,
      .inOrder(["--form-version", "--no-driving-24h"]), example: "4 yes"),
    ChairWord(
      "home", event: Discharged.kind, .inOrder(["--to", "--fit-to-drive"]), example: "driver yes"),
    ChairWord("signoff", event: VisitSignedOff.kind),
  ]

  /// The one that a line begins with behind the seat; nil where nothing of the kind is known.
  static func named(_ word: String) -> ChairWord? {
    let word = word.lowercased()
    if let own = all.first(where: { $0.words.contains(word) }) { return own }
    if let effect = SideEffect(typed: word) {
      return ChairWord(
        word, event: SideEffectNoted.kind, given: ["--effect", effect.identifier],
        .inOrder(["--severity"]))
    }
    if let drug = AntiemeticGiven.Drug(typed: word) {
      return ChairWord(
        word, event: AntiemeticGiven.kind, given: ["--drug", drug.identifier], Self.drug)
    }
    if let drug = RescueDrugGiven.Drug(typed: word) {
      return ChairWord(
        word, event: RescueDrugGiven.kind, given: ["--drug", drug.identifier], Self.drug)
    }
    guard let options = EventCommands.options(of: word) else { return nil }
    return ChairWord(word, event: options.kind)
  }

  private static let drug = Reading.inOrder(["--dose", "--route"])

  /// What is confirmed with name, age and seat before it is recorded: starts, drugs, discharges;
  /// nothing that is never held up.
  var isConfirmed: Bool {
    [
      DrugDrawn.kind, InfusionStarted.kind, BolusGiven.kind, InfusionRateChanged.kind,
      AntiemeticGiven.kind,
      DrugWasted.kind, Discharged.kind,
    ].contains(event)
  }

  /// The options that the words behind it are.
  ///
  /// An option by its name ends that: it and what follows are taken as they stand.
  func options(_ typed: [String]) throws -> [String] {
    let end = typed.firstIndex { $0.hasPrefix("--") } ?? typed.endIndex
    let (values, rest) = (typed[..<end], typed[end...])
    var options = given
    switch reading {
    case .inOrder(let names):
      guard values.count <= names.count else {
        throw ProgramError.usage(
          names.isEmpty
            ? "\(words[0]) takes nothing behind it but options, such as --at 10:05"
            : "\(words[0]) takes at most \(names.count) words, \(shape); \(sample)")
      }
      for (name, value) in zip(names, values) where value != "-" { options += [name, value] }
    case .each(let name):
      for value in values { options += [name, value] }
    case .pairs:
      guard values.count.isMultiple(of: 2) else {
        throw ProgramError.usage("\(words[0]) takes names and values in turn; \(sample)")
      }
      for index in stride(from: values.startIndex, to: values.endIndex, by: 2) {
        options += ["--\(values[index])", values[index + 1]]
      }
    case .first(let name, let other):
      if let value = values.first { options += [name, value] }
      for value in values.dropFirst() { options += [other, value] }
    case .text: break
    }
    return options + rest
  }

  /// "dose minutes route".
  private var shape: String {
    switch reading {
    case .inOrder(let names): names.map { String($0.dropFirst(2)) }.joined(separator: " ")
    case .each(let name): "\(name.dropFirst(2)) …"
    case .pairs: "item time …"
    case .first(let name, let other): "\(name.dropFirst(2)) \(other.dropFirst(2)) …"
    case .text(_, let fields): fields.joined(separator: ", ")
    }
  }

  /// What of the words is free text, which stands in no option: a driver's name.
  ///
  /// - Returns: nil where the words are none, and where there are none.
  func text(_ typed: [String]) throws -> [String: JSONValue]? {
    guard case .text(let message, let names) = reading else { return nil }
    let words = typed.prefix { !$0.hasPrefix("--") }
    guard !words.isEmpty else { return nil }
    let values = words.joined(separator: " ").split(
      separator: ",", omittingEmptySubsequences: false
    ).map { String($0).trimmed }
    guard values.count <= names.count, !values[0].isEmpty else {
      throw ProgramError.usage("\(self.words[0]) takes \(shape), with commas between")
    }
    let given = zip(names, values).filter { !$1.isEmpty }.map { ($0, JSONValue.string($1)) }
    return [message: .object(Dictionary(uniqueKeysWithValues: given))]
  }

  private var sample: String { "such as \(words[0]) \(example)".trimmed }

  /// What `help` lists at the chair: one line a word.
  static var table: String {
    let width = all.map { $0.words[0].count + 1 + $0.example.count }.max() ?? 0
    return all.map { word in
      "  3 \("\(word.words[0]) \(word.example)".trimmed.padded(width))  \(word.event.name)"
    }.joined(separator: "\n")
  }
}
