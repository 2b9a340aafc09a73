internal import ClinicalRecord
internal import Foundation
internal import Ledger
internal import Rehearsal

/// One import that is to be killed.
struct ImportVictim {
  let house: RehearsalClinic
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
    let text = try house.program.run(arguments, clock: try ImportStage.clock().iso8601)
    return try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any] ?? [:]
  }

  /// The import with `kill -9` after so many milliseconds; what it said before is kept first.
  func killed(
    after milliseconds: Double, keeping acknowledged: AcknowledgementFile
  ) throws -> Fate {
    let deadline = ContinuousClock.now + .microseconds(Int64(milliseconds * 1_000))
    let run = try house.program.start(arguments, clock: try ImportStage.clock().iso8601)
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
    let after = try LedgerCensus(of: house.ledger)
    return after.entryCount == before.entryCount ? .beforeCommit : .committedUnsaid
  }

  /// The ledger after the kill, and after the same import has been run again, twice.
  func check(_ fate: Fate, acknowledged: AcknowledgementFile, _ tally: Tally) throws {
    let verdict = try Verdict(from: house.program)
    tally.expect(verdict.isSound, "\(patient): not sound after a kill")
    let after = try LedgerCensus(of: house.ledger)
    tally.expect(after.isGapless, "\(patient): a partial append or a gap after a kill")
    try expectEverything(in: acknowledged, after, tally)
    let added = after.appends.count - before.appends.count
    tally.expect(added == (fate == .beforeCommit ? 0 : 1), "\(patient): \(added) appends")
    try importAgain(wasThere: added == 1, tally)
    try importAgain(wasThere: true, tally)
    try checkOnce(tally)
  }

  /// Each acknowledged position begins an append that is whole.
  private func expectEverything(
    in acknowledged: AcknowledgementFile, _ census: LedgerCensus, _ tally: Tally
  ) throws {
    let firsts = Set(census.appends.values.compactMap(\.first))
    for line in try acknowledged.lines() {
      tally.expect(UInt64(line).map(firsts.contains) == true, "acknowledged \(line) is not there")
    }
  }

  private func importAgain(wasThere: Bool, _ tally: Tally) throws {
    let answer = try runImport()
    tally.expect(
      answer["already_recorded"] as? Bool == wasThere,
      "\(patient): the import again did not say whether it was there")
    tally.expect(answer["samples"] as? Int == rows, "\(patient): not all samples")
  }

  /// One append more than before, as long as the file.
  private func checkOnce(_ tally: Tally) throws {
    let after = try LedgerCensus(of: house.ledger)
    let new = after.appends.filter { before.appends[$0.key] == nil }
    tally.expect(new.count == 1 && after.isGapless, "\(patient): \(new.count) appends of one file")
    let entries = new.values.map(\.count).reduce(0, +)
    tally.expect(
      after.entryCount == before.entryCount + entries && entries == (rows + 239) / 240,
      "\(patient): \(entries) entries for \(rows) rows")
  }
}
