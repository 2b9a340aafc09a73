import Foundation
import Testing

struct ManualTests {
  private static func manual() throws -> String {
    let path = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../Tools/candor.1")
    return try String(contentsOf: path, encoding: .utf8)
      .replacing(#"\-"#, with: "-").replacing(#"\(aq"#, with: "'")
  }

  @Test func `the manual says what each role reads and does as the program prints it`() throws {
    let printed = try Workbench().must("staff roles").output
    let table = try #require(printed.split(separator: "\nRecords\n").first)
    let lines = Set(try Self.manual().split(separator: "\n").map(String.init))
    for line in table.split(separator: "\n") {
      let trimmed = String(line).replacing(#/ +$/#, with: "")
      #expect(lines.contains(trimmed), "not in the manual: \(trimmed)")
    }
    #expect(lines.contains { $0.hasPrefix("review an emergency access") })
  }

  @Test func `the manual's visit is recorded line by line, without a departure`() throws {
    let bench = try Workbench()
    bench.clock = "2026-03-02T08:00"
    try bench.makeClinic()
    try bench.must(
      "staff credential dr.okafor --specialty anesthesiology --from 2024-01-01 --until 2027-12-31 "
        + "--as admin")
    try bench.must(
      "record intake-received --record-number MH-1001 --json - --as desk.kim",
      input: #"{"family_name": "Quillfeather", "birth_date": "1984-05-17"}"#)
    let patient = "--patient MH-1001"
    let digest = String(repeating: "e3b0c442", count: 8)
    for (paper, handle) in [
      ("history-form-received \(patient) --form-version 3", "desk.kim"),
      ("acknowledgement-of-ongoing-care-received \(patient) --signer pcp", "desk.kim"),
      ("medication-list-reviewed \(patient) --none-taken", "nurse.lee"),
      (
        "candidacy-determined \(patient) --outcome candidate --indication depression", "dr.okafor"
      ),
      ("consent-signed \(patient) --form-version 3 --form-sha256 \(digest)", "nurse.lee"),
    ] {
      try bench.must("record \(paper) --as \(handle)")
    }
    let walk = try #require(
      try Self.manual().components(separatedBy: "walk: begin\n").last?
        .components(separatedBy: ".\\\" walk: end").first)
    let lines = walk.split(separator: "\n").map(String.init)
    #expect(lines.count > 10)
    let seat = try #require(lines.first?.dropFirst(7))
    for line in lines {
      bench.clock = "2026-03-02T\(line.prefix(5))"
      let typed = String(line.dropFirst(7))
      if typed.contains(" start ") {
        try bench.must(
          "record supervisor-assigned \(patient) --supervisor dr.okafor --administered-by "
            + "nurse.lee --as dr.okafor")
        try bench.must(
          "record driver-named \(patient) --json - --as nurse.lee",
          input: #"{"driver": {"name": "Bartholomew", "relation": "brother"}}"#)
      }
      try bench.must("chair --as nurse.lee", input: "\(seat)\n\(typed)\n")
    }
    let report = try bench.must("report compliance --as dr.okafor").output
    #expect(report.contains("1 visit without a departure"))
  }

  @Test func `help for an event is short, and what all events share is told once`() throws {
    let bench = try Workbench()
    let help = try bench.must("record weighed --help").output
    #expect(help.split(separator: "\n").count <= 14, "\(help)")
    #expect(help.contains("--weight") && help.contains("candor options"))
    #expect(!help.contains("--append-id"))
    let shared = try bench.must("options").output
    for option in ["--patient", "--visit", "--at", "--note", "--reason", "--second", "--as"] {
      #expect(shared.contains("  \(option) "), "\(option)")
    }
    let events = try bench.must("record --help").output
    for phase in ["BEFORE TREATMENT", "ARRIVAL AND PREPARATION", "INFUSION", "DISCHARGE"] {
      #expect(events.localizedCaseInsensitiveContains(phase), "\(phase)")
    }
    let script = try bench.must("--generate-completion-script bash").output
    #expect(script.components(separatedBy: "--patient").count > 100)
    let checked = try bench.must("check weighed --patient MH-1 --help").output
    #expect(!checked.contains("--append-id"))
  }
}
