import Foundation
import Testing

struct ManualTests {
  @Test func `the manual says what each role reads and does as the program prints it`() throws {
    let printed = try Workbench().must("staff roles").output
    let table = try #require(printed.split(separator: "\nRecords\n").first)
    let path = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../Tools/candor.1")
    let manual = try String(contentsOf: path, encoding: .utf8)
      .replacing(#"\-"#, with: "-").replacing(#"\(aq"#, with: "'")
    let lines = Set(manual.split(separator: "\n").map(String.init))
    for line in table.split(separator: "\n") {
      let trimmed = String(line).replacing(#/ +$/#, with: "")
      #expect(lines.contains(trimmed), "not in the manual: \(trimmed)")
    }
    #expect(lines.contains { $0.hasPrefix("review an emergency access") })
  }
}
