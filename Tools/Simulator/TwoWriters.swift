internal import ArgumentParser
internal import Clinic
internal import Foundation
internal import Ledger
internal import Rehearsal

/// Two processes append to the same visit at the same time.
struct TwoWriters: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "two-writers",
    abstract: "Two processes append to one visit at once: every append whole, none lost.")

  @Option(help: "The candor to drive; else the one beside this tool.") var candor: String?
  @Option(help: "Appends of each process.") var appends = 1_000
  @Option(help: "Appends of each of two shells that run candor anew for every one.")
  var commands = 25

  func run() throws {
    let checks = CheckReport()
    let rehearsal = try RehearsalClinic(candor: candor)
    let chart = try VisitStory.chart(rehearsal, recordNumber: "RH-2", at: RehearsalTime.now())
    try VisitStory.openVisit(
      of: chart, by: try rehearsal.open(as: RehearsalClinic.doctor))
    let before = try LedgerCensus(of: rehearsal.ledger)
    let (said, seconds) = try Stopwatch.time { try append(rehearsal, chart, checks) }
    try check(rehearsal, before: before, said: said, checks)
    try runCommands(rehearsal, checks)
    CheckReport.say("\(2 * appends) appends by two processes in \(seconds.rounded(places: 1)) s")
    let code = checks.close()
    if code == 0 { rehearsal.remove() }
    throw ExitCode(code)
  }

  private func append(
    _ rehearsal: RehearsalClinic, _ chart: SubjectID, _ checks: CheckReport
  ) throws -> [Acknowledged] {
    let workers = try [RehearsalClinic.nurse, RehearsalClinic.doctor].map { handle in
      let worker = AppendWorker(
        ledger: rehearsal.ledger, identity: rehearsal.identityPath(handle), chart: chart)
      return try RunningProgram(
        Program.itself, arguments: worker.arguments(count: appends),
        environment: ProcessInfo.processInfo.environment,
        streams: StandardStreams(errors: rehearsal.folder + "/worker-errors"))
    }
    var said: [Acknowledged] = []
    // Each says less than a pipe holds, so that one can be read after the other.
    for worker in workers {
      let (output, ending) = worker.finish()
      checks.expect(ending == .exited(0), "a worker \(ending)")
      said += output.split(separator: "\n").compactMap { Acknowledged(line: String($0)) }
    }
    return said
  }

  private func check(
    _ rehearsal: RehearsalClinic, before: LedgerCensus, said: [Acknowledged], _ checks: CheckReport
  ) throws {
    let after = try LedgerCensus(of: rehearsal.ledger)
    checks.expect(said.count == 2 * appends, "\(said.count) positions were said")
    let end = before.entryCount + said.count
    checks.expect(
      Set(said.map(\.position)) == Set(UInt64(before.entryCount)..<UInt64(end)),
      "the positions said are not those after the first \(before.entryCount)")
    for one in said {
      checks.expect(
        after.appends[one.append] == [one.position], "append \(one.append) is not at its position")
    }
    checks.expect(after.entryCount == end, "\(after.entryCount) entries instead of \(end)")
    checks.expect(after.isGapless, "appends are torn or positions have gaps")
    let verdict = try Verdict(from: rehearsal.program)
    checks.expect(verdict.isSound && verdict.size == end, "verify: not sound at \(end) entries")
    checks.expect(
      verdict.signatureCount == after.appends.count,
      "\(verdict.signatureCount) signatures of \(after.appends.count) appends")
    checks.expect(turns(said) > 1, "the two processes never took turns")
  }

  /// How often the processes alternated in the ledger.
  private func turns(_ said: [Acknowledged]) -> Int {
    let first = Set(said.prefix(appends).map(\.position))
    let order = said.map(\.position).sorted().map(first.contains)
    let turns = zip(order, order.dropFirst()).filter { $0 != $1 }.count
    CheckReport.say("the two processes took turns \(turns) times")
    return turns
  }

  /// The same through the binary: each append a process of its own.
  private func runCommands(_ rehearsal: RehearsalClinic, _ checks: CheckReport) throws {
    let before = try LedgerCensus(of: rehearsal.ledger)
    for round in 0..<commands {
      let both = try [RehearsalClinic.nurse, RehearsalClinic.doctor].map { handle in
        try rehearsal.program.start(
          ["record", "vitals-sampled", "--patient", "RH-2", "--hr", String(60 + round), "--again"]
            + ["--spo2", "97", "--as", handle])
      }
      for one in both {
        let ending = one.finish().ending
        checks.expect(ending == .exited(0), "candor record \(ending)")
      }
    }
    let after = try LedgerCensus(of: rehearsal.ledger)
    checks.expect(
      after.appends.count == before.appends.count + 2 * commands && after.isGapless,
      "\(after.appends.count - before.appends.count) appends by \(2 * commands) commands")
    checks.expect(
      try Verdict(from: rehearsal.program).isSound, "verify: not sound after the commands")
  }
}
