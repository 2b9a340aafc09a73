internal import ArgumentParser
internal import Foundation
internal import Ledger
internal import Rehearsal

/// `candor import vitals` of a large file, killed at a random moment, fifty times.
struct KilledImports: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "imports",
    abstract: "Kill imports of large files; afterwards all of a file is there, or nothing.")

  @Option(help: "The candor to drive; else the one beside this tool.") var candor: String?
  @Option var kills = 50
  @Option(help: "At least so many of them before the import is acknowledged.") var midImport = 40
  @Option(help: "Rows of a file, at least; more when an import takes less than 200 ms.")
  var rows = 20_000
  @Option var seed: UInt64 = 9

  func run() throws {
    let checks = CheckReport()
    let rehearsal = try RehearsalClinic(candor: candor, clock: ImportStage.clock())
    let acknowledged = try AcknowledgementFile(rehearsal.folder + "/acknowledged")
    var dice = SeededDice(seed: seed)
    var stage = try ImportStage(rehearsal: rehearsal, rows: rows, seed: seed)
    try stage.growUntilSlow()
    CheckReport.say(
      "an import of \(stage.rows) rows takes \(stage.milliseconds.rounded(places: 0)) ms unkilled")
    var fates: [Fate: Int] = [:]
    var killCount = 0
    while killCount < kills, fates.values.reduce(0, +) < 10 * kills {
      let victim = try stage.next()
      let fate = try victim.killed(
        after: delay(killCount, of: stage.milliseconds, &dice), keeping: acknowledged)
      fates[fate, default: 0] += 1
      stage.learn(from: fate)
      if fate != .finished { killCount += 1 }
      try victim.check(fate, acknowledged: acknowledged, checks)
    }
    tell(fates, killCount, acknowledged: try acknowledged.lines().count, checks)
    let code = checks.close()
    if code == 0 { rehearsal.remove() }
    throw ExitCode(code)
  }

  /// Anywhere in the import; every third time in its last quarter, where the commit is.
  private func delay(_ index: Int, of milliseconds: Double, _ dice: inout SeededDice) -> Double {
    let share = index % 3 == 2 ? 0.75...1.02 : 0.03...1.0
    return milliseconds * Double.random(in: share, using: &dice)
  }

  private func tell(
    _ fates: [Fate: Int], _ killCount: Int, acknowledged: Int, _ checks: CheckReport
  ) {
    let before = fates[.beforeCommit, default: 0]
    let between = fates[.committedUnsaid, default: 0]
    let after = fates[.acknowledged, default: 0]
    CheckReport.say(
      """
      \(killCount) kills: \(before) before the commit, \(between) after the commit and before \
      the acknowledgement, \(after) after the acknowledgement; \
      \(fates[.finished, default: 0]) more had finished; \(acknowledged) acknowledged in all
      """)
    checks.expect(killCount == kills, "only \(killCount) kills landed")
    checks.expect(
      before + between >= midImport, "only \(before + between) kills landed in mid-import")
  }
}

/// Where a kill found an import.
enum Fate: Hashable {
  /// Nothing of the file is in the ledger.
  case beforeCommit
  /// All of it is, and nobody was told.
  case committedUnsaid
  case acknowledged
  /// The process had ended by itself.
  case finished
}
