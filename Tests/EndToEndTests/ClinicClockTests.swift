import Foundation
import Testing

/// One clinic, one clock: the same answers on every workstation, through both clock changes.
struct ClinicClockTests {
  private static let transcripts = ["fall-back", "spring-forward", "policy"]

  /// What a workstation's TZ can be; nil: it is not set.
  private static let workstations: [String?] = [
    "America/Chicago", "UTC", "Asia/Tokyo", "Bogus/Zone", "", nil,
  ]

  /// The transcript's clinic, at a workstation with that TZ.
  private func bench(_ zone: String?) throws -> Workbench {
    let bench = try Workbench()
    bench.personal = Personal.strings
    bench.zone = zone
    let shipped = try String(
      contentsOf: URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "Schemas/policies/omaha-mood-and-pain.json"),
      encoding: .utf8)
    let zoneLine = "  \"timeZone\": \"America/Chicago\",\n"
    for (name, document) in [
      ("unnamed", shipped.replacing(zoneLine, with: "")),
      ("named", shipped.replacing("\"version\": 2", with: "\"version\": 3")),
      ("same-version", shipped),
      ("elsewhere", shipped.replacing("America/Chicago", with: "../../etc/passwd")),
      ("nowhere", shipped.replacing("America/Chicago", with: "America/Omaha")),
    ] {
      try document.write(
        toFile: bench.directory + "/\(name).json", atomically: true, encoding: .utf8)
    }
    return bench
  }

  @Test(arguments: transcripts, workstations)
  func `every workstation says what the transcript says`(name: String, zone: String?) throws {
    let transcript = try Transcript(named: name)
    let played = try transcript.played(at: try bench(zone))
    if ProcessInfo.processInfo.environment["CANDOR_UPDATE_TRANSCRIPTS"] == "1", zone == "UTC" {
      try played.write(toFile: transcript.path, atomically: true, encoding: .utf8)
    }
    let difference = FirstDifference(transcript.expected, played)
    #expect(
      difference == nil, "\(name).txt, TZ \(zone ?? "unset"), \(difference?.description ?? "")")
  }

  /// In the night of the fall-back, an arrived patient.
  private func night(zone: String? = "Asia/Tokyo") throws -> Workbench {
    let bench = try bench(zone)
    bench.clock = "2026-10-31T22:00-05:00"
    try bench.makeClinic()
    try bench.admit("MH-1001")
    return bench
  }

  @Test func `a time that came twice is asked about on a terminal, by its offsets`() throws {
    let bench = try night()
    bench.clock = "2026-11-01T01:30-06:00"
    let weighed = try TerminalSession(
      bench,
      [
        "record", "weighed", "--patient", "MH-1001", "--weight", "72kg", "--at", "01:10",
        "--as", "nurse.lee",
      ])
    try weighed.expect("the clock showed 2026-11-01 01:10 twice")
    try weighed.expect("1  UTC-05:00, before the clocks went back")
    try weighed.expect("2  UTC-06:00, after it")
    try weighed.answer("Which one? [1/2]", "3")
    try weighed.answer("Which one? [1/2]", "1")
    try weighed.expect("2026-11-01 01:10 UTC-05:00 (1 h 20 min ago)")
    #expect(weighed.finish() == 0)
    let fasting = try TerminalSession(
      bench,
      [
        "record", "fasting-checked", "--patient", "MH-1001", "--water", "01:20", "--as",
        "nurse.lee",
      ])
    try fasting.answer("Which one? [1/2]", "2")
    #expect(fasting.finish() == 0)
  }

  @Test func `while it has come once only, a time that comes twice is that one`() throws {
    let bench = try night()
    bench.clock = "2026-11-01T01:30-05:00"
    let ran = try bench.must(
      "record weighed --patient MH-1001 --weight 72kg --at 01:10 --as nurse.lee")
    #expect(ran.output.contains("2026-11-01 01:10 UTC-05:00 (20 min ago)"), "\(ran.output)")
  }

  @Test func `a time that never was is asked about on a terminal, with both readings`() throws {
    let bench = try bench("UTC")
    bench.clock = "2026-03-08T01:00-06:00"
    try bench.makeClinic()
    try bench.admit("MH-1001")
    bench.clock = "2026-03-08T04:00-05:00"
    let weighed = try TerminalSession(
      bench,
      [
        "record", "weighed", "--patient", "MH-1001", "--weight", "72kg", "--at", "02:30",
        "--as", "nurse.lee",
      ])
    try weighed.expect("the clock was put forward over 2026-03-08 02:30, so it never showed it")
    try weighed.expect("by a clock that had not been changed yet: 2026-03-08 03:30")
    try weighed.expect("by one that had been: 2026-03-08 01:30")
    try weighed.answer("Which one? [1/2]", "1")
    try weighed.expect("2026-03-08 03:30 (30 min ago)")
    #expect(weighed.finish() == 0)
  }

  @Test func `a clock that lies far ahead is asked about on a terminal`() throws {
    let bench = try bench("UTC")
    bench.clock = "2026-03-02T08:00"
    try bench.makeClinic()
    try bench.admit("MH-1001")
    let size = try bench.size()
    bench.clock = "2027-06-02T08:00"
    let weigh = [
      "record", "weighed", "--patient", "MH-1001", "--visit", "1", "--weight", "72kg", "--as",
      "nurse.lee",
    ]
    let refused = try TerminalSession(bench, weigh)
    try refused.expect("The clock says 2027-06-02 08:00, and the newest entry was recorded at")
    try refused.answer("Is the clock right? [yes/no]", "no")
    #expect(refused.finish() == 1)
    #expect(try bench.size() == size)
    let believed = try TerminalSession(bench, weigh)
    try believed.answer("Is the clock right? [yes/no]", "yes")
    try believed.expect("Weighed 72 kg")
    #expect(believed.finish() == 0)
    // Once something is recorded by it, there is nothing more to ask.
    bench.clock = "2027-06-02T08:01"
    let next = try TerminalSession(bench, weigh)
    #expect(next.finish() == 0)
    #expect(!next.screen.contains("Is the clock right?"))
  }

  @Test func `a zone that this machine does not know stops what shows times, and no emergency`()
    throws
  {
    let bench = try night()
    bench.extra["TZDIR"] = bench.directory
    let refused = try bench.candor("timeline MH-1001 --as nurse.lee")
    #expect(refused.code == 69)
    #expect(refused.errors.contains("America/Chicago is not known on this machine"))
    #expect(refused.errors.contains("tzdata"))
    try bench.must("record oxygen-given --patient MH-1001 --flow 2l/min --as nurse.lee")
    try bench.must("verify --signatures")
    let doctor = try bench.candor("doctor")
    #expect(doctor.code == 1)
    #expect(doctor.output.contains("act   time zone"), "\(doctor.output)")
    // A folder with something else of that name in it.
    try FileManager.default.createDirectory(
      atPath: bench.directory + "/America", withIntermediateDirectories: true)
    try "root:x:0:0".write(
      toFile: bench.directory + "/America/Chicago", atomically: true, encoding: .utf8)
    let damaged = try bench.candor("timeline MH-1001 --as nurse.lee")
    #expect(damaged.code == 69 && damaged.errors.contains("it is no file of a time zone"))
  }

  @Test func `init reads its clock by the zone of its own policy`() throws {
    let bench = try bench("Asia/Tokyo")
    bench.clock = "2026-07-01T08:00"
    try bench.makeClinic()
    let rows = try bench.must("history --limit 1 --format json").output
    #expect(rows.contains("2026-07-01T08:00-05:00"), "\(rows)")
  }

  @Test func `a backup tells its newest entry by the clinic's clock, and so does its restore`()
    throws
  {
    let bench = try night()
    let folder = bench.directory
    for line in [
      "backup \(folder)/b --keyring \(folder)/k --as dr.okafor",
      "restore \(folder)/b --keyring \(folder)/k --ledger \(folder)/r",
    ] {
      let ran = try bench.must(line)
      #expect(ran.output.contains("the newest recorded 2026-10-31 22:00"), "\(ran.output)")
    }
    let rows = try bench.must("history --limit 1 --format json --ledger \(folder)/r").output
    #expect(rows.contains("2026-10-31T22:00-05:00"), "\(rows)")
  }
}
