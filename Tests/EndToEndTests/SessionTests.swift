import Foundation
import Testing

/// Sign-ins of the real binary: one terminal, several nurses, and who is not let in.
struct SessionTests {
  @Test(arguments: ["kernel", "folder"])
  func `who has signed in records without being named`(store: String) throws {
    let ward = try Ward(store: store)
    let signedIn = try ward.signIn("nurse.reed", pin: "2468")
    #expect(signedIn.output.contains("Signed in: nurse.reed, nurse, in training.test.example"))
    #expect(signedIn.output.contains("unlocks    with the PIN"))
    #expect(signedIn.output.contains("locks      09:00"))
    #expect(signedIn.output.contains("ends       20:00"))
    let recorded = try ward.weigh()
    #expect(recorded.code == 0, "\(recorded.errors)")
    #expect(
      recorded.output.contains(
        "Signed by Rosa Reed, RN (nurse.reed), 2026-03-02 08:00: recorded"), "\(recorded.output)")
    let rows = try ward.bench.must("history --kind weighed --actor nurse.reed --format json")
    #expect(rows.output.contains("weighed"))
    let who = try ward.bench.must("whoami")
    #expect(who.output.contains("nurse.reed, Rosa Reed, RN, nurse, actor"))
    #expect(who.output.contains("signed in  08:00, on this terminal"))
  }

  @Test(arguments: ["kernel", "folder"])
  func `a locked session records nothing until its PIN unlocks it`(store: String) throws {
    let ward = try Ward(store: store)
    try ward.signIn("nurse.reed", pin: "2468")
    try ward.bench.must("lock")
    let size = try ward.bench.size()
    let refused = try ward.weigh()
    #expect(refused.code == 77)
    #expect(
      refused.errors.contains("nurse.reed's session is locked (since 08:00): candor unlock"),
      "\(refused.errors)")
    let wrong = try ward.unlock("1357")
    #expect(wrong.code == 77)
    #expect(wrong.errors.contains("2 more tries"))
    #expect(try ward.unlock("2468").code == 0)
    // The wrong PIN is all that was recorded.
    #expect(try ward.bench.size() == size + 1)
    #expect(try ward.weigh().code == 0)
  }

  @Test func `the third wrong PIN ends the session`() throws {
    let ward = try Ward()
    try ward.signIn("nurse.reed", pin: "2468")
    try ward.bench.must("lock")
    for _ in 0..<2 { #expect(try ward.unlock("1357").code == 77) }
    let third = try ward.unlock("1357")
    #expect(third.code == 77)
    #expect(third.errors.contains("nurse.reed's session has ended: candor sign-in nurse.reed"))
    #expect(try ward.unlock("2468").code == 77)
    let refused = try ward.weigh()
    #expect(refused.code == 77)
    #expect(refused.errors.contains("nobody is signed in"))
  }

  @Test func `left for an hour it is locked, at the limit it ends, and use renews it`() throws {
    let ward = try Ward()
    try ward.signIn("nurse.reed", pin: "2468")
    ward.bench.clock = "2026-03-02T08:59"
    #expect(try ward.weigh().code == 0)
    ward.bench.clock = "2026-03-02T09:58"
    #expect(try ward.weigh().code == 0)
    ward.bench.clock = "2026-03-02T10:58"
    let idle = try ward.weigh()
    #expect(idle.code == 77)
    #expect(
      idle.errors.contains("nurse.reed's session is locked (idle since 09:58): candor unlock"),
      "\(idle.errors)")
    #expect(try ward.unlock("2468").code == 0)
    for time in (11...19).flatMap({ ["\($0):10", "\($0):55"] }) {
      ward.bench.clock = "2026-03-02T\(time)"
      #expect(try ward.weigh().code == 0, "at \(time)")
    }
    ward.bench.clock = "2026-03-02T20:00"
    let ended = try ward.weigh()
    #expect(ended.code == 77)
    #expect(ended.errors.contains("nurse.reed's session ended at 20:00"), "\(ended.errors)")
    #expect(try ward.unlock("2468").code == 77)
  }

  @Test func `a locked session asks in place, and the command goes on`() throws {
    let ward = try Ward()
    let candor = Workbench.binary
    let oxygen = "record oxygen-given --patient MH-1001 --flow 2l/min"
    func typing(_ commands: String...) throws -> TerminalSession {
      let typed = try TerminalSession(
        ward.bench, ["-c", commands.joined(separator: " && ")], program: "/bin/sh")
      try typed.answer("Passphrase of nurse.reed:", Ward.passphrase)
      try typed.answer("PIN to unlock with", "2468")
      return typed
    }
    let pin = "PIN of nurse.reed, or the passphrase:"

    let locked = try typing(
      "\(candor) sign-in nurse.reed", "\(candor) lock", "\(candor) \(oxygen)", "\(candor) \(oxygen)"
    )
    try locked.expect("nurse.reed's session is locked (since 08:00).")
    try locked.answer(pin, "1111")
    try locked.expect("The PIN is not the one of nurse.reed's session: 2 more tries")
    try locked.answer(pin, "2468")
    // Once it is open it stays so.
    try locked.expect("Recorded for MH-1001")
    try locked.expect("Recorded for MH-1001")
    #expect(locked.finish() == 0, "\(locked.screen)")

    let over = try typing(
      "\(candor) sign-in nurse.reed", "CANDOR_CLOCK=2026-03-02T20:00 \(candor) \(oxygen)")
    try over.expect("nurse.reed's session ended at 20:00")
    try over.answer("Passphrase of nurse.reed:", "no such passphrase")
    try over.expect("Wrong passphrase.")
    try over.answer("Passphrase of nurse.reed:", Ward.passphrase)
    try over.expect("Recorded for MH-1001")
    #expect(over.finish() == 0, "\(over.screen)")

    let ended = try typing(
      "\(candor) sign-in nurse.reed", "\(candor) lock", "\(candor) \(oxygen)")
    for wrong in ["1111", "2222", "3333"] { try ended.answer(pin, wrong) }
    try ended.answer("Passphrase of nurse.reed:", Ward.passphrase)
    try ended.expect("Recorded for MH-1001")
    #expect(ended.finish() == 0, "\(ended.screen)")
  }

  @Test func `the second nurse locks the first, and each unlocks their own`() throws {
    let ward = try Ward()
    try ward.signIn("nurse.reed", pin: "2468")
    ward.bench.clock = "2026-03-02T08:05"
    let second = try ward.signIn("nurse.lee", pin: "1357")
    #expect(second.output.contains("locked     nurse.reed, since 08:05"), "\(second.output)")
    #expect(try ward.weigh().output.contains("Signed by nurse.lee, "))
    // The other's PIN opens nothing.
    #expect(try ward.unlock("1357", of: "nurse.reed").code == 77)
    #expect(try ward.unlock("2468", of: "nurse.reed").code == 0)
    #expect(try ward.weigh().output.contains("Signed by Rosa Reed, RN (nurse.reed), "))
    let who = try ward.bench.must("whoami --format json").output
    #expect(who.contains(#""locked":[{"handle":"nurse.lee""#), "\(who)")
    // Without a PIN it is the passphrase that unlocks.
    try ward.bench.must("sign-out --all")
    try ward.signIn("nurse.reed", pin: nil)
    let other = try ward.signIn("nurse.lee", pin: nil)
    #expect(other.output.contains("unlocks    with the passphrase"), "\(other.output)")
    #expect(other.output.contains("locked     nurse.reed, since 08:05"), "\(other.output)")
    #expect(try ward.unlock("2468", of: "nurse.reed").code == 77)
    #expect(try ward.unlock(Ward.passphrase, of: "nurse.reed").code == 0)
  }

  @Test func `without a PIN the passphrase unlocks`() throws {
    let ward = try Ward()
    try ward.signIn("nurse.reed", pin: nil)
    try ward.bench.must("lock")
    #expect(try ward.unlock("wrong passphrase").code == 77)
    #expect(try ward.unlock(Ward.passphrase).code == 0)
    #expect(try ward.weigh().code == 0)
  }

  @Test(arguments: ["kernel", "folder"])
  func `another terminal session does not see it`(store: String) throws {
    let ward = try Ward(store: store)
    try ward.signIn("nurse.reed", pin: "2468")
    let there = try ward.bench.shell("setsid -w candor whoami")
    #expect(there.code == 77)
    #expect(there.errors.contains("nobody is signed in"), "\(there.errors)")
    let ended = try ward.bench.shell("setsid -w candor sign-out --all")
    #expect(ended.output.contains("0 sessions"))
    // A child in the same session does.
    #expect(try ward.bench.shell("candor whoami").code == 0)
  }

  @Test func `naming another asks for that one's passphrase, naming oneself for none`() throws {
    let ward = try Ward()
    try ward.signIn("nurse.reed", pin: "2468")
    #expect(try ward.weigh(as: "nurse.reed").code == 0)
    let other = try ward.weigh(as: "nurse.lee")
    #expect(other.code == 64)
    #expect(other.errors.contains("a passphrase is needed"))
    let wrong = try ward.weigh(as: "nurse.lee", passphrase: "wrong passphrase")
    #expect(wrong.code == 77)
    let right = try ward.weigh(as: "nurse.lee", passphrase: Ward.passphrase)
    #expect(right.output.contains("Signed by nurse.lee, "), "\(right.errors)")
    // The session is still the first one's.
    #expect(try ward.bench.must("whoami").output.hasPrefix("nurse.reed, "))
  }

  @Test func `an open session and an environment that names another are refused`() throws {
    let ward = try Ward()
    try ward.signIn("nurse.reed", pin: "2468")
    let same = try ward.candor("whoami", adding: ["CANDOR_IDENTITY": "nurse.reed"])
    #expect(same.code == 0)
    let other = try ward.candor("whoami", adding: ["CANDOR_IDENTITY": "nurse.lee"])
    #expect(other.code == 77)
    #expect(other.errors.contains("$CANDOR_IDENTITY names somebody else"), "\(other.errors)")
    try ward.bench.must("lock")
    let locked = try ward.candor("whoami", adding: ["CANDOR_IDENTITY": "nurse.lee"])
    #expect(locked.code == 77)
    #expect(locked.errors.contains("nurse.reed's session is locked"))
  }

  @Test func `the chair signs in whoever comes to it, and a locked one asks in place`() throws {
    let ward = try Ward()
    let chair = try TerminalSession(ward.bench, ["chair"])
    try chair.answer("Nobody is signed in here. Sign-in name:", "nurse.reed")
    try chair.answer("Passphrase of nurse.reed:", Ward.passphrase)
    try chair.answer("PIN to unlock with", "2468")
    try chair.answer("chair>", "seat MH-1001 1")
    try chair.answer("chair>", "lock")
    try chair.answer("chair>", "1 weight 72.6kg")
    try chair.answer("PIN of nurse.reed, or the passphrase:", "2468")
    try chair.expect("Recorded for MH-1001")
    try chair.answer("chair>", "sign-out")
    try chair.answer("chair>", "1 weight 72.8kg")
    try chair.expect("nobody is signed in")
    try chair.answer("chair>", "quit")
    #expect(chair.finish() == 0)
    #expect(!chair.screen.contains(Ward.passphrase))
  }

  @Test func `a PIN and a passphrase are typed unseen`() throws {
    let ward = try Ward()
    let terminal = try TerminalSession(ward.bench, ["sign-in", "nurse.reed"])
    try terminal.answer("Passphrase of nurse.reed:", Ward.passphrase)
    try terminal.answer("PIN to unlock with, 4 to 8 digits (Enter: none):", "24 68")
    try terminal.expect("Not taken: a PIN is 4 to 8 digits.")
    try terminal.answer("PIN to unlock with, 4 to 8 digits (Enter: none):", "24682468")
    try terminal.expect("Signed in: nurse.reed")
    #expect(terminal.finish() == 0)
    #expect(!terminal.screen.contains("24682468"))
    #expect(!terminal.screen.contains(Ward.passphrase))
  }

  @Test func `a PIN of other than 4 to 8 digits signs nobody in`() throws {
    let ward = try Ward()
    let ran = try ward.candor(
      "sign-in nurse.reed --passphrase-fd 0", input: "\(Ward.passphrase)\n123\n")
    #expect(ran.code == 65)
    #expect(try ward.weigh().code == 77)
  }

  @Test(arguments: ["lock", "sign-out", "sign-in nurse.lee --passphrase-fd 3 3< passphrase"])
  func `a prompt left standing signs nothing after the session was closed`(how: String) throws {
    let ward = try Ward()
    let folder = URL(filePath: Workbench.binary).deletingLastPathComponent()
    let script = """
      cd \(ward.bench.directory)
      PATH=\(folder.path(percentEncoded: false)):$PATH
      candor sign-in nurse.reed --passphrase-fd 3 3< passphrase
      mkfifo go
      (read word < go; candor \(how) > closing 2>&1; echo "closing: $?") &
      candor record weighed --patient MH-1001
      echo "recording: $?"
      """
    let terminal = try TerminalSession(ward.bench, ["-c", script], program: "/bin/sh")
    try terminal.expect("Weight (72.6kg or 160lb):")
    #expect(try ward.bench.shell("echo now > go").code == 0)
    try terminal.expect("closing: 0")
    terminal.type("72.6kg\n")
    try terminal.expect("recording: 77")
    #expect(terminal.finish() == 0)
    #expect(terminal.screen.contains("nurse.reed's session on this terminal was locked"))
    let weighed = try ward.bench.must("history --kind weighed --format json").output
    #expect(!weighed.contains("{"), "\(weighed)")
  }

  @Test(arguments: ["2468", Ward.passphrase])
  func `who may not act any more is not unlocked, and whoever is signed in stays`(
    secret: String
  ) throws {
    let ward = try Ward()
    try ward.signIn("nurse.reed", pin: "2468")
    try ward.signIn("nurse.lee", pin: "1357")
    let keyring = ward.bench.ledger + "/keyring"
    try FileManager.default.moveItem(atPath: keyring, toPath: keyring + "-away")
    // What is wrong with the machine says nothing about the person.
    #expect(try ward.unlock(secret, of: "nurse.reed").code != 0)
    try FileManager.default.moveItem(atPath: keyring + "-away", toPath: keyring)
    #expect(try ward.bench.must("whoami --format json").output.contains(#""locked":[{"handle""#))
    try ward.bench.must("staff suspend nurse.reed --cause leave --as admin")
    let refused = try ward.unlock(secret, of: "nurse.reed")
    #expect(refused.code == 77)
    #expect(refused.errors.contains("nurse.reed is suspended"), "\(refused.errors)")
    let who = try ward.bench.must("whoami --format json").output
    #expect(who.contains(#""handle":"nurse.lee""#) && who.contains(#""locked":[]"#), "\(who)")
    #expect(try ward.weigh().output.contains("Signed by nurse.lee, "))
  }

  @Test func `the clinic's policy says how long a session lasts`() throws {
    let ward = try Ward(policy: ["sessionIdleMinutes": 5, "sessionLimitMinutes": 30])
    let signedIn = try ward.signIn("nurse.reed", pin: "2468")
    #expect(signedIn.output.contains("locks      08:05"), "\(signedIn.output)")
    #expect(signedIn.output.contains("ends       08:30"), "\(signedIn.output)")
    ward.bench.clock = "2026-03-02T08:04"
    #expect(try ward.weigh().code == 0)
    ward.bench.clock = "2026-03-02T08:09"
    let idle = try ward.weigh()
    #expect(idle.code == 77)
    #expect(idle.errors.contains("(idle since 08:04)"), "\(idle.errors)")
    #expect(try ward.unlock("2468").code == 0)
    ward.bench.clock = "2026-03-02T08:30"
    #expect(try ward.weigh().errors.contains("nurse.reed's session ended at 08:30"))
  }

  @Test func `no store at all leaves --as`() throws {
    let ward = try Ward()
    let broken = ["CANDOR_SESSION_STORE": "cupboard"]
    #expect(try ward.candor("whoami", adding: broken).code == 64)
    #expect(try ward.candor("lock", adding: ["CANDOR_SESSION_STORE": "folder"]).code == 0)
  }
}

