import ArgumentParser
import ClinicalRecord
import EventSamples
import Testing

@testable import candor

/// Central standard time, on a morning.
private let morning = LocalClock(nowMicroseconds: 1_772_463_600_000_000) { _ in -360 }

private func event<Options: EventOptions>(
  _: Options.Type, _ options: [String] = [], json: String? = nil,
  missing: FieldReader.Missing = .refused, wantsRemarks: Bool = false
) throws -> ClinicalEvent {
  let object = try json.map { try JSONValue.object(parsing: $0, called: "it") }
  var reader = FieldReader(
    json: object, missing: missing, times: TimeReader(clock: morning), wantsRemarks: wantsRemarks,
    actor: { handle in
      if let number = handle.split(separator: ".").last.flatMap({ UInt32($0) }) { return number }
      return handle == "dr.okafor" ? 2 : 3
    })
  return try Options.parse(options).event(from: &reader)
}

struct EventOptionsTests {
  @Test(arguments: EventSample.all.filter { $0.options != nil })
  func `an event is the same typed, in JSON's words and in the schema's own`(
    sample: EventSample
  ) throws {
    func read(_ options: [String], json: String?) throws -> ClinicalEvent {
      let type = try #require(EventCommands.options(of: sample.kind.identifier))
      return try event(type, options, json: json)
    }
    let options = try #require(sample.options).split(separator: " ").map(String.init)
    #expect(try read(options, json: sample.rest) == sample.event)
    #expect(try read([], json: sample.json) == sample.event)
    let words = try JSONValue.object(
      inWords(try JSONValue.object(parsing: sample.json, called: "it"), sample.kind.fields)
    ).text()
    #expect(try read([], json: words) == sample.event)
  }

  @Test func `every event with a command has an example of its options`() {
    let typed = Set(EventSample.all.filter { $0.options != nil }.map(\.kind.identifier))
    #expect(typed == Set(EventCommands.all.map { $0.identifier }))
  }

  @Test(arguments: EventSample.all)
  func `what may not stand on a command line is what the schema calls personal`(
    sample: EventSample
  ) {
    guard sample.options != nil else { return }
    let takenBack = sample.rest != nil && sample.kind != InfusionStarted.kind
    #expect(sample.event.statement.holdsPersonalText == takenBack)
  }

  /// What of the drug book is numbers alone offers none.
  private static let offering = EventSample.all.filter { sample in
    sample.options != nil
      && (sample.kind == DeviationExplained.kind
        || sample.kind.fieldNames.contains { ["note", "detail"].contains($0) })
  }

  @Test(arguments: offering)
  func `every event that offers a note keeps it`(sample: EventSample) throws {
    let type = try #require(EventCommands.options(of: sample.kind.identifier))
    func asked(_ answering: @escaping (String) -> String) throws -> ClinicalEvent {
      try event(
        type, try #require(sample.options).split(separator: " ").map(String.init),
        missing: .asked(Prompt(answering: answering)), wantsRemarks: true)
    }
    guard sample.kind != DeviationExplained.kind else {
      #expect(throws: ProgramError.self) { try asked { _ in "a reason" } }
      return
    }
    let noted = try asked { question in
      if question.hasPrefix("Note") || question.hasPrefix("Detail") { return "held her hand" }
      if question.hasPrefix("Birth date") { return "1984-02-29" }
      return question.hasPrefix("Medication") ? "" : "x"
    }
    #expect(try noted.json().contains("held her hand"))
    #expect(noted.sentence(occurred: ClinicalTime(StatedTime())).contains("held her hand"))
    let field = sample.kind.fieldNames.contains("note") ? "note" : "detail"
    let separator = sample.json == "{}" ? "" : ", "
    let json = sample.json.dropLast() + "\(separator)\"\(field)\": \"a\\r\\nb\\rc\"}"
    let read = try event(type, json: String(json))
    #expect(try read.json().contains(#""a\nb\nc""#), "lines end with a line feed")
  }

