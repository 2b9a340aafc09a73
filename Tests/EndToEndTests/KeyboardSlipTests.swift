import Foundation
import Testing

/// Slips at the keyboard, tried with the real binary: none is charted without a word.
struct KeyboardSlipTests {
  private let bench: Workbench

  init() throws {
    bench = try Workbench()
    bench.clock = "2026-03-02T08:00"
    try bench.makeClinic()
    try bench.admit("MH-1001")
  }

  private static let consent =
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"

  /// Everything that a start needs, but for what is named.
  private func prepare(candidacy: String = "candidate", weight: String = "72.6kg") throws {
    try bench.must(
      "staff credential dr.okafor --specialty anesthesiology --from 2024-01-01 --until 2027-12-31 "
        + "--as admin")
    try bench.must("record history-form-received --patient MH-1001 --form-version 3 --as nurse.lee")
    try bench.must(
      "record acknowledgement-of-ongoing-care-received --patient MH-1001 --signer pcp "
        + "--as nurse.lee"
    )
    try bench.must(
      "record medication-list-reviewed --patient MH-1001 --none-taken --as nurse.lee")
    try bench.must(
      "record candidacy-determined --patient MH-1001 --outcome \(candidacy) "
        + "--indication depression --as dr.okafor")
    try bench.must(
      "record consent-signed --patient MH-1001 --form-version 3 --form-sha256 \(Self.consent) "
        + "--as nurse.lee")
    try bench.must(
      "record identity-confirmed --patient MH-1001 --by name --by birth-date --as nurse.lee")
    try bench.must("record weighed --patient MH-1001 --weight \(weight) --as nurse.lee")
    try bench.must(
      "record fasting-checked --patient MH-1001 --solid-food 01:00 --water 05:30 --as nurse.lee")
    try bench.must(
      "record supervisor-assigned --patient MH-1001 --supervisor dr.okafor --administered-by "
        + "nurse.lee --as dr.okafor")
    try bench.must("record iv-placed --patient MH-1001 --as nurse.lee")
    try bench.must(
      "record monitor-applied --patient MH-1001 --channel hr --channel rhythm --channel spo2 "
        + "--as nurse.lee")
  }

  private static func start(_ dose: String) -> [String] {
    [
      "record", "infusion-started", "--patient", "MH-1001", "--dose", dose, "--minutes", "45",
      "--route", "iv", "--as", "nurse.lee",
    ]
  }

  @Test func `ten times the dose is typed again, explained and signed by a second person`() throws {
    try prepare()
    let wrong = try TerminalSession(bench, Self.start("363mg"))
    try wrong.expect("363 mg = 5.00 mg/kg (72.6 kg at 08:00), 6.67 mg/kg/h")
    try wrong.expect("10.0 times the policy's most of 0.5 mg/kg")
    try wrong.answer("Type the dose in mg again (Enter: do not record):", "36.3mg")
    try wrong.expect("the two doses are not the same: nothing was recorded")
    #expect(wrong.finish() == 1)
    let meant = try TerminalSession(bench, Self.start("363mg"))
    try meant.answer("Type the dose in mg again (Enter: do not record):", "363mg")
    try meant.answer("Reason for S24 (Enter: do not record):", "ordered so by dr.okafor")
    try meant.answer("sign-in name; Enter: do not record):", "dr.okafor")
    try meant.expect("dr.okafor signs as second signer:")
    try meant.expect("Infusion started: ketamine 363 mg over 45 min, IV")
    #expect(meant.finish() == 0)
    try bench.must("verify --signatures")
  }

  @Test func `a program with ten times the dose is told what to add`() throws {
    try prepare()
    let line = Self.start("363mg").joined(separator: " ")
    let ran = try bench.candor(line + " --reason -", input: "ordered so\n")
    #expect(ran.code == 77)
    #expect(ran.errors.contains("--second NAME"))
    #expect(ran.errors.contains("10.0 times the policy's most"))
    let checked = try bench.candor(line.replacing("record ", with: "check "))
    #expect(checked.code == 1)
    #expect(checked.output.contains("Needs a second signer: nurse, pharmacist, physician or"))
  }

