extension Companion {
  /// - Parameter field: where the companion stands in the event.
  func validate(_ field: String) throws(Rejection) {
    try Expect.name(name, "\(field).name")
    try Expect.optionalName(relation, "\(field).relation")
    try Expect.optionalName(phone, "\(field).phone")
  }

  /// "Ann Lee (sister)".
  var words: String { relation.isEmpty ? name : "\(name) (\(relation))" }
}
