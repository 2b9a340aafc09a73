/// The clinic's rules and thresholds from here on. What the document says is for Compliance to
/// read.
extension PolicyAdopted: RecordableEvent {
  public static let kind = EventKind(.policy, 1, Self.self)
  public static var name: String { "policy adopted" }
  public static var recorders: Set<Role> { .administrators }
  public static var fieldNames: [String] { ["name", "version", "document"] }
  public var stated: ClinicalEvent { .policy(.policyAdopted(self)) }

  public func validate() throws(Rejection) {
    try Expect.name(name, "name")
    try Expect.whole(version, "version", 1...UInt32.max)
    try Expect.that(
      !document.isEmpty, "document", "the policy as JSON, byte for byte as adopted")
  }

  public var sentence: String {
    "Policy adopted: \(Wording.line(name)), version \(version)"
  }
}