  @Test(arguments: [
    (DischargeAssessed.kind, "stable", "assessed_stable", ""),
    (InstructionsAcknowledged.kind, "no_driving_24_h", "no_driving", ""),
    (Discharged.kind, "driver_fit_to_drive", "fit_to_drive", #""destination": "driver", "#),
  ])
  func `an older field that says yes is the newer one, and one that says no is refused by its name`(
    kind: EventKind, older: String, newer: String, rest: String
  ) throws {
    let type = try #require(EventCommands.options(of: kind.identifier))
    let yes = try event(type, json: #"{\#(rest)"\#(older)": true}"#)
    #expect(yes == (try event(type, json: #"{\#(rest)"\#(newer)": "yes"}"#)))
    #expect(try !yes.json().contains("\"\(older)\""))
    for json in [
      #"{\#(rest)"\#(older)": false}"#, #"{\#(rest)"\#(older)": true, "\#(newer)": "no"}"#,
    ] {
      let error = #expect(throws: ProgramError.self) { try event(type, json: json) }
      #expect(error?.exitCode == 65)
      #expect(error?.description.contains("give \(newer) as yes, no or not-assessed") == true)
    }
  }

  @Test func `the three words may be given, and the option alone is a yes`() throws {
    for (words, answer) in [
      (["--stable"], Assessment.yes), (["--no-stable"], .no), (["--stable", "yes"], .yes),
      (["--stable", "no"], .no), (["--stable", "not-assessed"], .notAssessed),
      (["--stable=n"], .no), (["--stable", "--as", "nurse.lee"], .yes),
    ] {
      let spelled = AnswerFlags.spelledOut(in: ["record", "discharge-assessed"] + words)
      let options = Array(spelled.dropFirst(2).prefix { $0 != "--as" })
      let said = try event(DischargeAssessedOptions.self, options)
      guard case .visit(.dischargeAssessed(let stated)) = said else { throw Unexpected() }
      #expect(stated.assessedStable == answer, "\(words)")
    }
    #expect(
      AnswerFlags.spelledOut(in: ["check", "discharged", "--to", "driver", "--no-fit-to-drive"])
        == ["check", "discharged", "--to", "driver", "--fit-to-drive=no"])
    #expect(
      AnswerFlags.spelledOut(in: ["record", "instructions-acknowledged", "--no-driving-24h"])
        == ["record", "instructions-acknowledged", "--no-driving-24h=yes"])
    #expect(AnswerFlags.spelledOut(in: ["patients", "--stable"]) == ["patients", "--stable"])
  }

  @Test func `every question of three answers that has an option is answered by it alone`() {
    let answered = EventSample.all.filter { sample in
      sample.options != nil
        && sample.kind.fields.contains { field in
          if case .term(let term) = field.content { term == Assessment.self } else { false }
        }
    }
    let leftOut = answered.filter { sample in
      !(sample.options ?? "").split(separator: " ").contains { AnswerFlags.names.contains("\($0)") }
    }
    // The sample is of another scale than the one that asks for behavior.
    #expect(leftOut.map(\.kind) == [OutcomeScored.kind])
  }