/// A training clinic with two nurses who have passphrases, and a patient.
private struct Ward {
  static let passphrase = "correct horse battery"

  let bench: Workbench
  /// In memory, as $XDG_RUNTIME_DIR should be.
  private let runtime: MemoryFolder

  /// - Parameter policy: what it says otherwise than the shipped one.
  init(store: String = "automatic", policy: [String: Int] = [:]) throws {
    bench = try Workbench()
    runtime = try MemoryFolder()
    bench.clock = "2026-03-02T08:00"
    bench.personal = [Self.passphrase]
    bench.extra = ["CANDOR_SESSION_STORE": store, "XDG_RUNTIME_DIR": runtime.path]
    try bench.must(
      "init --site test.example/clinic --training --administrator admin --no-passphrase"
        + (policy.isEmpty ? "" : " --policy \(try Self.write(policy, at: bench))"))
    try (Self.passphrase + "\n").write(
      toFile: bench.directory + "/passphrase", atomically: true, encoding: .utf8)
    for (handle, name) in [("nurse.reed", "Rosa Reed, RN"), ("nurse.lee", "nurse.lee")] {
      let made = try bench.shell(
        """
        printf '{"display_name": "\(name)"}' | candor staff enroll \(handle) --role nurse --json - \
        --as admin --new-passphrase-fd 3 3< passphrase
        """)
      guard made.code == 0 else { throw HarnessError(what: made.errors) }
    }
    try bench.must("staff enroll desk.kim --role front-desk --no-passphrase --as admin")
    try bench.admit("MH-1001")
  }

