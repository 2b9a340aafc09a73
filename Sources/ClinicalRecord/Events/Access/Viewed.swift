/// Somebody looked at a chart, or at a part of it.
extension Viewed: RecordableEvent {
  public static let kind = EventKind(.access, 1, Self.self)
  public static var name: String { "viewed" }
  public static var recorders: Set<Role> { Permission.readRoster.roles }
  public static var fieldNames: [String] { ["look"] }
  public var stated: ClinicalEvent { .access(.viewed(self)) }

  public func validate() throws(Rejection) {
    try look.validate()
  }

  public var sentence: String {
    "Viewed: \(look.words)"
  }
}
