/// A chart need not be kept any longer for the hold's sake: two people say so.
extension LegalHoldReleased: RecordableEvent {
  public static let kind = EventKind(.operations, 7, Self.self)
  public static var name: String { "legal hold released" }
  public static var recorders: Set<Role> { [.complianceOfficer] }
  public static var secondSigners: Set<Role> { .administrators }
  public static var fieldNames: [String] { [] }
  public var stated: ClinicalEvent { .operations(.legalHoldReleased(self)) }

  public func validate() throws(Rejection) {}

  public var sentence: String { "Legal hold released" }
}
