/// The keyring holds none of the chart's data keys any more. The program records it; where its
/// identity is not at hand, whoever finished the erasure.
extension ChartErasureCompleted: RecordableEvent {
  public static let kind = EventKind(.operations, 9, Self.self)
  public static var name: String { "chart erasure completed" }
  public static var recorders: Set<Role> { Permission.holdKeys.roles.union([.program]) }
  public static var fieldNames: [String] { ["is_replayed"] }
  public var stated: ClinicalEvent { .operations(.chartErasureCompleted(self)) }

  public func validate() throws(Rejection) {}

  public var sentence: String {
    "Chart erasure completed" + (isReplayed ? ", again, after a restore" : "")
  }
}
