extension Look {
  /// Whether whoever was shown this has been shown all of `other`.
  ///
  /// A timeline holds what it is of: a chart its visits and entries, a visit its entries, its
  /// findings and what stands in the way of an act. Any other answer holds no more than itself.
  /// Whoever saw anything of a chart has seen whose it is.
  public func covers(_ other: Look) -> Bool {
    // The access log tells about people who looked, which no part of the record does.
    guard (answer == .accessLog) == (other.answer == .accessLog) else { return false }
    if case .rosterLine = other.scope { return true }
    switch (scope, other.scope) {
    case (.chart, .chart): return answer == other.answer
    case (.chart, .visit), (.chart, .entry): return answer == .timeline
    case (.visit, .visit):
      return visitNumber == other.visitNumber && (answer == .timeline || answer == other.answer)
    case (.visit, .entry): return visitNumber == other.visitNumber && answer == .timeline
    case (.entry, .entry): return position == other.position
    default: return false
    }
  }
}
