/// Somebody looked at what the role does not open, or at what could not be recorded beforehand.
extension EmergencyAccessOpened: RecordableEvent {
  public static let kind = EventKind(.access, 5, Self.self)
  public static var name: String { "emergency access opened" }
  public static var recorders: Set<Role> { Permission.openInEmergency.roles }
  public static var fieldNames: [String] { ["look", "reason", "host", "is_spooled"] }
  public var stated: ClinicalEvent { .access(.emergencyAccessOpened(self)) }

  public func validate() throws(Rejection) {
    try look.validate()
    try Expect.text(reason, "reason")
    try Expect.name(host, "host")
  }

  public var sentence: String {
    "Emergency access opened at \(Wording.line(host))\(isSpooled ? ", recorded later" : ""): "
      + "\(look.words)\(Wording.note(reason))"
  }
}
