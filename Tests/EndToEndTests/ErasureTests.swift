import Foundation
import Glibc
import Testing

/// Erasing with the real program: killed, by two at once, and what the directory holds afterwards.
struct ErasureTests {
  private let bench: Workbench

  init() throws {
    bench = try Workbench()
    try bench.makeClinic()
    try bench.must(
      "staff enroll officer.kim --role compliance-officer --no-passphrase --as admin")
  }

  private struct Row: Decodable {
    var position: Int
    var event: String
    var chart: String?
  }

  private func history(_ options: String = "") throws -> [Row] {
    let ran = try bench.must("history --format json \(options)")
    return try JSONDecoder().decode([Row].self, from: Data(ran.output.utf8))
  }

  /// A patient whose visit is over; the chart's id.
  private func patient(_ number: String) throws -> String {
    try bench.admit(number)
    try bench.must(
      "record transferred --patient \(number) --json - --as dr.okafor",
      input: #"{"destination": "County Hospital"}"#)
    return try #require(try history("--kind intake-received").last?.chart)
  }

  private func eraseLine(_ chart: String) -> String {
    "erase \(chart) --ground retention-ended --confirm \(chart) --second admin --as officer.kim"
  }

  private func files(holding text: String) throws -> [String] {
    try #require(FileManager.default.enumerator(atPath: bench.ledger)).compactMap { name in
      FileManager.default.contents(atPath: bench.ledger + "/\(name)")?
        .range(of: Data(text.utf8)) == nil ? nil : "\(name)"
    }
  }

