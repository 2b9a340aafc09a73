/// How names are compared in a search: by their letters, without case, accents or punctuation.
///
/// What decomposes and what does not alike are found by the names that Unicode gives to letters:
/// "LATIN SMALL LETTER O WITH STROKE" is an o. Other scripts are compared as they are, in either of
/// their normal forms.
public enum NameFolding {
  /// "O’Brien-Müller" as "obrien muller": words with one blank between them.
  public static func plain(_ text: String) -> String { folded(text, spellsUmlauts: false) }

  /// Every way in which it may be written without accents: "muller" and "mueller".
  public static func readings(_ text: String) -> [String] {
    let plain = plain(text)
    let spelled = folded(text, spellsUmlauts: true)
    return plain == spelled ? [plain] : [plain, spelled]
  }

  private static func folded(_ text: String, spellsUmlauts: Bool) -> String {
    var words: [String] = [""]
    for character in text {
      if apostrophes.contains(character) { continue }
      let folded = folded(character, spellsUmlauts)
      if folded.isEmpty {
        if words.last != "" { words.append("") }
      } else {
        words[words.count - 1] += folded
      }
    }
    if words.last == "" { words.removeLast() }
    return words.joined(separator: " ")
  }

  /// Nothing for what stands between words.
  private static func folded(_ character: Character, _ spellsUmlauts: Bool) -> String {
    if character.isASCII {
      return character.isLetter || character.isNumber ? character.lowercased() : ""
    }
    var latin = ""
    for scalar in character.lowercased().unicodeScalars {
      if let letter = LatinLetter(scalar) {
        latin += letter.base + (spellsUmlauts ? letter.umlaut : "")
      } else if scalar == "\u{308}", spellsUmlauts, let last = latin.last, "aou".contains(last) {
        latin += "e"
      }
    }
    if !latin.isEmpty { return latin }
    return character.isLetter || character.isNumber ? character.lowercased() : ""
  }

  /// They stand within a word: O'Brien, O’Brien, Hawaiʻi; so does the point of J.R.
  private static let apostrophes: Set<Character> = [
    "'", "’", "‘", "‛", "ʼ", "ʻ", "ʹ", "′", "`", "´", ".",
  ]
}

/// A lower-case Latin letter, by the name that Unicode gives it.
private struct LatinLetter {
  /// Without whatever is on it: "o", "ss", "ae".
  var base: String
  /// What German and Scandinavian spelling adds where there is no accent: the e of "mueller".
  var umlaut: String

  /// Nil for other scripts, and for marks.
  init?(_ scalar: Unicode.Scalar) {
    if scalar.isASCII {
      guard ("a"..."z").contains(scalar) else { return nil }
      self.init(base: String(scalar), umlaut: "")
      return
    }
    guard let name = scalar.properties.name,
      let prefix = Self.prefixes.first(where: { name.hasPrefix($0) })
    else { return nil }
    let words = name.dropFirst(prefix.count).split(separator: " ")
    let own = words.prefix { $0 != "WITH" && $0 != "PRECEDED" }
    guard let last = own.last else { return nil }
    let mark = words.dropFirst(own.count).joined(separator: " ")
    if let base = Self.named[own.joined(separator: " ")] {
      self.init(base: base, umlaut: "")
    } else if last.count <= 2 {
      let base = last.lowercased()
      self.init(base: base, umlaut: Self.umlauts["\(base) \(mark)"] ?? "")
    } else {
      return nil
    }
  }

  private init(base: String, umlaut: String) {
    self.base = base
    self.umlaut = umlaut
  }

  private static let prefixes = [
    "LATIN SMALL LETTER ", "LATIN SMALL LIGATURE ", "LATIN LETTER SMALL CAPITAL ",
    "FULLWIDTH LATIN SMALL LETTER ", "MODIFIER LETTER SMALL ",
  ]

  /// Letters whose name is not that of the letter they are read as.
  private static let named = [
    "SHARP S": "ss", "THORN": "th", "ETH": "d", "ENG": "n", "KRA": "k", "EZH": "z", "ESH": "s",
    "SCHWA": "e", "GAMMA": "g", "IOTA": "i", "UPSILON": "u", "ALPHA": "a", "YOGH": "y", "WYNN": "w",
    "HWAIR": "hv", "DB DIGRAPH": "db", "QP DIGRAPH": "qp", "U BAR": "u",
  ]

  private static let umlauts = [
    "a WITH DIAERESIS": "e", "o WITH DIAERESIS": "e", "u WITH DIAERESIS": "e",
    "o WITH STROKE": "e", "a WITH RING ABOVE": "a",
  ]
}
