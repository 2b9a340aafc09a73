/// A device serves no visit any more: said by hand, or with the visit's end, which anybody enrolled
/// records.
extension DeviceReleased: RecordableEvent {
  public static let kind = EventKind(.staff, 8, Self.self)
  public static var name: String { "device released" }
  public static var recorders: Set<Role> { .anyoneButAuditor }
  public static var fieldNames: [String] { ["actor"] }
  public var stated: ClinicalEvent { .staff(.deviceReleased(self)) }

  public func validate() throws(Rejection) {
    try Expect.actor(actor, "actor")
  }

  public var sentence: String {
    "Device released"
  }
}
