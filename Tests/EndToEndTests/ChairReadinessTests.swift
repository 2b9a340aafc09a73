import Foundation
import Testing

/// The pre-flight at the chair, and who sits where.
struct ChairReadinessTests {
  private let bench: Workbench

  init() throws {
    bench = try Workbench()
    bench.clock = "2026-03-02T08:00"
    try bench.makeClinic()
    try bench.admit("MH-1001")
    bench.personal = ["Bartholomew"]
  }

  private static let answers = """
    id name birth-date; weight 160lb; fasting solid-food 22:00 water 05:30; \
    driver Otto Bartholomew, brother; equipment yes oxygen suction; iv 22 1; \
    monitor hr rhythm spo2; timeout patient drug dose
    """

  private func chair(_ lines: String..., as handle: String = "nurse.lee") throws -> Ran {
    try bench.candor("chair --as \(handle)", input: lines.map { $0 + "\n" }.joined())
  }

  private func timeline() throws -> String {
    try bench.must("timeline MH-1001 --as nurse.lee").output
  }

  private func appends() throws -> Set<String> {
    let ran = try bench.must("history --visit 1 --patient MH-1001 --format json --as nurse.lee")
    let rows = try JSONSerialization.jsonObject(with: Data(ran.output.utf8)) as? [[String: Any]]
    return Set((rows ?? []).compactMap { $0["append_id"] as? String })
  }

  @Test func `from a pipe every item is answered on its line, and one act records them`() throws {
    let before = try appends().count
    let ran = try chair("seat MH-1001 3", "3 ready " + Self.answers)
    #expect(ran.code == 0, "\(ran.errors)")
    let told = try timeline()
    for sentence in [
      "Identity confirmed by name and birth date", "Weighed 72.6 kg", "Fasting checked",
      "Driver named: Otto Bartholomew (brother)", "Emergency equipment", "IV placed: 22 G",
      "Monitor applied", "time-out",
    ] {
      #expect(told.localizedCaseInsensitiveContains(sentence), "\(sentence) in \(told)")
    }
    #expect(try appends().count == before + 1)
    // Every rule as it stands before the start; a name is told to nobody who reads the pipe.
    #expect(ran.output.contains("S5 S6 S7"))
    #expect(ran.output.contains("There is no evidence of who supervised"))
    #expect(!(ran.output + ran.errors).contains("Bartholomew"))
  }

  @Test func `what is not answered is named, and nothing is recorded`() throws {
    let ran = try chair("seat MH-1001 3", "3 ready id name birth-date; driver -")
    #expect(ran.code == 64)
    #expect(ran.errors.contains("leaves open: weight, fasting, equipment, iv, monitor, timeout"))
    for (line, words) in [
      ("3 ready weight 160", "no unit"), ("3 ready nausea 2", "there is no such item"),
      ("3 ready weight", "says nothing"), ("3 ready id passport", "--by"),
      ("3 ready timeout patient --with nobody.here", "nobody.here"),
    ] {
      let refused = try chair("seat MH-1001 3", line)
      #expect(refused.code != 0 && refused.errors.contains(words), "\(line): \(refused.errors)")
      #expect(!refused.errors.contains("Usage:"), "\(refused.errors)")
    }
    #expect(try appends().count == 1)
  }

  @Test func `a dash says that it was not done, and the role's own items alone are asked for`()
    throws
  {
    let done = try chair(
      "seat MH-1001 3",
      "3 ready " + Self.answers.replacing("timeout patient drug dose", with: "timeout -"))
    #expect(done.code == 0, "\(done.errors)")
    #expect(try !timeline().localizedCaseInsensitiveContains("time-out"))
    let physician = try chair(
      "seat MH-1001 3", "3 ready supervisor dr.okafor nurse.lee; timeout -", as: "dr.okafor")
    #expect(physician.code == 0, "\(physician.errors)")
    #expect(try timeline().contains("Supervisor assigned: dr.okafor"))
    let again = try chair("seat MH-1001 3", "3 ready timeout -")
    #expect(again.output.contains("Nothing was left to record"))
  }

