internal import ClinicalRecord

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
