/// A device serves one visit and holds one data key: the one its entries are sealed with.
extension DeviceAssigned: RecordableEvent {
  public static let kind = EventKind(.staff, 7, Self.self)
  public static var name: String { "device assigned" }
  public static var recorders: Set<Role> { .bedside }
  public static var fieldNames: [String] { ["actor", "chart", "visit_number", "data_key_number"] }
  public var stated: ClinicalEvent { .staff(.deviceAssigned(self)) }

  public func validate() throws(Rejection) {
    try Expect.actor(actor, "actor")
    try Expect.chart(chart, "chart")
    try Expect.whole(visitNumber, "visit_number", 1...UInt32.max)
    try Expect.whole(dataKeyNumber, "data_key_number", 1...UInt32.max)
  }

  public var sentence: String {
    "Device assigned: chart \(Wording.chart(chart)), visit \(visitNumber)"
  }
}
