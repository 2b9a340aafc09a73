import Foundation
import Testing

@testable import Mutants

/// The list of `Tools/campaign mutants`, held against the files that it changes: it must not rot.
struct MutantTests {
  private let repository = Repository.candor

  @Test func `every mutant's text stands once in its file, and none in another's`() throws {
    for (path, mutants) in Dictionary(grouping: Mutant.all, by: \.file) {
      let file = try #require(repository.file(path), "\(mutants[0].name): there is no \(path)")
      let source = file.lines.joined(separator: "\n")
      #expect(throws: Never.self) { try MutatedSource.text(of: source, with: mutants) }
    }
  }

  @Test func `every file is still Swift with its mutants in it`() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "mutants-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    var paths: [String] = []
    for (path, mutants) in Dictionary(grouping: Mutant.all, by: \.file) {
      let file = try #require(repository.file(path))
      let mutated = folder.appending(path: path.replacing("/", with: "-"))
      try MutatedSource.text(of: file.lines.joined(separator: "\n"), with: mutants)
        .write(to: mutated, atomically: false, encoding: .utf8)
      paths.append(mutated.path)
    }
    let parser = Process()
    parser.executableURL = URL(filePath: "/usr/bin/env")
    parser.arguments = ["swiftc", "-frontend", "-parse"] + paths
    let said = Pipe()
    parser.standardError = said
    try parser.run()
    let errors = String(decoding: said.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    parser.waitUntilExit()
    #expect(parser.terminationStatus == 0, "\(errors.prefix(2_000))")
  }

  @Test func `no comparison is torn out of a longer one`() throws {
    let comparisons = [" > ", " < ", " >= ", " <= ", " == ", " != ", " && ", " || "]
    let binding = ["+ ", "- ", "* ", "/ ", "% "]
    for mutant in Mutant.all where comparisons.contains(where: mutant.original.contains) {
      let source = try #require(repository.file(mutant.file)).lines.joined(separator: "\n")
      let place = try #require(source.firstRange(of: mutant.original))
      let after = source[place.upperBound...].prefix(3).drop { $0 == " " }
      let before = source[..<place.lowerBound].suffix(2)
      #expect(!binding.contains { after.hasPrefix($0) || before == $0 }, "\(mutant.name)")
    }
  }

  @Test func `there are enough mutants, each with a name and a fault of its own`() {
    #expect(Mutant.all.count >= 60)
    #expect(Set(Mutant.all.map(\.name)).count == Mutant.all.count)
    #expect(Set(Mutant.all.map(\.fault)).count == Mutant.all.count)
    for mutant in Mutant.all {
      #expect(mutant.changed != mutant.original && !mutant.nearest.isEmpty, "\(mutant.name)")
    }
  }

  @Test func `the suites that are to find them are there`() {
    let suites = repository.files.filter { $0.path.hasPrefix("Tests/") }.flatMap(\.suites)
    let names = Set(suites.flatMap { ["\($0.target).\($0.name)", $0.name] })
    #expect(names.contains("TidyTests.MutantTests"))
    for mutant in Mutant.all {
      #expect(names.isSuperset(of: mutant.nearest), "\(mutant.name): \(mutant.nearest)")
    }
  }

  private func mutant(_ original: String, becomes changed: String) -> Mutant {
    Mutant("sample", "", in: "Sample.swift", original, becomes: changed, nearest: "SampleTests")
  }

  @Test func `an expression and a statement are put behind the question`() throws {
    let source = "let isDue = now >= limit\ncount += 1\n"
    let statement = Mutant(
      "forgotten", "", in: "Sample.swift", statement: "count += 1", nearest: "SampleTests")
    let text = try MutatedSource.text(
      of: source, with: [statement, mutant("now >= limit", becomes: "now > limit")])
    #expect(
      text.hasPrefix(
        """
        let isDue = (isMutant("sample") ? (now > limit) : (now >= limit))
        if isMutant("forgotten") {  } else { count += 1 }

        """))
  }

  @Test(arguments: ["let a = 1\n", "let a = b\nlet c = b\n"])
  func `a text that is not there once is named`(source: String) {
    #expect {
      try MutatedSource.text(of: source, with: [mutant("b", becomes: "d")])
    } throws: { error in
      "\(error)".contains("sample") && "\(error)".contains("Sources/Sample.swift")
    }
  }

  @Test func `two mutants do not share a text`() {
    #expect(throws: MutantError.self) {
      try MutatedSource.text(
        of: "a + b\n", with: [mutant("a + b", becomes: "a"), mutant("+ b", becomes: "- b")])
    }
  }
}

extension SourceFile {
  /// The suites of tests that it declares, with their target.
  fileprivate var suites: [(target: String, name: String)] {
    let folders = path.split(separator: "/")
    return code.filter { $0.contains("struct ") }.compactMap { line in
      line.firstMatch(of: /struct (\w+Tests)\b/).map { (String(folders[1]), String($0.output.1)) }
    }
  }
}
