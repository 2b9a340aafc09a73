import Foundation
import Testing

/// The prompt at the chair, with the real binary: at a terminal, and from a pipe.
struct ChairTests {
  private let bench: Workbench

  init() throws {
    bench = try Workbench()
    bench.clock = "2026-03-02T08:00"
    try bench.makeClinic()
    try bench.admit("MH-1001")
    try bench.admit("MH-1002")
  }

  private func chair(_ lines: String..., as handle: String = "nurse.lee") throws -> Ran {
    try bench.candor("chair --as \(handle)", input: lines.map { $0 + "\n" }.joined())
  }

  private func timeline(_ number: String) throws -> String {
    try bench.must("timeline \(number) --as nurse.lee").output
  }

  @Test func `a line for a set of vitals, a side effect and a drug`() throws {
    let vitals = "3 v 72 121/78 98 14"
    #expect(vitals.count + 1 <= 25)
    let ran = try chair("seat MH-1001 3", vitals, "3 nausea 2; ondansetron 4mg iv", "quit")
    #expect(ran.code == 0, "\(ran.errors)")
    #expect(ran.output.contains("Seat 3: MH-1001, visit 1"))
    let told = try timeline("MH-1001")
    for sentence in ["HR 72", "121/78", "nausea, moderate", "ondansetron 4 mg"] {
      #expect(told.localizedCaseInsensitiveContains(sentence), "\(sentence) in \(told)")
    }
    try bench.must("verify --signatures")
  }

  @Test func `seats are interleaved, and each line goes to who sits there`() throws {
    let ran = try chair(
      "seat MH-1001 1", "seat MH-1002 2", "1 weight 70kg", "2 weight 80kg", "1 v 71", "2 v 82",
      "seats", "leave 1", "seats")
    #expect(ran.code == 0, "\(ran.errors)")
    let (first, second) = (try timeline("MH-1001"), try timeline("MH-1002"))
    #expect(first.contains("70 kg") && first.contains("HR 71") && !first.contains("80 kg"))
    #expect(second.contains("80 kg") && second.contains("HR 82") && !second.contains("70 kg"))
    #expect(ran.output.hasSuffix("chair> seats\nSeat 2: MH-1002, visit 1\n"))
  }

  @Test func `a seat is taken by one patient, and a patient takes one seat`() throws {
    let taken = try chair("seat MH-1001 1", "seat MH-1002 1")
    #expect(taken.code == 64)
    #expect(taken.errors.contains("line 2: seat 1 is taken; leave 1 first"))
    let twice = try chair("seat MH-1001 1", "seat MH-1001 2")
    #expect(twice.errors.contains("that patient sits at seat 1; leave 1 first"))
    let nobody = try chair("4 v 72")
    #expect(nobody.code == 66)
    #expect(nobody.errors.contains("nobody sits at 4"))
    let unknown = try chair("seat MH-9 1")
    #expect(unknown.code == 66)
  }

  @Test func `from a pipe the first line that fails ends it, and what came before stands`() throws {
    let ran = try chair("seat MH-1001 3", "3 v 72", "3 v high", "3 v 75")
    #expect(ran.code == 64)
    #expect(ran.errors.contains("line 3: "))
    #expect(ran.errors.contains("nothing after it was recorded"))
    let told = try timeline("MH-1001")
    #expect(told.contains("HR 72") && !told.contains("HR 75"))
  }

