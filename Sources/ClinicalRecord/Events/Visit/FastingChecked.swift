/// S5, S6: what passed the lips last, and when. What follows from it is for the rules.
extension FastingChecked: RecordableEvent {
  public static let kind = EventKind(.visit, 4, Self.self)
  public static var name: String { "fasting checked" }
  public static var recorders: Set<Role> { .bedside }
  public static var fieldNames: [String] { ["intakes"] }
  public var stated: ClinicalEvent { .visit(.fastingChecked(self)) }

  public func validate() throws(Rejection) {
    try Expect.that(
      !intakes.isEmpty, "intakes",
      "at least one item; what is unknown is \"other\" without a time")
    for intake in intakes { try intake.validate() }
  }

  public var sentence: String {
    "Fasting checked: \(intakes.map(\.words).joined(separator: ", "))"
  }
}

extension OralIntake {
  func validate() throws(Rejection) {
    try Expect.term(item, "intakes.item")
    if hasTakenAt { try Expect.time(takenAt, "intakes.taken_at") }
    try Expect.optionalName(detail, "intakes.detail")
  }

  /// "water (still) 2026-11-02 07:30".
  var words: String {
    let what = detail.isEmpty ? item.words : "\(item.words) (\(detail))"
    guard hasTakenAt else { return "\(what) at an unknown time" }
    let time = ClinicalTime(takenAt)
    return "\(what) \(time.localDate)\(time.precision == .day ? "" : " \(time.localClock)")"
  }
}

extension OralIntake.Item: ClinicalTerm {
  public var ownWords: String {
    switch self {
    case .solidFood: "solid food"
    case .milk: "milk"
    case .pulpyJuice: "pulpy juice"
    case .soup: "soup"
    case .coffeeOrTeaWithMilk: "coffee or tea with milk"
    case .other: "other"
    case .water: "water"
    case .clearLiquid: "clear liquid"
    case .sportsDrink: "sports drink"
    case .appleJuice: "apple juice"
    case .blackCoffee: "black coffee"
    case .blackTea: "black tea"
    case .unspecified, .UNRECOGNIZED: ""
    }
  }
}
