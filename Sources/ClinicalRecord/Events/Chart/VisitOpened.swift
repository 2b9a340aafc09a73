/// A visit begins; it follows from `arrived`, in the same append.
extension VisitOpened: RecordableEvent {
  public static let kind = EventKind(.chart, 9, Self.self)
  public static var name: String { "visit opened" }
  public static var recorders: Set<Role> { .reception }
  public static var fieldNames: [String] { ["visit_number", "indication"] }
  public var stated: ClinicalEvent { .chart(.visitOpened(self)) }

  public func validate() throws(Rejection) {
    try Expect.whole(visitNumber, "visit_number", 1...UInt32.max)
    try Expect.term(indication, "indication")
  }

  public var sentence: String { "Visit \(visitNumber) opened, \(indication.words)" }
}
