import Foundation
import Testing

/// `import vitals --profile` and `import profiles`, from outside.
struct ImportProfileTests {
  private func clinic() throws -> Workbench {
    let bench = try Workbench()
    bench.clock = "2026-11-02T09:00-06:00"
    try bench.makeClinic()
    try bench.admit("MH-1001")
    bench.clock = "2026-11-02T09:30-06:00"
    return bench
  }

  private static let numerics = """
    Time [s], HR, PULSE, RESP, SpO2, CVP
    0, 94, NaN, 25, 97, 5
    60, 95, 94, 25, 0, 5

    """

  @Test func `profiles are listed, and each is printed as it is read`() throws {
    let bench = try Workbench()
    let listed = try bench.must("import profiles").output
    let answer = try bench.must("import profiles --format json").output
    let json = try #require(
      try JSONSerialization.jsonObject(with: Data(answer.utf8)) as? [String: Any])
    let profiles = try #require(json["profiles"] as? [[String: Any]])
    #expect(profiles.count >= 14)
    for profile in profiles {
      let name = try #require(profile["name"] as? String)
      let words = try #require(profile["description"] as? String)
      #expect(listed.contains("\(name)\n  \(words)\n"))
      let folder = URL(filePath: #filePath).deletingLastPathComponent()
      let file = folder.appending(path: "../../Schemas/profiles/\(name).json")
      let document = try bench.must("import profiles \(name)").output
      #expect(document == (try String(contentsOf: file, encoding: .utf8)))
    }
  }

  @Test func `a device's file is imported by a profile's name, or by the path of one`() throws {
    let bench = try clinic()
    let line = "import vitals - --start 09:10 --patient MH-1001 --as nurse.lee"
    let told = try bench.must("\(line) --profile physionet-bidmc", input: Self.numerics).output
    #expect(told.contains("Imported 2 samples for MH-1001, visit 1:"))
    #expect(told.contains("\n  pulse_bpm was off: 1 × NaN\n"))
    #expect(told.contains("\n  1 values of pulse_bpm\n"))
    #expect(told.contains("\n  columns left out, which physionet-bidmc does not read: CVP\n"))
    #expect(told.contains("1 of them zero (device reported 0)"))

    let own = try bench.must("import profiles physionet-bidmc").output
      .replacing("physionet-bidmc", with: "ours").replacing("RESP", with: "Resp.")
    let path = bench.directory + "/ours.json"
    try Data(own.utf8).write(to: URL(filePath: path))
    let answer = try bench.must(
      "\(line) --profile \(path) --format json",
      input: Self.numerics.replacing("RESP", with: "Resp.")
    ).output
    let json = try #require(
      try JSONSerialization.jsonObject(with: Data(answer.utf8)) as? [String: Any])
    #expect(json["profile"] as? String == "ours" && json["already_recorded"] as? Bool == true)
    #expect(json["columns_left_out"] as? [String] == ["CVP"])
    #expect(json["off_codes"] as? [String: [String: Int]] == ["pulse_bpm": ["NaN": 1]])
  }

  @Test func `what does not fit is refused, and nothing is recorded`() throws {
    let bench = try clinic()
    let broken = bench.directory + "/broken.json"
    try Data(#"{"name": "broken"}"#.utf8).write(to: URL(filePath: broken))
    let size = try bench.size()
    for (options, code, words) in [
      ("--profile nobody", 64, "no import profile is called nobody; give one of candor, "),
      ("--profile physionet-bidmc", 64, "give --start, such as --start 10:05"),
      ("--start 09:10", 64, "a candor file says its times itself; leave out --start"),
      ("--profile physionet-bidmc --start 2026-11-02", 64, "--start is a day; give its clock"),
      ("--profile physionet-bidmc --start 10:10", 65, "--start lies 40 min ahead"),
      ("--profile \(broken)", 65, "the import profile has no $.description; add it"),
      ("--profile ./nobody.json", 66, "./nobody.json cannot be read"),
      ("--profile medisana", 65, "line 1: no column for the time; expected one that is called"),
      ("", 65, "line 1: the header is not time,heart_rate_bpm"),
    ] {
      let ran = try bench.candor(
        "import vitals - \(options) --patient MH-1001 --as nurse.lee", input: Self.numerics)
      #expect(ran.code == code, "\(options): \(ran.code) \(ran.errors)")
      #expect(ran.errors.contains(words), "\(options): \(ran.errors)")
    }
    #expect(try bench.size() == size)
    #expect(try bench.candor("import profiles nobody").code == 64)
  }
}
