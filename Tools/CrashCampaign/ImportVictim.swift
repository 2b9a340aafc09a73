internal import ClinicalRecord
internal import Foundation
internal import Ledger
internal import Rehearsal

/// One import that is to be killed.
struct ImportVictim {
  let rehearsal: RehearsalClinic
  let patient: String
  let path: String
  let rows: Int
  let before: LedgerCensus

  private var arguments: [String] {
    ["import", "vitals", path, "--patient", patient, "--as", RehearsalClinic.nurse]
      + ["--format", "json"]
  }

  /// The import to its end; its answer.
  @discardableResult
  func runImport() throws -> [String: Any] {
    let text = try rehearsal.program.run(arguments, clock: try ImportStage.clock().iso8601)
    return try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any] ?? [:]
  }

  /// The import with `kill -9` after so many milliseconds; what it said before is kept first.
  func killed(
    after milliseconds: Double, keeping acknowledged: AcknowledgementFile
  ) throws -> Fate {
    let deadline = ContinuousClock.now + .microseconds(Int64(milliseconds * 1_000))
    let run = try rehearsal.program.start(arguments, clock: try ImportStage.clock().iso8601)
    var said = ""
    var isTimeUp = false
    reading: while true {
      switch run.line(until: deadline) {
      case .line(let line): said += line + "\n"
      case .ended: break reading
      case .timeIsUp:
        isTimeUp = true
        run.kill()
        break reading
      }
    }
    let (rest, ending) = run.finish()
    said += rest
    let position = said.firstMatch(of: /"first_position"\s*:\s*(\d+)/).map { String($0.output.1) }
    if let position { try acknowledged.keep(position) }
    guard isTimeUp, ending == .killed(signal: SIGKILL) else {
      guard ending == .exited(0) else {
        throw RehearsalError.failed(arguments: arguments, ending: ending, said: said)
      }
      return .finished
    }
    if position != nil { return .acknowledged }
    let after = try LedgerCensus(of: rehearsal.ledger)
    return after.entryCount == before.entryCount ? .beforeCommit : .committedUnsaid
  }

  /// The ledger after the kill, and after the same import has been run again, twice.
  func check(_ fate: Fate, acknowledged: AcknowledgementFile, _ checks: CheckReport) throws {
    let verdict = try Verdict(from: rehearsal.program)
    checks.expect(verdict.isSound, "\(patient): not sound after a kill")
    let after = try LedgerCensus(of: rehearsal.ledger)
    checks.expect(after.isGapless, "\(patient): a partial append or a gap after a kill")
    try expectEverything(in: acknowledged, after, checks)
    let added = after.appends.count - before.appends.count
    checks.expect(added == (fate == .beforeCommit ? 0 : 1), "\(patient): \(added) appends")
    try importAgain(wasThere: added == 1, checks)
    try importAgain(wasThere: true, checks)
    try checkOnce(checks)
  }

  /// Each acknowledged position begins an append that is whole.
  private func expectEverything(
    in acknowledged: AcknowledgementFile, _ census: LedgerCensus, _ checks: CheckReport
  ) throws {
    let firsts = Set(census.appends.values.compactMap(\.first))
    for line in try acknowledged.lines() {
      checks.expect(UInt64(line).map(firsts.contains) == true, "acknowledged \(line) is not there")
    }
  }

  private func importAgain(wasThere: Bool, _ checks: CheckReport) throws {
    let answer = try runImport()
    checks.expect(
      answer["already_recorded"] as? Bool == wasThere,
      "\(patient): the import again did not say whether it was there")
    checks.expect(answer["samples"] as? Int == rows, "\(patient): not all samples")
  }

  /// One append more than before, as long as the file.
  private func checkOnce(_ checks: CheckReport) throws {
    let after = try LedgerCensus(of: rehearsal.ledger)
    let new = after.appends.filter { before.appends[$0.key] == nil }
    checks.expect(new.count == 1 && after.isGapless, "\(patient): \(new.count) appends of one file")
    let entries = new.values.map(\.count).reduce(0, +)
    checks.expect(
      after.entryCount == before.entryCount + entries && entries == (rows + 239) / 240,
      "\(patient): \(entries) entries for \(rows) rows")
  }
}