  @Test func `neither before nor after is a record number readable in the directory`() throws {
    let chart = try patient("QX-90417")
    try bench.must("patients --as nurse.lee")
    #expect(try files(holding: "QX-90417").isEmpty)
    #expect(try files(holding: "Quillfeather").isEmpty)
    let ran = try bench.must("\(eraseLine(chart)) --format json")
    let answer = try #require(
      try JSONSerialization.jsonObject(with: Data(ran.output.utf8)) as? [String: Any])
    #expect(
      Set(answer.keys) == [
        "chart", "intended_position", "completed_position", "already_erased", "recorded_us",
        "signatures",
      ])
    #expect(answer["chart"] as? String == chart)
    #expect(answer["already_erased"] as? Bool == false)
    #expect(try files(holding: "QX-90417").isEmpty)
    try bench.must("patients --as nurse.lee")
    #expect(try files(holding: "QX-90417").isEmpty)
    #expect(try bench.candor("timeline QX-90417 --as nurse.lee").code == 66)
    #expect(try bench.candor("timeline \(chart) --as nurse.lee").code == 66)
    #expect(
      try bench.candor("record emergency-called --patient \(chart) --as nurse.lee").code == 66)
    #expect(try bench.candor("verify --signatures").code == 0)
  }

  @Test func `a refused erasure is recorded, and an unconfirmed one is wrong usage`() throws {
    let chart = try patient("QX-1")
    #expect(
      try bench.candor("erase \(chart) --ground court-order --second admin --as officer.kim").code
        == 64)
    #expect(
      try bench.candor(
        "erase \(chart) --ground court-order --second admin --confirm 00000000 --as officer.kim"
      ).code == 64)
    #expect(try history("--kind act-refused").isEmpty)
    #expect(
      try bench.candor(
        "erase \(chart) --ground court-order --confirm \(chart) --as officer.kim"
      ).code == 77)
    #expect(
      try bench.candor(
        "erase \(chart) --ground court-order --confirm \(chart) --second admin --as nurse.lee"
      ).code == 77)
    #expect(try history("--kind act-refused").count == 2)
    #expect(try history("--kind chart-erasure-intended").isEmpty)
  }

  @Test func `on a terminal the chart is typed again, and the second sees what they sign`() throws {
    try bench.must(
      "staff enroll admin.two --role administrator --as admin --new-passphrase-fd 0",
      input: "correct horse battery\n")
    let chart = try patient("QX-5")
    let line = ["erase", "QX-5", "--ground", "recorded-in-error", "--as", "officer.kim"]
    let wrong = try TerminalSession(bench, line)
    try wrong.expect("This erases chart \(chart) for good: recorded in error.")
    try wrong.answer("To go on, type its first 8 digits:", "QX-5")
    #expect(wrong.finish() == 64)
    #expect(try history("--kind chart-erasure-intended").isEmpty)

    let right = try TerminalSession(bench, line)
    try right.answer("To go on, type its first 8 digits:", String(chart.prefix(8)))
    try right.answer("Second signer of chart erasure intended (sign-in name):", "admin.two")
    try right.expect("admin.two signs as second signer:")
    try right.expect("Chart erasure intended: recorded in error")
    try right.answer("Passphrase of admin.two:", "correct horse battery")
    try right.expect("Erased: chart \(chart.prefix(8))")
    #expect(right.finish() == 0)
    #expect(try history("--kind chart-erasure-completed").count == 1)
  }

  /// What is seen in the ledger's directory when the process is killed: wherever it is by then.
  static let signs: [(name: String, isThere: Bool)] = [
    ("erasing", true), ("keyring.next", true), ("keyring.next/data.mdb", true),
    ("projections", false), ("erasing", false),
  ]

  @Test(arguments: signs.indices)
  func `killed anywhere, it is not begun or it is finished at the next sign-in`(index: Int) throws {
    let chart = try patient("QX-2")
    let other = try patient("QX-3")
    try bench.must("patients --as nurse.lee")
    let before = try bench.size()
    let sign = Self.signs[index]
    let launched = try bench.launch(eraseLine(chart).split(separator: " ").map(String.init))
    let path = bench.ledger + "/" + sign.name
    var hasBegun = false
    while Self.isRunning(launched.process) {
      hasBegun = hasBegun || FileManager.default.fileExists(atPath: bench.ledger + "/erasing")
      if hasBegun, FileManager.default.fileExists(atPath: path) == sign.isThere { break }
    }
    kill(launched.process, SIGKILL)
    _ = try launched.wait()

    let listed = try bench.must("patients --format json --as nurse.lee").output
    let events = try history("--patient \(chart)").filter { $0.position >= before }.map(\.event)
    let custody = events.filter { $0.hasPrefix("chart erasure") }
    #expect(custody == [] || custody == ["chart erasure intended", "chart erasure completed"])
    #expect(listed.contains("QX-2") == custody.isEmpty)
    #expect(listed.contains(other))
    #expect(!FileManager.default.fileExists(atPath: bench.ledger + "/erasing"))
    #expect(!FileManager.default.fileExists(atPath: bench.ledger + "/keyring.next"))
    #expect(try bench.candor("verify --signatures").code == 0)
    try bench.must(eraseLine(chart))
    #expect(try history("--kind chart-erasure-completed").count == 1)
  }

  /// Without taking its end from whoever waits for it.
  private static func isRunning(_ process: pid_t) -> Bool {
    var ended = siginfo_t()
    return waitid(P_PID, id_t(process), &ended, WEXITED | WNOHANG | WNOWAIT) == 0
      && ended.si_signo == 0
  }

  @Test func `two at once erase it once, and neither fails`() throws {
    let chart = try patient("QX-4")
    let runs = try (0..<3).map { _ in
      try bench.launch(eraseLine(chart).split(separator: " ").map(String.init))
    }
    let readers = try (0..<3).map { _ in
      try bench.launch(["timeline", chart, "--as", "nurse.lee"])
    }
    let codes = try runs.map { try $0.wait().code }
    #expect(codes == [0, 0, 0])
    for reader in readers {
      let ran = try reader.wait()
      #expect([0, 66].contains(ran.code), "\(ran.errors)")
      if ran.code != 0 { #expect(!ran.output.contains("Quillfeather")) }
    }
    #expect(try history("--kind chart-erasure-intended").count == 1)
    #expect(try history("--kind chart-erasure-completed").count == 1)
    #expect(try bench.candor("verify --signatures").code == 0)
  }
}
