import ClinicalRecord
import Testing

@testable import Reports

@Suite struct TextTests {
  @Test func `a table aligns its columns and wraps the last`() {
    var table = TextTable(["a", "name"])
    table.add(["1", "short"])
    table.add(["22", String(repeating: "word ", count: 14) + "end"])
    let lines = table.render(TextStyle(width: 60, isColored: false)).split(separator: "\n")
    #expect(lines[0] == "a   name")
    #expect(lines[1] == "1   short")
    #expect(lines[2].hasPrefix("22  word word"))
    #expect(lines[3].hasPrefix("    word"))
    #expect(lines.allSatisfy { $0.count <= 60 })
  }

  @Test func `no text is lost in wrapping`() {
    let text = "one two  three four five six seven eight nine ten eleven twelve"
    let lines = TextStyle.plain.wrap(text, columns: 12)
    #expect(lines.joined(separator: " ") == text)
    #expect(lines.allSatisfy { $0.count <= 12 })
  }

  @Test func `a word longer than a line stays whole`() {
    #expect(TextStyle.plain.wrap("abcdefghijkl m", columns: 5) == ["abcdefghijkl", "m"])
  }

  @Test func `colour is only where it was asked for`() {
    #expect(TextStyle.plain.red("x") == "x")
    #expect(TextStyle(width: 80, isColored: true).red("x").contains("\u{1B}[31m"))
  }

  @Test(
    arguments: [
      (0, "now"), (3, "3 min ago"), (-3, "in 3 min"), (59, "59 min ago"),
      (125, "2 h 05 min ago"), (3 * 24 * 60, "3 days ago"),
    ] as [(Int64, String)])
  func `an age is told in the words of the ward`(minutes: Int64, words: String) {
    let time = ClinicalTime(unixMicroseconds: 0, utcOffsetMinutes: 0, precision: .minute)
    #expect(TimeText.age(of: time, nowMicroseconds: minutes * 60_000_000) == words)
  }
}
