public import SwiftProtobuf

/// A coded value of the schemas, with the words that a person reads and the identifier that a
/// person types.
public protocol ClinicalTerm: SwiftProtobuf.Enum, CaseIterable {
  /// What the schema's names of the values begin with: "ROUTE_".
  static var schemaPrefix: String { get }
  /// Each value but "unspecified", in the schema's order.
  static var entries: [TermEntry] { get }
}

/// What the schema says of one value of a term.
public struct TermEntry: Sendable {
  let number: Int
  /// "ROUTE_INTRAVENOUS".
  let schemaName: String
  /// As a sentence says it: "IV".
  let words: String
  /// Shorter words that clinicians type.
  let aliases: [String]

  init(_ number: Int, _ schemaName: String, _ words: String, aliases: [String] = []) {
    self.number = number
    self.schemaName = schemaName
    self.words = words
    self.aliases = aliases
  }

  /// What the command line takes first: "chronic-pain".
  var identifier: String { hyphenated(words) }
}

extension ClinicalTerm {
  /// "chronic pain"; a value that this program does not know says so.
  public var words: String {
    if rawValue == 0 { return "not stated" }
    return entry?.words ?? "a term of a newer Candor (\(rawValue))"
  }

  /// What the command line takes: "chronic-pain".
  public var identifier: String { hyphenated(words) }

  /// The schema's name, as its JSON has it: "INDICATION_CHRONIC_PAIN"; empty for a value that the
  /// schema does not have.
  public var schemaName: String { entry?.schemaName ?? "" }

  /// - Parameter identifier: "chronic-pain".
  public init?(identifier: String) {
    guard let entry = Self.entries.first(where: { $0.identifier == identifier }) else {
      return nil
    }
    self.init(rawValue: entry.number)
  }

  /// Reads a value as people and programs write it: its identifier, an alias, the schema's name
  /// with or without its prefix; upper or lower case, with hyphens, underscores or spaces.
  public init?(typed text: String) {
    let asked = hyphenated(text)
    let match = Self.entries.first { entry in
      let schemaName = hyphenated(entry.schemaName)
      return asked == entry.identifier || asked == schemaName || entry.aliases.contains(asked)
        || asked == schemaName.dropFirst(Self.schemaPrefix.count)
    }
    guard let match else { return nil }
    self.init(rawValue: match.number)
  }

  /// Every value that a statement may hold: all but "unspecified".
  public static var stateable: [Self] { allCases.filter { $0.rawValue != 0 } }

  /// Whether the schema here has the value; "unspecified" counts.
  public var isKnown: Bool { rawValue == 0 || entry != nil }

  /// Whether a statement may hold it.
  var isStateable: Bool { entry != nil }

  private var entry: TermEntry? { Self.entries.first { $0.number == rawValue } }
}

/// "Mild hallucinations" and "ROUTE_ORAL" as `mild-hallucinations` and `route-oral`.
private func hyphenated(_ text: String) -> String {
  String(text.lowercased().map { $0.isLetter || $0.isNumber ? $0 : "-" })
}

extension Role {
  /// "a nurse", "the front desk".
  var withArticle: String {
    switch self {
    case .administrator, .auditor: "an \(words)"
    case .frontDesk, .program: "the \(words)"
    default: "a \(words)"
    }
  }
}
