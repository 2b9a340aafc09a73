import Foundation
import Testing

/// The evening's count of the drug book at a terminal.
struct DrugCountTests {
  private let bench: Workbench

  init() throws {
    bench = try Workbench()
    bench.clock = "2026-03-02T18:00"
    try bench.makeClinic()
    for (vials, invoice) in [(2, "88-1204"), (1, "88-1205")] {
      try bench.must(
        "record stock-received --drug ketamine --concentration 50mg/ml --volume 10ml "
          + "--vials \(vials) --mfr-lot K2318 --expires 2026-06-30 --json - --as dr.okafor",
        input: #"{"supplier": "Prairie Drug", "invoice": "\#(invoice)"}"#)
    }
  }

  @Test func `each lot is asked for, and what differs is explained or left open`() throws {
    let first = try TerminalSession(bench, ["close-day", "--as", "dr.okafor"])
    try first.answer("lot 1 (ketamine 50 mg/ml, 2 vials of 10 ml): counted", "1000")
    try first.expect("Not taken")
    try first.answer("lot 1 (ketamine 50 mg/ml, 2 vials of 10 ml): counted", "1000mg")
    #expect(!first.screen.contains("The book says"), "\(first.screen)")
    try first.answer("lot 2 (ketamine 50 mg/ml, 1 vial of 10 ml): counted", "498mg")
    try first.expect("The book says 500 mg: 2 mg are missing.")
    try first.answer("Explanation (Enter: nothing is declared, the day stays open):", "")
    try first.answer("Second signer of lot counted (sign-in name):", "nurse.lee")
    try first.expect("2026-03-02 is not closed")
    #expect(first.finish() == 1)
    let second = try TerminalSession(bench, ["close-day", "--as", "dr.okafor"])
    try second.expect("The book says 500 mg: 2 mg are missing.")
    try second.answer("Explanation (Enter: nothing is declared, the day stays open):", "spilled")
    try second.answer("Second signer of discrepancy declared (sign-in name):", "nurse.lee")
    try second.expect("Day closed: 2026-03-02, 2 lots counted, 1 discrepancy declared")
    #expect(second.finish() == 0, "\(second.screen)")
    try bench.must("verify --signatures")
  }

  @Test func `counts that are no counts are refused, and nothing is recorded`() throws {
    let size = try bench.must("history --limit 1 --format json").output
    for (input, said) in [
      (#"{"counts": [{"lot": 1}]}"#, "count 1 has no lot or no counted_ug"),
      (#"{"counts": [{"lot": 1, "counted_ug": 5, "why": "x"}]}"#, "a field other than"),
      (#"{"counts": [{"lot": 1, "counted_ug": 5, "explanation": ""}]}"#, "explanation of count 1"),
      (#"{"lots": []}"#, "not a list of counts"),
    ] {
      let ran = try bench.candor(
        "close-day --json - --second nurse.lee --as dr.okafor", input: input)
      #expect(ran.code == 65 && ran.errors.contains(said), "\(input): \(ran.errors)")
    }
    for count in ["1", "x=5mg", "0=5mg", "1=5", "1=-5mg"] {
      let ran = try bench.candor("close-day --count \(count) --second nurse.lee --as dr.okafor")
      #expect(ran.code == 64, "\(count): \(ran.errors)")
    }
    let dated = try bench.candor(
      "close-day --date 2026-03-01 --count 1=5mg --second nurse.lee --as dr.okafor")
    #expect(dated.code == 64, "\(dated.errors)")
    #expect(try bench.must("history --limit 1 --format json").output == size)
  }
}
