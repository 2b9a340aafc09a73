import ArgumentParser
import Foundation
import Testing

@testable import candor

/// What the program says at its edges: wrong arguments, answers that go nowhere, and text that
/// would act on the screen.
struct EdgeTests {
  private static func clinic() throws -> Workbench {
    let bench = try Workbench()
    bench.clock = "2026-03-02T08:00"
    try bench.makeClinic()
    try bench.admit("MH-1001")
    return bench
  }

  // MARK: Answers that cannot be written

  @Test func `an answer that cannot be written says what was recorded, and under which id`() throws
  {
    let bench = try Self.clinic()
    let size = try bench.size()
    let line = "candor record weighed --patient MH-1001 --weight 70kg --as nurse.lee"
    let ran = try bench.shell("\(line) >/dev/full")
    #expect(ran.code == 74, "\(ran.errors)")
    let said = #/recorded all the same: entry (\d+) under append id ([0-9a-f]{32})/#
    let match = try #require(ran.errors.firstMatch(of: said), "\(ran.errors)")
    #expect(UInt64(match.output.1) == UInt64(size))
    let again = try bench.must(String("\(line) --append-id \(match.output.2)".dropFirst(7)))
    #expect(again.output.contains("Recorded before, nothing added"))
    #expect(try bench.size() == size + 1)
    let look = try bench.shell("candor timeline MH-1001 --as dr.okafor >/dev/full")
    #expect(look.code == 74 && look.errors.contains("recorded all the same"), "\(look.errors)")
    let header = try bench.shell("candor history >/dev/full")
    #expect(header.code == 74 && !header.errors.contains("recorded all the same"))
    // The verdict is written by a process of its own, and so is what was restored.
    let verdict = try bench.shell("candor verify --record --as admin >/dev/full")
    #expect(verdict.code == 74 && verdict.errors.contains(said), "\(verdict.errors)")
    try bench.must("backup \(bench.directory)/log --keyring \(bench.directory)/keys --as admin")
    let restored = try bench.shell(
      "candor restore \(bench.directory)/log --keyring \(bench.directory)/keys "
        + "--ledger \(bench.directory)/copy >/dev/full")
    #expect(restored.code == 74)
    #expect(restored.errors.contains("restored all the same"), "\(restored.errors)")
  }

  @Test(arguments: [
    "--help", "--version", "record --help", "help staff enroll", "record weighed --help",
    "--generate-completion-script bash",
  ])
  func `help that cannot be written is not given`(line: String) throws {
    let ran = try Workbench().shell("candor \(line) >/dev/full")
    #expect(ran.code == 74, "\(ran.errors)")
    #expect(ran.errors.contains("could not be written whole"))
    let shown = try Workbench().shell("candor \(line)")
    #expect(shown.code == 0 && !shown.output.isEmpty && shown.errors.isEmpty)
  }

  @Test func `a ledger whose making could not be told is there all the same, and that is said`()
    throws
  {
    let bench = try Workbench()
    let ran = try bench.shell(
      "candor init --site t.example/c --training --no-passphrase >/dev/full")
    #expect(ran.code == 74)
    #expect(ran.errors.contains("created all the same"), "\(ran.errors)")
    #expect(try bench.candor("whoami --as admin").code == 0)
  }

  // MARK: Arguments

  struct Case: CustomTestStringConvertible, Sendable {
    var line: String
    var says: [String]
    var code: Int32 = 64
    var testDescription: String { line }
  }

