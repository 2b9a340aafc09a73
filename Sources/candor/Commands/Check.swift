internal import ArgumentParser

/// `candor check …`.
struct Check: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "What stands in the way of an act, before it is done.",
    discussion: """
      Records nothing but that somebody looked. What is not given is supposed to be ordinary, and the answer says so. Exit code 1 when \
      something stands in the way.

      Example:
        candor check infusion-started --patient MH-1001
      """,
    groupedSubcommands: EventPhases.groups(
      of: NamedCommand.only(
        of: EventCommands.all.filter { $0.identifier != "intake-received" }, under: "check")
    ) { $0.checkCommand })

  func run() throws {
    throw ProgramError.usage(
      "no event is named; give one, such as `candor check infusion-started --patient MH-1001`")
  }
}
