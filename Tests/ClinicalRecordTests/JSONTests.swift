import ClinicalRecord
import Foundation
import Testing

@Suite struct JSONTests {
  @Test(arguments: Statements.all)
  func `what is written as JSON reads back, and reads the same every time`(
    event: ClinicalEvent
  ) throws {
    let json = try event.json()
    #expect(try ClinicalEvent(kind: event.kind, json: json) == event)
    #expect(try ClinicalEvent(kind: event.kind, json: json).json() == json)
  }

  @Test func `names are those of the schema`() throws {
    let started = try #require(Statements.visit("infusion-started"))
    #expect(
      try ClinicalEvent.visit(started).json() == """
        {"dose_mg":36.3,"planned_minutes":45,"route":"ROUTE_INTRAVENOUS",\
        "preflight":[{"rule":"S5","verdict":"met"}]}
        """)
    #expect(
      try ClinicalEvent.chart(.deviationExplained(Statements.explanation)).json() == """
        {"about_position":31,"rules":["S5","S8"],"reason":"the patient had breakfast"}
        """)
  }

  @Test func `a chart's explanation stays the chart's`() throws {
    let kind = try #require(EventKind(identifier: "deviation-explained", stream: .chart))
    let event = try ClinicalEvent(kind: kind, json: #"{"about_position": 3, "reason": "late"}"#)
    #expect(event.stream == .chart)
  }

  @Test(arguments: EventKind.all)
  func `an unknown field is named, with the fields that there are`(kind: EventKind) {
    let error = #expect(throws: Rejection.self) {
      try ClinicalEvent(kind: kind, json: #"{"dose": "Maria Silva"}"#)
    }
    #expect(error == .unknownField(event: kind, field: "dose"))
    #expect(error?.description.contains("Maria") == false)
    #expect(error.map { kind.fieldNames.allSatisfy($0.description.contains) } == true)
  }

  @Test func `an unknown field is found where it is nested`() {
    let error = #expect(throws: Rejection.self) {
      try ClinicalEvent(kind: DriverNamed.kind, json: #"{"driver": {"nom": "Maria Silva"}}"#)
    }
    #expect(error == .unknownField(event: DriverNamed.kind, field: "nom"))
  }

  static let unreadable: [(EventKind, String, String)] = [
    (Weighed.kind, #"{"weight_kg": "Maria"}"#, "a number is not written as JSON writes numbers"),
    (Weighed.kind, #"{"weight_kg": 072}"#, "a number is not written as JSON writes numbers"),
    (Weighed.kind, #"{"weight_kg": 72"#, "it ends too early"),
    (Weighed.kind, #"{"weight_kg": 72} Maria"#, "something follows the closing brace"),
    (Weighed.kind, #"["Maria"]"#, "it is not a JSON object of that event's fields"),
    (Arrived.kind, #"{"indication": "MARIA"}"#, "a coded field holds a code that the schema"),
    (
      DischargeAssessed.kind, #"{"stable": "Maria"}"#, "a yes-or-no field is neither true nor false"
    ),
    (IntakeReceived.kind, #"{"family_name": 7731}"#, "a text is not a JSON string in UTF-8"),
    (
      VitalsSampled.kind, #"{"sample": {"pulse_bpm": 60}, "run": {}}"#,
      "two fields are given of which only one may be"
    ),
    (InfusionStarted.kind, #"{"planned_minutes": 99999999999}"#, "a number"),
  ]

  @Test(arguments: unreadable)
  func `what does not read says why and repeats no value`(
    kind: EventKind, json: String, problem: String
  ) {
    let error = #expect(throws: Rejection.self) { try ClinicalEvent(kind: kind, json: json) }
    let description = error?.description ?? ""
    #expect(description.contains(problem), "\(description)")
    #expect(!description.localizedLowercase.contains("maria"))
    #expect(!description.contains("7731"))
    #expect(description.contains(kind.fieldNames[0]))
  }

  @Test func `a field name from outside is cut short and disarmed`() {
    let error = Rejection.unknownField(
      event: Weighed.kind, field: "\u{1b}[2J" + String(repeating: "x", count: 500))
    #expect(!error.description.contains("\u{1b}"))
    #expect(error.description.count < 160)
  }
}
