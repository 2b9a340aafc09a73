internal import ArgumentParser
internal import Clinic
internal import ClinicalRecord
internal import Ledger
internal import Reports

/// `candor hold`.
struct HoldCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "hold",
    abstract: "Keep a chart, whoever asks for its erasure: a legal hold.",
    subcommands: [HoldPlace.self, HoldRelease.self])
}

/// `candor hold place`.
struct HoldPlace: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "place",
    abstract: "Place a legal hold on a chart: it is not erased while it lasts.",
    discussion: """
      A compliance officer, a physician or an administrator does it alone; it is released by two. That a chart is held \
      is never sealed: whoever has the ledger's files sees it, of an opaque chart id, and why is not recorded.

      Example:
        candor hold place MH-1001 --as officer.kim
      """)

  @Argument(
    help: "A record number, or the first digits of a chart id.", transform: PatientArgument.checked)
  var who: String

  @OptionGroup(title: "Ledger and identity") var ledger: LedgerOptions

  func run() throws {
    let context = try ledger.signIn()
    let chart = try context.person.anyChart(named: who)
    let recorded = try context.person.placeHold(on: chart)
    try CustodyAnswer(chart: chart, recorded: recorded, context: context).write()
  }
}

/// `candor hold release`.
struct HoldRelease: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "release",
    abstract: "End a legal hold: a compliance officer and an administrator sign it.",
    discussion: """
      Example:
        candor hold release MH-1001 --as officer.kim --second admin
      """)

  @Argument(
    help: "A record number, or the first digits of a chart id.", transform: PatientArgument.checked)
  var who: String

  @OptionGroup(title: "Second signer") var second: SecondPerson
  @OptionGroup(title: "Ledger and identity") var ledger: LedgerOptions

  func run() throws {
    let context = try ledger.signIn()
    let chart = try context.person.anyChart(named: who)
    let identity = try second.identity(
      signing: .legalHoldReleased(.init()), of: chart, in: context, ledger)
    let recorded = try context.person.releaseHold(on: chart, second: identity)
    try CustodyAnswer(chart: chart, recorded: recorded, context: context).write()
  }
}
