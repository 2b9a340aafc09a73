internal import ArgumentParser
internal import ClinicalRecord
internal import Foundation
internal import Ledger
internal import Rehearsal

/// Many visits with a monitor's file each: imported, read back, verified, reported on.
struct MonitorYears: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "monitors",
    abstract: "Import a monitor's file into every visit, read all back, verify and report.")

  @Option(help: "The candor to drive; else the one beside this tool.") var candor: String?
  @Option var charts = 20
  @Option var visits = 60
  @Option(help: "Samples in all, shared out over the visits.") var samples = 100_000
  @Option var seed: UInt64 = 2

  func run() throws {
    let checks = CheckReport()
    let rehearsal = try RehearsalClinic(candor: candor, clock: RehearsalTime.session(0))
    var dice = SeededDice(seed: seed)
    var plays: [PlayedVisit] = []
    let (_, seconds) = try Stopwatch.time {
      for index in 0..<visits {
        plays.append(try play(index, in: rehearsal, after: plays, dice: &dice, checks))
      }
    }
    tell(plays, seconds: seconds)
    try checkWholeLedger(rehearsal, plays, checks)
    for visit in plays { try visit.checkReadBack(in: rehearsal, checks) }
    try again(rehearsal, plays, checks)
    try report(rehearsal, checks)
    tellSizes(rehearsal)
    let code = checks.close()
    if code == 0 { rehearsal.remove() }
    throw ExitCode(code)
  }

  /// A visit from intake to import; the file is written to disk and given to the program.
  private func play(
    _ index: Int, in rehearsal: RehearsalClinic, after plays: [PlayedVisit], dice: inout SeededDice,
    _ checks: CheckReport
  ) throws -> PlayedVisit {
    let begin = try RehearsalTime.session(index)
    let patient = "RH-\(1000 + index % charts)"
    let earlier = plays.first { $0.patient == patient }
    let chart =
      try earlier?.chart ?? VisitStory.chart(rehearsal, recordNumber: patient, at: begin)
    try VisitStory(rehearsal, chart: chart, begin: begin).play()
    let count = (samples + visits - 1) / visits
    let span = (VisitStory.endMinute - 55) * 60
    let record = MonitorRecord(
      start: begin.adding(minutes: 50), count: count, step: max(1, span / (count * 11 / 10)),
      dice: &dice)
    var visit = PlayedVisit(
      patient: patient, chart: chart, number: UInt32(index / charts + 1),
      path: rehearsal.folder + "/monitor-\(index).csv",
      importedAt: begin.adding(minutes: VisitStory.endMinute + 5))
    try Data(record.csv.utf8).write(to: URL(filePath: visit.path))
    try visit.importFile(in: rehearsal, samples: count, checks)
    return visit
  }

  private func tell(_ plays: [PlayedVisit], seconds: Double) {
    let imports = plays.map(\.importSeconds)
    let total = plays.map(\.samples).reduce(0, +)
    CheckReport.say(
      """
      \(total) samples in \(plays.count) visits of \(charts) charts
      import   \(imports.reduce(0, +).rounded(places: 2)) s in all; a file \
      \((imports.median * 1_000).rounded(places: 1)) ms (median), \
      \(((imports.max() ?? 0) * 1_000).rounded(places: 1)) ms (longest)
      playing  \(seconds.rounded(places: 2)) s, the visits' other events and the imports
      """)
  }

  private func checkWholeLedger(
    _ rehearsal: RehearsalClinic, _ plays: [PlayedVisit], _ checks: CheckReport
  ) throws {
    let (verdict, seconds) = try Stopwatch.time { try Verdict(from: rehearsal.program) }
    let census = try LedgerCensus(of: rehearsal.ledger)
    checks.expect(verdict.isSound, "verify --signatures: not sound")
    checks.expect(verdict.size == census.entryCount && census.isGapless, "verify: size or gaps")
    checks.expect(
      verdict.signatureCount == census.appends.count, "verify: not every append's signature")
    CheckReport.say(
      "verify   \(seconds.rounded(places: 2)) s with \(verdict.signatureCount) signatures,"
        + " \(verdict.size) entries")
  }

  /// The first, the middle and the last file once more: nothing may be added.
  private func again(_ rehearsal: RehearsalClinic, _ plays: [PlayedVisit], _ checks: CheckReport)
    throws
  {
    let before = try LedgerCensus(of: rehearsal.ledger).entryCount
    for index in [0, plays.count / 2, plays.count - 1] {
      try plays[index].importAgain(in: rehearsal, checks)
    }
    let after = try LedgerCensus(of: rehearsal.ledger).entryCount
    checks.expect(after == before, "files imported twice added \(after - before) entries")
  }

  private func report(_ rehearsal: RehearsalClinic, _ checks: CheckReport) throws {
    // The report's own look makes the ledger longer: the same answer is that of the same prefix.
    let size = try LedgerCensus(of: rehearsal.ledger).entryCount
    let arguments =
      [
        "report", "compliance", "--identified", "--format", "json", "--as", RehearsalClinic.doctor,
      ]
      + ["--as-of", "\(size)"]
    let ((text, ending), seconds) = try Stopwatch.time {
      try rehearsal.program.start(arguments).finish()
    }
    // Where sensors fell off, a reason is owed, and the answer is "no".
    let owes = text.contains(/"is_owed_a_reason"\s*:\s*true/)
    checks.expect(ending == .exited(owes ? 1 : 0), "the report \(ending)")
    let report = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]
    let sections = report?["visits"] as? [Any] ?? []
    checks.expect(sections.count == visits, "the report has \(sections.count) visits")
    CheckReport.say("report   \(seconds.rounded(places: 2)) s for \(sections.count) visits")
    let (again, warm) = try Stopwatch.time { try rehearsal.program.start(arguments).finish() }
    checks.expect(again.output == text, "the same report twice differs")
    CheckReport.say("         \(warm.rounded(places: 2)) s once more")
  }

  private func tellSizes(_ rehearsal: RehearsalClinic) {
    for name in ["log", "keyring", "projections"] {
      let path = rehearsal.ledger + "/\(name)/data.mdb"
      let attributes = try? FileManager.default.attributesOfItem(atPath: path)
      guard let bytes = attributes?[.size] as? Int else { continue }
      CheckReport.say("\(name)  \((Double(bytes) / 1_048_576).rounded(places: 2)) MiB")
    }
    let csv = (try? FileManager.default.contentsOfDirectory(atPath: rehearsal.folder)) ?? []
    let bytes = csv.filter { $0.hasSuffix(".csv") }.compactMap {
      (try? FileManager.default.attributesOfItem(atPath: rehearsal.folder + "/" + $0))?[.size]
        as? Int
    }.reduce(0, +)
    CheckReport.say("files  \((Double(bytes) / 1_048_576).rounded(places: 2)) MiB of CSV")
  }
}
