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
    let tally = Tally()
    let house = try RehearsalClinic(candor: candor)
    let acknowledged = try AcknowledgementFile(house.folder + "/acknowledged")
    var dice = SeededDice(seed: seed)
    var unsaid = 0
    for index in 0..<kills {
      let before = try LedgerCensus(of: house.ledger)
      let milliseconds = Int64.random(in: 1...400, using: &dice)
      let opened = try kill(index, in: house, after: milliseconds, keeping: acknowledged, tally)
      let after = try LedgerCensus(of: house.ledger)
      let said = try acknowledged.lines().compactMap { Acknowledged(line: $0) }
      for one in said {
        tally.expect(
          after.appends[one.append] == [one.position], "acknowledged \(one.position) is not there")
      }
      tally.expect(after.isGapless, "kill \(index): a partial append or a gap")
      tally.expect(try Verdict(from: house.program).isSound, "kill \(index): not sound")
      unsaid += after.appends.count - before.appends.count - opened
    }
    let count = try acknowledged.lines().count
    Tally.say(
      "\(kills) kills, \(count) appends acknowledged and there, "
        + "\(unsaid - count) more committed and not said")
    tally.expect((0...kills).contains(unsaid - count), "more than one unsaid append a kill")
    let code = tally.close()
    if code == 0 { house.remove() }
    throw ExitCode(code)
  }

  /// Kills a fresh hand so long after its first acknowledgement.
  ///
  /// - Returns: how many appends it took to make its visit.
  private func kill(
    _ index: Int, in house: RehearsalClinic, after milliseconds: Int64,
    keeping acknowledged: AcknowledgementFile, _ tally: Tally
  ) throws -> Int {
    let start = try LedgerCensus(of: house.ledger).appends.count
    let chart = try VisitStory.chart(
      house, recordNumber: "RH-\(index)", at: RehearsalTime.now())
    try VisitStory.openVisit(of: chart, by: try house.open(as: RehearsalClinic.doctor))
    let opened = try LedgerCensus(of: house.ledger).appends.count - start
    let hand = BusyHand(
      ledger: house.ledger, identity: house.identityPath(RehearsalClinic.nurse), chart: chart)
    let run = try RunningProgram(
      Program.itself, arguments: hand.arguments(count: 1_000_000),
      environment: ProcessInfo.processInfo.environment, errors: house.folder + "/hand-errors")
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
    tally.expect(ending == .killed(signal: SIGKILL), "a hand \(ending)")
    return opened
  }
}
