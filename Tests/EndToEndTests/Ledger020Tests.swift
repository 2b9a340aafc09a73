import ClinicalRecord
import Foundation
import Testing

/// A ledger that the 0.2.0 program wrote, `Tests/Fixtures/ledger-0.2.0`: every kind of entry that
/// it could write opens, verifies and answers as it did there, and the ledger goes on.
struct Ledger020Tests {
  private let bench: Workbench

  init() throws {
    bench = try Workbench()
    try Fixture.copy(to: bench)
  }

  private struct Row: Decodable {
    var stream: String
    var event: String
  }

  @Test func `it holds every kind of entry that 0.2.0 could write`() throws {
    let ran = try bench.must("history --format json")
    let rows = try JSONDecoder().decode([Row].self, from: Data(ran.output.utf8))
    let known = Set(try Fixture.lines("kinds.txt"))
    #expect(Set(rows.map { "\($0.stream): \($0.event)" }) == known)
    let today = Set(EventKind.all.map { "\($0.stream.name): \($0.name)" })
    #expect(known.filter { !$0.hasPrefix("ledger: ") }.subtracting(today) == [])
  }

  @Test func `no problem is found in it`() throws {
    let ran = try bench.must("verify --signatures")
    #expect(ran.output.hasPrefix("No problem found."))
  }

  /// What `candor projections` answers.
  private struct ReadModels: Decodable, Equatable {
    struct Line: Decodable, Equatable {
      var name: String
      var version: Int
      var digest: String
    }
    var root: String
    var projections: [Line]
  }

  @Test func `read models of another version are folded anew, the others are the same`() throws {
    let asked = "--format json --as officer.kim"
    let now = try readModels(try bench.must("projections status \(asked)").output)
    #expect(try readModels(try bench.must("projections rebuild \(asked)").output) == now)
    let then = try readModels(try Fixture.text("answers/projections.txt"))
    #expect(then.root == now.root)
    for line in then.projections {
      let current = try #require(now.projections.first { $0.name == line.name })
      #expect(current.version > line.version || current == line)
    }
  }

  private func readModels(_ text: String) throws -> ReadModels {
    try JSONDecoder().decode(ReadModels.self, from: Data(text.utf8))
  }

  /// 0.2.0 left out what waited in the spool: nobody can have reviewed that either.
  @Test func `its emergency looks are listed as by 0_2_0, and the one in the spool behind them`()
    throws
  {
    let listed = try bench.must("review").output
    let then = try Fixture.text("answers/review.txt")
    #expect(
      listed == then
        + "In the spool, not recorded yet and so not reviewed: 1 look by dr.stone, 2026-11-02 16:30\n"
    )
    struct Line: Decodable {
      var position: Int?
      var actorName: String
      var isSpooled: Bool?
    }
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    let lines = try decoder.decode(
      [Line].self, from: Data(try bench.must("review --format json").output.utf8))
    let before = try decoder.decode(
      [Line].self, from: Data(try Fixture.text("answers/review-json.txt").utf8))
    #expect(lines.dropLast().map(\.position) == before.map(\.position))
    #expect(lines.last?.isSpooled == true && lines.last?.actorName == "dr.stone")
  }

  @Test(arguments: try Question.all().filter { !changed.contains($0.name) })
  func `it is answered as by 0.2.0`(question: Question) throws {
    let difference = FirstDifference(
      try Fixture.text("answers/\(question.name).txt"),
      try question.answer(at: bench))
    #expect(difference == nil, "\(question): \(difference?.description ?? "")")
  }

  /// Answers that other tests here hold.
  private static let changed: Set<String> = ["projections", "review", "review-json"]

  @Test func `every entry is shown as by 0.2.0`() throws {
    let size = try bench.size()
    var shown = ""
    for position in 0..<size {
      for format in position.isMultiple(of: 5) ? ["text", "json"] : ["text"] {
        shown += try Question(
          name: "", who: "dr.stone", arguments: "show \(position) --format \(format)"
        ).answer(at: bench)
      }
    }
    let difference = FirstDifference(try Fixture.text("answers/every-entry.txt"), shown)
    #expect(difference == nil, "\(difference?.description ?? "")")
  }

  @Test func `what was left open goes on`() throws {
    let size = try bench.size()
    // The emergency look that found the disk full in 0.2.0 is appended first.
    try bench.must("record vitals-sampled --patient MH-1003 --hr 71 --spo2 98 --as nurse.lind")
    let added = try bench.must("history --limit 2")
    #expect(added.output.contains("emergency access opened"))
    #expect(added.output.contains("vitals sampled"))
    #expect(try bench.size() == size + 2)
    let waiting = try bench.must("approve")
    #expect(waiting.output.contains("drug wasted"))
    let verified = try bench.must("verify --signatures")
    #expect(verified.output.hasPrefix("No problem found."))
  }
}

/// One line of questions.txt: who asks what.
struct Question: Sendable, CustomTestStringConvertible, CustomStringConvertible {
  var name: String
  /// A sign-in name, or "-" for nobody.
  var who: String
  var arguments: String

  var description: String { "\(who): candor \(arguments)" }
  var testDescription: String { name }

  static func all() throws -> [Question] {
    try Fixture.lines("questions.txt").map { line in
      let words = line.split(separator: " ", maxSplits: 2).map(String.init)
      return Question(name: words[0], who: words[1], arguments: words[2])
    }
  }

  /// As the fixture's script writes it down: what is said, then the exit code when that is not 0.
  func answer(at bench: Workbench) throws -> String {
    let isSealed = who == Fixture.sealedHandle
    // The short form came later.
    let isLong = arguments.hasPrefix("report compliance") && !arguments.contains("json")
    let ran = try bench.candor(
      arguments + (isLong ? " --full" : "") + (isSealed ? " --passphrase-fd 3" : ""),
      adding: who == "-" ? [:] : ["CANDOR_IDENTITY": who],
      descriptors: isSealed ? [3: Fixture.passphrase + "\n"] : [:])
    return ran.output + ran.errors + (ran.code == 0 ? "" : "[exit \(ran.code)]\n")
  }
}

/// The files of `Tests/Fixtures/ledger-0.2.0`.
private enum Fixture {
  /// The one whose identity file is sealed, and what opens it.
  static let sealedHandle = "nurse.reed"
  static let passphrase = "reed in the morning"

  private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "Fixtures/ledger-0.2.0")

  static func text(_ name: String) throws -> String {
    try String(contentsOf: folder.appending(path: name), encoding: .utf8)
  }

  static func lines(_ name: String) throws -> [String] {
    try text(name).split(separator: "\n").map(String.init)
  }

  /// The ledger, its identities and what the account knows of it, an hour after the last entry.
  static func copy(to bench: Workbench) throws {
    bench.clock = "2026-11-02T17:00"
    bench.extra["CANDOR_IDENTITIES"] = bench.directory + "/identities"
    for name in ["ledger", "identities", "state"] {
      let place = URL(filePath: bench.directory + "/" + name)
      try FileManager.default.copyItem(at: folder.appending(path: name), to: place)
      // A checkout keeps no modes but that of a program.
      let all = FileManager.default.enumerator(at: place, includingPropertiesForKeys: nil)
      for case let url as URL in try #require(all) where !url.hasDirectoryPath {
        chmod(url.path(percentEncoded: false), 0o600)
      }
    }
  }
}
