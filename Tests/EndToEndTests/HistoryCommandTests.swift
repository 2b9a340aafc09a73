import Foundation
import Testing

/// `candor history` as an auditor types it.
struct HistoryCommandTests {
  private let bench: Workbench

  init() throws {
    bench = try Workbench()
    try bench.makeClinic()
    try bench.admit("MH-1001")
  }

  private func rows(_ options: String = "") throws -> [[String: Any]] {
    let json = try bench.must("history --format json \(options)").output
    return try #require(try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [[String: Any]])
  }

  @Test func `lines of JSON and of CSV say what the array says`() throws {
    let rows = try rows()
    #expect(rows.count == (try bench.size()))
    let lines = try bench.must("history --format ndjson").output.split(separator: "\n")
    let objects = try lines.map {
      try #require(try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any])
    }
    #expect(objects.count == rows.count)
    for (object, row) in zip(objects, rows) {
      #expect(object as NSDictionary == row as NSDictionary)
    }
    let csv = try bench.must("history --format csv").output.components(separatedBy: "\n")
    let columns = csv[0].components(separatedBy: ",")
    #expect(csv.count == rows.count + 2 && csv.last == "")
    for (line, row) in zip(csv.dropFirst(), rows) {
      let cells = Dictionary(
        zip(columns, line.components(separatedBy: ",")), uniquingKeysWith: { $1 })
      #expect(cells.count == columns.count)
      for column in columns {
        let value =
          switch row[column] {
          case nil: ""
          case let list as [String]: list.joined(separator: " ")
          case let flag as Bool where column.hasPrefix("is_"): "\(flag)"
          case let value?: "\(value)"
          }
        #expect(cells[column] == value, "\(column): \(line)")
      }
    }
  }

  @Test func `a history of nothing is nothing in every form`() throws {
    let none = "history --kind infusion-started"
    #expect(try bench.must(none).output == "No entry fits.\n")
    #expect(try bench.must("\(none) --format ndjson").output == "")
    #expect(try rows("--kind infusion-started").isEmpty)
    let csv = try bench.must("\(none) --format csv").output
    #expect(csv.hasPrefix("position,occurred,") && csv.hasSuffix("is_sealed\n"))
  }

  @Test func `a chart is named by the digits that are shown, without a key`() throws {
    let shown = try #require(
      try bench.must("history --stream chart --limit 1").output.split(separator: "\n").last)
    let digits = try #require(
      shown.components(separatedBy: " ").first { $0.count == 8 && $0.allSatisfy(\.isHexDigit) })
    let ofChart = try rows("--patient \(digits)")
    #expect(!ofChart.isEmpty)
    #expect(ofChart.allSatisfy { ($0["chart"] as? String)?.hasPrefix(digits) == true })
    #expect(try rows("--patient MH-1001 --as nurse.lee").count == ofChart.count)
  }

  @Test(arguments: [
    ("--actor 99", 66, "99"), ("--actor nobody", 66, "nobody"),
    ("--second-signer nobody", 66, "nobody"), ("--patient 0123abcd", 77, "signed in"),
    ("--kind no-such", 64, "--kind"), ("--stream no-such", 64, "--stream"),
    ("--kind weighed --stream chart", 64, "--stream"), ("--append 12", 64, "--append"),
    ("--positions 9..3", 64, "lower position first"), ("--positions a..b", 64, "--positions"),
    ("--positions ..", 64, "--positions"), ("--positions 1..2..3", 64, "--positions"),
    ("--positions 99999", 66, "99999"), ("--limit 0", 64, "--limit"),
    ("--as-of 99999", 64, "future"), ("--from 2026-11-03 --to 2026-11-02", 64, "--from"),
    ("--sort size", 64, "--sort"), ("--follow --sort actor", 64, "--follow"),
    ("--follow --format json", 64, "ndjson"), ("--count-by kind --format csv", 64, "--count-by"),
    ("--owing", 77, "signed in"),
  ])
  func `what can show nothing is an error that says why`(
    options: String, code: Int32, words: String
  ) throws {
    let ran = try bench.candor("history \(options)")
    #expect(ran.code == code, "\(ran.code): \(ran.errors)")
    #expect(ran.output.isEmpty)
    #expect(ran.errors.contains(words), "\(ran.errors)")
  }

  @Test(arguments: [
    "whoami --format csv --as nurse.lee", "timeline MH-1001 --format ndjson --as nurse.lee",
    "record weighed --patient MH-1001 --weight 72kg --format csv --as nurse.lee",
    "doctor --format csv", "verify --format ndjson",
    "init --ledger other --site other.example/clinic --training --administrator a --format csv",
  ])
  func `lines are for a history alone, and elsewhere refused before anything is done`(
    line: String
  ) throws {
    let size = try bench.size()
    let ran = try bench.candor(line)
    #expect(ran.code == 64 && ran.output.isEmpty, "\(ran.code): \(ran.errors)")
    #expect(ran.errors.contains("is for history"), "\(ran.errors)")
    #expect(try bench.size() == size)
  }

  @Test func `whoever follows sees what another process records, until Ctrl-C`() throws {
    let terminal = try TerminalSession(bench, ["history", "--follow", "--limit", "1"])
    try terminal.expect("entry")
    try bench.must("record weighed --patient MH-1001 --weight 72kg --as nurse.lee")
    try terminal.expect("weighed")
    try bench.must("record weighed --patient MH-1001 --weight 73kg --as nurse.lee --again")
    try terminal.expect("weighed")
    terminal.type("\u{3}")
    #expect(terminal.finish() == 130)
  }

  @Test func `it ends once nobody reads any more`() throws {
    let line = "'\(Workbench.binary)' history --limit 1 --follow --format ndjson | head -n 1"
    let terminal = try TerminalSession(bench, ["-c", line], program: "/bin/sh")
    try terminal.expect("position")
    #expect(terminal.finish() == 0)
  }
}
