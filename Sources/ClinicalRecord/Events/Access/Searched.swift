/// The patient was one of those that a listing showed.
extension Searched: RecordableEvent {
  public static let kind = EventKind(.access, 2, Self.self)
  public static var name: String { "searched" }
  public static var recorders: Set<Role> { Permission.readRoster.roles }
  public static var fieldNames: [String] { ["listed_count"] }
  public var stated: ClinicalEvent { .access(.searched(self)) }

  public func validate() throws(Rejection) {
    try Expect.whole(listedCount, "listed_count", 1...UInt32.max)
  }

  public var sentence: String {
    "Listed, one of \(listedCount)"
  }
}
