/// The lines of a device's file, and their fields as its profile separates them.
struct DelimitedText {
  /// Without what ends them.
  let lines: [String]
  private let profile: ImportProfile

  init(_ bytes: [UInt8], as profile: ImportProfile) {
    let marked: [UInt8] = [0xEF, 0xBB, 0xBF]  // a byte order mark, as spreadsheets write it
    let bytes = bytes.starts(with: marked) ? bytes.dropFirst(3) : bytes[...]
    lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
      .map { line in
        let isCarriage = line.last == UInt8(ascii: "\r")
        return String(decoding: isCarriage ? line.dropLast() : line, as: UTF8.self)
      }
    self.profile = profile
  }

  /// Whether a line says nothing.
  func isComment(_ line: String) -> Bool {
    profile.commentPrefix.map { line.hasPrefix($0) } ?? false
  }

  /// - Parameter line: its index from 0.
  /// - Throws: by column, where a quote is not closed, or something follows one.
  func fields(at line: Int) throws(MonitorFileProblem) -> [String] {
    var fields: [String] = []
    var rest = Substring(lines[line]).utf8
    while true {
      let field: [UInt8]?
      do throws(QuoteProblem) {
        field = try quoted(&rest)
      } catch {
        throw MonitorFileProblem(
          line: line + 1, what: "column \(fields.count + 1): \(error.rawValue)")
      }
      if let field {
        let text = String(decoding: field, as: UTF8.self)
        fields.append(profile.keepsBlanks ? text : text.withoutBlanks)
      } else {
        let plain = rest.prefix { $0 != profile.delimiter.byte }
        rest = rest[plain.endIndex...]
        let text = String(Substring(plain))
        fields.append(profile.keepsBlanks ? text : text.withoutBlanks)
      }
      guard rest.popFirst() != nil else { return fields }
    }
  }

  private enum QuoteProblem: String, Error {
    case notClosed = "the quote is not closed"
    case followed = "something follows the closing quote"
  }

  /// Nil where the next field has no quotes, of which nothing is taken then.
  private func quoted(
    _ rest: inout Substring.UTF8View
  ) throws(QuoteProblem) -> [UInt8]? {
    guard let quote = profile.quote.byte else { return nil }
    var inside = profile.keepsBlanks ? rest : rest.drop(while: isBlank)
    guard inside.first == quote else { return nil }
    inside = inside.dropFirst()
    var field: [UInt8] = []
    while true {
      guard let byte = inside.popFirst() else { throw .notClosed }
      guard byte == quote else {
        field.append(byte)
        continue
      }
      // Two of them stand for one.
      guard inside.first == quote else { break }
      field.append(quote)
      inside = inside.dropFirst()
    }
    if !profile.keepsBlanks { inside = inside.drop(while: isBlank) }
    guard inside.isEmpty || inside.first == profile.delimiter.byte else { throw .followed }
    rest = inside
    return field
  }

  private func isBlank(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") && profile.delimiter != .tab
  }
}
