extension Look {
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
    case .entry: "\(answer.words) \(position)"
    case .chart, .rosterLine, .unspecified, .UNRECOGNIZED: answer.words
    }
  }
}

extension Look.Scope: ClinicalTerm {
  public var ownWords: String {
    switch self {
    case .chart: "chart"
    case .visit: "visit"
    case .entry: "entry"
    case .rosterLine: "roster line"
    case .unspecified, .UNRECOGNIZED: ""
    }
  }
}

extension Look.Answer: ClinicalTerm {
  public var ownWords: String {
    switch self {
    case .timeline: "timeline"
    case .entry: "entry"
    case .findings: "findings"
    case .check: "check"
    case .accessLog: "access log"
    case .roster: "roster"
    case .unspecified, .UNRECOGNIZED: ""
    }
  }
}
