/// From here on the actor records nothing, signs in nowhere and is given no chart's key.
extension StaffSuspended: RecordableEvent {
  public static let kind = EventKind(.staff, 3, Self.self)
  public static var name: String { "staff suspended" }
  public static var recorders: Set<Role> { .administrators }
  public static var fieldNames: [String] { ["actor", "cause"] }
  public var stated: ClinicalEvent { .staff(.staffSuspended(self)) }

  public func validate() throws(Rejection) {
    try Expect.actor(actor, "actor")
    try Expect.term(cause, "cause")
  }

  public var sentence: String {
    "Staff suspended: \(cause.words)"
  }
}

extension StaffSuspended.Cause: ClinicalTerm {
  public var ownWords: String {
    switch self {
    case .leave: "leave"
    case .review: "review"
    case .lostKey: "lost key"
    case .other: "another cause"
    case .unspecified, .UNRECOGNIZED: ""
    }
  }
}
