/// The actor has left for good; number and sign-in name are never given to anybody else.
extension StaffDeparted: RecordableEvent {
  public static let kind = EventKind(.staff, 5, Self.self)
  public static var name: String { "staff departed" }
  public static var recorders: Set<Role> { .administrators }
  public static var fieldNames: [String] { ["actor"] }
  public var stated: ClinicalEvent { .staff(.staffDeparted(self)) }

  public func validate() throws(Rejection) {
    try Expect.actor(actor, "actor")
  }

  public var sentence: String {
    "Staff departed"
  }
}
