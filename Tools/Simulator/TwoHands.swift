internal import ArgumentParser
internal import Clinic
internal import Foundation
internal import Ledger
internal import Rehearsal

/// Two processes append to the same visit at the same time.
struct TwoHands: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "two-hands",
    abstract: "Two processes append to one visit at once: every append whole, none lost.")

  @Option(help: "The candor to drive; else the one beside this tool.") var candor: String?
  @Option(help: "Appends of each process.") var appends = 1_000
  @Option(help: "Appends of each of two shells that run candor anew for every one.")
  var commands = 25

  func run() throws {
    let tally = Tally()
    let house = try RehearsalClinic(candor: candor)
    let chart = try VisitStory.chart(house, recordNumber: "RH-2", at: RehearsalTime.now())
    try VisitStory.openVisit(
      of: chart, by: try house.open(as: RehearsalClinic.doctor))
    let before = try LedgerCensus(of: house.ledger)
    let (said, seconds) = try Stopwatch.time { try append(house, chart, tally) }
    try check(house, before: before, said: said, tally)
    try runCommands(house, tally)
    Tally.say("\(2 * appends) appends by two processes in \(seconds.rounded(places: 1)) s")
    let code = tally.close()
    if code == 0 { house.remove() }
    throw ExitCode(code)
  }

  private func append(
    _ house: RehearsalClinic, _ chart: SubjectID, _ tally: Tally
  ) throws -> [Acknowledged] {
    let hands = try [RehearsalClinic.nurse, RehearsalClinic.doctor].map { handle in
      let hand = BusyHand(
        ledger: house.ledger, identity: house.identityPath(handle), chart: chart)
      return try RunningProgram(
        Program.itself, arguments: hand.arguments(count: appends),
        environment: ProcessInfo.processInfo.environment, errors: house.folder + "/hand-errors")
    }
    var said: [Acknowledged] = []
    // Each says less than a pipe holds, so that one can be read after the other.
    for hand in hands {
      let (output, ending) = hand.finish()
      tally.expect(ending == .exited(0), "a hand \(ending)")
      said += output.split(separator: "\n").compactMap { Acknowledged(line: String($0)) }
    }
    return said
  }

  private func check(
    _ house: RehearsalClinic, before: LedgerCensus, said: [Acknowledged], _ tally: Tally
  ) throws {
    let after = try LedgerCensus(of: house.ledger)
    tally.expect(said.count == 2 * appends, "\(said.count) positions were said")
    let end = before.entryCount + said.count
    tally.expect(
      Set(said.map(\.position)) == Set(UInt64(before.entryCount)..<UInt64(end)),
      "the positions said are not those after the first \(before.entryCount)")
    for one in said {
      tally.expect(
        after.appends[one.append] == [one.position], "append \(one.append) is not at its position")
    }
    tally.expect(after.entryCount == end, "\(after.entryCount) entries instead of \(end)")
    tally.expect(after.isGapless, "appends are torn or positions have gaps")
    let verdict = try Verdict(from: house.program)
    tally.expect(verdict.isSound && verdict.size == end, "verify: not sound at \(end) entries")
    tally.expect(
      verdict.signatureCount == after.appends.count,
      "\(verdict.signatureCount) signatures of \(after.appends.count) appends")
    tally.expect(turns(said) > 1, "the two processes never took turns")
  }

  /// How often the processes alternated in the ledger.
  private func turns(_ said: [Acknowledged]) -> Int {
    let first = Set(said.prefix(appends).map(\.position))
    let order = said.map(\.position).sorted().map(first.contains)
    let turns = zip(order, order.dropFirst()).filter { $0 != $1 }.count
    Tally.say("the two processes took turns \(turns) times")
    return turns
  }

  /// The same through the binary: each append a process of its own.
  private func runCommands(_ house: RehearsalClinic, _ tally: Tally) throws {
    let before = try LedgerCensus(of: house.ledger)
    for round in 0..<commands {
      let both = try [RehearsalClinic.nurse, RehearsalClinic.doctor].map { handle in
        try house.program.start(
          ["record", "vitals-sampled", "--patient", "RH-2", "--hr", String(60 + round)]
            + ["--spo2", "97", "--as", handle])
      }
      for one in both {
        let ending = one.finish().ending
        tally.expect(ending == .exited(0), "candor record \(ending)")
      }
    }
    let after = try LedgerCensus(of: house.ledger)
    tally.expect(
      after.appends.count == before.appends.count + 2 * commands && after.isGapless,
      "\(after.appends.count - before.appends.count) appends by \(2 * commands) commands")
    tally.expect(try Verdict(from: house.program).isSound, "verify: not sound after the commands")
  }
}
