internal import ArgumentParser
internal import Clinic
internal import Reports

/// `candor projections …`.
struct ProjectionsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "projections",
    abstract: "The read models: how far they are, and building them anew.",
    discussion: """
      They are computed from the ledger and can be thrown away at any time.

      Example:
        candor projections rebuild
      """,
    subcommands: [Status.self, Rebuild.self])

  struct Status: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "status", abstract: "Position, root and digest of each read model.",
      discussion: "Example:\n  candor projections status")

    @OptionGroup(title: "Ledger and identity") var ledger: LedgerOptions

    func run() throws {
      let context = try ledger.signIn()
      let status = try context.person.projectionsStatus()
      try context.answer(
        text: ListingText.projections(status, style: context.style),
        json: try ListingJSON.projections(status))
    }
  }

  struct Rebuild: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "rebuild", abstract: "Build every read model anew from the ledger.",
      discussion: """
        They are built beside those in use, on all cores, and take their place at the end. It can be ended at any time, \
        and everything is as it was.

        Example:
          candor projections rebuild
        """)

    @OptionGroup(title: "Ledger and identity") var ledger: LedgerOptions

    func run() throws {
      let context = try ledger.signIn()
      let status = try rebuilt(in: context)
      try context.answer(
        text: ListingText.projections(status, style: context.style),
        json: try ListingJSON.projections(status))
    }

    private func rebuilt(in context: CommandContext) throws -> ProjectionsStatus {
      var progress = Progress("Rebuilding", on: context.terminal)
      defer { progress.finish() }
      return try context.person.rebuildProjections { progress.update($0, of: $1) }
    }
  }
}
