/// How text is set: its width and whether the terminal shows colour.
public struct TextStyle: Sendable {
  /// In columns.
  public var width: Int
  public var isColored: Bool

  /// A width under 60 columns counts as 60.
  public init(width: Int, isColored: Bool) {
    self.width = max(width, 60)
    self.isColored = isColored
  }

  /// For messages, which show what would change the screen.
  public var withoutColours: TextStyle { TextStyle(width: width, isColored: false) }

  /// For files and pipes.
  public static let plain = TextStyle(width: 100, isColored: false)

  func bold(_ text: String) -> String { set(text, "1") }
  func dim(_ text: String) -> String { set(text, "2") }
  func struck(_ text: String) -> String { set(text, "9") }
  /// What must not be missed.
  public func red(_ text: String) -> String { set(text, "31") }
  func green(_ text: String) -> String { set(text, "32") }
  func yellow(_ text: String) -> String { set(text, "33") }

  private func set(_ text: String, _ code: String) -> String {
    isColored && !text.isEmpty ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
  }

  /// Breaks a text into lines of at most so many columns, at spaces where there are any; its own
  /// lines stay.
  func wrap(_ text: String, columns: Int) -> [String] {
    text.split(separator: "\n", omittingEmptySubsequences: false)
      .flatMap { wrapLine($0, columns: columns) }
  }

  private func wrapLine(_ text: Substring, columns: Int) -> [String] {
    var lines: [String] = []
    var line = ""
    for word in text.split(separator: " ", omittingEmptySubsequences: false) {
      if !line.isEmpty, line.columns + 1 + word.columns > columns {
        lines.append(line)
        line = String(word)
      } else {
        line +=
          line.isEmpty && lines.isEmpty && word.isEmpty ? "" : (line.isEmpty ? "" : " ") + word
      }
    }
    return lines + [line]
  }
}

extension String {
  /// Padded with spaces at its end to so many columns.
  func padded(_ columns: Int) -> String {
    self + String(repeating: " ", count: max(0, columns - self.columns))
  }
}
