/// Somebody works here, or a device is in use.
extension StaffEnrolled: RecordableEvent {
  public static let kind = EventKind(.staff, 1, Self.self)
  public static var name: String { "staff enrolled" }
  public static var recorders: Set<Role> { .administrators }
  public static var fieldNames: [String] { ["actor", "handle", "display_name", "role"] }
  public var stated: ClinicalEvent { .staff(.staffEnrolled(self)) }

  public func validate() throws(Rejection) {
    try Expect.actor(actor, "actor")
    try Expect.that(
      isHandle, "handle", value: "\"\(Wording.quotable(handle))\"",
      "2 to 32 characters of a–z, 0–9, '.' and '-'")
    try Expect.name(displayName, "display_name")
    try Expect.term(role, "role")
  }

  public var sentence: String {
    "Staff enrolled: \(displayName) (\(handle)), \(role.words)"
  }

  private var isHandle: Bool {
    (2...32).contains(handle.utf8.count)
      && handle.unicodeScalars.allSatisfy { scalar in
        ("a"..."z").contains(scalar) || ("0"..."9").contains(scalar) || scalar == "."
          || scalar == "-"
      }
  }
}
