internal import ArgumentParser
internal import ClinicalRecord
internal import DurableFile
internal import Foundation
private import Glibc
internal import Rehearsal

/// The longest batch and a monitor's million rows: how long they keep others waiting.
struct LongBatch: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "long-batch",
    abstract:
      "A batch of 65,535 lines and an import of a million rows hold the lock for 2 s at most."
  )

  @Option(help: "The candor to drive; else the one beside this tool.") var candor: String?
  @Option(help: "Lines of the batch.") var lines = 65_535
  @Option(help: "Rows of the monitor's file, one a second.") var rows = 1_000_000
  @Option(help: "The longest that the lock may be held, in seconds.") var limit = 2.0

  func run() throws {
    let checks = CheckReport()
    let now = RehearsalTime.now()
    // The rows lie behind the arrival and before now.
    let arrival = now.adding(minutes: -(rows / 60 + 60))
    let rehearsal = try RehearsalClinic(candor: candor, clock: arrival)
    let chart = try VisitStory.chart(rehearsal, recordNumber: "RH-9", at: arrival)
    try VisitStory.openVisit(
      of: chart, by: try rehearsal.open(as: RehearsalClinic.doctor, at: arrival))
    let line = #"{"event": "vitals-sampled", "patient": "RH-9", "data": {"heart_rate_bpm": 72}}"#
    try measure(
      ["record", "--batch", "-", "--again", "--as", RehearsalClinic.nurse],
      String(repeating: line + "\n", count: lines), rehearsal, checks)
    try measure(
      ["import", "vitals", "-", "--patient", "RH-9", "--as", RehearsalClinic.nurse],
      file(from: arrival.adding(minutes: 30)), rehearsal, checks)
    checks.expect(try Verdict(from: rehearsal.program).isSound, "verify: not sound")
    let code = checks.close()
    if code == 0 { rehearsal.remove() }
    throw ExitCode(code)
  }

  private func file(from start: ClinicalTime) -> String {
    var text = "time," + VitalsChannel.ofRun.map(\.fieldName).joined(separator: ",") + "\n"
    for row in 0..<rows {
      var time = start
      time.unixMicroseconds += Int64(row) * 1_000_000
      text += "\(time.iso8601),\(60 + row % 40),,,97,,,\n"
    }
    return text
  }

  /// Runs a command and looks all the while whether the lock of writers is held.
  private func measure(
    _ command: [String], _ input: String, _ rehearsal: RehearsalClinic, _ checks: CheckReport
  ) throws {
    let errors = rehearsal.folder + "/errors"
    let running = try rehearsal.program.start(
      command, input: input, streams: StandardStreams(errors: errors))
    let lock = rehearsal.ledger + "/log.writer"
    let watch = Stopwatch()
    var longest = 0.0
    var heldSince: Double?
    // The first line of the answer comes when all is recorded.
    while running.line(until: .now + .milliseconds(2)) == .timeIsUp {
      let isHeld = NamedLock.holder(at: lock) != nil
      if isHeld, heldSince == nil { heldSince = watch.seconds }
      if let since = heldSince { longest = max(longest, watch.seconds - since) }
      if !isHeld { heldSince = nil }
    }
    let ending = running.finish().ending
    let said = (try? String(contentsOfFile: errors, encoding: .utf8)) ?? ""
    checks.expect(ending == .exited(0), "\(command[0]) \(command[1]): \(said.prefix(500))")
    CheckReport.say(
      "\(command[0]) \(command[1]): \(watch.seconds.rounded(places: 2)) s, the lock held for "
        + "\(longest.rounded(places: 2)) s")
    checks.expect(longest > 0, "the lock was never seen held")
    checks.expect(longest <= limit, "the lock was held for \(longest.rounded(places: 2)) s")
  }
}
