import StrictJSON
import Testing

struct JSONDocumentTests {
  static func read(_ text: String) throws(JSONDefect) -> JSONDocument {
    try JSONDocument(Array(text.utf8))
  }

  @Test(arguments: [
    ("null", JSONDocument.null), (" true ", .bool(true)), ("-0.5e+3", .number("-0.5e+3")),
    ("[1, 2]", .array([.number("1"), .number("2")])), ("{}", .object([])),
    (#""\u0041\u00e9\ud83d\ude00\n""#, .string("Aé😀\n")), (#""é""#, .string("é")),
    (#""\u0000""#, .string("\0")),
  ])
  func `a value reads as it was written`(text: String, expected: JSONDocument) throws {
    #expect(try Self.read(text) == expected)
  }

  @Test(arguments: [
    "", "nul", "[1,]", "{\"a\" 1}", "{a: 1}", "01", "1.", "1e", "+1", ".5", "NaN", "\"a",
    "\"\u{1}\"", #""\x""#, #""\u12""#, #""\u12g4""#, #""\ud800""#, #""\ud800\u0041""#,
    #""\udc00""#, "1 2", "[", "// no comments\n1", "'a'",
    String(repeating: "[", count: 33) + String(repeating: "]", count: 33),
  ])
  func `what is not JSON is refused`(text: String) {
    #expect(throws: JSONDefect.self) { try Self.read(text) }
  }

  @Test func `bytes that are no UTF-8 are refused`() {
    #expect(throws: JSONDefect.self) { try JSONDocument([0x22, 0xff, 0x22]) }
  }

  @Test(arguments: [
    (#"{"a": 1, "b": 2}"#, nil), (#"{"a": 1, "a": 1}"#, "a"), (#"{"a": {"b": 1, "b": 2}}"#, "b"),
    (#"[{"a": 1}, {"a": 1}]"#, nil), (#"[0, [{"c": 1, "\u0063": 1}]]"#, "c"),
  ])
  func `a name that stands twice in one object is found`(text: String, doubled: String?) throws {
    #expect(try Self.read(text).doubledKey == doubled)
  }

  /// Each level is looked at once: twice would be a thousand million times here.
  @Test func `a name that stands twice is found behind as many levels as are read`() throws {
    for levels in [1, 26, 30] {
      let arrays = (
        open: String(repeating: "[", count: levels), close: String(repeating: "]", count: levels)
      )
      let document = try Self.read(arrays.open + #"{"a": 1, "a": 2}"# + arrays.close)
      #expect(document.doubledKey == "a")
    }
  }
}
