/// The patient left for another place of care. Never held up: where to may be said later.
extension Transferred: RecordableEvent {
  public static let kind = EventKind(.visit, 23, Self.self)
  public static var name: String { "transferred" }
  public static var recorders: Set<Role> { .anyoneButAuditor }
  public static var isNeverHeldUp: Bool { true }
  public static var fieldNames: [String] { ["destination"] }
  public var stated: ClinicalEvent { .visit(.transferred(self)) }

  public func validate() throws(Rejection) {
    try Expect.optionalName(destination, "destination")
  }

  public var sentence: String {
    destination.isEmpty ? "Transferred" : "Transferred to \(Wording.line(destination))"
  }
}
