/// S22: a credential and how long it holds, both days included.
extension StaffCredentialed: RecordableEvent {
  public static let kind = EventKind(.staff, 2, Self.self)
  public static var name: String { "staff credentialed" }
  public static var recorders: Set<Role> { .administrators }
  public static var fieldNames: [String] { ["actor", "specialty", "valid_from", "valid_until"] }
  public var stated: ClinicalEvent { .staff(.staffCredentialed(self)) }

  public func validate() throws(Rejection) {
    try Expect.actor(actor, "actor")
    try Expect.term(specialty, "specialty")
    let from = try Expect.date(validFrom, "valid_from", isPersonal: false)
    let until = try Expect.date(validUntil, "valid_until", isPersonal: false)
    try Expect.that(
      from <= until, "valid_until", value: until.iso8601, "a day not before \(from), the first one")
  }

  public var sentence: String {
    "Staff credentialed: \(specialty.words), \(validFrom) to \(validUntil)"
  }
}
