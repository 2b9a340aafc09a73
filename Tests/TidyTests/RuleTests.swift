import Testing

/// Each rule catches its bad samples and leaves the good ones alone.
struct RuleTests {
  @Test(arguments: Self.bad)
  func `a bad sample is caught`(sample: Sample) {
    #expect(!sample.offences.isEmpty, "\(sample)")
  }

  @Test(arguments: Self.good)
  func `a good sample passes`(sample: Sample) {
    #expect(sample.offences == [], "\(sample)")
  }

  @Test func `an offence names the line`() {
    let file = SourceFile(path: "Sources/Ledger/A.swift", text: "let a = 1\n\nlet b = Date()\n")
    #expect(Rule.clocks.offences(in: file).map(\.line) == [3])
    #expect(Rule.clocks.offences(in: file)[0].description.hasPrefix("Sources/Ledger/A.swift:3: "))
  }

  @Test func `a file of 401 lines is too long`() {
    func file(lines: Int) -> SourceFile {
      SourceFile(
        path: "Sources/Ledger/A.swift", text: String(repeating: "let a = 1\n", count: lines))
    }
    #expect(Rule.length.offences(in: file(lines: 400)) == [])
    #expect(Rule.length.offences(in: file(lines: 401)).count == 1)
  }

  @Test func `a line of 101 columns is too long, counted in characters`() {
    let wide = SourceFile(path: "Tests/A.swift", text: String(repeating: "ü", count: 100))
    let wider = SourceFile(path: "Tests/A.swift", text: String(repeating: "a", count: 101))
    #expect(Rule.length.offences(in: wide) == [])
    #expect(Rule.length.offences(in: wider).map(\.line) == [1])
    let vector = SourceFile(path: "Tests/A.swift", text: "  + \"\(wider.lines[0])\",")
    let comment = SourceFile(path: "Tests/A.swift", text: "/// \(wider.lines[0])")
    #expect(Rule.length.offences(in: vector) == [])
    #expect(Rule.length.offences(in: comment).map(\.line) == [1])
  }

  @Test func `what a protocol requires and documents is found`() {
    let text = """
      public protocol Reader {
        /// Reads.
        func read() -> Int
        func other() -> Int
      }
      /// Apart.
      func apart() {}
      """
    let file = SourceFile(path: "Sources/Ledger/A.swift", text: text)
    #expect(file.documentedRequirements == ["read"])
  }

  @Test func `a manifest against the arrows is caught`() {
    let text = """
      .target(
        name: "Compliance", dependencies: ["ClinicalRecord", "Ledger", protobuf], settings: x),
      .testTarget(name: "ComplianceTests", dependencies: ["Ledger"], settings: x),
      """
    let offences = Rule.declaredArrows.offences(in: SourceFile(path: "Package.swift", text: text))
    #expect(
      offences.map(\.message) == [
        "Compliance depends on Ledger, against the arrows",
        "Compliance depends on SwiftProtobuf, against the arrows",
      ])
  }

  @Test func `a script with an open quote does not parse`() throws {
    #expect(try Shell.complaint(about: "if true; then echo 'yes'; fi") == nil)
    #expect(try Shell.complaint(about: "if true; then echo 'yes; fi") != nil)
  }
}