  /// The shipped policy with other numbers; its path.
  private static func write(_ numbers: [String: Int], at bench: Workbench) throws -> String {
    let shipped = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "Schemas/policies/omaha-mood-and-pain.json")
    let document = try JSONSerialization.jsonObject(with: try Data(contentsOf: shipped))
    var policy = try #require(document as? [String: Any])
    for (key, number) in numbers { policy[key] = number }
    let path = bench.directory + "/policy.json"
    try JSONSerialization.data(withJSONObject: policy).write(to: URL(filePath: path))
    return path
  }

  func candor(
    _ line: String, input: String = "", adding more: [String: String] = [:]
  ) throws -> Ran {
    try bench.candor(line, input: input, adding: more)
  }

  @discardableResult
  func signIn(_ handle: String, pin: String?) throws -> Ran {
    try bench.must(
      "sign-in \(handle) --passphrase-fd 0",
      input: Self.passphrase + "\n" + (pin.map { $0 + "\n" } ?? ""))
  }

  func unlock(_ secret: String, of handle: String = "") throws -> Ran {
    try candor("unlock \(handle) --passphrase-fd 0", input: secret + "\n")
  }

  func weigh(as handle: String? = nil, passphrase: String? = nil) throws -> Ran {
    try candor(
      "record weighed --patient MH-1001 --weight 72.6kg --again"
        + (handle.map { " --as \($0)" } ?? "")
        + (passphrase == nil ? "" : " --passphrase-fd 0"),
      input: passphrase.map { $0 + "\n" } ?? "")
  }
}

/// A directory in memory, mode 700, removed when nothing refers to it any more.
private final class MemoryFolder {
  let path: String

  init() throws {
    path = "/dev/shm/candor-tests-" + ProcessInfo.processInfo.globallyUniqueString
    try FileManager.default.createDirectory(
      atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }
}
