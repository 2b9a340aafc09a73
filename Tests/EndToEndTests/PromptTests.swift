import Foundation
import Testing

/// What a person sees and types at a terminal.
struct PromptTests {
  @Test func `a nurse is asked for what is missing, and sees whom it is about`() throws {
    let bench = try Workbench()
    bench.clock = "2026-03-02T08:00"
    bench.personal = Personal.strings
    try bench.makeClinic()
    let intake = try TerminalSession(
      bench, ["record", "intake-received", "--record-number", "MH-1001", "--as", "desk.kim"])
    try intake.answer("Family name:", "Quillfeather")
    try intake.answer("Given name (Enter leaves it out):", "Marisol")
    try intake.answer("Birth date (YYYY-MM-DD):", "1984-05-17")
    try intake.answer("Phone (Enter leaves it out):", "")
    try intake.answer("Complaint (Enter leaves it out):", "")
    try intake.expect("Recorded for MH-1001, Quillfeather, Marisol, born 1984-05-17")
    #expect(intake.finish() == 0)
    try bench.must("record arrived --patient MH-1001 --indication depression --as desk.kim")
    let weighed = try TerminalSession(
      bench, ["record", "weighed", "--patient", "MH-1001", "--as", "nurse.lee"])
    try weighed.expect("About MH-1001, Quillfeather, Marisol, born 1984-05-17.")
    try weighed.answer("Weight (72.6kg or 160lb):", "160")
    try weighed.expect("Not taken: it says no unit")
    try weighed.answer("Weight (72.6kg or 160lb):", "160lb")
    try weighed.expect("Weighed 72.6 kg")
    #expect(weighed.finish() == 0)
  }

  @Test func `a reason is asked for, and an empty one records nothing`() throws {
    let bench = try Workbench()
    bench.clock = "2026-03-02T08:00"
    try bench.makeClinic()
    try bench.admit("MH-1001")
    let size = try bench.size()
    let start = [
      "record", "infusion-started", "--patient", "MH-1001", "--dose", "36.3mg", "--minutes", "45",
      "--route", "iv", "--as", "nurse.lee",
    ]
    let refused = try TerminalSession(bench, start)
    try refused.expect("Before the start:")
    try refused.expect("This departs from policy:")
    try refused.answer("Reason (Enter: do not record):", "")
    #expect(refused.finish() == 65)
    #expect(try bench.size() == size + 2, "that somebody saw whom, and what stands in the way")
    let explained = try TerminalSession(bench, start)
    try explained.answer("Reason (Enter: do not record):", "the monitor is being replaced")
    try explained.expect("Departs from S7, explained")
    #expect(explained.finish() == 0)
    let shown = try bench.must("show \(size + 2) --as nurse.lee --format json").output
    #expect(shown.contains("preflight"))
  }

  @Test func `an administrator who gives oxygen is shown no name`() throws {
    let bench = try Workbench()
    bench.clock = "2026-03-02T08:00"
    bench.personal = Personal.strings
    try bench.makeClinic()
    try bench.admit("MH-1001")
    let listed = try bench.must("history --kind intake-received --format json").output
    let key = try #require(listed.range(of: #""chart"\s*:\s*""#, options: .regularExpression))
    let chart = String(listed[key.upperBound...].prefix(8))
    let given = try TerminalSession(
      bench,
      ["record", "oxygen-given", "--patient", chart, "--flow", "2l/min", "--as", "admin"])
    try given.expect("About chart \(chart).")
    try given.expect("Recorded for chart \(chart), visit 1:")
    #expect(given.finish() == 0)
    for told in ["MH-1001", "Quill"] { #expect(!given.screen.contains(told)) }
  }

  @Test func `a time ahead is asked about`() throws {
    let bench = try Workbench()
    bench.clock = "2026-03-02T08:00"
    try bench.makeClinic()
    try bench.admit("MH-1001")
    let size = try bench.size()
    let ahead = try TerminalSession(
      bench,
      [
        "record", "weighed", "--patient", "MH-1001", "--weight", "72kg", "--at", "08:12", "--as",
        "nurse.lee",
      ])
    try ahead.answer("--at lies 12 min ahead of the clock. Record it so? [yes/no]", "no")
    #expect(ahead.finish() == 1)
    #expect(try bench.size() == size + 1, "that somebody was shown whom it is about")
  }

  @Test func `a passphrase is not shown, and Ctrl-C leaves nothing behind`() throws {
    let bench = try Workbench()
    let made = try TerminalSession(bench, ["init", "--site", "test.example/clinic"])
    try made.answer("Name of admin as printed on records", "")
    try made.answer("New passphrase for admin:", "correct horse")
    try made.answer("Once more:", "correct horse")
    try made.expect("Created the ledger test.example/clinic")
    #expect(made.finish() == 0)
    #expect(!made.screen.contains("correct horse"))
    let size = try bench.size()
    let left = try TerminalSession(
      bench,
      ["staff", "enroll", "nurse.lee", "--role", "nurse", "--no-passphrase", "--as", "admin"])
    try left.expect("Passphrase of admin:")
    left.type("corr\u{3}")
    #expect(left.finish() == 128 + 2)
    #expect(try bench.size() == size)
    let right = try TerminalSession(bench, ["whoami", "--as", "admin"])
    try right.answer("Passphrase of admin:", "correct horse")
    try right.expect("admin, administrator, actor 1")
    #expect(right.finish() == 0)
  }
}
