/// One text at one path, held against one rule.
struct Sample: Sendable, CustomStringConvertible {
  let rule: Rule
  let path: String
  let text: String

  init(_ rule: Rule, _ text: String, at path: String = "Sources/Ledger/Sample.swift") {
    self.rule = rule
    self.path = path
    self.text = text
  }

  var offences: [Offence] { rule.offences(in: SourceFile(path: path, text: text)) }
  var description: String { "\(rule.name), \(path): \(text)" }
}

extension RuleTests {
  private static let fold = "Sources/ClinicalRecord/Chart/ChartFold.swift"

  private static let documentation = Rule.documentation(requirements: ["sentence"])

  static let bad: [Sample] = [
    Sample(.naming, "", at: "Sources/Ledger/StringUtils.swift"),
    Sample(.naming, "", at: "Tests/LedgerTests/TestHelpers.swift"),
    Sample(.naming, "struct KeyManager {}"),
    Sample(.naming, "final class SyncCoordinator: Sendable {}"),
    Sample(.naming, "enum Common { }"),
    Sample(.signIns, "let a = try IdentityFile.read(path) {", at: "Sources/candor/A.swift"),
    Sample(.signIns, "try context.clinic.signIn(identity)", at: "Sources/candor/Context/A.swift"),
    Sample(.clocks, "let now = Date()"),
    Sample(.clocks, "let id = UUID()"),
    Sample(.clocks, "let now = Date.now"),
    Sample(.clocks, "let now: Date = .now"),
    Sample(.clocks, "wait(until: .now)"),
    Sample(.clocks, "let start = ContinuousClock.now"),
    Sample(.clocks, "clock_gettime(CLOCK_REALTIME, &time)"),
    Sample(.clocks, "let now = Date()", at: "Sources/Clinic/Clinic.swift"),
    Sample(.shortcuts, "// TODO later"),
    Sample(.shortcuts, "// FIXME"),
    Sample(.shortcuts, "fatalError()"),
    Sample(.shortcuts, "let a = try! read()"),
    Sample(.shortcuts, "let a = b as! Int"),
    Sample(
      .folds, "func evolve(_ e: Event) {\n  switch e {\n  case .a: b()\n  default: break\n  }\n}",
      at: fold),
    Sample(
      .folds, "mutating func apply(\n  _ e: Event\n) {\n  switch e { @unknown default: c() }\n}",
      at: "Sources/Projections/Roster.swift"),
    Sample(.openings, "let file = open(path, O_RDONLY | O_CLOEXEC)"),
    Sample(.openings, "let data = FileManager.default.contents(atPath: path)"),
    Sample(.openings, "let file = try FileHandle(forReadingFrom: url)"),
    Sample(.prints, "  print(total)"),
    Sample(.prints, "debugPrint(total)", at: "Tests/LedgerTests/Sample.swift"),
    Sample(.prints, "Swift.print(total)", at: "Sources/Reports/Sample.swift"),
    Sample(.imports, "import Foundation", at: "Sources/TransparencyLog/Sample.swift"),
    Sample(.imports, "public import Ledger", at: "Sources/Compliance/Sample.swift"),
    Sample(.imports, "internal import struct Crypto.SHA256", at: "Sources/Reports/Sample.swift"),
    Sample(.imports, "@preconcurrency import Clinic"),
    Sample(.imports, "import Swift", at: "Sources/Newcomer/Sample.swift"),
    Sample(documentation, "public struct Entry {}"),
    Sample(documentation, "// not enough\n@frozen\npublic enum Entry {}"),
    Sample(documentation, "  public static func read(at position: UInt64) -> Entry"),
    Sample(documentation, "  @discardableResult public consuming func commit() -> Int"),
    Sample(documentation, "public init(\n  bytes: [UInt8]\n) {\n  self.bytes = padded(bytes)\n}"),
    Sample(documentation, "/// About the first.\npublic func a() {}\npublic func b() {}"),
    Sample(.workplace, "see /\("home")/me/notes.txt", at: "README.md"),
    Sample(.workplace, "cd /\("work")/somewhere", at: "Tools/test"),
    Sample(.workplace, "let path = \"/\("root")/x\""),
    Sample(.testing, "import XCTest", at: "Tests/LedgerTests/Sample.swift"),
    Sample(.testing, "usleep(1000)", at: "Tests/LedgerTests/Sample.swift"),
  ]

  static let good: [Sample] = [
    Sample(.signIns, "try clinic.signIn(identity)", at: Rule.actorResolver),
    Sample(.signIns, "try IdentityFile.read(path) {", at: "Sources/Clinic/ProgramActor.swift"),
    Sample(.signIns, "try IdentityFile.peek(path)", at: "Sources/candor/A.swift"),
    Sample(.naming, "struct Utilisation { let commonName = 1 }"),
    Sample(.naming, "enum Commonwealth {}"),
    Sample(.clocks, "let now = Date()", at: "Sources/Clinic/SystemClock.swift"),
    Sample(.clocks, "let now = Date()", at: "Sources/candor/Start.swift"),
    Sample(.clocks, "guard occurred <= command.now else { return }"),
    Sample(.clocks, "let date = Date(timeIntervalSince1970: seconds)"),
    Sample(.clocks, "/// Never `Date()`.\nlet text = \"Date()\""),
    Sample(.shortcuts, "let a = try? b as? Int // never try! or as!"),
    Sample(
      .folds, "func sentence() {\n  switch e { default: break }\n}\nfunc evolve() { a() }", at: fold
    ),
    Sample(
      .folds, "protocol P {\n  func evolve()\n}\nfunc b() { switch e { default: c() } }", at: fold),
    Sample(.folds, "func evolve() { switch e { default: break } }"),
    Sample(.openings, "let file = try OpenFile(path, for: .reading)"),
    Sample(.openings, "let folder = open(path, O_RDONLY | O_DIRECTORY)"),
    Sample(.openings, "openat(at, path, O_RDONLY)", at: "Sources/DurableFile/OpenFile.swift"),
    Sample(.prints, "let printed = sprint(3) + a.print(b)"),
    Sample(.prints, "print(total)", at: "Sources/candor/Show.swift"),
    Sample(.imports, "internal import LMDB\nimport struct Crypto.SHA256"),
    Sample(.imports, "// import Clinic\nlet a = \"import Clinic\""),
    Sample(documentation, "/// One fact.\n@frozen\npublic struct Entry {\n  public init() {}\n}"),
    Sample(documentation, "public func sentence() -> String { text }"),
    Sample(documentation, "struct Inner {}\nfunc inner() {}"),
    Sample(
      documentation, "/// Stores.\npublic func put(_ a: Int) {}\npublic func put(_ b: Bool) {}"),
    Sample(documentation, "public init(\n  a: Int, b: Int\n) {\n  self.a = a\n  self.b = b\n}"),
    Sample(documentation, "public init(a: Int) { self.a = a }"),
    Sample(documentation, "public static func == (a: Self, b: Self) -> Bool {}"),
    Sample(documentation, "public func hash(into hasher: inout Hasher) {}"),
    Sample(documentation, "public init(from decoder: any Decoder) throws {}"),
    Sample(documentation, "public func show() {}", at: "Sources/candor/Show.swift"),
    Sample(
      .workplace, "frame\("work")/home or Tests/\("root")/x or ~/\("work")/y", at: "README.md"),
    Sample(.workplace, "#!/usr/bin/env bash", at: "Tools/test"),
    Sample(.testing, "let asleep = rest(1)", at: "Tests/LedgerTests/Sample.swift"),
  ]
}
