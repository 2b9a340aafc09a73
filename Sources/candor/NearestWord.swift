/// What somebody may have meant who mistyped a word of a list.
enum NearestWord {
  /// Mistakes that are taken for such: a letter left out, added or exchanged.
  private static let mostMistakes = 2

  /// The nearest of them, and those as near; none where all are further off, or nearly as far as
  /// any word would be.
  static func among(_ words: [String], to typed: String) -> [String] {
    let typed = Words.hyphenated(typed)
    let ranked = words.map { (word: $0, mistakes: mistakes(from: typed, to: $0)) }
      .filter { $0.mistakes <= mostMistakes && $0.mistakes * 2 < max($0.word.count, typed.count) }
    guard let best = ranked.map(\.mistakes).min() else { return [] }
    return ranked.filter { $0.mistakes == best }.map(\.word)
  }

  /// The least number of letters to leave out, add or replace, or of neighbours to exchange
  /// (optimal string alignment).
  static func mistakes(from typed: String, to word: String) -> Int {
    let (typed, word) = (Array(typed), Array(word))
    var before: [Int] = []
    var last = Array(0...word.count)
    for (row, letter) in typed.enumerated() {
      var line = [row + 1]
      for (column, other) in word.enumerated() {
        var least = min(line[column] + 1, last[column + 1] + 1)
        least = min(least, last[column] + (letter == other ? 0 : 1))
        if row > 0, column > 0, letter == word[column - 1], typed[row - 1] == other {
          least = min(least, before[column - 1] + 1)
        }
        line.append(least)
      }
      before = last
      last = line
    }
    return last[word.count]
  }
}
