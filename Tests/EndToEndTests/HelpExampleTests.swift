import ClinicalRecord
import Foundation
import Testing

@testable import candor

/// What help says can be typed can be typed: the examples of the events, as they are written and in
/// the order in which they stand, by a shell at a terminal.
struct HelpExampleTests {
  private struct Example {
    var event: EventKind
    var line: String
  }

  private let bench: Workbench

  init() throws {
    bench = try Workbench()
    bench.clock = "2026-03-02T07:00"
    try bench.makeClinic()
    for (handle, role) in [("nurse.reed", "nurse"), ("pharm.ito", "pharmacist")] {
      try bench.must("staff enroll \(handle) --role \(role) --no-passphrase --as admin")
    }
    try bench.must(
      "staff credential dr.okafor --specialty anesthesiology --from 2024-01-01 "
        + "--until 2027-12-31 --as admin")
    for (name, text) in [
      ("intake.json", #"{"family_name": "Quillfeather", "birth_date": "1984-05-17"}"#),
      ("consent-3.pdf", "%PDF-1.4"),
    ] {
      try text.write(toFile: bench.directory + "/" + name, atomically: true, encoding: .utf8)
    }
    let binary = URL(filePath: Workbench.binary).deletingLastPathComponent()
    bench.extra["PATH"] = binary.path(percentEncoded: false) + ":/usr/bin:/bin"
  }

  /// Of every event, in the order of `candor record --help`.
  private func examples() throws -> [Example] {
    let dumped = try bench.must("--experimental-dump-help").output
    let tool = try JSONSerialization.jsonObject(with: Data(dumped.utf8)) as? [String: Any]
    func commands(below command: [String: Any]?) -> [[String: Any]] {
      command?["subcommands"] as? [[String: Any]] ?? []
    }
    let record = commands(below: tool?["command"] as? [String: Any])
      .first { $0["commandName"] as? String == "record" }
    return commands(below: record).compactMap { command in
      guard let name = command["commandName"] as? String,
        let kind = EventCommands.options(of: name)?.kind,
        let told = (command["discussion"] as? String)?.components(separatedBy: "Example:\n").last
      else { return nil }
      let line = told.components(separatedBy: "\n\n")[0].replacing(#/ *\\\n */#, with: " ").trimmed
      return Example(event: kind, line: line)
    }
  }

  private static func who(records kind: EventKind) -> String {
    let staff: [(Role, String)] = [
      (.nurse, "nurse.lee"), (.physician, "dr.okafor"), (.frontDesk, "desk.kim"),
    ]
    return staff.first { kind.recorders.contains($0.0) }?.1 ?? "admin"
  }

  private static func answer(to question: String) -> String {
    if question.contains("Second signer") {
      return question.contains("physician") ? "dr.okafor" : "pharm.ito"
    }
    if question.contains("Family name") { return "Nightingale" }
    if question.contains("(Enter") {
      return question.contains("Reason") ? "the papers are in the old chart" : ""
    }
    if question.contains("1 ") { return "1" }
    return "as the example says"
  }

  /// Numbers of entries are every ledger's own.
  private func numbered(_ example: Example) throws -> String {
    let about: [EventKind: EventKind] = [
      AmendmentRequested.kind: DosePlanned.kind, AmendmentAnswered.kind: AmendmentRequested.kind,
      DeviationExplained.kind: InfusionStarted.kind,
    ]
    guard let kind = about[example.event] else { return example.line }
    let history = try bench.must("history --kind \(kind.identifier) --format json").output
    let rows = try JSONSerialization.jsonObject(with: Data(history.utf8)) as? [[String: Any]]
    let position = try #require(rows?.first?["position"] as? Int)
    return example.line.replacing(#/(--about|--request) \d+/#) { "\($0.output.1) \(position)" }
  }

  @Test func `the examples run as written, in the order in which they stand`() throws {
    let examples = try examples()
    #expect(examples.count == EventCommands.all.count)
    var minute = 8 * 60
    var day = "2026-03-02"
    func run(_ example: Example) throws {
      minute += 2
      let clock = "\(minute / 60 < 10 ? "0" : "")\(minute / 60):\(minute % 60 + 100)"
      bench.clock = "\(day)T\(clock.replacing(":1", with: ":"))"
      bench.extra["CANDOR_IDENTITY"] = Self.who(records: example.event)
      let shell = try TerminalSession(
        bench, ["-c", "cd '\(bench.directory)' && \(try numbered(example))"], program: "/bin/sh")
      let code = shell.finish(answering: Self.answer)
      #expect(code == 0, "\(example.line)\n\(shell.screen)")
      // Nor is it asked about: what looks like a slip is no example.
      #expect(!shell.screen.contains("[yes/no]"), "\(example.line)\n\(shell.screen)")
    }
    func runAgain(_ kind: EventKind) throws {
      try run(try #require(examples.first { $0.event == kind }))
    }
    for example in examples {
      // Whoever did not come had a date, which has passed.
      if example.event == NoShowRecorded.kind {
        try runAgain(InfusionScheduled.kind)
        day = "2026-03-12"
      }
      try run(example)
      // Nothing happens in a visit that has ended: the patient comes again.
      let hasEnded = [Transferred.kind, Discharged.kind, LeftAgainstAdvice.kind]
      if hasEnded.contains(example.event) { try runAgain(Arrived.kind) }
    }
    try bench.must("verify --signatures")
  }
}
