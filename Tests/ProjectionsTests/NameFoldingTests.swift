import Foundation
import Projections
import Testing

@Suite struct NameFoldingTests {
  static let pairs: [(String, String)] = [
    ("O'Brien", "obrien"), ("O’Brien", "obrien"), ("O'BRIEN", "obrien"), ("D’Amico", "damico"),
    ("Müller-Østergård", "muller ostergard"), ("Nguyễn Thị Hồng Đào", "nguyen thi hong dao"),
    ("Straße", "strasse"), ("STRASSE", "strasse"), ("Łukasz Żółć", "lukasz zolc"),
    ("Æsa Þórðardóttir", "aesa thordardottir"), ("Œuvrard", "oeuvrard"),
    ("İbrahim Işık", "ibrahim isik"),
    ("J.R. St. John", "jr st john"), ("Twin, Ada", "twin ada"), ("  ", ""), ("-", ""),
    ("李 小龙", "李 小龙"), ("Ёлкина", "ёлкина"), ("Ａda", "ada"), ("Ho‘okano", "hookano"),
  ]

  @Test(arguments: pairs)
  func `a name is folded to its letters`(name: String, folded: String) {
    #expect(NameFolding.plain(name) == folded)
    #expect(NameFolding.plain(name.decomposedStringWithCanonicalMapping) == folded)
    #expect(NameFolding.plain(name.precomposedStringWithCanonicalMapping) == folded)
  }

  @Test func `an umlaut may be spelled out`() {
    #expect(NameFolding.readings("Müller") == ["muller", "mueller"])
    #expect(
      NameFolding.readings("Müller".decomposedStringWithCanonicalMapping) == ["muller", "mueller"])
    #expect(NameFolding.readings("Østergård") == ["ostergard", "oestergaard"])
    #expect(NameFolding.readings("Mueller") == ["mueller"])
  }

  /// Latin-1, Latin Extended-A and -B, and Latin Extended Additional, which Vietnamese is written
  /// with.
  static let letters = [0xC0...0x24F, 0x1E00...0x1EFF].flatMap { (range: ClosedRange<UInt32>) in
    range.compactMap(Unicode.Scalar.init).filter { $0.properties.isAlphabetic }
  }

  @Test func `every Latin letter folds to letters that anybody can type`() {
    // What no name is written with: clicks, tones, and letters of other alphabets' sounds.
    let strange = Set("ƄƅƍƛƧƨƪƸƹƻƼƽƾƿǷǀǁǂǃɁɂẟ".unicodeScalars)
    for letter in Self.letters where !strange.contains(letter) {
      let text = String(letter)
      let folded = NameFolding.plain(text)
      #expect(!folded.isEmpty && folded.utf8.allSatisfy { (0x61...0x7A).contains($0) }, "\(text)")
      #expect(NameFolding.plain(text.decomposedStringWithCanonicalMapping) == folded, "\(text)")
      #expect(NameFolding.plain(text.lowercased()) == folded, "\(text)")
    }
  }

  @Test func `what decomposes folds as Unicode takes it apart`() {
    for letter in Self.letters {
      let parts = String(letter).decomposedStringWithCanonicalMapping.unicodeScalars
      guard parts.count > 1, let base = parts.first, base.isASCII else { continue }
      #expect(NameFolding.plain(String(letter)) == String(base).lowercased(), "\(letter)")
    }
  }
}
