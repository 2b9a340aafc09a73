import Foundation
import Testing

/// Two people in one act, on one terminal and on two.
struct SecondSignerTests {
  private let bench: Workbench
  private static let waste =
    "record drug-wasted --patient MH-1001 --drug ketamine --amount 13.7mg --cause remainder"
    + " --as nurse.lee"

  init() throws {
    bench = try Workbench()
    bench.clock = "2026-03-02T08:00"
    try bench.makeClinic()
    try bench.admit("MH-1001")
  }

  @Test func `a waste needs a second signer, who may witness it and is somebody else`() throws {
    let size = try bench.size()
    let alone = try bench.candor(Self.waste)
    #expect(alone.code == 77 && alone.errors.contains("needs a second signer"))
    let same = try bench.candor(Self.waste + " --second nurse.lee")
    #expect(same.code == 77 && same.errors.contains("cannot be its second signer"))
    let desk = try bench.candor(Self.waste + " --second desk.kim")
    #expect(desk.code == 77 && desk.errors.contains("desk.kim is front desk"))
    // That it was refused is recorded, three times, and nothing else.
    #expect(
      try bench.must("history --kind act-refused --format json").output.count { $0 == "{" } == 3)
    #expect(try bench.size() == size + 3)
    let two = try bench.must(Self.waste + " --second dr.okafor")
    #expect(two.output.contains("Signed by nurse.lee, 2026-03-02 08:00: recorded"))
    #expect(two.output.contains("Signed by dr.okafor, 2026-03-02 08:00: second signer"))
    let shown = try bench.must("show \(size + 3) --as nurse.lee").output
    #expect(shown.contains("recorded by nurse.lee") && shown.contains("second signer by dr.okafor"))
    #expect(try bench.must("verify --signatures").code == 0)
  }

  @Test func `the second signer is asked for by name and passphrase, and sees what they sign`()
    throws
  {
    try bench.must(
      "staff enroll dr.ito --role physician --as admin --new-passphrase-fd 0",
      input: "correct horse battery\n")
    let words = Self.waste.split(separator: " ").map(String.init)
    let session = try TerminalSession(bench, words)
    try session.answer("Second signer of drug wasted (sign-in name):", "dr.ito")
    try session.expect("dr.ito signs as second signer:")
    try session.expect("Drug wasted: ketamine 13.7 mg, remainder")
    try session.answer("Passphrase of dr.ito:", "correct horse battery")
    try session.expect("dr.ito, 2026-03-02 08:00: second signer")
    #expect(session.finish() == 0)
    let again = Self.waste + " --again --second dr.ito --second-passphrase-fd 0"
    let wrong = try bench.candor(again, input: "wrong horse battery\n")
    #expect(wrong.code == 77)
    try bench.must(again, input: "correct horse battery\n")
  }

  @Test func `a reason is settled before the second signer sees it, and only then they sign`()
    throws
  {
    try bench.must(
      "staff enroll dr.ito --role physician --as admin --new-passphrase-fd 0",
      input: "correct horse battery\n")
    let start = [
      "record", "infusion-started", "--patient", "MH-1001", "--dose", "36.3mg", "--minutes", "45",
      "--route", "iv", "--second", "dr.ito", "--as", "nurse.lee",
    ]
    let session = try TerminalSession(bench, start)
    try session.expect("This departs from policy:")
    try session.answer("Reason for S1 (Enter: do not record):", "the monitor is being replaced")
    for rule in ["S2", "S3", "S5", "S6", "S7", "S22", "S24"] {
      try session.answer("Reason for \(rule) (= for the same", "=")
    }
    for rule in ["S26", "S27"] {
      try session.answer("Reason for \(rule) (Enter", "known here for twenty years")
    }
    try session.answer("Reason for S28 (= for the same", "=")
    try session.expect("dr.ito signs as second signer:")
    try session.expect("Infusion started")
    try session.expect("Deviation explained")
    try session.expect("the monitor is being replaced")
    try session.answer("Passphrase of dr.ito:", "correct horse battery")
    try session.expect("dr.ito, 2026-03-02 08:00: second signer")
    #expect(session.finish() == 0)
    // Before the reason was settled nobody was asked for a passphrase.
    #expect(session.screen.components(separatedBy: "Passphrase").count == 2)
    #expect(try bench.must("verify --signatures").code == 0)
  }

  /// The request that waits, as soon as there is one.
  private func request() throws -> String {
    for _ in 0..<500 {
      let listed = try bench.must("approve --format json").output
      let rows = try JSONSerialization.jsonObject(with: Data(listed.utf8)) as? [[String: Any]]
      if let id = rows?.first?["append_id"] as? String { return id }
    }
    throw HarnessError(what: "no request came to wait")
  }

  private func ask(_ options: String) throws -> Launched {
    try bench.launch(
      (Self.waste + " --ask dr.okafor " + options).split(separator: " ").map(String.init))
  }

  @Test func `it is asked for on one terminal and signed on another`() throws {
    let size = try bench.size()
    let asking = try ask("--within 10m")
    let id = try request()
    let listed = try bench.must("approve").output
    #expect(listed.contains("nurse.lee asks dr.okafor to sign as second signer"))
    #expect(listed.contains("drug wasted"))
    let wrong = try bench.candor("approve \(id) --yes --as nurse.lee")
    #expect(wrong.code == 77 && wrong.errors.contains("only dr.okafor can"))
    let unasked = try bench.candor("approve \(id) --as dr.okafor")
    #expect(unasked.code == 64 && unasked.errors.contains("--yes"))
    // The asker tried to sign for the asked: that was refused, and is recorded.
    #expect(try bench.size() == size + 1)
    let signed = try bench.must("approve \(id.prefix(12)) --yes --as dr.okafor").output
    #expect(signed.contains("Drug wasted: ketamine 13.7 mg, remainder"))
    #expect(signed.contains("Signed, and recorded at \(size + 2)."))
    let recorded = try asking.wait()
    #expect(recorded.code == 0)
    #expect(recorded.errors.contains("dr.okafor is asked to sign as second signer, within 10 min"))
    #expect(recorded.output.contains("Signed by dr.okafor"))
    #expect(try bench.must("approve").output == "Nothing waits for a signature.\n")
    #expect(try bench.must("verify --signatures").code == 0)
  }

  @Test func `who is asked reads it on their terminal and says yes`() throws {
    let asking = try ask("--within 10m")
    let id = try request()
    let refusing = try TerminalSession(bench, ["approve", id, "--as", "dr.okafor"])
    try refusing.expect("nurse.lee asks you to sign as second signer, for MH-1001, Quillfeather")
    try refusing.answer("Sign as second signer? [yes/no]", "no")
    #expect(refusing.finish() == 1)
    let signing = try TerminalSession(bench, ["approve", id, "--as", "dr.okafor"])
    try signing.answer("Sign as second signer? [yes/no]", "yes")
    try signing.expect("Signed, and recorded at")
    #expect(signing.finish() == 0)
    #expect(try asking.wait().code == 0)
  }

  @Test func `who answers on a terminal sees it also where the answer is JSON`() throws {
    let asking = try ask("--within 10m")
    let id = try request()
    let signing = try TerminalSession(
      bench, ["approve", id, "--format", "json", "--as", "dr.okafor"])
    try signing.expect("nurse.lee asks you to sign as second signer")
    try signing.expect("Drug wasted: ketamine 13.7 mg, remainder")
    try signing.answer("Sign as second signer? [yes/no]", "yes")
    try signing.expect("\"recorded\"")
    #expect(signing.finish() == 0)
    #expect(try asking.wait().code == 0)
  }

  @Test func `nobody signs in time, and nothing is recorded`() throws {
    let size = try bench.size()
    let asking = try ask("--within 1s")
    let ended = try asking.wait()
    #expect(ended.code == 69 && ended.errors.contains("did not sign within 1 s"))
    #expect(try bench.must("approve").output == "Nothing waits for a signature.\n")
    #expect(try bench.size() == size)
  }

  @Test func `past its limit by the clock it can no longer be signed`() throws {
    let asking = try ask("--within 10m")
    let id = try request()
    let late = try bench.candor(
      "approve \(id) --yes --as dr.okafor", adding: ["CANDOR_CLOCK": "2026-03-02T08:10"])
    #expect(late.code == 66 && late.errors.contains("past its limit"))
    let ended = try asking.wait()
    #expect(ended.code == 69)
  }

  @Test func `a request that no longer fits says so on both terminals`() throws {
    let asking = try ask("--within 10m")
    let id = try request()
    try bench.must("staff suspend desk.kim --cause leave --as admin")
    let size = try bench.size()
    let outdated = try bench.candor("approve \(id) --yes --as dr.okafor")
    #expect(outdated.code == 69 && outdated.errors.contains("no longer fits"))
    kill(asking.process, SIGTERM)
    _ = try asking.wait()
    #expect(try bench.size() == size)
  }

  @Test func `a measurement that comes between outdates no request`() throws {
    let asking = try ask("--within 10m")
    let id = try request()
    try bench.must("record vitals-sampled --patient MH-1001 --hr 71 --as nurse.lee")
    try bench.must("approve \(id) --yes --as dr.okafor")
    let recorded = try asking.wait()
    #expect(recorded.code == 0 && recorded.output.contains("Signed by dr.okafor"))
    #expect(try bench.candor("verify --signatures").code == 0)
  }

  @Test(arguments: ["5", "0s", "61m", "2h", "soon"])
  func `a wait is from 1s to 60m, with its unit`(text: String) throws {
    #expect(try bench.candor(Self.waste + " --ask dr.okafor --within \(text)").code == 64)
  }
}
