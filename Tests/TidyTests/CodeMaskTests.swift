import Testing

/// What the rules about code see of a file.
struct CodeMaskTests {
  @Test(
    arguments: [
      ("a // b", "a     "),
      ("a /* b /* c */ d */ e", "a                   e"),
      (#"f("x\"y") + z"#, "f(      ) + z"),
      (#"f("a\(g("b)"))c") + z"#, "f(              ) + z"),
      (##"f(#"a"b\(c)"#) + z"##, "f(           ) + z"),
      ("func `reads print(it)`() {}", "func                  () {}"),
      ("let s = \"\"\"\n  try! \"x\"\n  \"\"\"\nnext", "let s =    \n          \n     \nnext"),
    ])
  func `prose is blanked and code stays in place`(text: String, code: String) {
    #expect(CodeMask.masked(text) == code)
  }
}
