internal import ArgumentParser
internal import Clinic
internal import ClinicalRecord
internal import Ledger
internal import Reports
internal import SwiftProtobuf

/// `candor erase`.
struct Erase: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "erase",
    abstract: "Erase a chart for good: its keys are removed, and nothing of it opens any more.",
    discussion: """
      A compliance officer and an administrator sign it. Every entry stays where it is, so that every proof and every \
      checkpoint still holds: who, when, which kind, which opaque chart. What the entries say is sealed under keys that \
      are gone then, for everybody.

      Refused under a legal hold (candor hold), while a visit of the chart is open, while a device serves it, and \
      while an emergency look at it awaits its review. From the moment that it is recorded nothing is recorded about \
      the chart any more. Interrupted, it is finished by the next person who signs in and holds the charts' keys, or \
      by the same command.

      What it does not reach: whatever was read, printed or copied before; keyrings in backups that were made before, \
      which have to be destroyed (candor doctor lists those on record); spare blocks that the disk keeps to itself. A restore of \
      an older backup by this account erases the chart again.

      Examples:
        candor erase 3fa9c2d1 --ground retention-ended --as officer.kim --second admin
        candor erase 3fa9c2d1 --ground patient-request --confirm 3fa9c2d1 --second admin --second-passphrase-fd 4
        candor history --patient 3fa9c2d17b5e4f60a1c2d3e4f5061728
      """)

  @Argument(
    help: "A record number, or the first digits of a chart id.", transform: PatientArgument.checked)
  var who: String

  @Option(help: "Why: patient-request, retention-ended, court-order or recorded-in-error.")
  var ground: Choice<ChartErasureIntended.Ground>

  @Option(
    help: ArgumentHelp(
      "8 or more first digits of the chart's id, where there is no terminal to type them at.",
      valueName: "chart"))
  var confirm: String?

  @OptionGroup(title: "Second signer") var second: SecondPerson
  @OptionGroup(title: "Ledger and identity") var ledger: LedgerOptions

  func run() throws {
    let context = try ledger.signIn()
    let chart = try context.person.anyChart(named: who)
    let erasure = try context.person.erase(
      chart, ground: ground.term, second: try consent(to: chart, in: context))
    let signed = SignatureText(signatures: erasure.signatures, context: context)
    try context.answer(
      text: ([ErasureText.render(erasure)] + signed.lines).joined(separator: "\n"),
      json: try json(erasure, signed))
  }

  /// Both people's, before anything is recorded; nil where the chart is erased already, perhaps by
  /// somebody else at this moment.
  private func consent(to chart: SubjectID, in context: CommandContext) throws -> Identity? {
    guard try !context.clinic.isErased(chart) else { return nil }
    let event = OperationsEvent.OneOf_Event.chartErasureIntended(
      .with { $0.ground = ground.term })
    do {
      _ = try context.person.previewCustody(event, of: chart, second: nil)
      try requireConfirmed(try context.person.charts(ofPatientWith: chart), in: context)
      return try second.identity(signing: event, of: chart, in: context, ledger)
    } catch ClinicError.rejected(.duplicate) {
      return nil
    }
  }

  /// Whoever erases has the chart's id before their eyes: a mistyped record number is no consent.
  private func requireConfirmed(_ charts: [SubjectID], in context: CommandContext) throws {
    if let confirm { return try require(confirm, of: charts) }
    guard let prompt = context.prompt else {
      throw ProgramError.usage(
        "an erasure is confirmed by the chart's id; give 8 or more of its first digits with "
          + "--confirm")
    }
    let merged = charts.dropFirst().map { ", and chart \($0), which is merged with it," }.joined()
    Output.note(
      "This erases chart \(charts.first?.description ?? "")\(merged) for good: \(ground.term.words)."
    )
    try require(try prompt.line("To go on, type its first 8 digits:"), of: charts)
  }

  private func require(_ typed: String, of charts: [SubjectID]) throws {
    guard typed.utf8.count >= 8,
      charts.contains(where: { $0.description.hasPrefix(typed.lowercased()) })
    else {
      throw ProgramError.usage(
        "what was typed is not the beginning of that chart's id, 8 digits or more; nothing was "
          + "erased")
    }
  }

  private func json(_ erasure: Erasure, _ signed: SignatureText) throws -> String {
    var object: [String: JSONValue] = [
      "chart": .string(erasure.chart.description),
      "intended_position": erasure.intendedPosition.map { .integer(Int64($0)) } ?? .null,
      "completed_position": erasure.completedPosition.map { .integer(Int64($0)) } ?? .null,
      "already_erased": .bool(erasure.wasErasedBefore),
      "recorded_us": .integer(erasure.recordedMicroseconds),
      "signatures": signed.json,
    ]
    if !erasure.alsoErased.isEmpty {
      object["also_erased"] = .array(erasure.alsoErased.map { .string($0.description) })
    }
    return try JSONValue.object(object).text()
  }
}
