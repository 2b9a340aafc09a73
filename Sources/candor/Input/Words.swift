/// How names of the code and of the schema are typed: lower-case words with hyphens.
enum Words {
  /// "photoID" as `photo-id`, "heartRate" as `heart-rate`, "spo2" as `spo2`.
  static func kebab(fromCase name: String) -> String {
    var text = ""
    var previousIsUpper = true
    for character in name {
      if character.isUppercase, !previousIsUpper { text.append("-") }
      previousIsUpper = character.isUppercase
      text.append(contentsOf: character.lowercased())
    }
    return text
  }

  /// "ROUTE_ORAL", "Mild hallucinations" as `route-oral`, `mild-hallucinations`.
  static func kebab(_ text: String) -> String {
    String(text.lowercased().map { $0 == "_" || $0 == " " ? "-" : $0 })
  }

  /// Shorter words that clinicians use, by the identifier that they stand for.
  static let alias = [
    "depression": "mood", "chronic-pain": "pain", "heart-rate": "hr", "blood-pressure": "bp",
    "heart-rhythm": "rhythm",
    "primary-care-physician": "pcp",
  ]
}