  @Test func `nobody who has not arrived is made ready`() throws {
    try bench.must(
      "record intake-received --record-number MH-1002 --another-person --json - --as desk.kim",
      input: #"{"family_name": "Quillfeather", "birth_date": "1984-05-17"}"#)
    let ran = try chair("seat MH-1002 2", "2 ready id name birth-date")
    #expect(ran.code == 65)
    #expect(ran.errors.contains("nobody has arrived at seat 2; type 2 arrive depression"))
  }

  @Test func `the start keeps what was shown, from a pipe only after the pre-flight`() throws {
    let paper = """
      {"dose_mg": 30, "planned_minutes": 45, "route": "iv",
       "reason": "the paper chart holds the preparation", "reasons": {
         "S26": "the signed form is in the paper chart",
         "S28": "the determination is in the paper chart"}}
      """
    try #require(try chair("seat MH-1001 3", "3 ready " + Self.answers).code == 0)
    try bench.must(
      "record infusion-started --patient MH-1001 --preflight --json - --second dr.okafor "
        + "--as nurse.lee", input: paper)
    let ran = try bench.must("history --kind infusion-started --format json")
    let rows = try JSONSerialization.jsonObject(with: Data(ran.output.utf8)) as? [[String: Any]]
    let position = try #require(rows?.first?["position"] as? Int)
    let entry = try bench.must("show \(position) --format json --as nurse.lee").output
    #expect(entry.contains("preflight") && entry.contains("S22"))
    // At the chair it is asked for by the pre-flight, and told even where a start is refused.
    let start = "3 start 0.5mg/kg 45 iv"
    try bench.admit("MH-1003")
    let unasked = try chair("seat MH-1003 3", "3 weight 70kg", start)
    #expect(!unasked.errors.contains("Before the start:"))
    let asked = try chair("seat MH-1003 3", "3 ready " + Self.answers, start)
    #expect(asked.code == 65 && asked.errors.contains("Before the start:"), "\(asked.errors)")
    let amended = try bench.candor(
      "amend \(position) --preflight --reason - --second dr.okafor --as nurse.lee", input: "why")
    #expect(amended.code == 64)
  }

  @Test func `at a terminal it is one screen that is answered in any order`() throws {
    try bench.must("record weighed --patient MH-1001 --weight 72.6kg --as nurse.lee")
    let session = try TerminalSession(bench, ["chair", "--as", "nurse.lee"])
    try session.answer("chair>", "seat MH-1001 3")
    try session.answer("chair>", "3 ready")
    try session.expect("Before the start, seat 3: MH-1001, Quillfeather")
    try session.expect("08:00  Weighed 72.6 kg")
    try session.expect("is recorded by: physician")
    try session.answer(
      "ready 3 (id, fasting, driver, equipment, iv, monitor, timeout):", "iv 22 1; equipment -")
    let screen = try #require(session.screen.components(separatedBy: "3 ready\n").last)
      .split(separator: "\n")
    #expect(screen.count <= 24)
    #expect(screen.allSatisfy { $0.count <= 100 })
    try session.answer("ready 3 (id, fasting, driver, monitor, timeout):", "monitor sonar")
    try session.expect("Not taken: ")
    try session.answer(
      "ready 3 (id, fasting, driver, monitor, timeout):", "id name birth-date; timeout -")
    try session.answer("ready 3 (fasting, driver, monitor):", "fasting unknown-food unknown")
    try session.expect("Not taken: ")
    try session.answer("ready 3 (fasting, driver, monitor):", "fasting solid-food 22:00; driver -")
    try session.answer("ready 3 (monitor):", "monitor hr rhythm spo2")
    try session.expect("Recorded for MH-1001")
    try session.expect("The start would depart from policy:")
    try session.answer("chair>", "3 ready")
    try session.expect("driver, equipment, timeout")
    // Enter records nothing, and the prompt goes on.
    try session.answer(":", "")
    try session.expect("no answer was given: nothing was recorded")
    try session.answer("chair>", "quit")
    #expect(session.finish() == 0)
    #expect(try appends().count == 3)
  }

  @Test func `the board of another process shows who sits where, as long as the prompt runs`()
    throws
  {
    func board() throws -> String { try bench.must("board --as nurse.lee").output }
    #expect(try !board().contains("seat"))
    let session = try TerminalSession(bench, ["chair", "--as", "nurse.lee"])
    try session.answer("chair>", "seat MH-1001 3")
    try session.expect("visit 1")
    try session.expect("chair>")
    #expect(try board().contains("seat 3, visit 1"))
    let json = try bench.must("board --format json --as nurse.lee").output.filter {
      !$0.isWhitespace
    }
    #expect(json.contains(#""seats":[3]"#))
    session.type("leave 3\n")
    try session.expect("is free")
    try session.expect("chair>")
    #expect(try !board().contains("seat 3"))
    session.type("seat MH-1001 4\n")
    try session.expect("chair>")
    #expect(try board().contains("seat 4, visit 1"))
    // Whoever takes a seat elsewhere is told, and both are shown.
    let elsewhere = try chair("seat MH-1001 5", "board")
    #expect(elsewhere.errors.contains("At another prompt that patient sits at seat 4."))
    #expect(elsewhere.output.contains("seat 4 and 5, visit 1"))
    session.killed()
    #expect(session.finish() == 128 + 9)
    #expect(try !board().contains("seat"))
  }

  @Test func `a seat that was taken before the arrival is on the board with it`() throws {
    try bench.must(
      "record intake-received --record-number MH-1002 --another-person --json - --as desk.kim",
      input: #"{"family_name": "Quillfeather", "birth_date": "1984-05-17"}"#)
    let session = try TerminalSession(bench, ["chair", "--as", "nurse.lee"])
    try session.answer("chair>", "seat MH-1002 2")
    try session.expect("not arrived")
    try session.expect("chair>")
    try bench.must("record arrived --patient MH-1002 --indication depression --as desk.kim")
    #expect(try bench.must("board --as nurse.lee").output.contains("seat 2, visit 1"))
    session.type("\u{4}")
    #expect(session.finish() == 0)
    #expect(try !bench.must("board --as nurse.lee").output.contains("seat"))
    let left = try FileManager.default.contentsOfDirectory(atPath: bench.ledger + "/seats")
    #expect(left.isEmpty)
  }
}