  @Test func `an arrival binds the seat to the visit that it opens, until the seat is left`()
    throws
  {
    try bench.must(
      "record intake-received --record-number MH-1003 --another-person --json - --as desk.kim",
      input: #"{"family_name": "Quillfeather", "birth_date": "1984-05-17"}"#)
    let ran = try chair(
      "seat MH-1003 3", "3 arrive depression", "seats", "3 weight 70kg", "3 home alone",
      "3 out yes", "seats")
    #expect(ran.code == 0, "\(ran.errors)")
    #expect(ran.output.contains("Seat 3: MH-1003, not arrived"))
    #expect(ran.output.contains("Seat 3: MH-1003, visit 1"))
    #expect(ran.output.contains("IV removed"))
    #expect(ran.output.hasSuffix("Seat 3: MH-1003, visit 1\n"))
  }

  @Test func `a drug is confirmed with name, age and seat, and not given on a no`() throws {
    let session = try TerminalSession(bench, ["chair", "--as", "nurse.lee"])
    try session.answer("chair>", "seat MH-1001 3")
    try session.expect("Seat 3: MH-1001, Quillfeather")
    try session.answer("chair>", "3 ondansetron 4mg iv")
    try session.expect("Seat 3, MH-1001, Quillfeather")
    try session.expect("41")
    try session.answer("ondansetron 4mg iv? [yes/no]", "no")
    try session.expect("it was not confirmed: nothing was recorded")
    try session.answer("chair>", "3 ondansetron 4mg iv")
    try session.answer("ondansetron 4mg iv? [yes/no]", "yes")
    try session.answer("chair>", "quit")
    #expect(session.finish() == 0)
    #expect(try timeline("MH-1001").components(separatedBy: "4 mg").count == 2)
  }

  @Test func `a line that fails at a terminal is told, and the next is asked for`() throws {
    let session = try TerminalSession(bench, ["chair", "--as", "nurse.lee"])
    try session.answer("chair>", "3 v 72")
    try session.expect("nobody sits at 3")
    try session.answer("chair>", "seat MH-1001 3")
    try session.answer("chair>", "3 v high")
    try session.expect("candor: ")
    try session.answer("chair>", "3 weight 160")
    try session.expect("it says no unit")
    try session.answer("chair>", "timeline 3")
    try session.expect("Arrived")
    try session.type("\u{4}")
    #expect(session.finish() == 0)
  }

  @Test func `one's own last act is undone, with what was recorded in it`() throws {
    let session = try TerminalSession(bench, ["chair", "--as", "nurse.lee"])
    try session.answer("chair>", "undo")
    try session.expect("nothing was recorded here that could be undone")
    try session.answer("chair>", "seat MH-1001 3")
    try session.answer("chair>", "3 weight 72.6kg")
    try session.answer("chair>", "undo")
    try session.expect("Undoing at seat 3: weight 72.6kg")
    try session.answer("Why was it entered in error", "the scale was not at zero")
    try session.answer("chair>", "quit")
    #expect(session.finish() == 0)
    #expect(try timeline("MH-1001").localizedCaseInsensitiveContains("entered in error"))
  }

  private static let startWithoutPapers = """
    {"dose_mg": 30, "planned_minutes": 45, "route": "iv",
     "reason": "the paper chart holds the preparation", "reasons": {
       "S26": "the signed form is in the paper chart",
       "S27": "the card was copied into the paper chart",
       "S28": "the determination is in the paper chart"}}
    """

  @Test func `vital signs that are due are told, with a bell, until they are taken`() throws {
    for (number, start) in [("MH-1001", "09:00"), ("MH-1002", "09:10")] {
      let what = "--patient \(number) --as nurse.lee --at \(start)"
      bench.clock = "2026-03-02T09:10"
      try bench.must("record monitor-applied --channel hr --channel rhythm --channel spo2 \(what)")
      try bench.must("record vitals-sampled --hr 72 --spo2 98 --rhythm sinus \(what)")
      try bench.must(
        "record infusion-started --json - \(what) --second dr.okafor",
        input: Self.startWithoutPapers)
    }
    bench.clock = "2026-03-02T09:20"
    let session = try TerminalSession(bench, ["chair", "--as", "nurse.lee"])
    try session.answer("chair>", "seat MH-1001 1")
    try session.expect("\u{7}")
    try session.expect("Seat 1: ")
    try session.expect("overdue by 5 min.")
    try session.answer("chair>", "seat MH-1002 2")
    try session.answer("chair>", "1 v 74 - 98 --rhythm sinus")
    try session.expect("HR 74")
    let before = session.screen.components(separatedBy: "overdue").count
    try session.answer("chair>", "quit")
    #expect(session.finish() == 0)
    #expect(session.screen.components(separatedBy: "overdue").count == before)
    #expect(!session.screen.contains("Seat 2: heart rate is"))
  }

  /// What is typed in a transcript's chairs. The prompt stays open in a clinic: whoever sits there
  /// is said once.
  private static func typed(in text: String) -> [String] {
    var typed: [String] = []
    for run in text.components(separatedBy: "$ candor chair").dropFirst() {
      let block = run.components(separatedBy: "\n\n")[0]
      for line in block.split(separator: "\n") where line.hasPrefix("< ") {
        let line = String(line.dropFirst(2))
        if !line.hasPrefix("seat ") || !typed.contains(line) { typed.append(line) }
      }
    }
    return typed
  }

  @Test func `a visit by the book takes at most 16 lines and 500 keystrokes`() throws {
    let text = try Transcript(named: "chair").expected
    let typed = Self.typed(in: try #require(text.components(separatedBy: "# Three seats").first))
    #expect(
      typed.contains { $0.contains(" ready ") } && typed.contains { $0.contains("home driver") })
    #expect(typed.count <= 16)
    #expect(typed.reduce(0) { $0 + $1.count + 1 } <= 500)
  }

  @Test func `a set of vital signs takes at most 25 keystrokes`() throws {
    let acts = Self.typed(in: try Transcript(named: "chair").expected)
      .flatMap { $0.split(separator: ";") }
    let sets = acts.filter { $0.contains(" v ") }
    #expect(sets.count > 8)
    for set in sets { #expect(set.count + 1 <= 25, "\(set)") }
  }
}
