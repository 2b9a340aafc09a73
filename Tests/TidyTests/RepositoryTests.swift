import Testing

/// The rules, held against every file that is there.
struct RepositoryTests {
  private let repository = Repository.candor

  static let rules: [Rule] = [
    .length, .naming, .clocks, .shortcuts, .folds, .prints, .imports, .declaredArrows,
    .documentation(requirements: requirements), .workplace, .testing, .signIns,
    .openings,
  ]

  private static let requirements = Repository.candor.files.filter(\.isSource)
    .reduce(into: Set<String>()) { $0.formUnion($1.documentedRequirements) }

  @Test(arguments: rules)
  func `every file keeps the rule`(rule: Rule) {
    let offences = repository.files.flatMap(rule.offences)
    #expect(offences.isEmpty, "\(offences.map(\.description).joined(separator: "\n"))")
  }

  @Test func `the files were found at all`() {
    #expect(repository.files.contains { $0.isSource })
    #expect(repository.files.contains { $0.isScript })
    #expect(repository.files.contains { $0.isGenerated })
    #expect(Self.requirements.contains("judgement"))
    let folds = repository.files.filter { !$0.bodies(ofFunctionsNamed: ["evolve"]).isEmpty }
    #expect(folds.count >= 4)
  }

  @Test func `every target has its arrows`() {
    let targets = Set(repository.files.compactMap(\.target))
    #expect(targets == Set(Rule.arrows.keys))
  }

  /// The top of the tree is its table of contents: nothing lands there unplanned.
  @Test func `the top holds only what is planned`() {
    let planned: Set<String> = [
      ".ci", ".gitignore", ".swift-format", "ARCHITECTURE.md", "CHANGELOG.md", "LICENSE",
      "Package.swift", "README.md", "Schemas", "Sources", "Tests", "Tools",
    ]
    #expect(Set(repository.topNames).subtracting(planned) == [])
    for name in ["LICENSE", "README.md", "CHANGELOG.md", "Tools", ".ci", ".swift-format"] {
      #expect(repository.exists(name), "\(name) is missing")
    }
  }

  @Test func `resolved versions and build products stay out of git`() throws {
    let ignored = try #require(repository.file(".gitignore")).lines
    #expect(ignored.contains("Package.resolved"))
    #expect(ignored.contains(".build*"))
  }

  @Test(arguments: ["Tools/setup", "Tools/test", "Tools/build", "Tools/generate", ".ci/run"])
  func `the script is there`(path: String) {
    #expect(repository.file(path)?.isScript == true)
  }

  @Test func `scripts parse and may be run`() throws {
    for script in repository.files where script.isScript {
      #expect(repository.isExecutable(script.path), "\(script.path): chmod +x it")
      let complaint = try Shell.complaint(about: script.lines.joined(separator: "\n"))
      #expect(complaint == nil, "\(script.path)")
    }
  }
}
