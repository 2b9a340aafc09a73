import Foundation
import Testing

/// What people, programs and files say is refused in a sentence: no trap, and no reading until
/// memory ends.
struct HostileInputTests {
  /// 2,600 × 999,999 hours: microseconds that no 64 bits hold.
  private static let ages = "-" + String(repeating: "999999h", count: 2_600)

  @Test func `no time that can be typed overflows`() throws {
    let bench = try Workbench()
    try bench.makeClinic()
    try bench.admit("MH-1001")
    let size = try bench.size()
    let vitals = ["--patient", "MH-1001", "--as", "nurse.lee"]
    let lines: [[String]] = [
      ["history", "--from=\(Self.ages)"], ["history", "--to=\(Self.ages)"],
      ["history", "--recorded-from=\(Self.ages)"], ["history", "--recorded-to=\(Self.ages)"],
      ["record", "vitals-sampled", "--hr", "72", "--at", Self.ages] + vitals,
      ["check", "vitals-sampled", "--hr", "72", "--at", Self.ages] + vitals,
      ["record", "infusion-scheduled", "--for", Self.ages] + vitals,
      ["record", "fasting-checked", "--solid-food", Self.ages] + vitals,
      ["timeline", "MH-1001", "--as-of=\(Self.ages)", "--as", "nurse.lee"],
      ["report", "compliance", "--as-of=\(Self.ages)", "--as", "dr.okafor"],
      ["staff", "list", "--as-of=\(Self.ages)"], ["staff", "list", "--clock=\(Self.ages)"],
    ]
    for line in lines {
      let ran = try bench.candor(line)
      #expect(ran.code == 64, "\(line.prefix(2)): \(ran.code) \(ran.errors)")
      #expect(ran.errors.contains("more than 150 years ago"), "\(line.prefix(2)): \(ran.errors)")
    }
    let batch = try bench.candor(
      "record --batch - --as nurse.lee",
      input: """
        {"event": "vitals-sampled", "patient": "MH-1001", "at": "\(Self.ages)", "data": {"heart_rate_bpm": 72}}
        """)
    #expect(batch.code == 65)
    #expect(batch.errors.contains("at: it lies more than 150 years ago"), "\(batch.errors)")
    let json = try bench.candor(
      "record fasting-checked --patient MH-1001 --json - --as nurse.lee",
      input: #"{"intakes": [{"item": "water", "taken_at": "\#(Self.ages)"}]}"#)
    #expect(json.code == 65)
    #expect(json.errors.contains("taken_at: it lies more than 150 years ago"), "\(json.errors)")
    #expect(try bench.size() == size)
  }

  @Test(arguments: ["1e-400", "5e-324", "1e308"])
  func `a heart rate that is no number of beats is not recorded`(number: String) throws {
    let bench = try Workbench()
    try bench.makeClinic()
    try bench.admit("MH-1001")
    let size = try bench.size()
    for (line, input) in [
      (
        "record vitals-sampled --patient MH-1001 --json - --as nurse.lee",
        #"{"heart_rate_bpm": \#(number)}"#
      ),
      (
        "record --batch - --as nurse.lee",
        #"{"event": "vitals-sampled", "patient": "MH-1001", "data": {"heart_rate_bpm": \#(number)}}"#
      ),
    ] {
      let ran = try bench.candor(line, input: input)
      #expect(ran.code == 65, "\(ran.output)")
      #expect(ran.errors.contains("than anything is measured"), "\(ran.errors)")
    }
    #expect(try bench.size() == size)
  }

  @Test func `an endless file is not read to its end`() throws {
    let bench = try Workbench()
    try bench.makeClinic()
    try bench.admit("MH-1001")
    // A limit of the address space would end whoever reads on; the ledger's map needs most of it.
    let endless = bench.directory + "/endless"
    try #require(try bench.shell("truncate --size 100G \(endless)").code == 0)
    for (line, name) in [
      ("record --batch \(endless) --as nurse.lee", "a batch has at most that"),
      ("import vitals \(endless) --patient MH-1001 --as nurse.lee", "monitor's file has at most"),
      (
        "record consent-signed --patient MH-1001 --form \(endless) --form-version 1 --as nurse.lee",
        "a form has at most that"
      ),
      ("verify --since \(endless)", "a checkpoint has at most that"),
      (
        "init --site other.example/c --training --no-passphrase --policy \(endless) --ledger other",
        "a policy has at most that"
      ),
    ] {
      let ran = try bench.candor(line)
      #expect(ran.code == 65, "\(line): \(ran.code) \(ran.errors)")
      #expect(ran.errors.contains(name), "\(line): \(ran.errors)")
    }
    for (line, name) in [
      ("record vitals-sampled --patient MH-1001 --json - --as nurse.lee", "an event has at most"),
      ("record --batch - --as nurse.lee", "a batch has at most that"),
      ("record weighed --patient MH-1001 --weight 70kg --reason - --as nurse.lee", "a reason has"),
      ("patients - --as nurse.lee", "a name has at most that"),
      ("init --site o.example/c --training --no-passphrase --json - --ledger other", "a name has"),
    ] {
      let ran = try bench.shell("candor \(line) </dev/zero")
      #expect(ran.code == 65, "\(line): \(ran.code) \(ran.errors)")
      #expect(ran.errors.contains(name), "\(line): \(ran.errors)")
    }
    let passphrase = try bench.shell("candor sign-in admin --passphrase-fd 3 3</dev/zero")
    #expect(passphrase.code == 65 || passphrase.code == 77, "\(passphrase.errors)")
  }

  @Test func `a command line that nobody types is refused before it is taken apart`() throws {
    let bench = try Workbench()
    for arguments in [
      [String](repeating: "a", count: 1_001), ["history", String(repeating: "x", count: 65_536)],
    ] {
      let ran = try bench.candor(arguments)
      #expect(ran.code == 64)
      #expect(ran.errors.contains("the command line has"), "\(ran.errors)")
      #expect(!ran.errors.contains("xxxx"))
    }
  }

  /// 26 levels took minutes when each was looked at twice.
  @Test func `a field that stands twice is found behind many levels`() throws {
    let bench = try Workbench()
    try bench.makeClinic()
    try bench.admit("MH-1001")
    let levels = (String(repeating: "[", count: 28), String(repeating: "]", count: 28))
    let ran = try bench.candor(
      "record vitals-sampled --patient MH-1001 --json - --as nurse.lee",
      input: #"{"x": \#(levels.0){"a": 1, "a": 2}\#(levels.1)}"#)
    #expect(ran.code == 65)
    #expect(ran.errors.contains("names a field twice"), "\(ran.errors)")
  }
}
