/// The patient is here; it opens the visit.
extension Arrived: RecordableEvent {
  public static let kind = EventKind(.visit, 1, Self.self)
  public static var name: String { "arrived" }
  public static var recorders: Set<Role> { .reception }
  public static var fieldNames: [String] { ["indication"] }
  public var stated: ClinicalEvent { .visit(.arrived(self)) }

  public func validate() throws(Rejection) {
    try Expect.term(indication, "indication")
  }

  public var sentence: String { "Arrived for \(indication.words)" }
}
