internal import ArgumentParser
internal import Foundation
internal import Rehearsal

/// A stream of small appends by one process, killed while it writes.
struct KilledAppends: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "appends",
    abstract: "Kill a process that appends without pause; every position it said must be there.")

  @Option(help: "The candor to drive; else the one beside this tool.") var candor: String?
  @Option var kills = 20
  @Option var seed: UInt64 = 11

  func run() throws {
    let checks = CheckReport()
    let rehearsal = try RehearsalClinic(candor: candor)
    let acknowledged = try AcknowledgementFile(rehearsal.folder + "/acknowledged")
    var dice = SeededDice(seed: seed)
    var unsaid = 0
    for index in 0..<kills {
      let before = try LedgerCensus(of: rehearsal.ledger)
      let milliseconds = Int64.random(in: 1...400, using: &dice)
      let opened = try kill(
        index, in: rehearsal, after: milliseconds, keeping: acknowledged, checks)
      let after = try LedgerCensus(of: rehearsal.ledger)
      let said = try acknowledged.lines().compactMap { Acknowledged(line: $0) }
      for one in said {
        checks.expect(
          after.appends[one.append] == [one.position], "acknowledged \(one.position) is not there")
      }
      checks.expect(after.isGapless, "kill \(index): a partial append or a gap")
      checks.expect(try Verdict(from: rehearsal.program).isSound, "kill \(index): not sound")
      unsaid += after.appends.count - before.appends.count - opened
    }
    let count = try acknowledged.lines().count
    CheckReport.say(
      "\(kills) kills, \(count) appends acknowledged and there, "
        + "\(unsaid - count) more committed and not said")
    checks.expect((0...kills).contains(unsaid - count), "more than one unsaid append a kill")
    let code = checks.close()
    if code == 0 { rehearsal.remove() }
    throw ExitCode(code)
  }

  /// Kills a fresh worker so long after its first acknowledgement.
  ///
  /// - Returns: how many appends it took to make its visit.
  private func kill(
    _ index: Int, in rehearsal: RehearsalClinic, after milliseconds: Int64,
    keeping acknowledged: AcknowledgementFile, _ checks: CheckReport
  ) throws -> Int {
    let start = try LedgerCensus(of: rehearsal.ledger).appends.count
    let chart = try VisitStory.chart(
      rehearsal, recordNumber: "RH-\(index)", at: RehearsalTime.now())
    try VisitStory.openVisit(of: chart, by: try rehearsal.open(as: RehearsalClinic.doctor))
    let opened = try LedgerCensus(of: rehearsal.ledger).appends.count - start
    let worker = AppendWorker(
      ledger: rehearsal.ledger, identity: rehearsal.identityPath(RehearsalClinic.nurse),
      chart: chart)
    let run = try RunningProgram(
      Program.itself, arguments: worker.arguments(count: 1_000_000),
      environment: ProcessInfo.processInfo.environment,
      streams: StandardStreams(errors: rehearsal.folder + "/worker-errors"))
    var deadline: ContinuousClock.Instant?
    reading: while true {
      switch run.line(until: deadline) {
      case .line(let line):
        try acknowledged.keep(line)
        deadline = deadline ?? ContinuousClock.now + .milliseconds(milliseconds)
      case .ended, .timeIsUp: break reading
      }
    }
    run.kill()
    let (rest, ending) = run.finish()
    // What stood in the pipe was said before the kill.
    for line in rest.split(separator: "\n") where Acknowledged(line: String(line)) != nil {
      try acknowledged.keep(String(line))
    }
    checks.expect(ending == .killed(signal: SIGKILL), "a worker \(ending)")
    return opened
  }
}
