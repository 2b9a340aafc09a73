/// A chart has to be kept, whoever asks for its erasure: a dispute, an inquiry.
extension LegalHoldPlaced: RecordableEvent {
  public static let kind = EventKind(.operations, 6, Self.self)
  public static var name: String { "legal hold placed" }
  public static var recorders: Set<Role> { [.complianceOfficer, .physician, .administrator] }
  public static var fieldNames: [String] { [] }
  public var stated: ClinicalEvent { .operations(.legalHoldPlaced(self)) }

  public func validate() throws(Rejection) {}

  public var sentence: String { "Legal hold placed: the chart is not erased while it lasts" }
}
