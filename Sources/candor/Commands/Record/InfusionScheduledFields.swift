internal import ArgumentParser
internal import ClinicalRecord

/// S1, S2.
struct InfusionScheduledFields: EventFields {
  static let abstract = "An infusion has been given a date."
  static let example = "--for 2026-03-09T09:00 --indication depression"

  @Option(
    name: .customLong("for"), parsing: .unconditional,
    help: ArgumentHelp("When the infusion is to be.", valueName: "time"),
    transform: TimeArgument.init(argument:))
  var scheduledFor: TimeArgument?

  @Option(help: "What for.")
  var indication: Choice<Indication>?

  func fill(_ event: inout InfusionScheduled, from fields: FieldReader) throws {
    let stated = try scheduledFor.map {
      try fields.times.read($0, field: "--for", day: .anyDay).stated
    }
    try fields.fill(&event.scheduledFor, Self.timeField(fields.times), option: stated)
    try fields.fill(
      &event.indication, .choice("indication", flag: "--indication", "Indication"),
      option: indication?.term)
  }

  private static func timeField(_ times: TimeReader) -> Field<StatedTime> {
    Field(
      name: "scheduled_for", flag: "--for", question: "Scheduled for (2026-03-09T09:00)",
      need: .required, blank: StatedTime(),
      supposed: ClinicalTime(
        unixMicroseconds: times.clock.nowMicroseconds, utcOffsetMinutes: 0, precision: .minute
      ).stated,
      parse: { try times.read($0, field: "it", day: .anyDay).stated })
  }
}
