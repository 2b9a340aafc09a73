/// The weight that doses are worked out from.
extension Weighed: RecordableEvent {
  public static let kind = EventKind(.visit, 3, Self.self)
  public static var name: String { "weighed" }
  public static var recorders: Set<Role> { .bedside }
  public static var fieldNames: [String] { ["weight_kg"] }
  public var stated: ClinicalEvent { .visit(.weighed(self)) }

  public func validate() throws(Rejection) {
    try Expect.positive(weightKg, "weight_kg", atMost: 1_000, "kg")
  }

  public var sentence: String {
    // DOMAIN §3: 20 to 400 kg is possible.
    let suspect = (20...400).contains(weightKg) ? "" : " (suspect)"
    return "Weighed \(Wording.number(weightKg)) kg\(suspect)"
  }
}
