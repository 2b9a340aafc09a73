/// Why a new passphrase would be guessed before all others.
enum WeakPassphrase: Equatable {
  /// With fewer than 12 characters.
  case short
  /// Of a few characters over and over.
  case monotonous
  /// Of the words that everybody takes, figures, and the sign-in name.
  case common

  static let minimumCharacters = 12
  private static let leastDifferent = 5
  private static let leastOwnLetters = 4

  /// Nil for one that is none of these.
  init?(_ passphrase: [UInt8], of handle: String) {
    let text = String(decoding: passphrase, as: UTF8.self).lowercased()
    guard text.count >= Self.minimumCharacters else {
      self = .short
      return
    }
    guard Set(text).count >= Self.leastDifferent else {
      self = .monotonous
      return
    }
    let names = handle.split { !$0.isLetter }.map(String.init)
    guard Self.ownLetters(of: text, without: names) < Self.leastOwnLetters else { return nil }
    self = .common
  }

  /// To be read after "the new passphrase" or "it".
  var words: String {
    switch self {
    case .short:
      "has fewer than \(Self.minimumCharacters) characters; choose a longer one, such as four words "
        + "of your own"
    case .monotonous: "repeats a few characters; choose another, such as four words of your own"
    case .common:
      "is made of words that are tried first, or of the sign-in name; choose another, such as four "
        + "words of your own"
    }
  }

  /// What is left when figures, signs, names and common words are taken out.
  private static func ownLetters(of text: String, without names: [String]) -> Int {
    // A figure may stand for itself or for a letter.
    let readings = [text, String(text.map { disguises[$0] ?? $0 })]
    return readings.map { reading in
      var rest = reading.filter(\.isLetter)
      for word in (commonWords + names).sorted(by: { $0.count > $1.count }) {
        rest = rest.replacing(word, with: "")
      }
      return rest.count
    }.min() ?? 0
  }

  private static let disguises: [Character: Character] = [
    "0": "o", "1": "i", "3": "e", "4": "a", "5": "s", "7": "t", "@": "a", "$": "s", "!": "i",
  ]

  /// The words of which the lists of leaked passwords begin, those of the house among them.
  private static let commonWords = [
    "password", "passwort", "passphrase", "qwertyuiop", "qwerty", "qwertz", "azerty", "asdfghjkl",
    "asdf", "zxcvbnm", "abcdefghijklmnopqrstuvwxyz", "abcdef", "letmein", "welcome",
    "administrator",
    "admin", "login", "iloveyou", "monkey", "dragon", "football", "baseball", "sunshine",
    "princess",
    "master", "secret", "changeme", "default", "trustno", "superman", "batman", "shadow", "hello",
    "ketamine", "clinic", "candor", "infusion", "nurse", "doctor", "spring", "summer", "autumn",
    "winter",
  ]
}
