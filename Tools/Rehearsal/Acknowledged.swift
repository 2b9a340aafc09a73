public import Ledger

/// What a child said that the ledger has taken: a line "position append-id".
public struct Acknowledged: Hashable, Sendable {
  public let position: UInt64
  public let append: AppendID

  /// Nil for a line that was cut off.
  public init?(line: String) {
    let words = line.split(separator: " ").map(String.init)
    guard words.count == 2, let position = UInt64(words[0]), let append = AppendID(hex: words[1])
    else { return nil }
    self.position = position
    self.append = append
  }
}
