internal import ArgumentParser
internal import ClinicalRecord

/// S7.
struct MonitorAppliedFields: EventFields {
  static let abstract = "What is being watched from now on."
  static let example = "--channel heart-rate --channel heart-rhythm --channel spo2"

  @Option(help: "Once for each channel.")
  var channel: [Choice<MonitorApplied.Channel>] = []

  func fill(_ event: inout MonitorApplied, from fields: FieldReader) throws {
    try fields.fill(
      &event.channels,
      .choices(
        "channels", flag: "--channel", "Channels", supposed: [.heartRate, .heartRhythm, .spo2]),
      option: channel.isEmpty ? nil : channel.map(\.term))
  }
}
