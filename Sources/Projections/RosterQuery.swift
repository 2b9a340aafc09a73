/// Words that whoever looks for a patient knows: of the name, the record number, the birth date.
public struct RosterQuery: Sendable {
  /// How a patient fits.
  public enum Match: Hashable, Sendable {
    case current
    /// By what was corrected since.
    case formerly(Roster.Former)
  }

  private struct Word {
    /// In lower case, for record numbers.
    var text: String
    /// YYYY-MM-DD or a part of it; nil for what is no date.
    var date: String?
    /// Each as words of which all have to be there.
    var readings: [[Substring]]
  }

  private let words: [Word]

  /// - Parameter text: as it was typed, "Twin, Ada" and "1981-01-01" among it; nil: everybody.
  public init(_ text: String?) {
    let typed = (text ?? "").split { $0.isWhitespace || $0 == "," || $0 == ";" }
    words = typed.map { word in
      Word(
        text: word.lowercased(), date: Self.date(word),
        readings: NameFolding.readings(String(word)).map { $0.split(separator: " ") }
          .filter { !$0.isEmpty })
    }
  }

  /// Nil for who does not fit, and for a chart that nobody's intake has opened.
  public func match(_ state: Roster.State) -> Match? {
    guard !state.recordNumber.isEmpty else { return nil }
    let now = Roster.Former(
      familyName: state.familyName, givenName: state.givenName, birthDate: state.birthDate)
    if fits(now, state.recordNumber) { return .current }
    return state.former.last { fits($0, state.recordNumber) }.map(Match.formerly)
  }

  private func fits(_ identity: Roster.Former, _ recordNumber: String) -> Bool {
    if words.isEmpty { return true }
    let number = recordNumber.lowercased()
    let names = NameFolding.readings("\(identity.givenName) \(identity.familyName)").flatMap {
      // The second is for who types a double name as one word.
      [$0, String($0.filter { $0 != " " })]
    }
    return words.allSatisfy { word in
      number.contains(word.text) || word.date.map { identity.birthDate.contains($0) } == true
        || word.readings.contains { reading in
          names.contains { name in reading.allSatisfy { name.contains($0) } }
        }
    }
  }

  /// "1981", "1981-05", "05-17" and "1981-05-17" as they are, "5/17/1981" as the last.
  private static func date(_ word: Substring) -> String? {
    let parts = word.split(separator: "/", omittingEmptySubsequences: false)
    if parts.count == 3, let month = Int(parts[0]), let day = Int(parts[1]), parts[2].count == 4,
      let year = Int(parts[2]), (1...12).contains(month), (1...31).contains(day)
    {
      return "\(year)-\(month < 10 ? "0" : "")\(month)-\(day < 10 ? "0" : "")\(day)"
    }
    let isDate =
      word.utf8.count >= 4
      && word.utf8.allSatisfy { (0x30...0x39).contains($0) || $0 == UInt8(ascii: "-") }
    return isDate ? String(word) : nil
  }
}

extension Roster.State {
  /// Whether it is the name and the birth date of somebody else, whatever the accents.
  public func isNamed(_ familyName: String, _ givenName: String, born birthDate: String) -> Bool {
    self.birthDate == birthDate
      && !Set(NameFolding.readings("\(self.givenName) \(self.familyName)"))
        .isDisjoint(with: NameFolding.readings("\(givenName) \(familyName)"))
  }
}
