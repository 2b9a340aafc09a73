/// A verified copy of the ledger was made.
extension BackupTaken: RecordableEvent {
  public static let kind = EventKind(.operations, 3, Self.self)
  public static var name: String { "backup taken" }
  public static var recorders: Set<Role> { Permission.backUp.roles }
  public static var fieldNames: [String] { ["size", "root", "holds_keyring"] }
  public var stated: ClinicalEvent { .operations(.backupTaken(self)) }

  public func validate() throws(Rejection) {
    try Expect.root(root, "root")
  }

  public var sentence: String {
    "Backup taken: \(size) entries, root \(Wording.hexadecimal(root)), "
      + (holdsKeyring ? "keyring copied" : "keyring not copied")
  }
}
