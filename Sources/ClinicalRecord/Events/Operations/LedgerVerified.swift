/// Somebody held the whole ledger against itself.
extension LedgerVerified: RecordableEvent {
  public static let kind = EventKind(.operations, 5, Self.self)
  public static var name: String { "ledger verified" }
  public static var recorders: Set<Role> { Permission.attestVerification.roles }
  public static var fieldNames: [String] {
    ["size", "root", "problem_count", "signatures_checked"]
  }
  public var stated: ClinicalEvent { .operations(.ledgerVerified(self)) }

  public func validate() throws(Rejection) {
    try Expect.root(root, "root")
  }

  public var sentence: String {
    "Ledger verified: \(size) entries, root \(Wording.hexadecimal(root)), "
      + "\(problemCount) problems, signatures \(signaturesChecked ? "checked" : "not checked")"
  }
}
