/// S22: who supervises and who administers. Whether their credentials hold is for the rules.
extension SupervisorAssigned: RecordableEvent {
  public static let kind = EventKind(.visit, 6, Self.self)
  public static var name: String { "supervisor assigned" }
  public static var recorders: Set<Role> { .prescribers }
  public static var fieldNames: [String] { ["supervisor_actor", "administering_actor"] }
  public var stated: ClinicalEvent { .visit(.supervisorAssigned(self)) }

  public func validate() throws(Rejection) {
    try Expect.actor(supervisorActor, "supervisor_actor")
    try Expect.actor(administeringActor, "administering_actor")
  }

  public var sentence: String {
    "Supervisor assigned: actor \(supervisorActor); actor \(administeringActor) administers"
  }
}
