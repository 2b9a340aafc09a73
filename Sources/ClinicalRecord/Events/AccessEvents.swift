/// Somebody looked at a chart, or at a part of it.
extension Viewed {
  public var sentence: String {
    "Viewed: \(look.words)"
  }

  public func checkTogether() throws(Rejection) { try look.validate() }
}

/// The patient was one of those that a listing showed.
extension Searched {
  public var sentence: String {
    "Listed, one of \(listedCount)"
  }
}

/// 45 CFR 164.528: something of the record was given to somebody outside.
extension Disclosed {
  public var sentence: String {
    "Disclosed to \(Wording.line(recipient)), \(purpose.words)\(Wording.notes(given, detail))"
  }
}

/// Somebody looked at what the role does not open, or at what could not be recorded beforehand.
extension EmergencyAccessOpened {
  public var sentence: String {
    "Emergency access opened at \(Wording.line(host))\(isSpooled ? ", recorded later" : ""): "
      + "\(look.words)\(Wording.note(reason))"
  }

  public func checkTogether() throws(Rejection) { try look.validate() }
}

/// Somebody else has looked into an emergency access.
extension EmergencyAccessReviewed {
  public var sentence: String {
    "Emergency access reviewed: \(outcome.words)\(Wording.note(note))"
  }
}

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
    // A document is shown by itself alone: a timeline says no more than that it is there.
    guard (answer == .document) == (other.answer == .document) else { return false }
    switch (scope, other.scope) {
    case (.chart, .chart): return answer == .timeline || answer == other.answer
    case (.chart, .visit), (.chart, .entry): return answer == .timeline
    case (.visit, .visit):
      return visitNumber == other.visitNumber && (answer == .timeline || answer == other.answer)
    case (.visit, .entry): return visitNumber == other.visitNumber && answer == .timeline
    case (.entry, .entry): return position == other.position
    default: return false
    }
  }

  /// What can be said of the fields alone.
  func validate() throws(Rejection) {
    try Expect.term(scope, "look.scope")
    try Expect.term(answer, "look.answer")
    if case .visit = scope {
      try Expect.whole(visitNumber, "look.visit_number", 1...UInt32.max)
    }
  }

  /// "timeline, visit 2".
  public var words: String {
    switch scope {
    case .visit: "\(answer.words), visit \(visitNumber)"
    case .entry where answer == .document: "document attached in entry \(position)"
    case .entry: "\(answer.words) \(position)"
    case .chart, .rosterLine, .unspecified, .UNRECOGNIZED: answer.words
    }
  }
}
