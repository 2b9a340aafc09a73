import Foundation
import Glibc
import Testing

/// Every refusal is clear, has its exit code, and leaves the ledger as it was.
struct RefusalTests {
  struct Case: CustomTestStringConvertible, Sendable {
    var line: String
    var input = ""
    var code: Int32
    var says: String
    var testDescription: String { line }
  }

  static let cases = [
    Case(
      line: "record weighed --patient MH-1001 --weight 72kg --as desk.kim", code: 77,
      says: "is not recorded by the front desk"),
    Case(line: "timeline MH-9999 --as nurse.lee", code: 66, says: "MH-9999"),
    Case(
      line: "record weighed --patient MH-9999 --weight 72kg --as nurse.lee", code: 66,
      says: "MH-9999"),
    Case(
      line: "record infusion-stopped --patient MH-1001 --cause completed --as nurse.lee", code: 65,
      says: "no infusion has started"),
    Case(
      line:
        "record infusion-started --patient MH-1001 --dose -5mg --minutes 45 --route iv --as nurse.lee",
      code: 65, says: "dose_mg -5"),
    Case(
      line: "record weighed --patient MH-1001 --weight 160 --as nurse.lee", code: 64,
      says: "says no unit"),
    Case(
      line: "record weighed --patient MH-1001 --weight 72kg --at 25:61 --as nurse.lee", code: 64,
      says: "it is not a time"),
    Case(
      line: "record weighed --patient MH-1001 --weight 72kg --at 2026-03-02T08:12 --as nurse.lee",
      code: 65, says: "--at lies 12 min ahead"),
    Case(line: "record blood-drawn --patient MH-1001", code: 64, says: "there is no such event"),
    Case(line: "record vitals-taken", code: 64, says: "did you mean vitals-sampled"),
    Case(line: "record", code: 64, says: "no event is named"),
    Case(line: "record weighed --weight 72kg --as nurse.lee", code: 64, says: "--patient"),
    Case(
      line: "record weighed --patient MH-1001 --as nurse.lee", code: 64, says: "give --weight"),
    Case(
      line: "record weighed --patient MH-1001 --weight 72kg", code: 77, says: "--as NAME"),
    Case(
      line: "record weighed --patient MH-1001 --weight 72kg --as nobody.here", code: 66,
      says: "no identity file"),
    Case(
      line: "record weighed --patient MH-1001 --json - --as nurse.lee", input: "{", code: 65,
      says: "is not JSON"),
    Case(
      line: "record weighed --patient MH-1001 --json - --as nurse.lee",
      input: #"{"weight_lb": 160}"#, code: 65, says: "no field \"weight_lb\""),
    Case(
      line: "record weighed --patient MH-1001 --json - --as nurse.lee",
      input: #"{"weight_kg": 72, "weight_kg": 27}"#, code: 65, says: "names a field twice"),
    Case(
      line: "record --batch - --as nurse.lee",
      input: """
        {"event": "weighed", "patient": "MH-1001", "data": {"weight_kg": 72}}
        {"event": "weighed", "patient": "MH-1001", "data": {"weight_kg": -1}}
        """, code: 65, says: "line 2 of the batch"),
    Case(
      line: "record --batch - --as nurse.lee",
      input: """
        {"event": "weighed", "patient": "MH-1001", "data": {"weight_kg": 72}}

        {"event": "weighed", "patient": "MH-1002", "data": {"weight_kg": 72}}
        """, code: 65, says: "line 3 of the batch: it is about another patient than line 1"),
    Case(
      line:
        "record infusion-started --patient MH-1001 --dose 36mg --minutes 45 --route iv --as nurse.lee",
      code: 65, says: "needs a reason"),
    Case(line: "timeline MH-1001 --as-of 2027-01-01 --as nurse.lee", code: 64, says: "future"),
    Case(line: "show 9999", code: 66, says: "9999"),
    Case(line: "whoami --as nurse.lee --format csv", code: 64, says: "--format"),
  ]

  @Test func `each refusal is clear and appends no more than who was refused or told why`() throws {
    let bench = try Workbench()
    bench.clock = "2026-03-02T08:00"
    try bench.makeClinic()
    try bench.admit("MH-1001")
    try bench.admit("MH-1002")
    bench.personal = Personal.strings
    let size = try bench.size()
    for refusal in Self.cases {
      let ran = try bench.candor(refusal.line, input: refusal.input)
      #expect(ran.code == refusal.code, "\(refusal.line): \(ran.errors)")
      #expect(ran.errors.contains(refusal.says), "\(refusal.line): \(ran.errors)")
      #expect(ran.output.isEmpty, "\(refusal.line): \(ran.output)")
      for secret in Personal.strings { #expect(!ran.errors.contains(secret)) }
    }
    let refusedRoles = Self.cases.filter { $0.code == 77 && $0.line.contains("--as") }
    // What the visit speaks against was told twice, to one person within the window: one look.
    #expect(try bench.size() == size + refusedRoles.count + 1)
    #expect(try bench.must("history --kind viewed --format json").output.count { $0 == "{" } == 1)
  }

  @Test func `a wrong passphrase opens nothing, and is recorded`() throws {
    let bench = try Workbench()
    try Data("correct horse\n".utf8).write(to: URL(filePath: bench.directory + "/right"))
    try Data("battery staple\n".utf8).write(to: URL(filePath: bench.directory + "/wrong"))
    let made = try bench.shell(
      "candor init --site test.example/clinic --administrator admin --new-passphrase-fd 7 7<right")
    #expect(made.code == 0, "\(made.errors)")
    let right = try bench.shell("candor whoami --as admin --passphrase-fd 7 7<right")
    #expect(right.code == 0, "\(right.errors)")
    let size = try bench.size()
    let wrong = try bench.shell(
      "candor staff enroll nurse.lee --role nurse --no-passphrase --as admin --passphrase-fd 7 7<wrong"
    )
    #expect(wrong.code == 77)
    #expect(wrong.errors.contains("Wrong passphrase; nothing was recorded."))
    let none = try bench.candor("whoami --as admin")
    #expect(none.code == 64)
    #expect(none.errors.contains("--passphrase-fd"))
    #expect(try bench.size() == size + 1)
    let row = try bench.must("history --limit 1").output
    #expect(row.contains("sign-in refused"), "\(row)")
  }

  @Test func `the clock is set in training ledgers alone`() throws {
    let bench = try Workbench()
    let made = try bench.shell(
      "echo four words of my own | "
        + "candor init --site test.example/clinic --administrator admin --new-passphrase-fd 0")
    #expect(made.code == 0, "\(made.errors)")
    let ran = try bench.candor("staff list --clock 2026-03-02T08:00")
    #expect(ran.code == 77)
    #expect(ran.errors.contains("training"))
    #expect(try bench.candor("staff list", adding: ["CANDOR_CLOCK": "2026-03-02T08:00"]).code == 77)
    #expect(try bench.candor("staff list --clock noon").code == 64)
    let doctor = try bench.candor("doctor", adding: ["CANDOR_CLOCK": "2026-03-02T08:00"])
    #expect(doctor.code == 77 && doctor.output.isEmpty, "\(doctor.output)")
    #expect(doctor.errors.contains("training"))
    #expect(try bench.candor("doctor --clock 2026-03-02T08:00").code == 77)
    #expect(try bench.candor("doctor").code == 0)
  }

  @Test func `what is no ledger is said to be none`() throws {
    let bench = try Workbench()
    for line in ["history --limit 1", "verify", "staff list"] {
      let ran = try bench.candor(line)
      #expect(ran.code == 66, "\(line): \(ran.errors)")
    }
    try FileManager.default.createDirectory(
      atPath: bench.ledger, withIntermediateDirectories: true)
    #expect(try bench.candor("verify").code == 66)
    let unnamed = try bench.candor("verify", adding: ["CANDOR_LEDGER": ""])
    #expect(unnamed.code == 64)
    #expect(unnamed.errors.contains("--ledger"))
  }

  @Test func `a ledger that may not be read is not called damaged`() throws {
    let bench = try Workbench()
    try bench.must("init --site test.example/clinic --training --no-passphrase")
    // Root may read everything: there the same is tried as another user.
    let isRoot = geteuid() == 0
    if !isRoot { chmod(bench.ledger + "/log", 0) }
    defer { chmod(bench.ledger + "/log", 0o700) }
    for line in ["history --limit 1", "verify"] {
      let ran = try bench.shell(
        (isRoot ? "setpriv --reuid=65534 --clear-groups " : "") + "candor \(line)")
      if isRoot, ran.code == 126 || ran.code == 127 { return }
      #expect(ran.code == 77, "\(line): \(ran.errors)")
    }
  }
}

extension Workbench {
  /// Runs a line of the shell in the bench's directory, with `candor` on the path: for what needs a
  /// redirection.
  func shell(_ line: String) throws -> Ran {
    let folder = URL(filePath: Self.binary).deletingLastPathComponent().path(percentEncoded: false)
    return try Launched(
      binary: "/bin/sh", arguments: ["-c", "cd \(directory)\nPATH=\(folder):$PATH\n\(line)"],
      environment: environment, input: "", directory: directory, personal: personal
    ).wait()
  }
}