  static let cases = [
    Case(
      line: "whoami --format pdf",
      says: ["--format <format>", "'text', 'json', 'csv', 'ndjson' or 'html'"]),
    Case(line: "timeline", says: ["Missing expected argument '<who>'"]),
    Case(line: "timeline Quillfeather", says: ["'<who>'", "neither a record number"]),
    Case(line: "history --count-by visit", says: ["'kind', 'day', 'actor', 'stream' or 'chart'"]),
    Case(line: "staff suspend nurse.lee", says: ["--cause <cause>"]),
    Case(line: "recrod vitals-sampled", says: ["did you mean `candor record`?"]),
    Case(line: "timelin MH-1001", says: ["did you mean `candor timeline`?"]),
    Case(line: "staff suspned nurse.lee", says: ["did you mean `candor staff suspend`?"]),
    Case(line: "report complaince", says: ["did you mean `candor report compliance`?"]),
    Case(line: "record vitals-smapled", says: ["did you mean vitals-sampled?"]),
    Case(line: "Quillfeather", says: ["there is no such command; see `candor --help`"]),
    Case(line: "staff Quillfeather", says: ["see `candor staff --help`"]),
    Case(line: "whoami Quillfeather", says: ["Unexpected argument '…'"]),
    Case(line: "timeline MH-1001 --at=Quillfeather", says: ["Unknown option '--at'"]),
    Case(line: "verify --key Quillfeather", says: ["--key is no verifier key", "candor init"]),
    Case(line: "restore /nowhere --key x", says: ["--key is no verifier key"]),
    Case(line: "review --note Quillfeather", says: ["--note reads standard input only"]),
    Case(line: "timeline MH-1001 --reason -", says: ["--reason belongs to --break-glass"]),
    Case(
      line: "timeline MH-1001 --break-glass --reason Quillfeather",
      says: ["--reason takes no text"]),
    Case(
      line: "history --from 2026-03-02 --to 2026-03-01", says: ["--from lies after --to"]),
    Case(
      line: "history --recorded-from 10:00 --recorded-to 09:00",
      says: ["--recorded-from lies after --recorded-to"]),
    Case(
      line: "report compliance --from 2027-02-01 --to 2027-01-01 --as dr.okafor",
      says: ["begins with 2027-02-01 and ends before it, with 2027-01-01"]),
    Case(
      line: "report security --from 2027-02-01 --to 2027-01-01 --as dr.okafor",
      says: ["ends before it"]),
    Case(
      line: "report access MH-1001 --from 2027-02-01 --to 2027-01-01 --as dr.okafor",
      says: ["ends before it"]),
    Case(
      line: "timeline MH-9999 --as admin", says: ["may not read charts"], code: 77),
    Case(
      line: "timeline MH-1001 --as admin", says: ["may not read charts"], code: 77),
    Case(
      line: "report access MH-9999 --as nurse.lee", says: ["may not read a patient's access log"],
      code: 77),
  ]

  @Test func `a wrong argument is named with what it may be, and what was typed is not`() throws {
    let bench = try Self.clinic()
    for wrong in Self.cases {
      let ran = try bench.candor(wrong.line)
      #expect(ran.code == wrong.code, "\(wrong.line): \(ran.errors)")
      for words in wrong.says {
        #expect(ran.errors.contains(words), "\(wrong.line): \(ran.errors)")
      }
      #expect(!ran.errors.contains("Quillfeather"), "\(wrong.line): \(ran.errors)")
      #expect(ran.output.isEmpty, "\(wrong.line): \(ran.output)")
    }
  }

  @Test(arguments: ["O'Brien", "Anne\nBrien", "O'Brien's 'Anne'", "' and 'Brien"])
  func `a name with quotes or lines in it is not repeated either`(name: String) {
    for message in [
      "Error: Unexpected argument '\(name)'", "Error: 2 unexpected arguments: '\(name)', 'x y'",
      "Error: The value '\(name)' is invalid for '--at <time>': it is not a time",
    ] {
      let shown = ParserMessage.withoutValues(message, typed: [name, "x y", "--at", name])
      #expect(!shown.contains("Brien"), "\(shown)")
      #expect(shown.hasPrefix("candor: "))
    }
    let shown = ParserMessage.withoutValues(
      "Error: The value 'x y' is invalid for '--format <format>'. Please provide one of 'text' and "
        + "'json'.", typed: ["--format=x y"])
    #expect(shown.hasSuffix("'--format <format>'. Please provide one of 'text' and 'json'."))
  }

