import Testing

/// What the documents promise is there.
struct DocumentTests {
  private let repository = Repository.candor

  @Test(arguments: Repository.candor.files.map(\.path).filter { $0.hasSuffix(".md") })
  func `what a document names exists`(path: String) throws {
    let document = try #require(repository.file(path))
    for reference in document.references where !repository.exists(reference.path) {
      Issue.record("\(path):\(reference.line): \(reference.path) does not exist")
    }
  }

  @Test func `a missing script or page is noticed`() {
    let text = """
      Run `Tools/test --filter X`, then see [the table](entry.md#header) or [us](https://a.example).
      ```
      $ Tools/demo
      ```
      """
    let references = SourceFile(path: "Schemas/page.md", text: text).references
    #expect(references.map(\.path) == ["Tools/test", "Schemas/entry.md", "Tools/demo"])
    #expect(references.map(\.line) == [1, 1, 3])
  }

  @Test func `every command in the README is one of the program's`() throws {
    let sources = repository.files.filter { $0.path.hasPrefix("Sources/candor/") }
    let names = Set(sources.flatMap(\.commandNames))
    // The members of the streams' `oneof`s: "    DriverNamed driver_named = 5;".
    let events = repository.files.filter { $0.path.hasSuffix("Schemas/candor/v1/visit.proto") }
      .flatMap(\.lines).compactMap { line in
        line.firstMatch(of: /^    [A-Z]\w+ (\w+) = \d+;/).map { String($0.output.1) }
      }.map { $0.replacing("_", with: "-") }
    let commands = try #require(repository.file("README.md")).commands
    #expect(!commands.isEmpty)
    for command in commands {
      #expect(names.contains(command.name), "README.md:\(command.line): candor \(command.name)")
      if let event = command.next, ["record", "transcribe", "check"].contains(command.name) {
        #expect(events.contains(event), "README.md:\(command.line): candor record \(event)")
      }
    }
  }

  @Test func `commands are read from a transcript`() {
    let text = """
      candor is not a command here
      ```
      candor patients   # the roster
      12:30 nurse $ candor record infusion-started --patient X
      2 entries that candor wrote
      ```
      """
    let commands = SourceFile(path: "README.md", text: text).commands
    #expect(commands.map(\.line) == [3, 4])
    #expect(commands.map(\.name) == ["patients", "record"])
    #expect(commands.map(\.next) == [nil, "infusion-started"])
    let source = SourceFile(path: "A.swift", text: #"  commandName: "patients","#)
    #expect(source.commandNames == ["patients"])
  }

  @Test(.enabled(if: Repository.candor.file("Sources/candor/Version.swift") != nil))
  func `the changelog has the version that the program prints`() throws {
    let source = try #require(repository.file("Sources/candor/Version.swift"))
    let version = try #require(source.candorVersion)
    let changelog = try #require(repository.file("CHANGELOG.md"))
    // What is not released yet has no number there.
    let heading = version.hasSuffix("-dev") ? "Unreleased" : version
    #expect(changelog.versions.contains(heading))
  }

  @Test func `versions are read from source and changelog`() {
    let source = SourceFile(path: "Version.swift", text: #"let candorVersion = "0.1.0""#)
    #expect(source.candorVersion == "0.1.0")
    let changelog = SourceFile(
      path: "CHANGELOG.md", text: "## [Unreleased]\n\n## [0.1.0] - 2026-01-02\n\n## 0.0.9\n")
    #expect(changelog.versions == ["Unreleased", "0.1.0", "0.0.9"])
  }
}

extension SourceFile {
  /// Scripts named anywhere and pages linked to, as paths from the top of the repository.
  fileprivate var references: [(line: Int, path: String)] {
    let folder = path.split(separator: "/").dropLast().map { $0 + "/" }.joined()
    return lines.enumerated().flatMap { index, line -> [(line: Int, path: String)] in
      guard line.mentions(["Tools/", ".ci/", "]("]) else { return [] }
      let pattern = /(?:^|[^\w\/.])((?:Tools|\.ci)\/\w+)|\]\((?!\w+:|#)([^)#]+)/
      return line.matches(of: pattern).map { match in
        (index + 1, match.output.1.map(String.init) ?? folder + (match.output.2 ?? ""))
      }
    }
  }

  /// The `candor` commands in the fenced blocks: their first word, and a second that is no option.
  fileprivate var commands: [(line: Int, name: String, next: String?)] {
    var isFenced = false
    return lines.enumerated().compactMap { index, line in
      if line.hasPrefix("```") { isFenced.toggle() }
      guard isFenced,
        let match = line.firstMatch(of: /(?:^|\$ )candor ([a-z-]+)(?: ([a-z][a-z-]*))?/)
      else { return nil }
      return (index + 1, String(match.output.1), match.output.2.map(String.init))
    }
  }

  fileprivate var commandNames: [String] {
    lines.compactMap { $0.firstMatch(of: /commandName: "([a-z-]+)"/).map { String($0.output.1) } }
  }

  fileprivate var candorVersion: String? {
    lines.lazy.compactMap { $0.firstMatch(of: /candorVersion\b.*"([^"]+)"/) }.first
      .map { String($0.output.1) }
  }

  fileprivate var versions: [String] {
    let heading = /^## \[?(\d[^\]\s]*|Unreleased)/
    return lines.compactMap { $0.firstMatch(of: heading).map { String($0.output.1) } }
  }
}
