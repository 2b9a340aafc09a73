/// Why a departure from policy happened. It sits in the stream of what it explains: a chart's or a
/// visit's.
extension DeviationExplained: RecordableEvent {
  public static let kind = EventKind(.visit, 900, Self.self)
  public static var name: String { "deviation explained" }
  public static var recorders: Set<Role> { .explainers }
  public static var fieldNames: [String] {
    [
      "about_position",
      "about_append_index",
      "rules",
      "reason",
    ]
  }
  public var stated: ClinicalEvent { .visit(.deviationExplained(self)) }

  public func validate() throws(Rejection) {
    try Expect.that(about != nil, "about_position", "the entry that is explained")
    for rule in rules { try Expect.rule(rule, "rules") }
    try Expect.text(reason, "reason")
  }

  public var sentence: String {
    let of = rules.isEmpty ? "" : " (\(rules.joined(separator: ", ")))"
    return "Deviation explained\(of)\(Wording.note(reason))"
  }

  /// Its kind on a chart.
  public static let chartKind = EventKind(.chart, 900, Self.self)
}