  @Test(arguments: [
    ("recrod", ["record"]), ("timelin", ["timeline"]), ("shwo", ["show"]), ("whomai", ["whoami"]),
    ("x", []), ("Quillfeather", []),
  ])
  func `the nearest word is the one with the fewest mistakes`(typed: String, near: [String]) {
    #expect(
      NearestWord.among(["record", "restore", "timeline", "show", "whoami"], to: typed) == near)
  }

  @Test func `every command says its name, so that a mistyped one finds it`() throws {
    func expectNamed(_ command: any ParsableCommand.Type) {
      #expect(command.configuration.commandName != nil, "\(command)")
      for next in command.configuration.subcommands { expectNamed(next) }
    }
    expectNamed(Candor.self)
    try UnknownCommand.refuse(in: ["projections", "rebuild", "--as", "admin"])
    try UnknownCommand.refuse(in: ["help", "staff", "enroll"])
    #expect(throws: ProgramError.self) { try UnknownCommand.refuse(in: ["projections", "rebild"]) }
  }

  // MARK: What would act on the screen

  @Test(arguments: [
    #"whoami --as $'\e]0;x\a'"#, #"history --ledger $'/tmp/\e[2J'"#,
    // U+202E; U+200B, U+2066 and U+009B.
    #"verify --since $'no\xe2\x80\xaefile'"#,
    #"whoami --as $'a\xe2\x80\x8bb\xe2\x81\xa6c\xc2\x9b'"#,
    #"import vitals $'\e[8mfile' --patient MH-1001 --as nurse.lee"#,
    #"restore $'/nowhere/\e[2J' --ledger elsewhere"#,
  ])
  func `escapes and format characters in arguments and paths are shown, not sent`(
    line: String
  ) throws {
    let bench = try Self.clinic()
    let ran = try bench.shell("bash -c \"$(cat <<'END'\ncandor \(line)\nEND\n)\"")
    #expect(ran.code != 0 && !ran.errors.isEmpty)
    Self.expectHarmless(ran.errors)
    #expect(ran.errors.contains("\\u{"), "\(ran.errors)")
  }

  @Test func `a field's name that turns the line around is shown`() throws {
    let bench = try Self.clinic()
    let ran = try bench.candor(
      "record weighed --patient MH-1001 --json - --as nurse.lee", input: "{\"a\u{202E}b\": 1}")
    #expect(ran.code == 65)
    #expect(ran.errors.contains("a\\u{202E}b"), "\(ran.errors)")
    Self.expectHarmless(ran.errors)
  }

  private static func expectHarmless(_ text: String) {
    for scalar in text.unicodeScalars where scalar != "\n" && scalar != "\t" {
      switch scalar.properties.generalCategory {
      case .control, .format, .lineSeparator, .paragraphSeparator:
        Issue.record("U+\(String(scalar.value, radix: 16)) in \(text.debugDescription)")
      default: break
      }
    }
  }

  @Test func `colours and joiners of an answer stay, and nothing else that acts`() {
    let name = "\u{1B}[1;31mAli\u{200C}reza\u{1B}[0m"
    #expect(VisibleText.answer(name) == name)
    #expect(VisibleText.message(name) == "\\u{1B}[1;31mAli\\u{200C}reza\\u{1B}[0m")
    #expect(VisibleText.answer("a\u{1B}[2Jb\u{202E}c\u{7F}") == "a\\u{1B}[2Jb\\u{202E}c\\u{7F}")
    #expect(VisibleText.answer("Zoë Müller – 2\tkg\n") == "Zoë Müller – 2\tkg\n")
  }

  // MARK: Passphrases

  @Test func `a real ledger keeps no person's keys in the open, but a device's`() throws {
    let bench = try Workbench()
    try "four words of my own\n".write(
      toFile: bench.directory + "/words", atomically: true, encoding: .utf8)
    let open = try bench.candor("init --site t.example/c --no-passphrase")
    #expect(open.code == 64)
    #expect(open.errors.contains("admin gets no identity without a passphrase"), "\(open.errors)")
    #expect(!FileManager.default.fileExists(atPath: bench.ledger))
    let made = try bench.shell("candor init --site t.example/c --new-passphrase-fd 7 7<words")
    #expect(made.code == 0, "\(made.errors)")
    func enroll(_ line: String) throws -> Ran {
      try bench.shell("candor staff enroll \(line) --as admin --passphrase-fd 7 7<words")
    }
    let size = try bench.size()
    let nurse = try enroll("nurse.lee --role nurse --no-passphrase")
    #expect(nurse.code == 64 && nurse.errors.contains("without a passphrase"), "\(nurse.errors)")
    #expect(try bench.size() == size)
    #expect(try enroll("monitor-1 --role device").code == 0)
    let replaced = try bench.shell(
      "candor staff replace-key admin --cause routine --no-passphrase --as admin --passphrase-fd 7 "
        + "7<words")
    #expect(replaced.code == 64, "\(replaced.errors)")
    // 128 MiB and a third of a second a guess.
    let text = try String(
      contentsOfFile: bench.directory + "/data/candor/identities/admin.identity", encoding: .utf8)
    #expect(text.contains("protection scrypt 131072 8 1 "))
  }

  @Test(arguments: [
    ("short words", WeakPassphrase.short), ("password", .short), ("elevenchars", .short),
    ("aaaaaaaaaaaaaaaa", .monotonous), ("abababababab", .monotonous),
    ("password1234", .common), ("P@ssw0rd!P@ssw0rd!", .common), ("1234567890 12", .common),
    ("qwertyuiop123", .common), ("Summer2026Clinic!", .common), ("nurse.reed nurse.reed", .common),
    ("administrator1", .common), ("letmeinletmein", .common),
  ])
  func `what is tried first is no passphrase`(text: String, weakness: WeakPassphrase) {
    #expect(WeakPassphrase(Array(text.utf8), of: "nurse.reed") == weakness)
  }

  @Test(arguments: [
    "correct horse battery", "reed in the morning", "four words of my own", "Äpfel & Birnen im Mai",
    "lantern in the boathouse", "x8#kQ2!vR7zLm",
  ])
  func `words of one's own are`(text: String) {
    #expect(WeakPassphrase(Array(text.utf8), of: "nurse.reed") == nil)
  }

  // MARK: Keys

  @Test func `a replaced key whose file is not in place yet is found by signing in`() throws {
    let bench = try Self.clinic()
    try bench.must("staff replace-key nurse.lee --cause routine --no-passphrase --as nurse.lee")
    let file = bench.directory + "/data/candor/identities/nurse.lee.identity"
    // As a process leaves it that is killed before the files change places.
    func interrupt() throws {
      try FileManager.default.moveItem(atPath: file, toPath: file + ".next")
      let kept = try #require(
        FileManager.default.contentsOfDirectory(
          atPath: bench.directory + "/data/candor/identities"
        ).first { $0.hasPrefix("nurse.lee.identity.replaced-") })
      try FileManager.default.moveItem(
        atPath: bench.directory + "/data/candor/identities/" + kept, toPath: file)
    }
    try interrupt()
    let signed = try bench.candor("whoami --as nurse.lee")
    #expect(signed.code == 0, "\(signed.errors)")
    #expect(signed.errors.contains("Finished the replacement of nurse.lee's key"))
    #expect(try bench.must("whoami --as nurse.lee").errors.isEmpty)
    try interrupt()
    let size = try bench.size()
    let again = try bench.candor(
      "staff replace-key nurse.lee --cause routine --no-passphrase --as nurse.lee")
    #expect(again.code == 0 && again.output.contains("Replaced the keys"), "\(again.errors)")
    #expect(try bench.size() == size)
  }

  @Test func `without the program's identity, a wrong passphrase says that it is not counted`()
    throws
  {
    let bench = try Self.clinic()
    try "four words of my own\n".write(
      toFile: bench.directory + "/words", atomically: true, encoding: .utf8)
    let made = try bench.shell(
      "candor staff enroll nurse.reed --role nurse --as admin --new-passphrase-fd 3 3<words")
    #expect(made.code == 0, "\(made.errors)")
    let identity = bench.ledger + "/program.identity"
    chmod(identity, 0o644)
    let wrong = try bench.candor("whoami --as nurse.reed --passphrase-fd 0", input: "other words\n")
    #expect(wrong.code == 77)
    #expect(wrong.errors.contains("Wrong passphrase; nothing was recorded."), "\(wrong.errors)")
    #expect(wrong.errors.contains("wrong passphrases are not counted"), "\(wrong.errors)")
    let doctor = try bench.candor("doctor")
    #expect(doctor.code == 1)
    #expect(doctor.output.contains("its mode is 644"), "\(doctor.output)")
    try FileManager.default.removeItem(atPath: identity)
    let refused = try bench.candor("timeline MH-1001 --as admin")
    #expect(refused.code == 77)
    #expect(refused.errors.contains("This refusal could not be recorded"), "\(refused.errors)")
  }
}
