/// A suspended actor is back.
extension StaffReinstated: RecordableEvent {
  public static let kind = EventKind(.staff, 4, Self.self)
  public static var name: String { "staff reinstated" }
  public static var recorders: Set<Role> { .administrators }
  public static var fieldNames: [String] { ["actor"] }
  public var stated: ClinicalEvent { .staff(.staffReinstated(self)) }

  public func validate() throws(Rejection) {
    try Expect.actor(actor, "actor")
  }

  public var sentence: String {
    "Staff reinstated"
  }
}