  @Test func `a dose by weight is worked out and echoed`() throws {
    try prepare(weight: "160lb")
    let ran = try bench.must(Self.start("0.5mg/kg").joined(separator: " "))
    #expect(ran.output.contains("Infusion started: ketamine 36.3 mg over 45 min, IV"))
    #expect(
      ran.output.contains(
        "Note: 36.3 mg = 0.50 mg/kg (72.6 kg at 08:00), 0.67 mg/kg/h, 1.0 times the policy's most"))
  }

  @Test func `a dose by weight without a weight says what to do`() throws {
    let ran = try bench.candor(Self.start("0.5mg/kg").joined(separator: " "))
    #expect(ran.code == 65)
    #expect(ran.errors.contains("candor record weighed"))
  }

  @Test func `160 kg and then 160 lb: the second is asked about`() throws {
    try bench.must("record weighed --patient MH-1001 --weight 160kg --as nurse.lee")
    let second = try TerminalSession(
      bench,
      ["record", "weighed", "--patient", "MH-1001", "--weight", "160lb", "--as", "nurse.lee"])
    try second.answer(
      "72.6 kg is 55 % less than the chart's last weight, 160 kg at 2026-03-02 08:00. "
        + "Record it so? [yes/no]", "yes")
    try second.expect("Weighed 72.6 kg")
    #expect(second.finish() == 0)
  }

  @Test func `pounds for kilograms are asked about at the next visit`() throws {
    try bench.must("record weighed --patient MH-1001 --weight 72.6kg --as nurse.lee")
    bench.clock = "2026-03-04T08:00"
    try bench.must("record discharged --patient MH-1001 --visit 1 --to alone --as nurse.lee")
    try bench.must("record arrived --patient MH-1001 --indication depression --as desk.kim")
    let size = try bench.size()
    let weighed = try TerminalSession(
      bench,
      ["record", "weighed", "--patient", "MH-1001", "--weight", "160kg", "--as", "nurse.lee"])
    try weighed.answer("160 kg is 120 % more than the chart's last weight", "no")
    #expect(weighed.finish() == 1)
    let told = try bench.must("record weighed --patient MH-1001 --weight 160kg --as nurse.lee")
    #expect(told.output.contains("Note: 160 kg is 120 % more than the chart's last weight"))
    #expect(try bench.size() > size)
  }

  @Test func `a double Enter is asked about, and a program says --again`() throws {
    let line = "record vitals-sampled --patient MH-1001 --hr 72 --spo2 98 --as nurse.lee"
    try bench.must(line)
    let twice = try TerminalSession(bench, line.split(separator: " ").map(String.init))
    try twice.answer("The same vitals sampled is on record as entry", "no")
    try twice.expect("nothing was recorded")
    #expect(twice.finish() == 1)
    let refused = try bench.candor(line)
    #expect(refused.code == 65)
    #expect(refused.errors.contains("give --again"))
    try bench.must(line + " --again")
    let drug =
      "record antiemetic-given --patient MH-1001 --drug ondansetron --dose 4mg --route iv "
      + "--as nurse.lee"
    try bench.must(drug)
    #expect(try bench.candor(drug).code == 65)
    let oxygen = "record oxygen-given --patient MH-1001 --flow 2l/min --as nurse.lee"
    try bench.must(oxygen)
    #expect(try bench.must(oxygen).output.contains("Note: the same oxygen given is on record"))
  }

  @Test func `a batch that is sent twice adds nothing, and says so`() throws {
    let lines = [70, 71].map { rate in
      #"{"event": "vitals-sampled", "patient": "MH-1001", "at": "08:00", "data": "#
        + #"{"heart_rate_bpm": \#(rate)}}"#
    }.joined(separator: "\n")
    try bench.must("record --batch - --as nurse.lee", input: lines)
    let size = try bench.size()
    let again = try bench.must("record --batch - --as nurse.lee", input: lines)
    #expect(again.output.contains("Recorded before, nothing added"))
    #expect(again.output.contains("2 lines left out, on record already"))
    #expect(try bench.size() == size)
    try bench.must("record --batch - --again --as nurse.lee", input: lines)
    #expect(try bench.size() == size + 2)
  }

  @Test func `whoever is not a candidate is not infused on one nurse's word`() throws {
    try prepare(candidacy: "not-a-candidate")
    let line = Self.start("36.3mg").joined(separator: " ")
    let one = try bench.candor(line + " --reason -", input: "the mother agreed by phone\n")
    #expect(one.code == 65)
    #expect(one.errors.contains("a reason of its own for S28, of at least 15 characters"))
    let alone = try bench.candor(
      line + " --json -", input: #"{"reasons": {"S28": "seen by the physician this morning"}}"#)
    #expect(alone.code == 77)
    #expect(alone.errors.contains("an infusion is started against S28"))
    let asked = try TerminalSession(bench, Self.start("36.3mg"))
    try asked.answer("Reason for S28 (Enter: do not record):", "x")
    try asked.expect("Not taken: it is not overridden by a word: at least 15 characters")
    try asked.answer("Reason for S28", "seen by the physician this morning")
    try asked.answer("Second signer (physician, prescriber; sign-in name", "dr.okafor")
    try asked.expect("dr.okafor signs as second signer:")
    try asked.expect("Departs from S28, explained")
    #expect(asked.finish() == 0)
  }

  @Test func `a stop asks what was given, and Enter leaves it out`() throws {
    try prepare()
    try bench.must(Self.start("36.3mg").joined(separator: " "))
    let stop = [
      "record", "infusion-stopped", "--patient", "MH-1001", "--cause", "completed", "--at", "08:45",
      "--as", "nurse.lee",
    ]
    bench.clock = "2026-03-02T08:45"
    let stopped = try TerminalSession(bench, stop)
    try stopped.answer("Given in all (36.3mg) (Enter leaves it out):", "40mg")
    try stopped.expect("Note: 40 mg were given, more than the 36.3 mg that were started.")
    try stopped.expect("Departs from S24, reason owed")
    #expect(stopped.finish() == 0)
  }

  @Test func `values that nobody has are confirmed`() throws {
    let vitals = try TerminalSession(
      bench,
      [
        "record", "vitals-sampled", "--patient", "MH-1001", "--hr", "720", "--bp", "76/118", "--as",
        "nurse.lee",
      ])
    try vitals.answer("HR 720 is beyond what is possible. Record it so? [yes/no]", "yes")
    try vitals.answer("BP 76/118 has its two pressures the wrong way round. Record it so?", "no")
    #expect(vitals.finish() == 1)
  }

  @Test func `an option that is given twice is an error`() throws {
    for line in [
      "record vitals-sampled --patient MH-1001 --hr 72 --hr 73 --as nurse.lee",
      "report compliance --as nurse.lee --as admin",
    ] {
      let ran = try bench.candor(line)
      #expect(ran.code == 64, "\(line)")
      #expect(ran.errors.contains("is given twice; give it once"), "\(ran.errors)")
    }
  }
}
