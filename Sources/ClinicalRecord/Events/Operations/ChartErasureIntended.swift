/// Two people have decided that a chart's data keys are removed: from here on nothing is recorded
/// about the chart but that it was done (DESIGN §6).
extension ChartErasureIntended: RecordableEvent {
  public static let kind = EventKind(.operations, 8, Self.self)
  public static var name: String { "chart erasure intended" }
  public static var recorders: Set<Role> { [.complianceOfficer] }
  public static var secondSigners: Set<Role> { .administrators }
  public static var fieldNames: [String] { ["ground"] }
  public var stated: ClinicalEvent { .operations(.chartErasureIntended(self)) }

  public func validate() throws(Rejection) {
    try Expect.term(ground, "ground")
  }

  public var sentence: String { "Chart erasure intended: \(ground.words)" }
}

extension ChartErasureIntended.Ground: ClinicalTerm {
  public var ownWords: String {
    switch self {
    case .patientRequest: "patient request"
    case .retentionEnded: "retention ended"
    case .courtOrder: "court order"
    case .recordedInError: "recorded in error"
    case .unspecified, .UNRECOGNIZED: ""
    }
  }
}
