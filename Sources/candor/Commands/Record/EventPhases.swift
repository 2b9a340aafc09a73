internal import ArgumentParser
internal import ClinicalRecord

/// The events as help lists them: by the phase in which they happen.
///
/// A phase begins with its first event and ends before the next one's, in the order of the schemas:
/// an event that is added there is in the phase in which it stands.
enum EventPhases {
  private static let beginnings: [(title: String, first: EventKind)] = [
    ("Before treatment", IntakeReceived.kind), ("Course and schedule", CoursePlanned.kind),
    ("Scores and what follows a visit", OutcomeScored.kind), ("The chart itself", HandedOver.kind),
    ("Arrival and preparation", Arrived.kind), ("Infusion", InfusionStarted.kind),
    ("Recovery, side effects, emergencies", RecoveryStarted.kind), ("Discharge", IVRemoved.kind),
    ("About entries and disclosures", DeviationExplained.kind),
    ("Drug book", StockReceived.kind),
  ]

  /// Every event of a list, by phase; phases that have none of them are left out.
  static func groups(
    of events: [any EventOptions.Type],
    _ command: (any EventOptions.Type) -> any ParsableCommand.Type
  ) -> [CommandGroup] {
    let asked = Set(events.map { $0.kind })
    var phases: [(title: String, commands: [any ParsableCommand.Type])] = []
    for event in EventCommands.all {
      let begun = beginnings.first { $0.first == event.kind }
      if let begun { phases.append((begun.title, [])) }
      if asked.contains(event.kind), !phases.isEmpty {
        phases[phases.count - 1].commands.append(command(event))
      }
    }
    return phases.filter { !$0.commands.isEmpty }
      .map { CommandGroup(name: $0.title, subcommands: $0.commands) }
  }
}
