public import SwiftProtobuf

/// A coded value of the schemas, with the words that a person reads and the identifier that a
/// person types.
public protocol ClinicalTerm: SwiftProtobuf.Enum, CaseIterable {
  /// The words of a value of this schema: "chronic pain".
  var ownWords: String { get }
}

extension ClinicalTerm {
  /// "chronic pain"; a value that this program does not know says so.
  public var words: String {
    if rawValue == 0 { return "not stated" }
    return isKnown ? ownWords : "a term of a newer Candor (\(rawValue))"
  }

  /// What the command line takes: "chronic-pain".
  public var identifier: String {
    String(words.lowercased().map { $0.isLetter || $0.isNumber ? $0 : "-" })
  }

  /// - Parameter identifier: "chronic-pain".
  public init?(identifier: String) {
    guard let term = Self.stateable.first(where: { $0.identifier == identifier }) else {
      return nil
    }
    self = term
  }

  /// Every value that a statement may hold: all but "unspecified".
  public static var stateable: [Self] { allCases.filter { $0.rawValue != 0 } }

  /// Whether the schema here has the value; "unspecified" counts.
  public var isKnown: Bool { Self.allCases.contains { $0 == self } }

  /// Whether a statement may hold it.
  var isStateable: Bool { rawValue != 0 && isKnown }
}
