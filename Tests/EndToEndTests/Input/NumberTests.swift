import Testing

@testable import candor

/// Numbers as JSON gives them: what no device measures is refused rather than read as another.
struct NumberTests {
  @Test func `a number is what was written`() throws {
    for (text, expected) in [
      ("0", JSONValue.integer(0)), ("72", .integer(72)), ("0.0", .number(0)), ("-0.0", .number(0)),
      ("0e7", .number(0)), ("0.00e-400", .number(0)), ("36.8", .number(36.8)),
      ("1e-12", .number(1e-12)), ("1e15", .number(1e15)), ("-1.5e3", .number(-1_500)),
      ("9223372036854775807", .integer(.max)),
    ] {
      let object = try JSONValue.object(parsing: "{\"a\": \(text)}", called: "it")
      #expect(object["a"] == expected)
    }
  }

  @Test(
    arguments: [
      "1e-400", "5e-324", "-5e-324", "1e-13", "0.0000000000001", "1e308", "1e309", "-1e309",
      "1.1e15", "9223372036854775808", "0.1e-999999", "1e99999999999999999999",
    ])
  func `a number that is larger or smaller than anything measured is refused`(text: String) throws {
    let error = try #require(throws: ProgramError.self) {
      try JSONValue.object(parsing: "{\"a\": [{\"b\": \(text)}]}", called: "it")
    }
    #expect(error.exitCode == 65)
    #expect(error.description.contains("larger or smaller than anything is measured"))
  }
}
