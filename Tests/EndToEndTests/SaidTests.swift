import Foundation
import Testing

/// What a person is asked at a terminal, so that nothing is said for them.
struct SaidTests {
  private let bench: Workbench

  init() throws {
    bench = try Workbench()
    bench.clock = "2026-03-02T08:00"
    bench.personal = Personal.strings
    try bench.makeClinic()
    try bench.admit("MH-1001")
  }

  private func session(_ line: String) throws -> TerminalSession {
    try TerminalSession(bench, line.split(separator: " ").map(String.init))
  }

  @Test func `a question of safety is asked until it is answered`() throws {
    let assessed = try session("record discharge-assessed --patient MH-1001 --as nurse.lee")
    try assessed.answer("Stable? (1 yes, 2 no, 3 not-assessed):", "")
    try assessed.expect("Not taken: it is needed")
    try assessed.answer("Stable? (1 yes, 2 no, 3 not-assessed):", "perhaps")
    try assessed.expect("Not taken: it is not on the list")
    try assessed.answer("Stable? (1 yes, 2 no, 3 not-assessed):", "n")
    try assessed.expect("Discharge assessed: not stable")
    #expect(assessed.finish() == 0)
    let told = try session("record instructions-acknowledged --patient MH-1001 --as nurse.lee")
    try told.answer("Form version (Enter leaves it out):", "")
    try told.answer("No driving for 24 hours? (1 yes, 2 no, 3 not-assessed):", "not assessed")
    try told.expect("Instructions acknowledged: the 24 h driving rule not assessed")
    #expect(told.finish() == 0)
    let left = try session("record discharged --patient MH-1001 --to driver --as nurse.lee")
    try left.answer("The driver's name (Enter when named before):", "")
    try left.answer("Fit to drive? (1 yes, 2 no, 3 not-assessed):", "no")
    try left.expect("Discharged to driver, not fit to drive")
    #expect(left.finish() == 0)
  }

  @Test func `a drug that is on no list is named, but nothing waits for a rescue drug's name`()
    throws
  {
    let given = try session(
      "record antiemetic-given --patient MH-1001 --drug other --dose 1mg --route iv --as nurse.lee")
    try given.answer("Detail (which drug, where it is another):", "")
    try given.expect("Not taken: it is needed")
    try given.answer("Detail (which drug, where it is another):", "granisetron")
    try given.expect("Antiemetic given: another antiemetic 1 mg, IV: granisetron")
    #expect(given.finish() == 0)
    let rescue = try session(
      "record rescue-drug-given --patient MH-1001 --drug other --dose 20mg --route iv --as nurse.lee"
    )
    try rescue.answer("Detail (which drug, where it is another) (Enter leaves it out):", "")
    try rescue.expect("Rescue drug given: another drug [name owed] 20 mg, IV")
    try rescue.expect("Owed: the drug's name (candor amend ")
    #expect(rescue.finish() == 0)
  }

  @Test func `a note is asked for and kept`() throws {
    let weighed = try session(
      "record weighed --patient MH-1001 --weight 72kg --note --as nurse.lee")
    try weighed.answer("Note (Enter leaves it out):", "with shoes")
    try weighed.expect("Weighed 72 kg: with shoes")
    #expect(weighed.finish() == 0)
  }

  @Test func `who may be there already is shown before a second chart is opened`() throws {
    let size = try bench.size()
    func intake(_ number: String) throws -> TerminalSession {
      let intake = try session("record intake-received --record-number \(number) --as desk.kim")
      try intake.answer("Family name:", "Quillfeather")
      try intake.answer("Given name (Enter leaves it out):", "")
      try intake.answer("Birth date (YYYY-MM-DD):", "1984-05-17")
      try intake.answer("Phone (Enter leaves it out):", "")
      try intake.answer("Complaint (Enter leaves it out):", "")
      try intake.expect("Somebody of that name and birth date has a chart:")
      try intake.expect("MH-1001")
      return intake
    }
    let slip = try intake("MH-1002")
    try slip.answer("Is it another person, who gets a chart of their own? [yes/no]", "no")
    try slip.expect("nothing was recorded; record on MH-1001")
    #expect(slip.finish() == 1)
    #expect(try bench.size() == size + 1, "that somebody saw the roster's line")
    let twin = try intake("MH-1002")
    try twin.answer("Is it another person, who gets a chart of their own? [yes/no]", "yes")
    try twin.expect("Recorded for MH-1002, Quillfeather, born 1984-05-17, age 41")
    #expect(twin.finish() == 0)
  }

  @Test func `an intake under an append id is asked about once`() throws {
    let line =
      "record intake-received --record-number MH-1003 --json - --as desk.kim --append-id "
      + String(repeating: "ab", count: 16)
    let json = #"{"family_name": "Thistlewood", "birth_date": "1971-11-30"}"#
    try bench.must(line, input: json)
    let again = try bench.must(line, input: json)
    #expect(again.output.contains("Recorded before, nothing added"))
  }

  @Test func `a correction begins with what is on record`() throws {
    let married = try session("record identity-corrected --patient MH-1001 --as desk.kim")
    try married.expect("About MH-1001, Quillfeather, born 1984-05-17, age 41.")
    try married.answer(
      "Cause (1 typing-error, 2 name-change, 3 new-contact, 4 another-cause):", "marriage")
    try married.answer("Family name (Enter: Quillfeather):", "Winterbourne")
    try married.answer("Given name (Enter: as on record):", "")
    try married.answer("Birth date (YYYY-MM-DD) (Enter: 1984-05-17):", "")
    try married.answer("Phone (Enter: as on record):", "402-555-0101")
    try married.expect("Recorded for MH-1001, Winterbourne, born 1984-05-17, age 41")
    try married.expect("Identity corrected, name change (name and contact): Winterbourne")
    #expect(married.finish() == 0)
    let cleared = try session(
      "record identity-corrected --patient MH-1001 --cause new-contact --as desk.kim")
    try cleared.answer("Family name (Enter: Winterbourne):", "")
    try cleared.answer("Given name", "")
    try cleared.answer("Birth date", "")
    try cleared.answer("Phone (Enter: 402-555-0101, - for none):", "-")
    try cleared.expect("Identity corrected, new contact (contact): Winterbourne")
    #expect(cleared.finish() == 0)
  }
}
