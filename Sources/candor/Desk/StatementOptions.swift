internal import ArgumentParser

/// About whom, when, and what comes as JSON.
struct StatementOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "A record number, or the first digits of a chart id.", valueName: "who"),
    transform: PatientArgument.checked)
  var patient: String?

  @Option(help: ArgumentHelp("The visit; the newest one when left out.", valueName: "number"))
  var visit: UInt32?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "When it happened: 10:05 (today), -5m, 2026-03-02T10:05; now when left out.",
      valueName: "time"),
    transform: TimeArgument.init(argument:))
  var at: TimeArgument?

  @Option(
    help: ArgumentHelp("Read the event's fields as JSON from standard input: -.", valueName: "-"))
  var json: String?

  @Flag(help: "Ask for a note too (it never stands on the command line).")
  var note = false
}
