import Testing

@testable import Reports

@Suite struct TextWidthTests {
  static let widths: [(String, Int)] = [
    ("", 0), ("abc", 3), ("é", 1), ("e\u{301}", 1), ("李", 2), ("小龙", 4), ("カ\u{3099}", 2), ("ｶ", 1),
    ("한", 2), ("\u{1112}\u{1161}\u{11AB}", 2), ("Ａ", 2), ("👩‍⚕️", 2), ("☎\u{FE0F}", 2), ("☎", 1),
    ("🇺🇸", 2), ("नि", 1), ("ที่", 1), ("°", 1), ("–", 1), ("·", 1), ("\u{200B}", 0), ("𠀀", 2),
  ]

  @Test(arguments: widths)
  func `a text takes as many columns as a terminal gives it`(text: String, columns: Int) {
    #expect(text.columns == columns)
  }

  @Test func `wide characters keep the columns of a table straight`() {
    var table = TextTable(["name", "born"])
    table.add(["李, 小龙", "1940"])
    table.add(["Lee", "1941"])
    let lines = table.render(.plain).split(separator: "\n")
    #expect(lines[1] == "李, 小龙  1940")
    #expect(lines[2] == "Lee       1941")
  }

  @Test func `the lines of a text stay its own, and wrap by columns`() {
    let style = TextStyle.plain
    #expect(style.wrap("1. up\n2. called", columns: 40) == ["1. up", "2. called"])
    #expect(style.wrap("李小龙 李小龙", columns: 8) == ["李小龙", "李小龙"])
  }
}
