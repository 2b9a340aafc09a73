/// Somebody typed in what another one had written on paper. It sits in the stream of what it is
/// about: a chart's or a visit's.
extension TranscribedFromPaper {
  public var sentence: String { sentence { "actor \($0)" } }

  /// - Parameter name: of a member of staff, by number.
  public func sentence(naming name: (UInt32) -> String) -> String {
    let about =
      if case .aboutPosition(let position)? = about { " #\(position)" } else { "" }
    return "Transcribed\(about) from \(paper(naming: name))\(Wording.note(note))"
  }

  /// "the downtime form of Rosa Reed, RN (document 3)".
  public func paper(naming name: (UInt32) -> String) -> String {
    let document = documentNumber == 0 ? "" : " (document \(documentNumber))"
    let article = source == .other ? "" : "the "
    return "\(article)\(source.words) of \(name(author))\(document)"
  }

  public func checkTogether() throws(Rejection) {
    try Expect.that(about != nil, "about_position", "the entry that was transcribed")
  }
}
