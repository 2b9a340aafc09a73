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
    let tally = Tally()
    let house = try RehearsalClinic(candor: candor, clock: RehearsalTime.session(0))
    var dice = SeededDice(seed: seed)
    var plays: [PlayedVisit] = []
    let (_, seconds) = try Stopwatch.time {
      for index in 0..<visits {
        plays.append(try play(index, in: house, after: plays, dice: &dice, tally))
      }
    }
    tell(plays, seconds: seconds)
    try checkWholeLedger(house, plays, tally)
    for visit in plays { try visit.checkReadBack(in: house, tally) }
    try again(house, plays, tally)
    try report(house, tally)
    tellSizes(house)
    let code = tally.close()
    if code == 0 { house.remove() }
    throw ExitCode(code)
  }

  /// A visit from intake to import; the file is written to disk and given to the program.
  private func play(
    _ index: Int, in house: RehearsalClinic, after plays: [PlayedVisit], dice: inout SeededDice,
    _ tally: Tally
  ) throws -> PlayedVisit {
    let begin = try RehearsalTime.session(index)
    let patient = "RH-\(1000 + index % charts)"
    let earlier = plays.first { $0.patient == patient }
    let chart =
      try earlier?.chart ?? VisitStory.chart(house, recordNumber: patient, at: begin)
    try VisitStory(house, chart: chart, begin: begin).play()
    let count = (samples + visits - 1) / visits
    let span = (VisitStory.endMinute - 55) * 60
    let record = MonitorRecord(
      start: begin.adding(minutes: 50), count: count, step: max(1, span / (count * 11 / 10)),
      dice: &dice)
    var visit = PlayedVisit(
      patient: patient, chart: chart, number: UInt32(index / charts + 1),
      path: house.folder + "/monitor-\(index).csv",
      importedAt: begin.adding(minutes: VisitStory.endMinute + 5))
    try Data(record.csv.utf8).write(to: URL(filePath: visit.path))
    try visit.importFile(in: house, samples: count, tally)
    return visit
  }

  private func tell(_ plays: [PlayedVisit], seconds: Double) {
    let imports = plays.map(\.importSeconds)
    let total = plays.map(\.samples).reduce(0, +)
    Tally.say(
      """
      \(total) samples in \(plays.count) visits of \(charts) charts
      import   \(imports.reduce(0, +).rounded(places: 2)) s in all; a file \
      \((imports.median * 1_000).rounded(places: 1)) ms (median), \
      \(((imports.max() ?? 0) * 1_000).rounded(places: 1)) ms (longest)
      playing  \(seconds.rounded(places: 2)) s, the visits' other events and the imports
      """)
  }

  private func checkWholeLedger(
    _ house: RehearsalClinic, _ plays: [PlayedVisit], _ tally: Tally
  ) throws {
    let (verdict, seconds) = try Stopwatch.time { try Verdict(from: house.program) }
    let census = try LedgerCensus(of: house.ledger)
    tally.expect(verdict.isSound, "verify --signatures: not sound")
    tally.expect(verdict.size == census.entryCount && census.isGapless, "verify: size or gaps")
    tally.expect(
      verdict.signatureCount == census.appends.count, "verify: not every append's signature")
    Tally.say(
      "verify   \(seconds.rounded(places: 2)) s with \(verdict.signatureCount) signatures,"
        + " \(verdict.size) entries")
  }

  /// The first, the middle and the last file once more: nothing may be added.
  private func again(_ house: RehearsalClinic, _ plays: [PlayedVisit], _ tally: Tally) throws {
    let before = try LedgerCensus(of: house.ledger).entryCount
    for index in [0, plays.count / 2, plays.count - 1] {
      try plays[index].importAgain(in: house, tally)
    }
    let after = try LedgerCensus(of: house.ledger).entryCount
    tally.expect(after == before, "files imported twice added \(after - before) entries")
  }

  private func report(_ house: RehearsalClinic, _ tally: Tally) throws {
    // The report's own look makes the ledger longer: the same answer is that of the same prefix.
    let size = try LedgerCensus(of: house.ledger).entryCount
    let arguments =
      ["report", "compliance", "--format", "json", "--as", RehearsalClinic.doctor]
      + ["--as-of", "\(size)"]
    let ((text, ending), seconds) = try Stopwatch.time {
      try house.program.start(arguments).finish()
    }
    // Where sensors fell off, a reason is owed, and the answer is "no".
    let owes = text.contains(/"is_owed_a_reason"\s*:\s*true/)
    tally.expect(ending == .exited(owes ? 1 : 0), "the report \(ending)")
    let report = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]
    let sections = report?["visits"] as? [Any] ?? []
    tally.expect(sections.count == visits, "the report has \(sections.count) visits")
    Tally.say("report   \(seconds.rounded(places: 2)) s for \(sections.count) visits")
    let (again, warm) = try Stopwatch.time { try house.program.start(arguments).finish() }
    tally.expect(again.output == text, "the same report twice differs")
    Tally.say("         \(warm.rounded(places: 2)) s once more")
  }

  private func tellSizes(_ house: RehearsalClinic) {
    for name in ["log", "keyring", "projections"] {
      let path = house.ledger + "/\(name)/data.mdb"
      let attributes = try? FileManager.default.attributesOfItem(atPath: path)
      guard let bytes = attributes?[.size] as? Int else { continue }
      Tally.say("\(name)  \((Double(bytes) / 1_048_576).rounded(places: 2)) MiB")
    }
    let csv = (try? FileManager.default.contentsOfDirectory(atPath: house.folder)) ?? []
    let bytes = csv.filter { $0.hasSuffix(".csv") }.compactMap {
      (try? FileManager.default.attributesOfItem(atPath: house.folder + "/" + $0))?[.size] as? Int
    }.reduce(0, +)
    Tally.say("files  \((Double(bytes) / 1_048_576).rounded(places: 2)) MiB of CSV")
  }
}
