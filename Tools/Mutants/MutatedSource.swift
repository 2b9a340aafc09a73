/// The text of one file with all of its mutants in it, none of them chosen.
///
/// An expression becomes `(isMutant("name") ? (changed) : (original))`, a statement
/// `if isMutant("name") { changed } else { original }`. What the environment says is asked once a
/// process, so that whoever starts a program chooses the mutant in it.
enum MutatedSource {
  /// - Throws: `MutantError` for a text that does not occur exactly once, and for two that overlap.
  static func text(of source: String, with mutants: [Mutant]) throws -> String {
    var places: [(range: Range<String.Index>, mutant: Mutant)] = []
    for mutant in mutants {
      let ranges = source.ranges(of: mutant.original)
      guard ranges.count == 1 else {
        throw MutantError(
          "\(mutant.name): its text occurs \(ranges.count) times in \(mutant.file), expected "
            + "once; bring it in step with the file: \(mutant.original)")
      }
      places.append((ranges[0], mutant))
    }
    places.sort { $0.range.lowerBound < $1.range.lowerBound }
    var mutated = ""
    var next = source.startIndex
    for (range, mutant) in places {
      guard range.lowerBound >= next else {
        throw MutantError("\(mutant.name): its text in \(mutant.file) is part of another mutant's")
      }
      mutated += source[next..<range.lowerBound] + guarded(mutant)
      next = range.upperBound
    }
    return mutated + source[next...] + question
  }

  private static func guarded(_ mutant: Mutant) -> String {
    let isChosen = "isMutant(\"\(mutant.name)\")"
    return switch mutant.part {
    case .expression: "(\(isChosen) ? (\(mutant.changed)) : (\(mutant.original)))"
    case .statement: "if \(isChosen) { \(mutant.changed) } else { \(mutant.original) }"
    }
  }

  /// Stands at the end of every file that has mutants, for that file alone.
  private static let question = """

    private import Glibc

    private let chosenMutant = getenv("CANDOR_MUTANT").map { String(cString: $0) }

    private func isMutant(_ name: String) -> Bool { chosenMutant == name }

    """
}
