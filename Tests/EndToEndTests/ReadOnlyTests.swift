import Foundation
import Testing

/// A ledger that nothing can be written to, or that somebody unpacked, is examined where it lies.
struct ReadOnlyTests {
  private static let examining = [
    "verify", "verify --signatures", "verify --since monday", "history", "history --count-by kind",
    "show 3", "staff list", "device list", "review", "doctor",
  ]

  /// Each with somebody who may do it.
  private static let writing = [
    "record weighed --patient MH-1001 --weight 72kg --as nurse.lee",
    "record intake-received --record-number MH-1002 --json - --as desk.kim <intake",
    "timeline MH-1001 --as dr.okafor", "patients --as nurse.lee",
    "report compliance --as dr.okafor", "checkpoint --as admin",
    "staff enroll nurse.new --role nurse --no-passphrase --as admin",
    "staff suspend nurse.lee --cause leave --as admin", "verify --record --as dr.okafor",
    "projections rebuild --as nurse.lee",
  ]

  @Test func `an unpacked ledger is verified, walked and shown without a byte beside it`() throws {
    let bench = try Self.bench()
    let answers = try Self.examining.map { try bench.shell("candor \($0)").output }
    let copy = bench.directory + "/unpacked"
    try FileManager.default.copyItem(atPath: bench.ledger, toPath: copy)
    for part in ["log", "keyring", "projections"] {
      try? FileManager.default.removeItem(atPath: "\(copy)/\(part)/lock.mdb")
    }
    let files = LedgerFiles(copy)
    let before = files.contents
    for (line, answer) in zip(Self.examining, answers) {
      let ran = try bench.shell("candor \(line) --ledger unpacked")
      #expect(ran.code == 0, "\(line): \(ran.errors)")
      #expect(ran.output.withoutCounts == answer.withoutCounts, "\(line)")
    }
    #expect(files.contents == before)
    // From the first thing that is recorded in it, it is a ledger in use.
    try bench.must("record weighed --patient MH-1001 --weight 72kg --as nurse.lee --ledger \(copy)")
    try bench.must("timeline MH-1001 --as nurse.lee --ledger \(copy)")
    try bench.must("verify --signatures --ledger \(copy)")
    #expect(FileManager.default.fileExists(atPath: copy + "/log/lock.mdb"))
  }

  @Test func `an account without the right to write reads, and is told that it cannot record`()
    throws
  {
    let bench = try Self.bench()
    let isRoot = geteuid() == 0
    // Root may write everything: there the same is tried as somebody else, who may read it all.
    let modes = try bench.shell(
      "chmod -R a+rX,a-w ledger && chmod -R a+rX . && chmod 600 data/*/*/*")
    #expect(modes.code == 0, "\(modes.errors)")
    let drop = isRoot ? "setpriv --reuid=65534 --clear-groups " : ""
    if isRoot {
      let given = try bench.shell("chown -R 65534 data state && chmod 777 .")
      #expect(given.code == 0, "\(given.errors)")
    }
    defer { _ = try? bench.shell("chmod -R u+w ledger") }
    guard try bench.shell(drop + "candor --version").code == 0 else { return }
    try Self.expectReadOnly(
      bench, code: 77, says: "This account may read", doctorSays: "may not write it"
    ) { drop + "candor \($0)" }
  }

  private static let canMount =
    (try? Workbench().shell("unshare -m mount --bind . .").code) == 0

  @Test(.enabled(if: canMount, "nothing can be mounted here"))
  func `a disk that is mounted read-only is read, and nothing is recorded on it`() throws {
    let bench = try Self.bench()
    try Self.expectReadOnly(
      bench, code: 69, says: "mounted read-only", doctorSays: "mounted read-only"
    ) {
      "unshare -m sh -c 'mount --bind ledger ledger && mount -o remount,bind,ro ledger "
        + "&& exec candor \($0)'"
    }
  }

  /// A ledger with a visit, and a checkpoint held elsewhere.
  private static func bench() throws -> Workbench {
    let bench = try Workbench()
    bench.clock = "2026-03-02T08:00"
    try bench.makeClinic()
    try bench.admit("MH-1001")
    // So that there are read models.
    try bench.must("timeline MH-1001 --as nurse.lee")
    let note = try bench.must("checkpoint --as admin").output
    try note.write(toFile: bench.directory + "/monday", atomically: true, encoding: .utf8)
    let intake = #"{"family_name": "Quillfeather", "birth_date": "1984-05-17"}"#
    try intake.write(toFile: bench.directory + "/intake", atomically: true, encoding: .utf8)
    return bench
  }

  private static func expectReadOnly(
    _ bench: Workbench, code: Int32, says: String, doctorSays: String,
    _ command: (String) -> String
  ) throws {
    let answers = try examining.map { try bench.shell("candor \($0)").output }
    let before = LedgerFiles(bench.ledger).contents
    for (line, answer) in zip(examining, answers) {
      let ran = try bench.shell(command(line))
      if line == "doctor" {
        #expect(ran.output.unwrapped.contains(doctorSays), "\(ran.output) \(ran.errors)")
        continue
      }
      #expect(ran.code == 0, "\(line): \(ran.output) \(ran.errors)")
      #expect(ran.output == answer, "\(line)")
    }
    for line in writing {
      let ran = try bench.shell(command(line))
      #expect(ran.code == code, "\(line): \(ran.output) \(ran.errors)")
      #expect(ran.errors.contains(says), "\(line): \(ran.errors)")
      #expect(!ran.output.contains("Quillfeather"), "\(line)")
    }
    // What was looked at within the policy's window is on record already, and shown.
    let looked = try bench.shell(command("timeline MH-1001 --as nurse.lee"))
    #expect(looked.code == 0 && looked.output.contains("Quillfeather"), "\(looked.errors)")
    // A disk that the system has set read-only because it fails is backed up all the same.
    let backup = try bench.shell(command("backup copy --keyring keys --as dr.okafor"))
    #expect(backup.code == 74, "\(backup.output) \(backup.errors)")
    #expect(backup.output.unwrapped.contains(says), "\(backup.output) \(backup.errors)")
    #expect(LedgerFiles(bench.ledger).contents == before)
    let restored = try bench.shell(
      "candor restore copy --keyring keys --ledger restored && candor verify --ledger restored")
    #expect(restored.code == 0, "\(restored.output) \(restored.errors)")
  }
}

extension String {
  /// As one line.
  fileprivate var unwrapped: String { replacing(#/\s+/#, with: " ") }

  /// Doctor says how long ago things were, and counts the lock files.
  fileprivate var withoutCounts: String {
    replacing(#/\d+ (?:s|min|h|days|directories) /#, with: "SOME ")
  }
}
