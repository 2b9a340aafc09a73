extension Look {
  /// Whether whoever was shown this has been shown all of `other`: a chart holds its visits, its
  /// entries and its roster line, a visit its entries and findings.
  public func covers(_ other: Look) -> Bool {
    // The access log tells about people who looked, which no part of the record does.
    guard (answer == .accessLog) == (other.answer == .accessLog) else { return false }
    switch (scope, other.scope) {
    case (.chart, .chart), (.chart, .visit), (.chart, .entry), (.chart, .rosterLine),
      (.visit, .rosterLine), (.entry, .rosterLine), (.rosterLine, .rosterLine):
      return true
    case (.visit, .visit), (.visit, .entry): return visitNumber == other.visitNumber
    case (.entry, .entry): return position == other.position
    default: return false
    }
  }
}
