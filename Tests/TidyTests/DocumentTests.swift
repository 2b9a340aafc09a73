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

  @Test(.enabled(if: Repository.candor.file("Sources/candor/Version.swift") != nil))
  func `the changelog begins with the version that the program prints`() throws {
    let source = try #require(repository.file("Sources/candor/Version.swift"))
    let version = try #require(source.candorVersion)
    let changelog = try #require(repository.file("CHANGELOG.md"))
    #expect(changelog.versions.contains(version))
  }

  @Test func `versions are read from source and changelog`() {
    let source = SourceFile(path: "Version.swift", text: #"let candorVersion = "0.1.0""#)
    #expect(source.candorVersion == "0.1.0")
    let changelog = SourceFile(
      path: "CHANGELOG.md", text: "## [Unreleased]\n\n## [0.1.0] - 2026-01-02\n\n## 0.0.9\n")
    #expect(changelog.versions == ["0.1.0", "0.0.9"])
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

  fileprivate var candorVersion: String? {
    lines.lazy.compactMap { $0.firstMatch(of: /candorVersion\b.*"([^"]+)"/) }.first
      .map { String($0.output.1) }
  }

  fileprivate var versions: [String] {
    lines.compactMap { $0.firstMatch(of: /^## \[?(\d[^\]\s]*)/).map { String($0.output.1) } }
  }
}
