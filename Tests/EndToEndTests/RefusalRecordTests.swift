import Foundation
import Testing

/// Refusals of the real binary, as the ledger holds them afterwards.
struct RefusalRecordTests {
  private static let passphrase = "correct horse battery"

  /// A training clinic whose nurse has a passphrase.
  private func clinic() throws -> Workbench {
    let bench = try Workbench()
    bench.clock = "2026-03-02T08:00"
    try bench.makeClinic()
    try (Self.passphrase + "\n").write(
      toFile: bench.directory + "/passphrase", atomically: true, encoding: .utf8)
    let made = try bench.shell(
      "candor staff enroll nurse.reed --role nurse --as admin --new-passphrase-fd 3 3< passphrase")
    guard made.code == 0 else { throw HarnessError(what: made.errors) }
    try bench.admit("MH-1001")
    return bench
  }

  private func signIn(_ bench: Workbench, _ passphrase: String) throws -> Ran {
    try bench.candor("sign-in nurse.reed --passphrase-fd 0", input: "\(passphrase)\n2468\n")
  }

  private func whoAmI(_ bench: Workbench, _ passphrase: String) throws -> Ran {
    try bench.candor(
      "whoami --as nurse.reed --passphrase-fd 0", input: passphrase + "\n")
  }

  @Test func `the third wrong passphrase makes even the right one wait`() throws {
    let bench = try clinic()
    let size = try bench.size()
    #expect(try signIn(bench, "wrong one").code == 77)
    #expect(try whoAmI(bench, "wrong one").code == 77)
    bench.clock = "2026-03-02T08:14"
    #expect(try signIn(bench, "wrong one").code == 77)
    #expect(try bench.size() == size + 3)
    let waiting = try signIn(bench, Self.passphrase)
    #expect(waiting.code == 77)
    #expect(
      waiting.errors.contains(
        "the passphrase of nurse.reed was wrong too often: it is not tried again before 08:14:30"),
      "\(waiting.errors)")
    #expect(try whoAmI(bench, "wrong one").code == 77)
    #expect(try bench.size() == size + 3)
    // Nobody else waits.
    #expect(try bench.candor("whoami --as nurse.lee").code == 0)
    bench.clock = "2026-03-02T08:14:30"
    #expect(try signIn(bench, Self.passphrase).code == 0)
    #expect(try bench.candor("verify --signatures").code == 0)
  }

  @Test func `a wrong PIN is recorded`() throws {
    let bench = try clinic()
    #expect(try signIn(bench, Self.passphrase).code == 0)
    try bench.must("lock")
    let size = try bench.size()
    #expect(try bench.candor("unlock --passphrase-fd 0", input: "1357\n").code == 77)
    #expect(try bench.size() == size + 1)
    let report = try bench.must("report security --as admin")
    #expect(report.output.contains("wrong PIN"), "\(report.output)")
  }

  @Test func `an act refused by role is recorded without its content, one of bad data is not`()
    throws
  {
    let bench = try clinic()
    let size = try bench.size()
    let refused = try bench.candor(
      "record candidacy-determined --patient MH-1001 --outcome candidate --indication depression "
        + "--as desk.kim")
    #expect(refused.code == 77, "\(refused.errors)")
    #expect(try bench.size() == size + 1)
    let bad = try bench.candor("record weighed --patient MH-1001 --weight 72.6 --as nurse.lee")
    #expect(bad.code == 64 || bad.code == 65)
    #expect(try bench.size() == size + 1)
    let batch = try bench.candor(
      "record --batch - --as desk.kim",
      input:
        #"{"event": "candidacy-determined", "patient": "MH-1001", "data": {"outcome": "candidate", "indication": "depression"}}"#
        + "\n")
    #expect(batch.code == 77, "\(batch.errors)")
    #expect(try bench.size() == size + 2)
    let told = try bench.must("report security --as admin --format json").output
    let report = try JSONSerialization.jsonObject(with: Data(told.utf8)) as? [String: Any]
    let acts = try #require(report?["refused_acts"] as? [[String: Any]])
    #expect(acts.map { $0["act"] as? String } == ["record candidacy-determined", "record"])
    #expect(acts.map { $0["actor_name"] as? String } == ["desk.kim", "desk.kim"])
    #expect(acts.allSatisfy { ($0["chart"] as? String)?.count == 32 })
    #expect(!told.contains("depression"))
    #expect(try bench.candor("verify --signatures").code == 0)
  }

  @Test func `an auditor's permitted reads append nothing, a refused one is recorded`() throws {
    let bench = try clinic()
    try bench.must("staff enroll audrey --role auditor --no-passphrase --as admin")
    let size = try bench.size()
    for line in [
      "history --as audrey", "staff list --as audrey", "verify --signatures --as audrey",
      "report security --as audrey", "show 0 --as audrey", "whoami --as audrey",
    ] {
      #expect(try bench.candor(line).code == 0, "\(line)")
      #expect(try bench.size() == size, "\(line)")
    }
    #expect(try bench.candor("timeline MH-1001 --as audrey").code == 77)
    #expect(try bench.size() == size + 1)
    let report = try bench.must("report security --as audrey").output
    #expect(report.contains("Refused acts: 1"), "\(report)")
    #expect(report.contains("timeline"))
  }

  @Test func `a suspension ends the open session, and the refused sign-in is recorded`() throws {
    let bench = try clinic()
    #expect(try signIn(bench, Self.passphrase).code == 0)
    try bench.must("staff suspend nurse.reed --cause leave --as admin")
    let size = try bench.size()
    let refused = try bench.candor("record weighed --patient MH-1001 --weight 72.6kg")
    #expect(refused.code == 77)
    #expect(refused.errors.contains("nurse.reed is suspended"), "\(refused.errors)")
    #expect(try bench.size() == size + 1)
    // The keys are gone: the next command finds nobody.
    let next = try bench.candor("record weighed --patient MH-1001 --weight 72.6kg")
    #expect(next.errors.contains("nobody is signed in"), "\(next.errors)")
    #expect(try signIn(bench, Self.passphrase).code == 77)
    let report = try bench.must("report security --as admin").output
    #expect(report.contains("Refused sign-ins: 2"), "\(report)")
    #expect(report.contains("not active"))
    #expect(report.contains("Standing and keys: 1"))
  }

  @Test func `without the program's identity the refusal holds all the same`() throws {
    let bench = try clinic()
    try FileManager.default.removeItem(atPath: bench.ledger + "/program.identity")
    let size = try bench.size()
    for _ in 0..<4 { #expect(try whoAmI(bench, "wrong one").code == 77) }
    #expect(try bench.candor("timeline MH-1001 --as admin --format json").code != 70)
    #expect(try bench.size() == size)
    #expect(try whoAmI(bench, Self.passphrase).code == 0)
  }
}
