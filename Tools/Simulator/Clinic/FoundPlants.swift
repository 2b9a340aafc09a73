internal import ClinicalRecord
internal import Foundation
internal import Rehearsal

/// What a compliance report says, held against what was planted: each plant found by name, nothing
/// found that was not planted.
struct FoundPlants {
  private struct Name: Hashable {
    var patient: String
    var visit: Int
    var rule: String
  }

  private struct Pair: Hashable {
    var rule: String
    var verdict: PlantedVerdict
  }

  private let plants: [Name: Plant]
  private let checks: CheckReport
  private let dates: (first: String, last: String)?
  private var missing: Set<Name>
  private var found: [Pair: Int] = [:]
  private var visitCount = 0

  init(of plants: [Plant], checks: CheckReport) {
    var byName: [Name: Plant] = [:]
    for plant in plants {
      let name = Name(patient: plant.patient, visit: plant.visit, rule: plant.rule)
      checks.expect(byName[name] == nil, "planted twice: \(plant)")
      byName[name] = plant
    }
    self.plants = byName
    self.checks = checks
    missing = Set(byName.keys)
    let days = plants.map(\.date)
    dates = days.min().flatMap { first in days.max().map { (first, $0) } }
  }

  /// Asks the real program, a month at a time.
  mutating func askProgram(_ program: Program, clock: String) throws {
    guard let dates, var from = LocalDate(iso8601: dates.first),
      let last = LocalDate(iso8601: dates.last)
    else { throw RehearsalError.unexpected("nothing was planted") }
    let watch = Stopwatch()
    while from <= last {
      let next = from.month == 12 ? (from.year + 1, 1) : (from.year, from.month + 1)
      guard let following = LocalDate(year: next.0, month: next.1, day: 1) else { return }
      let to = LocalDate(daysSinceEpoch: following.daysSinceEpoch - 1)
      let (text, ending) = try program.start(
        [
          "report", "compliance", "--identified", "--from", from.iso8601, "--to", to.iso8601,
          "--format", "json",
        ]
          + ["--as", SimulatedStaff.voss.rawValue], clock: clock
      ).finish()
      // What still owes its reason makes the answer "no".
      checks.expect(
        ending == .exited(0) || ending == .exited(1), "the report from \(from): \(ending)")
      try take(Data(text.utf8))
      from = following
    }
    CheckReport.say(
      "reported \(visitCount) visits, month by month, \(watch.seconds.rounded(places: 1)) s")
  }

  /// Takes one report.
  mutating func take(_ json: Data) throws {
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    let report = try decoder.decode(Report.self, from: json)
    for visit in report.visits {
      visitCount += 1
      for finding in visit.findings { take(finding, of: visit) }
    }
  }

  private mutating func take(_ finding: Report.Finding, of visit: Report.Visit) {
    let name = Name(
      patient: visit.patient.recordNumber, visit: visit.visit, rule: finding.rule)
    let place = "\(name.patient) visit \(name.visit) on \(visit.date), \(name.rule)"
    guard let verdict = PlantedVerdict(rawValue: finding.verdict) else {
      return checks.expect(false, "\(place): a verdict that nobody knows, \(finding.verdict)")
    }
    guard let plant = plants[name] else {
      return checks.expect(
        verdict.isQuiet, "\(place): found \(verdict.rawValue), not planted: \(finding.statement)")
    }
    missing.remove(name)
    checks.expect(
      verdict == plant.verdict,
      "\(place): planted \(plant.verdict.rawValue) (\(plant.did), \(plant.side.rawValue)), "
        + "found \(verdict.rawValue): \(finding.statement)")
    if verdict == plant.verdict {
      found[Pair(rule: name.rule, verdict: verdict), default: 0] += 1
    }
  }

  /// Says what came of all of it.
  ///
  /// - Parameter each: how often each verdict of each rule must have been found.
  func close(each: Int) {
    for name in missing.sorted(by: { ($0.patient, $0.visit) < ($1.patient, $1.visit) }) {
      checks.expect(
        false,
        "\(name.patient) visit \(name.visit), \(name.rule): planted, and not reported at all")
    }
    for (rule, verdicts) in ReachedVerdicts.all {
      let counts = verdicts.map { ($0, found[Pair(rule: rule, verdict: $0)] ?? 0) }
      for (verdict, count) in counts where count < each {
        checks.expect(false, "\(rule) \(verdict.rawValue): planted and found \(count) times")
      }
      CheckReport.say(
        "  \(rule)" + String(repeating: " ", count: 4 - rule.count)
          + counts.map { "\($0.0.rawValue) \($0.1)" }.joined(separator: ", "))
    }
    CheckReport.say(
      "found    \(found.values.reduce(0, +)) of \(plants.count) plants in \(visitCount) visits")
  }
}

/// As much of the report's JSON as is asked for.
private struct Report: Decodable {
  struct Patient: Decodable { var recordNumber: String }
  struct Finding: Decodable {
    var rule: String
    var verdict: String
    var statement: String
  }
  struct Visit: Decodable {
    var patient: Patient
    var visit: Int
    var date: String
    var findings: [Finding]
  }

  var visits: [Visit]
}
