/// From here on this is a copy that was restored. The program records it.
extension LedgerRestored: RecordableEvent {
  public static let kind = EventKind(.operations, 4, Self.self)
  public static var name: String { "ledger restored" }
  public static var recorders: Set<Role> { [.program] }
  public static var fieldNames: [String] { ["size", "root", "is_rollback"] }
  public var stated: ClinicalEvent { .operations(.ledgerRestored(self)) }

  public func validate() throws(Rejection) {
    try Expect.root(root, "root")
  }

  public var sentence: String {
    "Ledger restored: \(size) entries, root \(Wording.hexadecimal(root))"
      + (isRollback ? ", before a known checkpoint" : "")
  }
}
