internal import ArgumentParser
internal import ClinicalRecord
internal import Foundation
internal import Rehearsal

/// A clinic's days to years, played into a training ledger; what is planted stands beside it.
struct ClinicCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "clinic",
    abstract: "Play days to years of a clinic, verify them, and find every planted deviation.",
    discussion: """
      The folder holds the ledger, the identities (data/), plants.jsonl: one line for each thing \
      that was planted, with the verdict that the clinic's sentence asks for, and lots.json: what \
      is in the cupboard, counted beside the drug book.
      """)

  @Option(help: "The candor to drive; else the one beside this tool.") var candor: String?
  @Option var seed: UInt64 = 1
  @Option(help: "Days on which visits begin, weekends among them.") var days = 7
  @Option(help: "The first of them, YYYY-MM-DD.") var from = "2016-01-04"
  @Option(help: "Visits a workday.") var visits = 12
  @Option(help: "Ordinary cards for each that plants something; else by the number of days.")
  var calm: Double?
  @Option(help: "The folder to make the clinic in, which is kept; else a temporary one.")
  var ledger: String?
  @Option(help: "How often each verdict of each rule must have been planted and found.")
  var each = 0
  @Flag(help: "Play alone: neither verify nor report.") var onlyPlay = false
  @Flag(help: "Time the program on what was played.") var measure = false

  func run() throws {
    guard let first = LocalDate(iso8601: from) else {
      throw ValidationError("--from wants YYYY-MM-DD")
    }
    let before = ClinicalTime(
      unixMicroseconds: (first.daysSinceEpoch - 10) * 86_400_000_000, utcOffsetMinutes: 0,
      precision: .second)
    let rehearsal = try RehearsalClinic(candor: candor, clock: before, folder: ledger)
    let end = try play(rehearsal, first: first, from: before)
    let checks = CheckReport()
    if !onlyPlay {
      try check(rehearsal, at: end, checks)
      if measure { try ClinicMeasures(rehearsal.program, clock: end.iso8601).run() }
    }
    let code = checks.close()
    if code == 0, ledger == nil { rehearsal.remove() }
    throw ExitCode(code)
  }

  /// - Returns: a minute after the last entry was recorded.
  private func play(
    _ rehearsal: RehearsalClinic, first: LocalDate, from time: ClinicalTime
  ) throws -> ClinicalTime {
    let clinic = try SimulatedClinic(rehearsal, at: time)
    var diary = Diary(
      seed: seed, firstDay: first.daysSinceEpoch, days: days, visitsADay: visits,
      calm: calm ?? (days > 62 ? 4 : 0.5), actors: clinic.actors,
      offsetMinutes: { clinic.offsetMinutes(at: $0) })
    let path = rehearsal.folder + "/plants.jsonl"
    FileManager.default.createFile(atPath: path, contents: nil)
    guard let file = FileHandle(forWritingAtPath: path) else {
      throw RehearsalError.unexpected("\(path) cannot be written")
    }
    defer { try? file.close() }
    var plantCount = 0
    let watch = Stopwatch()
    while let day = diary.next() {
      for act in day.acts { try clinic.play(act) }
      try PlantFile.append(day.plants, to: file)
      plantCount += day.plants.count
    }
    try FoundCounts.write(clinic.cupboard, to: rehearsal.folder + "/lots.json")
    let rate = Double(clinic.entryCount) / watch.seconds
    CheckReport.say(
      "played   \(diary.visitCount) visits of \(clinic.patientCount) patients: "
        + "\(clinic.entryCount) entries in \(clinic.appendCount) appends, \(plantCount) plants, "
        + "\(watch.seconds.rounded(places: 1)) s, \(rate.rounded(places: 0)) entries/s\n"
        + "         \(rehearsal.folder)")
    let last = Int64(clinic.lastRecorded + 60) * 1_000_000
    return ClinicalTime(
      unixMicroseconds: last, utcOffsetMinutes: clinic.offsetMinutes(at: last), precision: .second)
  }

  private func check(
    _ rehearsal: RehearsalClinic, at time: ClinicalTime, _ checks: CheckReport
  ) throws {
    let (verdict, seconds) = try Stopwatch.time { try Verdict(from: rehearsal.program) }
    checks.expect(verdict.isSound, "verify --signatures: not sound")
    CheckReport.say(
      "verified \(verdict.size) entries, \(verdict.signatureCount) signatures, "
        + "\(seconds.rounded(places: 1)) s")
    var found = FoundPlants(
      of: try PlantFile.read(rehearsal.folder + "/plants.jsonl"), checks: checks)
    try found.askProgram(rehearsal.program, clock: time.iso8601)
    found.close(each: each)
    try FoundCounts(rehearsal.folder + "/lots.json").check(
      rehearsal.program, clock: time.iso8601, checks)
  }
}

/// Holds a report against the plants of a clinic that was played before.
struct ClinicCheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "clinic-check",
    abstract: "Hold the compliance report of a played clinic against what was planted in it.")

  @Option(help: "The candor to drive; else the one beside this tool.") var candor: String?
  @Option(help: "The folder that `clinic --ledger` has made.") var ledger: String?
  @Option(help: "The plants; else those in the folder.") var plants: String?
  @Option(help: "A report as JSON, of the whole span; else the program is asked.")
  var report: String?
  @Option(help: "The clock for the program; else the time of the newest entry.")
  var clock: String?
  @Option(help: "How often each verdict of each rule must have been planted and found.")
  var each = 0
  @Flag(help: "Time the program, too.") var measure = false

  func validate() throws {
    guard ledger != nil || plants != nil && report != nil else {
      throw ValidationError("give --ledger FOLDER, or --plants FILE and --report FILE")
    }
  }

  func run() throws {
    let checks = CheckReport()
    let path = plants ?? (ledger.map { $0 + "/plants.jsonl" } ?? "")
    var found = FoundPlants(of: try PlantFile.read(path), checks: checks)
    if let report {
      try found.take(Data(contentsOf: URL(filePath: report)))
    } else if let ledger {
      let rehearsal = RehearsalClinic(candor: candor, in: ledger)
      let time = try clock ?? Self.newestTime(rehearsal.program)
      try found.askProgram(rehearsal.program, clock: time)
      if measure { try ClinicMeasures(rehearsal.program, clock: time).run() }
    }
    found.close(each: each)
    throw ExitCode(checks.close())
  }

  /// When the newest entry was recorded, as `candor history` tells it.
  private static func newestTime(_ program: Program) throws -> String {
    let text = try program.run(["history", "--limit", "1", "--format", "json"])
    guard let time = text.firstMatch(of: /"recorded"\s*:\s*"([^"]+)"/)?.output.1 else {
      throw RehearsalError.unexpected("candor history names no entry: \(text.prefix(200))")
    }
    return String(time)
  }
}
