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
    try weighed.expect("About MH-1001, Quillfeather, Marisol, born 1984-05-17, age 41.")
    try weighed.answer("Weight (72.6kg or 160lb):", "160")
    try weighed.expect("Not taken: it says no unit")
    try weighed.answer("Weight (72.6kg or 160lb):", "160lb")
    try weighed.expect("Weighed 72.6 kg")
    #expect(weighed.finish() == 0)
  }

  @Test func `a bad answer is asked for again, and nothing else is`() throws {
    let bench = try Workbench()
    bench.clock = "2026-03-02T08:00"
    bench.personal = Personal.strings
    try bench.makeClinic()
    let intake = try TerminalSession(
      bench, ["record", "intake-received", "--record-number", "MH-1001", "--as", "desk.kim"])
    try intake.answer("Family name:", "Quillfeather")
    try intake.answer("Given name (Enter leaves it out):", "")
    try intake.answer("Birth date (YYYY-MM-DD):", "1985-02-30")
    try intake.answer("Phone (Enter leaves it out):", "")
    try intake.answer("Complaint (Enter leaves it out):", "")
    try intake.expect("Not taken: birth_date cannot be recorded")
    try intake.answer("Birth date (YYYY-MM-DD):", "1985-02-28")
    try intake.expect("Recorded for MH-1001, Quillfeather")
    #expect(intake.finish() == 0)
    #expect(intake.screen.ranges(of: "Family name:").count == 1, "asked once")
  }

  @Test func `whoever may not record it, or whose number is taken, is asked nothing`() throws {
    let bench = try Workbench()
    bench.clock = "2026-03-02T08:00"
    try bench.makeClinic()
    try bench.admit("MH-1001")
    let role = try TerminalSession(
      bench, ["record", "candidacy-determined", "--patient", "MH-1001", "--as", "desk.kim"])
    #expect(role.finish() == 77)
    #expect(!role.screen.contains("Outcome"), "\(role.screen)")
    let taken = try TerminalSession(
      bench, ["record", "intake-received", "--record-number", "MH-1001", "--as", "desk.kim"])
    #expect(taken.finish() == 65)
    #expect(!taken.screen.contains("Family name"), "\(taken.screen)")
  }

  @Test func `a word of a list is chosen by its number or its beginning`() throws {
    let bench = try Workbench()
    bench.clock = "2026-03-02T08:00"
    try bench.makeClinic()
    try bench.admit("MH-1001")
    let noted = try TerminalSession(
      bench, ["record", "side-effect-noted", "--severity", "1", "--as", "nurse.lee"])
    try noted.answer("Patient (record number):", "MH-9999")
    try noted.expect("Not taken: no patient has that record number")
    try noted.answer("Patient (record number):", "mh-1001")
    try noted.answer("Side effect (1 nausea, 2 mild-hallucinations,", "d")
    try noted.expect("Not taken: it is the beginning of dizziness and of dissociation")
    try noted.answer("Side effect (1 nausea,", "diz")
    try noted.expect("Side effect noted: dizziness")
    #expect(noted.finish() == 0, "\(noted.screen)")
    let second = try TerminalSession(
      bench,
      [
        "record", "side-effect-noted", "--severity", "1", "--patient", "MH-1001", "--as",
        "nurse.lee",
      ])
    try second.answer("Side effect (1 nausea,", "2")
    try second.expect("hallucinations")
    #expect(second.finish() == 0)
    let typed = try bench.must(
      "record side-effect-noted --effect head --severity 1 --patient MH-1001 --as nurse.lee")
    #expect(typed.output.contains("eadache"))
  }

  @Test func `a reason is asked for, and an empty one records nothing`() throws {
    let bench = try Workbench()
    bench.clock = "2026-03-02T08:00"
    try bench.makeClinic()
    try bench.admit("MH-1001")
    let size = try bench.size()
    let start = [
      "record", "infusion-started", "--patient", "MH-1001", "--dose", "36.3mg", "--minutes", "45",
      "--route", "iv", "--second", "dr.okafor", "--as", "nurse.lee",
    ]
    let refused = try TerminalSession(bench, start)
    try refused.expect("Before the start:")
    try refused.expect("This departs from policy:")
    try refused.answer("Reason for S1 (Enter: do not record):", "")
    #expect(refused.finish() == 65)
    #expect(try bench.size() == size + 2, "that somebody saw whom, and what stands in the way")
    let explained = try TerminalSession(bench, start)
    try explained.answer("Reason for S1 (Enter: do not record):", "the papers come by mail")
    for rule in ["S2", "S3", "S5", "S6"] {
      try explained.answer("Reason for \(rule) (= for the same; Enter: do not record):", "=")
    }
    try explained.answer("Reason for S7 (= for the same", "the monitor is being replaced")
    for rule in ["S22", "S24"] { try explained.answer("Reason for \(rule) (=", "=") }
    // No consent and no confirmed identity are not overridden by the same word.
    try explained.answer("Reason for S26 (Enter: do not record):", "signed on paper at the desk")
    try explained.answer("Reason for S27 (Enter: do not record):", "known here for twenty years")
    try explained.answer("Reason for S28 (= for the same", "=")
    try explained.expect("Departs from S7, explained")
    #expect(explained.finish() == 0)
    let shown = try bench.must("show \(size + 2) --as nurse.lee --format json").output
    #expect(shown.contains("preflight"))
    // Each entry that explains has its own reason and its rules.
    let timeline = try bench.must("timeline MH-1001 --as nurse.lee").output
    #expect(timeline.contains("Deviation explained (S7, S22, S24): the monitor"))
    #expect(timeline.contains("Deviation explained (S27, S28): known here"))
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
