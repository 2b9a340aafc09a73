/// S7: the line is set. Gauge and attempts are 0 when they were not stated.
extension IVPlaced: RecordableEvent {
  public static let kind = EventKind(.visit, 7, Self.self)
  public static var name: String { "IV placed" }
  public static var recorders: Set<Role> { .nursing }
  public static var fieldNames: [String] { ["site", "gauge", "attempts"] }
  public var stated: ClinicalEvent { .visit(.ivPlaced(self)) }

  public func validate() throws(Rejection) {
    try Expect.optionalName(site, "site")
    if gauge != 0 { try Expect.whole(gauge, "gauge", 10...30, "G") }
    try Expect.whole(attempts, "attempts", 0...50)
  }

  public var sentence: String {
    let parts = [
      Wording.line(site), gauge == 0 ? "" : "\(gauge) G",
      attempts == 0 ? "" : attempts == 1 ? "1 attempt" : "\(attempts) attempts",
    ].filter { !$0.isEmpty }
    return parts.isEmpty ? "IV placed" : "IV placed: \(parts.joined(separator: ", "))"
  }
}