  @Test func `what is another drug or effect is named`() {
    for type: any EventOptions.Type in [AntiemeticGivenOptions.self, DrugWastedOptions.self] {
      let amount = type.identifier == "drug-wasted" ? ["--amount", "1mg"] : ["--dose", "1mg"]
      let rest = type.identifier == "drug-wasted" ? ["--cause", "spilled"] : ["--route", "iv"]
      let error = #expect(throws: ProgramError.self) {
        try event(type, ["--drug", "other"] + amount + rest)
      }
      #expect(error?.description.contains("detail is missing") == true)
    }
    #expect(throws: Never.self) {
      try event(RescueDrugGivenOptions.self, ["--drug", "other", "--dose", "1mg", "--route", "iv"])
    }
  }

  @Test func `a set of vitals is one line`() throws {
    let typed = try event(
      VitalsSampledOptions.self,
      ["--hr", "72", "--bp", "118/76", "--spo2", "98", "--temp", "98.2F", "--rass", "-1"])
    let flat = try event(
      VitalsSampledOptions.self,
      json: """
        {"heart_rate_bpm": 72, "systolic_mmhg": 118, "diastolic_mmhg": 76, "spo2_percent": 98,
         "temperature_cel": 36.8, "sedation_rass": -1}
        """)
    #expect(typed == flat)
    guard case .visit(.vitalsSampled(let sampled)) = typed else { throw Unexpected() }
    #expect(sampled.sample.heartRateBpm == 72)
    #expect(sampled.sample.sedationRass == -1)
    #expect(!sampled.sample.hasRespiratoryRateBpm)
    #expect(sampled.source == .takenByHand)
  }

  @Test func `options and JSON fill one event`() throws {
    let discharged = try event(
      DischargedOptions.self, ["--to", "driver", "--fit-to-drive", "no"],
      json: #"{"driver": {"name": "N. N.", "relation": "sister"}}"#)
    guard case .visit(.discharged(let stated)) = discharged else { throw Unexpected() }
    #expect(stated.destination == .driver)
    #expect(stated.driver.relation == "sister")
    #expect(stated.fitToDrive == .no)
    #expect(!stated.driverFitToDrive)
  }

  @Test func `a field that is given twice is refused`() {
    #expect(throws: ProgramError.self) {
      try event(WeighedOptions.self, ["--weight", "72kg"], json: #"{"weight_kg": 72}"#)
    }
    #expect(throws: ProgramError.self) {
      try event(VitalsSampledOptions.self, ["--hr", "72"], json: #"{"spo2_percent": 98}"#)
    }
  }

  @Test func `what JSON says in words reaches the schema`() throws {
    let checked = try event(
      FastingCheckedOptions.self,
      json: """
        {"intakes": [{"item": "solid-food", "taken_at": "22:00"}, {"item": "ITEM_WATER"}]}
        """)
    let typed = try event(
      FastingCheckedOptions.self, ["--solid", "22:00", "--water", "unknown"])
    #expect(checked == typed)
    guard case .visit(.fastingChecked(let stated)) = typed else { throw Unexpected() }
    // The morning is 2 March, 09:00: ten in the evening was the first.
    #expect(ClinicalTime(stated.intakes[0].takenAt).iso8601 == "2026-03-01T22:00-06:00")
    #expect(!stated.intakes[1].hasTakenAt)
  }

  @Test func `a sign-in name becomes its actor`() throws {
    let assigned = try event(
      SupervisorAssignedOptions.self,
      ["--supervisor", "dr.okafor", "--administered-by", "nurse.lee"])
    guard case .visit(.supervisorAssigned(let stated)) = assigned else { throw Unexpected() }
    #expect((stated.supervisorActor, stated.administeringActor) == (2, 3))
  }

  @Test func `a form is named by its digest`() throws {
    let digest = String(repeating: "ab", count: 32)
    let typed = try event(
      ConsentSignedOptions.self, ["--form-version", "3", "--form-sha256", digest])
    let stated = try event(
      ConsentSignedOptions.self, json: #"{"form_version": "3", "form_sha256": "\#(digest)"}"#)
    #expect(typed == stated)
  }

  @Test func `a missing field is named with the option that gives it`() {
    let error = #expect(throws: ProgramError.self) { try event(WeighedOptions.self) }
    #expect(error?.exitCode == 64)
    #expect(error?.description.contains("give --weight") == true)
    let personal = #expect(throws: ProgramError.self) { try event(IntakeReceivedOptions.self) }
    #expect(personal?.description.contains("must not stand on a command line") == true)
  }

  @Test func `an unknown field of JSON is refused by name alone`() {
    let error = #expect(throws: Rejection.self) {
      try event(WeighedOptions.self, json: #"{"weight_lb": "Quillfeather"}"#)
    }
    #expect(error?.description.contains("weight_lb") == true)
    #expect(error?.description.contains("Quillfeather") == false)
  }

  @Test func `what is personal is told from what is not`() throws {
    let weighed = try event(WeighedOptions.self, ["--weight", "72kg"])
    #expect(!weighed.statement.holdsPersonalText)
    let named = try event(DriverNamedOptions.self, json: #"{"driver": {"name": "N. N."}}"#)
    #expect(named.statement.holdsPersonalText)
    let transferred = try event(TransferredOptions.self, json: #"{"destination": "a hospital"}"#)
    #expect(transferred.statement.holdsPersonalText)
  }
}

private struct Unexpected: Error {}

/// The schema's JSON as a person would write it: codes as words, times as ISO 8601, digests as
/// hexadecimal digits.
private func inWords(
  _ object: [String: JSONValue], _ fields: [EventField]
) -> [String: JSONValue] {
  var result = object
  for field in fields {
    if let value = object[field.name] { result[field.name] = inWords(value, field.content) }
  }
  return result
}

private func inWords(_ value: JSONValue, _ content: EventField.Content) -> JSONValue {
  switch (content, value) {
  case (_, .array(let values)): return .array(values.map { inWords($0, content) })
  case (.term(let term), .string(let name)): return .string(identifier(name, term))
  case (.digest, .string): return .string(String(repeating: "07", count: 32))
  case (.time, .object(let time)):
    guard case .integer(let microseconds)? = time["unix_us"] else { return value }
    let stated = ClinicalTime(
      unixMicroseconds: microseconds, utcOffsetMinutes: -360, precision: .minute)
    return .string(stated.iso8601)
  case (.message(let fields), .object(let inner)): return .object(inWords(inner, fields))
  default: return value
  }
}

private func identifier<Term: ClinicalTerm>(_ schemaName: String, _: Term.Type) -> String {
  Term(typed: schemaName)?.identifier ?? schemaName
}
