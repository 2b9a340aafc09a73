/// Why a departure from policy happened. It sits in the stream of what it explains: a chart's or a
/// visit's.
extension DeviationExplained {
  public var sentence: String {
    let of = rules.isEmpty ? "" : " (\(rules.joined(separator: ", ")))"
    return "Deviation explained\(of)\(Wording.note(reason))"
  }

  public func checkTogether() throws(Rejection) {
    try Expect.that(about != nil, "about_position", "the entry that is explained")
  }
}
