internal import ArgumentParser
private import Glibc

/// Faults that some test must find: built once, all of them, and chosen one by one.
@main
struct Campaign: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "mutants",
    abstract: "Chosen faults, one line each; every one must be found by some test.",
    discussion: """
      Builds a copy of the tree with all faults in it, each behind a question that the environment \
      answers (CANDOR_MUTANT). Checks that the tests pass while none is chosen; then chooses one \
      after the other, runs the suites that stand beside it in the list, and only where these pass \
      all the others. Fails when one lives that the list does not say why.
      """)

  @Argument(help: "Those to try; all when none is named.")
  var names: [String] = []

  @Flag(help: "Only list them.")
  var list = false

  func run() throws {
    let mutants = try chosen()
    guard !list else {
      for mutant in mutants { print("\(padded(mutant.name))\(mutant.fault)") }
      return
    }
    let tree = MutatedTree()
    try tree.update(with: Mutant.all)
    say("mutants: building \(Mutant.all.count) of them at once (the first time for minutes)")
    let run = TestRun(
      program: try tree.build(), folder: tree.folder, log: ".build-mutants/tests.log")
    say("mutants: the tests, while none is chosen")
    let concerned = Set(mutants.flatMap(\.nearest)).sorted()
    guard case .passed = try run(nil, suites: concerned) else {
      throw MutantError("the tests do not pass as they are; see .build-mutants/tests.log")
    }
    var counts: [Fate: Int] = [:]
    for mutant in mutants {
      let (fate, words) = try tried(mutant, with: run)
      counts[fate, default: 0] += 1
      say("\(padded(mutant.name))\(words)")
    }
    let parts = Fate.allCases.map { "\(counts[$0] ?? 0) \($0.rawValue)" }
    say("mutants: \(mutants.count), \(parts.joined(separator: ", "))")
    if counts[.lives] != nil { throw ExitCode.failure }
  }

  /// A line of the answer, at once: a run takes long, and its output may go to a file.
  private func say(_ line: String) {
    print(line)
    fflush(nil)
  }

  private func chosen() throws -> [Mutant] {
    guard !names.isEmpty else { return Mutant.all }
    return try names.map { name in
      guard let mutant = Mutant.all.first(where: { $0.name == name }) else {
        throw ValidationError("there is no mutant \(name); --list names them")
      }
      return mutant
    }
  }

  private func padded(_ name: String) -> String {
    name + String(repeating: " ", count: max(1, 30 - name.count))
  }

  /// What becomes of a mutant.
  private enum Fate: String, CaseIterable {
    case near = "found by the nearest tests"
    case far = "found by the others"
    case excused = "live as the list says"
    case lives = "live"
  }

  private func tried(_ mutant: Mutant, with run: TestRun) throws -> (Fate, String) {
    if case .found(let by) = try run(mutant, suites: mutant.nearest) {
      return (.near, "found by \(by)")
    }
    if case .found(let by) = try run(mutant, suites: nil) {
      return (.far, "found by another: \(by)")
    }
    guard let reason = mutant.livesBecause else { return (.lives, "LIVES: \(mutant.fault)") }
    return (.excused, "lives: \(reason)")
  }
}
