/// S16: what the patient was told for the way home.
extension InstructionsAcknowledged: RecordableEvent {
  public static let kind = EventKind(.visit, 25, Self.self)
  public static var name: String { "instructions acknowledged" }
  public static var recorders: Set<Role> { .nursing }
  public static var fieldNames: [String] { ["no_driving_24_h", "form_version"] }
  public var stated: ClinicalEvent { .visit(.instructionsAcknowledged(self)) }

  public func validate() throws(Rejection) {
    try Expect.optionalName(formVersion, "form_version")
  }

  public var sentence: String {
    let driving = noDriving24H ? "no driving for 24 h" : "without the 24 h driving rule"
    let form = formVersion.isEmpty ? "" : ", form version \(formVersion)"
    return "Instructions acknowledged: \(driving)\(form)"
  }
}
