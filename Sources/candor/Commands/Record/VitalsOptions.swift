internal import ArgumentParser
internal import ClinicalRecord
internal import SwiftProtobuf

struct VitalsSampledOptions: EventOptions {
  @Option(parsing: .unconditional, help: "Heart rate, per minute.")
  var hr: Measurement?

  @Option(parsing: .unconditional, help: "Pulse, per minute.")
  var pulse: Measurement?

  @Option(
    parsing: .unconditional, help: "Blood pressure in mm[Hg]: 118/76, or 118/76/90 with the mean.",
    transform: BloodPressureArgument.init(argument:))
  var bp: BloodPressureArgument?

  @Option(name: .customLong("spo2"), parsing: .unconditional, help: "Oxygen saturation, percent.")
  var spo2: Measurement?

  @Option(parsing: .unconditional, help: "Respiratory rate, per minute.")
  var rr: Measurement?

  @Option(
    parsing: .unconditional, help: "Temperature with its unit: 36.8C or 98.2F.",
    transform: TemperatureArgument.init(argument:))
  var temp: TemperatureArgument?

  @Option(parsing: .unconditional, help: "Sedation by RASS, -5 to 4.")
  var rass: Int32?

  @Option(parsing: .unconditional, help: "Alertness by MOAA/S, 0 to 5.")
  var moaas: UInt32?

  @Option(help: "Heart rhythm.")
  var rhythm: Choice<HeartRhythm>?

  @Option(help: "Read off a monitor, or taken by hand (when left out).")
  var source: Choice<VitalsSampled.Source>?

  func fill(_ event: inout VitalsSampled, from fields: inout FieldReader) throws {
    if let source { event.source = source.term }
    if event.source == .unspecified { event.source = .takenByHand }
    try fields.fill(&event.note, .text("note", "Note", need: .remark))
    if case .run? = event.content {
      guard typed == VitalsSample() else {
        throw ProgramError.usage(
          "the JSON holds a monitor's run; leave the options of single measurements out")
      }
      return
    }
    if fields.amends, typed != VitalsSample() {
      setTyped(in: &event.sample)
      return
    }
    event.sample = try sample(beside: event.sample, &fields)
  }

  private func sample(
    beside given: VitalsSample, _ fields: inout FieldReader
  ) throws -> VitalsSample {
    guard typed != VitalsSample() else {
      if given != VitalsSample() { return given }
      if let prompt = fields.prompt { return try VitalsQuestions(prompt: prompt).ask() }
      guard fields.supposes("sample") else {
        throw ProgramError.usage(
          "no measurement is given; give at least one, such as --hr 72, or JSON with --json -")
      }
      return .with { $0.heartRateBpm = 70 }
    }
    guard given == VitalsSample() else {
      throw ProgramError.usage(
        "measurements are given both as options and as JSON; give all of them in one way")
    }
    return typed
  }

  /// What the options say.
  private var typed: VitalsSample {
    .with { setTyped(in: &$0) }
  }

  private func setTyped(in sample: inout VitalsSample) {
    if let hr { sample.heartRateBpm = hr.value }
    if let pulse { sample.pulseBpm = pulse.value }
    if let rr { sample.respiratoryRateBpm = rr.value }
    if let spo2 { sample.spo2Percent = spo2.value }
    if let bp { bp.set(in: &sample) }
    if let temp { sample.temperatureCel = temp.celsius }
    if let rass { sample.sedationRass = rass }
    if let moaas { sample.sedationMoaas = moaas }
    if let rhythm { sample.rhythm = rhythm.term }
  }
}

/// Asks for one set of vital signs, channel by channel; Enter leaves a channel out, and none is
/// ever prefilled.
struct VitalsQuestions {
  var prompt: Prompt

  func ask() throws -> VitalsSample {
    while true {
      var sample = VitalsSample()
      if let rate = try number("Heart rate per minute") { sample.heartRateBpm = rate }
      let pressure = try offered("Blood pressure (118/76)", BloodPressureArgument.init(argument:))
      pressure?.set(in: &sample)
      if let spo2 = try number("SpO2 in percent") { sample.spo2Percent = spo2 }
      if let rate = try number("Respiratory rate per minute") { sample.respiratoryRateBpm = rate }
      if sample != VitalsSample() { return sample }
      Output.note("  Not taken: give at least one measurement.")
    }
  }

  private func number(_ question: String) throws -> Double? {
    try offered(question) { text in
      guard let value = DecimalText.double(text) else {
        throw ProgramError.usage("it is not a plain number such as 72")
      }
      return value
    }
  }

  private func offered<Value>(_ question: String, _ parse: (String) throws -> Value) throws
    -> Value?
  {
    try prompt.answer(question + " (Enter: not measured):") { text in
      text.isEmpty ? nil : try parse(text)
    }
  }
}
