/// S1: the medical history form is on file.
extension HistoryFormReceived: RecordableEvent {
  public static let kind = EventKind(.chart, 2, Self.self)
  public static var name: String { "history form received" }
  public static var recorders: Set<Role> { .reception }
  public static var fieldNames: [String] { ["form_version", "note"] }
  public var stated: ClinicalEvent { .chart(.historyFormReceived(self)) }

  public func validate() throws(Rejection) {
    try Expect.name(formVersion, "form_version")
    try Expect.note(note, "note")
  }

  public var sentence: String {
    "History form received, version \(formVersion)\(Wording.note(note))"
  }
}
