internal import FoundationEssentials

/// Answers as JSON: stable snake_case keys, sorted, so that the same answer is the same bytes.
enum JSONText {
  static func render(_ value: some Encodable) throws -> String {
    try encoded(value, [.prettyPrinted]) + "\n"
  }

  /// On one line, which it does not end.
  static func line(_ value: some Encodable) throws -> String { try encoded(value, []) }

  private static func encoded(
    _ value: some Encodable, _ layout: JSONEncoder.OutputFormatting
  ) throws -> String {
    let encoder = JSONEncoder()
    encoder.keyEncodingStrategy = .convertToSnakeCase
    encoder.outputFormatting = layout.union([.sortedKeys, .withoutEscapingSlashes])
    return String(decoding: try encoder.encode(value), as: UTF8.self)
  }
}
